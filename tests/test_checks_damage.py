"""What is found in words that a program or a hand has damaged: encodings, hidden characters, slips.

What `check` says of whole letters lies in the cases `encoding-*`, `characters-*` and `slips-*`.
"""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterator

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import shipped
from undersigned.checks import characters, encoding, slips, spacing, typography
from undersigned.checks.checked import Checked
from undersigned.checks.findings import Finding, Reading
from undersigned.document import Origin
from undersigned.passages import Passage
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace

MODULES = (encoding, characters, slips, spacing, typography)
ENCODINGS = ("cp1252", "latin-1", "mac_roman", "mac_latin2", "cp1250", "cp1251", "cp1253", "cp1257", "cp437", "cp850")
MARKS = "“”‘’–—…•€™"
_LANGUAGES = "ar cs da de el es et fi fr he hi hu is it ja km ko lt lv pl pt ro ru sk sl sr sv th tr uk vi zh"
LANGUAGES = tuple(_LANGUAGES.split())
FORMS = (
    "{}",
    "“{}”",
    "‘{}’",
    "«{}»",
    "«\xa0{}\xa0»",
    "„{}“",
    "“‘{}’”",
    "“{}…”",
    "{}’s",
    "{}—{}",
    "{}–{}",
    "{}\xa0!",
    "{}…",
    "{}™, {}²",
)
"""Marks that stand beside honest words."""


def reading(*texts: str, language: str = "en") -> Reading:
    origins = (Origin("letter.md", number, "field", "text") for number in range(1, len(texts) + 1))
    return Reading(tuple(Passage(text, origin) for text, origin in zip(texts, origins, strict=True)), language)


def findings(read: Reading) -> Iterator[Finding]:
    for module in MODULES:
        for check in module.WORDS:
            yield from check(read)


def spoilt(words: str, codec: str) -> str:
    """The words as a program shows them that takes their UTF-8 for another encoding."""
    return "".join(_character(byte, codec) for byte in words.encode())


def _character(byte: int, codec: str) -> str:
    return bytes([byte]).decode(codec, "ignore") or chr(byte)


# --- any text ---------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"“”‘’«»„\"'()[].,;:!?…–—-abcATéÉÃÂâ€™œ‚Äú¬†≠√©РС \n",
        *"\xa0\xad\u200b\u200d\u202e\u2067\u2069\ufeff\ufffd\ue000\x00\x93",
        "the ",
        "The ",
        " - ",
        "26th",
        "1ère ",
        "&amp;",
        "www.example.org",
        "كتاب",
        "ភ្នំ",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=500)
@given(st.lists(TEXTS, max_size=3), st.sampled_from(["en", "fr", "km", "ar", "de", "x"]))
def test_every_text_can_be_read(texts: list[str], language: str) -> None:
    read = reading(*texts, language=language)
    for finding in findings(read):
        assert finding.passage in read.passages
        assert 0 <= finding.start < finding.end <= len(finding.passage.words)
        assert finding.message.isprintable()
        assert finding.remedy.isprintable()


@pytest.mark.parametrize("slug", shipped.SLUGS)
def test_the_shipped_letters_are_clean(slug: str) -> None:
    drafts = Renderer(Workspace(shipped.ROOT)).drafts(slug, Order((slug,)))
    drafted = [letter.drafted for letter in drafts.letters if letter.drafted]
    assert drafted
    assert [list(findings(Checked(one, datetime.date(2026, 1, 1)).reading)) for one in drafted] == [[]] * len(drafted)


# --- encodings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ENCODINGS)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_are_found_in_every_encoding(mark: str, codec: str) -> None:
    damaged = spoilt(mark, codec)
    (found,) = encoding.damaged_words(reading(f"The lawyers {damaged}agree."))
    assert found.words == damaged
    assert mark in found.message + found.remedy


@pytest.mark.parametrize("codec", ENCODINGS)
@pytest.mark.parametrize("words", ["Привет", "Ελλάδα", "العربية", "ភាសាខ្មែរ", "กรุงเทพ"])
def test_words_of_other_scripts_are_found_in_every_encoding(words: str, codec: str) -> None:
    (found,) = encoding.damaged_words(reading(f"They call it {spoilt(words, codec)}."))
    assert words in found.message


