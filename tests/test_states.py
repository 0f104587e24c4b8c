"""The table of the United Nations' member states: whole, well-formed, and each name in its own row."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import FrozenInstanceError, astuple
from pathlib import Path

import pytest
from babel import Locale

from undersigned import states as module
from undersigned.states import State, find, of_french, states

TABLE = Path(module.__file__).with_name("states.csv")
COLUMNS = ("english", "english_formal", "french", "french_formal")

NO_ENGLISH_ARTICLE = "AG AU BA BB BF BN BZ CA GD GE HU IE JM JP KN LC ME MN MY NP NZ RO SB TM TV UA VC"
"""States whose formal English name has no article: it is the short name, word for word."""

NO_FRENCH_ARTICLE = "AG BH CU CV CY DJ HT IL KI KN LC LK MC MG MT MU NR OM SG SM ST SV VC VU"
NO_FRENCH_ARTICLE_FORMALLY = "AG KN LC VC"

NOT_ITS_SHORT_NAME = {
    "english_formal": {"FR": "French", "GR": "Hellenic"},
    "french_formal": {"GR": "hellénique"},
}
"""Words that stand for the country in a formal name and do not look like its short name."""

OTHERWISE_IN_CLDR = {
    "en": {
        "LA": "Lao",
        "RU": "Russian",
        "SY": "Syrian",
        "US": "America",
        "VN": "Viet",
    },
    "fr": {
        "BN": "Darussalam",
        "BY": "Bélarus",
        "CV": "Verde",
        "IQ": "Iraq",
        "KG": "Kirghizistan",
        "KN": "Kitts",
        "LA": "lao",
        "MD": "Moldova",
        "SY": "syrienne",
        "TR": "Türkiye",
        "US": "Amérique",
        "VN": "Viet",
    },
}
"""Where CLDR's name has no word in common with ours: the word that ours has instead."""

COMMON_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "the of and republic state states united democratic people s islamic federal islands saint "
        "le la les l de du des d et republique etat etats union democratique populaire islamique federale iles unis",
    )
)
"""Words that many names have, so that they do not tell one state from another; without accents."""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _words(name: str) -> set[str]:
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one)).lower()
    return set(re.findall(r"[a-z]+", plain)) - COMMON_WORDS


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_file_is_plain() -> None:
    content = TABLE.read_bytes()
    assert content.startswith(b"code,english,english_formal,french,french_formal\n")
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert content.decode() == unicodedata.normalize("NFC", content.decode())
    assert not set(content.decode()) & set("'\"\u00a0")


def test_every_row_is_whole_and_in_its_place(rows: list[dict[str, str]]) -> None:
    codes = [row["code"] for row in rows]
    assert len(rows) == 193
    assert codes == sorted(set(codes))
    assert all(len(row) == 5 and all(row.values()) for row in rows)


def test_the_codes_are_in_cldr_and_no_observers() -> None:
    codes = {state.code for state in states()}
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert codes <= set(Locale("en").territories)
    assert not codes & {"EH", "PS", "TW", "VA", "XK"}


# --- the names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", COLUMNS)
def test_no_name_stands_twice_or_has_stray_signs(column: str) -> None:
    names = [getattr(state, column) for state in states()]
    assert len(set(names)) == 193
    for name in names:
        assert re.fullmatch(r"[^\W\d_]+(?:[ ’-][^\W\d_]+)*", name), name


def test_an_article_is_in_lower_case() -> None:
    for state in states():
        english, french = (state.english, state.english_formal), (state.french, state.french_formal)
        assert not [name for name in english if name.startswith("The ")]
        assert not [name for name in french if re.match("(?:Le|La|Les|L’)(?:(?<=’)| )", name)]
        for name in english:
            assert name.removeprefix("the ")[0].isupper(), name
        for name in french:
            assert re.sub("^(?:le |la |les |l’)", "", name)[0].isupper(), name


def test_french_elides_before_a_vowel_and_only_there() -> None:
    for state in states():
        for name in (state.french, state.french_formal):
            assert not re.search(r"\b(?:[Ll]e|[Ll]a|de) [aeiouAEIOUÉÎÔ]", name), name
            assert not re.search(r"\b(?:l|d)’[^aeiouhAEIOUHÉÎÔ]", name), name
            assert not re.search(r"\bde les? ", name), name


def test_every_formal_name_has_an_article_but_for_a_few() -> None:
    assert _codes(state for state in states() if not state.english_formal.startswith("the ")) == NO_ENGLISH_ARTICLE
    for state in states():
        if state.code in NO_ENGLISH_ARTICLE.split():
            assert state.english_formal == state.english


