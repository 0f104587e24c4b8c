"""The alphabet of each language, its own letters included, and names filed word by word."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.collation import alphabet, without_article


@pytest.mark.parametrize(
    ("spoken", "ordered"),
    [
        ("en", "Æthelred|Afar|Aland|Åland|Øresund|Ottawa|Zagreb"),
        ("fr", "cote|coté|côte|côté|Coter"),
        ("sv", "Ystad|Zürich|Åbo|Älvsborg|Ærø|Örebro|Øresund"),
        ("da-DK", "Ystad|Zürich|Ærø|Ålborg|Aalborg Øst"),
        ("es", "Nube|Nuño|Ñandú|Oaxaca"),
        ("pl", "Lublin|Łódź|Opole|Zabrze|Źródło|Żory"),
        ("cs", "cizí|Čáslav|Hradec|Cheb|Chrudim|Ivančice"),
        ("hr", "Lika|Luka|Ljubljana|Ljubuški|Makarska"),
        ("hu", "cukor|csaba|cser|dal|gyár|hó"),
        ("tr", "Hatay|Irak|Isparta|İstanbul|İzmir|Jandarma|ocak|ödemiş"),
        ("vi", "An|Ấn|Bắc|Da|Đà"),
        ("ru", "Елец|Ёлка|Жуков|Иваново|Йошкар|Amnesty"),
        ("uk", "Галич|Ґрунт|Дніпро|Єнакієве|Жмеринка|Ірпінь|Їжак|Київ"),
        ("en", "Amnesty|Zagreb|Афины|Ємен|Яма"),
        ("fa", "بم|پارس|تهران|چابهار"),
        ("th", "กา|เกา|ขา|คน"),
    ],
)
def test_letters_stand_where_the_language_has_them(spoken: str, ordered: str) -> None:
    names = ordered.split("|")
    backwards = names[::-1]
    assert sorted(backwards, key=alphabet(spoken)) == names


@pytest.mark.parametrize(
    "ordered",
    [
        "3F|Asia Indigenous|Asian Network",
        "CIVICUS|CIVICUS Alliance|CIVICUS: World Alliance",
        "SOS Méditerranée|SOS-Torture/Burundi|SOS – Turin|Sosa",
        "Peoples Aid|People’s Aid|People’s Coalition",
        "Media Watch|“Media Watch” Union|Media, Women",
        "B & C|B and C",
        "ngo|Ngo|NGO|ngos",
        "Ａｂｃ|Abd",
    ],
)
def test_names_are_filed_word_by_word(ordered: str) -> None:
    names = ordered.split("|")
    backwards = names[::-1]
    assert sorted(backwards, key=alphabet("en")) == names


@pytest.mark.parametrize(
    ("name", "spoken", "bare"),
    [
        ("The B Team", "en", "B Team"),
        ("the Netherlands", "en-GB", "Netherlands"),
        ("Theatre", "en", "Theatre"),
        ("L’Observatoire", "fr", "Observatoire"),
        ("La Ligue", "en", "La Ligue"),
        ("The ", "en", "The "),
        ("The B Team", "ar", "The B Team"),
    ],
)
def test_a_leading_article_of_the_language(name: str, spoken: str, bare: str) -> None:
    assert without_article(name, spoken) == bare


@given(st.lists(st.text(), max_size=8), st.sampled_from(["en", "cs", "tr", "vi", "ru"]), st.randoms())
def test_any_names_have_one_order(names: list[str], spoken: str, chance: Random) -> None:
    """Whatever people type, the order does not hang on the one in which it was typed."""
    key = alphabet(spoken)
    ordered = sorted(names, key=key)
    shuffled = list(names)
    chance.shuffle(shuffled)
    assert sorted(shuffled, key=key) == ordered


PROBE = """
import sys
from random import Random
from undersigned.collation import alphabet
sorted(sys.argv[1:], key=alphabet("en"))
print("pyuca" in sys.modules)
"""


@pytest.mark.parametrize(("name", "is_read"), [("Łódź – “Ñandú” & Æ", False), ("Обзор", True)])
def test_the_large_table_is_read_for_other_scripts_alone(name: str, is_read: bool) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE, name, "A"], capture_output=True, check=True, encoding="utf-8"
    )
    assert run.stdout.strip() == str(is_read)