@given(st.lists(st.sampled_from("éèêëàâçôûùîï"), min_size=1, max_size=6), st.sampled_from(["cp1252", "mac_roman"]))
def test_accented_words_are_mended(letters: list[str], codec: str) -> None:
    word = "t".join(letters) + "s"
    found = list(encoding.damaged_words(reading(f"The {spoilt(word, codec)} agree.")))
    assert [one.words for one in found] == [spoilt(word, codec)]
    assert f"was “{word}”" in found[0].message


@pytest.mark.parametrize("language", LANGUAGES)
def test_honest_words_are_left_alone(language: str) -> None:
    """The names of countries and languages in their own letters, in small ones and capitals, with marks beside them."""
    locale = Locale.parse(language)
    names = {str(name) for names in (locale.territories, locale.languages) for name in names.values()}
    texts = [form.format(*2 * [word]) for name in names for word in (name, name.upper()) for form in FORMS]
    assert len(texts) > 1000
    assert [found.message for found in encoding.damaged_words(reading(*texts, language=language))] == []


def test_ftfy_is_loaded_for_what_was_damaged_twice_alone() -> None:
    program = (
        "import sys\n"
        "from tests.test_checks_damage import findings, reading\n"
        "for words in ('“Café” of the Âge d’or', 'FÃ©dÃ©ration', 'Ã¢â‚¬Å“'):\n"
        "    list(findings(reading(words)))\n"
        "    print('ftfy' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=shipped.ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False", "True"]


def test_one_habit_is_no_flood() -> None:
    words = " ".join(spoilt(f"été{number}", "cp1252") for number in range(50))
    found = list(encoding.damaged_words(reading(words, words)))
    assert len(found) == 1
    different = " ".join(spoilt(f"é{letter}té", "cp1252") for letter in "abcdefghijklm")
    found = list(encoding.damaged_words(reading(different, different)))
    assert len(found) < 10
    assert "; 14 more places are damaged" in found[-1].message


# --- hidden characters ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u00ad", "\u202e"])
def test_a_message_shows_no_hidden_character(hidden: str) -> None:
    (found,) = findings(reading(f"The open{hidden}ing of the prisons."))
    assert found.words == hidden
    assert hidden not in found.message
    assert "The opening of the" in found.message


@pytest.mark.parametrize(
    "words",
    [
        "👩\u200d⚖️ and 🏳️\u200d🌈",
        "می\u200cخواهم",
        "क्\u200dष",
        "ശ്രീ\u200cമതി",
        "ភ្នំ\u200bពេញ",
        "The name is \u2068محمد\u2069 in Arabic.",
        "\u200fمحمد\u200e",
    ],
)
def test_what_a_script_needs_stays(words: str) -> None:
    assert list(findings(reading(words))) == []


def test_spaces_of_french_stay() -> None:
    words = "Pourquoi\u202f? «\xa0Nul ne le sait\xa0», dit-on\xa0; la loi le permet\xa0: voilà\u202f!"
    assert list(findings(reading(words, language="fr"))) == []


# --- slips ------------------------------------------------------------------------------------------------------------


@given(st.integers(0, 100_000), st.sampled_from(["st", "nd", "rd", "th"]))
def test_one_ending_of_an_ordinal_is_right(number: int, ending: str) -> None:
    tens, ones = number % 100, number % 10
    right = "th" if 10 < tens < 20 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")
    found = list(slips.english_ordinals(reading(f"On the {number}{ending} of them.")))
    assert [one.remedy for one in found] == ([] if ending == right else [f"write “{number}{right}”"])


@given(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), st.sampled_from(["the", "of", "and", "in"]))
def test_a_doubled_word_is_found_across_the_ends_of_lines(before: str, word: str) -> None:
    (found,) = slips.doubled_words(reading(f"{before}bc {word}\n{word} {before}bc"))
    assert found.words == f"{word}\n{word}"


@pytest.mark.parametrize("language", ["de", "id", "km"])
def test_slips_of_english_are_looked_for_in_english(language: str) -> None:
    words = "Orang-orang itu the the 21th, anak anak und die die im Hause sind."
    assert list(slips.doubled_words(reading(words, language=language))) == []
    assert list(slips.english_ordinals(reading(words, language=language))) == []