def test_every_french_name_has_an_article_but_for_a_few() -> None:
    without = "^(?!le |la |les |l’)"
    assert _codes(state for state in states() if re.match(without, state.french)) == NO_FRENCH_ARTICLE
    assert _codes(state for state in states() if re.match(without, state.french_formal)) == NO_FRENCH_ARTICLE_FORMALLY


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("AE", "the United Arab Emirates", "les Émirats arabes unis"),
        ("BN", "Brunei Darussalam", "le Brunéi Darussalam"),
        ("BO", "the Plurinational State of Bolivia", "l’État plurinational de Bolivie"),
        ("BS", "the Bahamas", "les Bahamas"),
        ("CA", "Canada", "le Canada"),
        ("CD", "the Democratic Republic of the Congo", "la République démocratique du Congo"),
        ("CF", "the Central African Republic", "la République centrafricaine"),
        ("CG", "the Congo", "le Congo"),
        ("CI", "Côte d’Ivoire", "la Côte d’Ivoire"),
        ("CU", "Cuba", "Cuba"),
        ("CV", "Cabo Verde", "Cabo Verde"),
        ("CY", "Cyprus", "Chypre"),
        ("CZ", "Czechia", "la Tchéquie"),
        ("DE", "Germany", "l’Allemagne"),
        ("DM", "Dominica", "la Dominique"),
        ("DO", "the Dominican Republic", "la République dominicaine"),
        ("FM", "the Federated States of Micronesia", "les États fédérés de Micronésie"),
        ("FR", "France", "la France"),
        ("GB", "the United Kingdom", "le Royaume-Uni"),
        ("GM", "the Gambia", "la Gambie"),
        ("GN", "Guinea", "la Guinée"),
        ("GQ", "Equatorial Guinea", "la Guinée équatoriale"),
        ("GW", "Guinea-Bissau", "la Guinée-Bissau"),
        ("HT", "Haiti", "Haïti"),
        ("IL", "Israel", "Israël"),
        ("IR", "the Islamic Republic of Iran", "la République islamique d’Iran"),
        ("KM", "the Comoros", "les Comores"),
        ("KP", "the Democratic People’s Republic of Korea", "la République populaire démocratique de Corée"),
        ("KR", "the Republic of Korea", "la République de Corée"),
        ("LA", "the Lao People’s Democratic Republic", "la République démocratique populaire lao"),
        ("MD", "the Republic of Moldova", "la République de Moldova"),
        ("MH", "the Marshall Islands", "les Îles Marshall"),
        ("MK", "North Macedonia", "la Macédoine du Nord"),
        ("MV", "the Maldives", "les Maldives"),
        ("NE", "the Niger", "le Niger"),
        ("NG", "Nigeria", "le Nigéria"),
        ("NL", "the Netherlands", "les Pays-Bas"),
        ("NR", "Nauru", "Nauru"),
        ("PG", "Papua New Guinea", "la Papouasie-Nouvelle-Guinée"),
        ("PH", "the Philippines", "les Philippines"),
        ("RU", "the Russian Federation", "la Fédération de Russie"),
        ("SB", "Solomon Islands", "les Îles Salomon"),
        ("SD", "the Sudan", "le Soudan"),
        ("SG", "Singapore", "Singapour"),
        ("SS", "South Sudan", "le Soudan du Sud"),
        ("SY", "the Syrian Arab Republic", "la République arabe syrienne"),
        ("SZ", "Eswatini", "l’Eswatini"),
        ("TL", "Timor-Leste", "le Timor-Leste"),
        ("TR", "Türkiye", "la Türkiye"),
        ("TZ", "the United Republic of Tanzania", "la République-Unie de Tanzanie"),
        ("US", "the United States of America", "les États-Unis d’Amérique"),
        ("VE", "the Bolivarian Republic of Venezuela", "la République bolivarienne du Venezuela"),
        ("VN", "Viet Nam", "le Viet Nam"),
    ],
)
def test_the_short_names_that_are_easily_wrong(code: str, english: str, french: str) -> None:
    state = _found(code)
    assert (state.english, state.french) == (english, french)


def test_the_list_of_english_articles_is_closed() -> None:
    """The United Nations' articles: nobody else has one."""
    expected = "AE BO BS CD CF CG DO FM GB GM IR KM KP KR LA MD MH MV NE NL PH RU SD SY TZ US VE"
    assert _codes(state for state in states() if state.english.startswith("the ")) == expected


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("AU", "Australia", "l’Australie"),
        ("CA", "Canada", "le Canada"),
        ("CI", "the Republic of Côte d’Ivoire", "la République de Côte d’Ivoire"),
        ("DE", "the Federal Republic of Germany", "la République fédérale d’Allemagne"),
        ("FR", "the French Republic", "la République française"),
        (
            "GB",
            "the United Kingdom of Great Britain and Northern Ireland",
            "le Royaume-Uni de Grande-Bretagne et d’Irlande du Nord",
        ),
        ("GM", "the Republic of the Gambia", "la République de Gambie"),
        ("GR", "the Hellenic Republic", "la République hellénique"),
        ("JP", "Japan", "le Japon"),
        ("NL", "the Kingdom of the Netherlands", "le Royaume des Pays-Bas"),
        ("SZ", "the Kingdom of Eswatini", "le Royaume d’Eswatini"),
        ("TR", "the Republic of Türkiye", "la République de Türkiye"),
    ],
)
def test_formal_names(code: str, english: str, french: str) -> None:
    state = _found(code)
    assert (state.english_formal, state.french_formal) == (english, french)


# --- against CLDR, and each against the other -------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "column"), [("en", "english"), ("fr", "french")])
def test_the_names_are_in_their_own_rows(language: str, column: str) -> None:
    """Ours has a word of CLDR's name for the same code, or the word that is listed for it."""
    territories: Mapping[str, str] = Locale(language).territories
    otherwise = OTHERWISE_IN_CLDR[language]
    for state in states():
        name = getattr(state, column)
        if state.code in otherwise:
            assert otherwise[state.code] in re.split("[ ’-]", name), name
        else:
            assert _words(name) & _words(territories[state.code]), (name, territories[state.code])


@pytest.mark.parametrize(("short", "formal"), [("english", "english_formal"), ("french", "french_formal")])
def test_a_formal_name_belongs_to_its_short_name(short: str, formal: str) -> None:
    """They have words with the same first three letters: Slovakia, the Slovak Republic."""
    for state in states():
        name = getattr(state, formal)
        starts = [{word[:3] for word in _words(one)} for one in (getattr(state, short), name)]
        assert starts[0] & starts[1] or NOT_ITS_SHORT_NAME[formal].get(state.code, "?") in name, state


# --- looking up -------------------------------------------------------------------------------------------------------


def test_the_ids() -> None:
    ids = [state.id for state in states()]
    assert len(set(ids)) == 193
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", one) for one in ids)
    assert _found("CI").id == "cote-d-ivoire"
    assert _found("KR").id == "republic-of-korea"
    assert _found("LA").id == "lao-people-s-democratic-republic"
    assert _found("NL").id == "netherlands"
    assert _found("TR").id == "turkiye"
    assert _found("US").id == "united-states-of-america"


def test_a_state_is_found_by_code_and_by_id() -> None:
    for state in states():
        assert find(state.code) is state
        assert find(state.id) is state


@pytest.mark.parametrize("name", ["", "nl", "Netherlands", "the-netherlands", "XK", "VA", " NL"])
def test_nothing_else_is_found(name: str) -> None:
    assert find(name) is None


def test_the_order_is_that_of_an_english_index() -> None:
    codes = [state.code for state in states()]
    assert codes[0] == "AF"
    assert codes[-1] == "ZW"
    for pair in ("BR BN", "BB BY", "CG CR", "CR CI", "CI HR", "NE NG", "GN GW", "TN TR", "TR TM", "TH TL"):
        before, after = pair.split()
        assert codes.index(before) < codes.index(after), pair


def test_the_table_is_read_once() -> None:
    assert states() is states()


def test_a_state_does_not_change() -> None:
    state = _found("NL")
    with pytest.raises(FrozenInstanceError):
        state.english = "Holland"  # type: ignore[misc]
    assert astuple(state)[:2] == ("NL", "netherlands")


def test_the_module_loads_nothing_heavy() -> None:
    probe = "import sys, undersigned.states as s; s.states(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert "undersigned" in loaded
    assert not loaded & {"babel", "pydantic", "yaml", "jinja2", "lxml"}


# --- "de" -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("la République française", "de la République française"),
        ("le Royaume des Pays-Bas", "du Royaume des Pays-Bas"),
        ("les États-Unis d’Amérique", "des États-Unis d’Amérique"),
        ("l’Ukraine", "de l’Ukraine"),
        ("l’État d’Érythrée", "de l’État d’Érythrée"),
        ("le Honduras", "du Honduras"),
        ("la Hongrie", "de la Hongrie"),
        ("Cuba", "de Cuba"),
        ("Israël", "d’Israël"),
        ("Haïti", "d’Haïti"),
        ("Oman", "d’Oman"),
        ("El Salvador", "d’El Salvador"),
        ("Antigua-et-Barbuda", "d’Antigua-et-Barbuda"),
        ("Sri Lanka", "de Sri Lanka"),
        ("Érythrée", "d’Érythrée"),
        ("Leipzig", "de Leipzig"),
        ("Laponie", "de Laponie"),
    ],
)
def test_de_before_a_french_name(name: str, expected: str) -> None:
    assert of_french(name) == expected


def test_de_is_contracted_before_every_name() -> None:
    for state in states():
        for name in (state.french, state.french_formal):
            of = of_french(name)
            assert re.match(r"(?:du |des |de la |de l’|d’|de (?=[A-Z]))", of), of
            assert not re.match(r"de (?:les?\b|[AEIOUHÉÎ])", of), of


def _codes(some: Iterable[State]) -> str:
    return " ".join(sorted(state.code for state in some))


def _found(code: str) -> State:
    state = find(code)
    assert state is not None
    return state
