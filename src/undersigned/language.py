"""What a language does to words: dates, ordinals, lists and the frames of a demand.

Dates, lists and plural categories come from CLDR through Babel. Frames are made for English and French, by affixes and
capitals, never by inflection; in other languages a demand states the frames that it uses.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from undersigned import signatory_words
from undersigned.document import Direction, Labels


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that no template holds, since drafting itself puts them into letters.

    `semicolons` stand between the items of a list and before the last.
    `possessives` gives for each word that demands may use what it becomes for one actor, for several, and for those to
    whom the letter speaks. `dear` stands before a greeting; `excellency` and `your_government` are for one and several.
    """

    labels: Labels
    sample: str
    no_date: str
    ordinals: Mapping[str, str]
    archived: str
    quotes: tuple[str, str]
    copies: str
    topics: str
    withheld: Mapping[str, str]
    semicolons: tuple[str, str]
    colon: str
    demand: str
    demand_under: str
    ibid: str
    note_above: str
    dear: str
    excellency: tuple[str, str]
    you: str
    your_government: tuple[str, str]
    possessives: Mapping[str, tuple[str, str, str]]
    signatories: signatory_words.SignatoryWords


ENGLISH = Words(
    labels=Labels(),
    sample="Sample modelled on a published letter; not the text that these organisations signed.",
    no_date="[date]",
    ordinals={"one": "st", "two": "nd", "few": "rd", "other": "th"},
    archived="archived at",
    quotes=("“", "”"),
    copies="CC:",
    topics="Topics:",
    withheld={
        "one": "One further signatory is not named.",
        "other": "{count} further signatories are not named.",
    },
    semicolons=(";", "; and"),
    colon=":",
    demand="demand {number}",
    demand_under="demand {number} under “{heading}”",
    ibid="Ibid.",
    note_above="note {number} above",
    dear="Dear ",
    excellency=("Your Excellency", "Your Excellencies"),
    you="you",
    your_government=("your Government", "your Governments"),
    possessives={"its": ("its", "their", "your")},
    signatories=signatory_words.ENGLISH,
)

FRENCH = Words(
    labels=Labels(
        page="Page",
        of="sur",
        notes="Notes",
        note="Note",
        back="Retour au texte",
        signatories="Signataires",
        addressees="Destinataires",
    ),
    sample="Exemple inspiré d’une lettre publiée\u00a0; ce n’est pas le texte que ces organisations ont signé.",
    no_date="[date]",
    ordinals={"one": "er", "other": "e"},
    archived="archivé à l’adresse",
    quotes=("«\u00a0", "\u00a0»"),
    copies="Copie\u00a0:",
    topics="Thèmes\u00a0:",
    withheld={
        "one": "Un autre signataire n’est pas nommé.",
        "other": "{count} autres signataires ne sont pas nommés.",
    },
    semicolons=("\u00a0;", "\u00a0; et"),
    colon="\u00a0:",
    demand="demande {number}",
    demand_under="demande {number} sous «\u00a0{heading}\u00a0»",
    ibid="Ibid.",
    note_above="note {number} ci-dessus",
    dear="",
    excellency=("Excellence", "Excellences"),
    you="vous",
    your_government=("votre Gouvernement", "vos Gouvernements"),
    possessives={
        "son": ("son", "leur", "votre"),
        "sa": ("sa", "leur", "votre"),
        "ses": ("ses", "leurs", "vos"),
    },
    signatories=signatory_words.FRENCH,
)

_WORDS = {"en": ENGLISH, "fr": FRENCH}
LANGUAGES: tuple[str, ...] = tuple(_WORDS)

# The letters are written in British English: "21 July 2020", "A, B and C".
_LOCALES = {"en": "en_GB"}
_RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "ug", "ur", "yi"}


def base(language: str) -> str:
    """The language of a BCP 47 tag without its script and country: `fr` of `fr-CH`."""
    return language.split("-")[0].lower()


def words(language: str) -> Words:
    """The words of `language`, a BCP 47 tag; English where the program does not know it."""
    return _WORDS.get(base(language), ENGLISH)


def in_language(names: Mapping[str, str], language: str, otherwise: str) -> str:
    """A name in the language: under its tag (`fr-CH`), else under its first part (`fr`), else `otherwise`."""
    return names.get(language) or names.get(base(language)) or otherwise


def direction(language: str) -> Direction:
    """Whether the language's script runs from right to left."""
    return "rtl" if base(language) in _RIGHT_TO_LEFT else "ltr"


def _locale(language: str) -> str:
    return _LOCALES.get(language.lower(), language.replace("-", "_"))


def is_known(language: str) -> bool:
    """Whether dates and lists can be written in the language, a BCP 47 tag."""
    if language.lower() in _WORDS:
        return True
    from babel.core import Locale, UnknownLocaleError

    try:
        Locale.parse(_locale(language))
    except (ValueError, TypeError, UnknownLocaleError):
        return False
    return True


def format_date(day: datetime.date, language: str) -> str:
    """The day in words: `21 July 2020`, `21 juillet 2020`."""
    from babel.dates import format_date as babel_format_date

    written = babel_format_date(day, "long", locale=_locale(language))
    # French counts the first of a month (CLDR has no pattern for it): le 1er octobre.
    return written.replace("1 ", "1er ", 1) if day.day == 1 and base(language) == "fr" else written


def format_number(number: str, language: str) -> str:
    """A whole number in figures, grouped as the language does: `1,200`, `1 200`."""
    from babel.numbers import format_decimal

    return format_decimal(int(number), locale=_locale(language))


def join(items: Sequence[str], language: str) -> str:
    """The items as a sentence lists them: `A, B and C`, or with semicolons where they have commas of their own."""
    if len(items) < 2:
        return items[0] if items else ""
    if len(items) > 2 and any(", " in item for item in items) and base(language) in _WORDS:
        between, last = words(language).semicolons
        return f"{f'{between} '.join(items[:-1])}{last} {items[-1]}"
    from babel.lists import format_list

    # Babel puts items into patterns with str.format: marks stand in for them, so that braces in a name stay.
    marks = [f"\ufdd2{number}\ufdd3" for number in range(len(items))]
    joined = format_list(marks, locale=_locale(language))
    return re.sub("\ufdd2(\\d+)\ufdd3", lambda match: items[int(match[1])], joined)


def ordinal(number: int, language: str) -> str:
    """The ordinal in figures: `26th`, `1er`."""
    from babel.core import Locale

    suffixes = words(language).ordinals
    category = Locale.parse(_locale(language)).ordinal_form(number)
    return f"{number}{suffixes.get(category, suffixes['other'])}"


def plural(forms: Mapping[str, str], count: int, language: str) -> str:
    """The form that goes with `count`, the count filled in for `{count}`."""
    from babel.core import Locale

    category = Locale.parse(_locale(language)).plural_form(count)
    return forms.get(category, forms["other"]).replace("{count}", str(count))


def fill(form: str, **values: str) -> str:
    """A form with its gaps filled: `{person}, for {organisation}`. What fills one may have braces of its own."""
    return re.sub(r"\{(\w+)\}", lambda gap: values[gap[1]], form)


def territory(code: str, language: str) -> str:
    """The name of a country in the language by its ISO 3166-1 code; empty where CLDR has none."""
    from babel.core import Locale

    name: str = Locale.parse(_locale(language)).territories.get(code, "")
    return name


def years_since(start: datetime.date, end: datetime.date) -> int:
    """Whole years from `start` to `end`, as an anniversary counts them."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


# --- frames -----------------------------------------------------------------------------------------------------------

# Marks of notes at the end of a phrase: English puts punctuation before them.
_NOTE_MARKS = re.compile(r"((?:\[\^[^\]\s]+\])*)\s*$")


def sentence_case(phrase: str) -> str:
    """The phrase with its first letter as a capital; emphasis and quotation marks before it are passed over."""
    return re.sub(r"^(\W*)(\w)", lambda match: match[1] + match[2].upper(), phrase, count=1)


# The full stop of “etc.” and “U.S.” belongs to the word and stays where a sentence goes on.
_ABBREVIATED = re.compile(r"\b(?:\w\.\w|[A-Z]|al|art|Co|Corp|etc|Inc|Jr|Ltd|Sr)\.$")


def punctuate(phrase: str, mark: str) -> str:
    """The phrase with `mark` after its last word, before any note marks; a mark that stands there is kept if it ends a
    sentence of its own and another does, and replaced otherwise."""
    match = _NOTE_MARKS.search(phrase)
    notes = match[1] if match else ""
    bare = phrase[: match.start()] if match else phrase
    bare = bare.rstrip()
    if mark == "." and bare.endswith((".", "!", "?", "…")):
        return bare + notes
    if bare.endswith((";", ",", ":")) or (bare.endswith(".") and not _ABBREVIATED.search(bare)):
        bare = bare[:-1].rstrip()
    word = mark.lstrip("\u00a0;:,.")  # "; and" after a note mark reads "…;[^1] and"
    return bare + mark[: len(mark) - len(word)] + notes + word


def unended(phrase: str) -> str:
    """The phrase without a mark after its last word, to stand inside a sentence: `go on;` → `go on`."""
    return punctuate(phrase, "")


def imperative(act: str) -> str:
    """`release all prisoners` → `Release all prisoners.`"""
    return punctuate(sentence_case(act), ".")


def infinitive(act: str, language: str) -> str:
    """`release all prisoners` → `to release all prisoners`; `abroger la loi` → `d’abroger la loi`"""
    return f"{_de(act)}{act}" if base(language) == "fr" else f"to {act}"


def should(actor: str, act: str, language: str) -> str:
    """`release all prisoners` → `The Government should release all prisoners.`

    French has no word for it that does not agree with the actor, so the signatories ask: `Nous prions le Gouvernement
    d’abroger la loi.`
    """
    if base(language) == "fr":
        asked = "Nous vous prions" if actor == FRENCH.you else f"Nous prions {actor}"
        return punctuate(f"{asked} {infinitive(act, language)}", ".")
    return punctuate(f"{sentence_case(actor)} should {act}", ".")


def with_pronoun(sentence: str, language: str) -> str:
    """The sentence with French “vous” before its verb, as it stands there: `Nous prions vous` → `Nous vous prions`."""
    return re.sub(r"^Nous (\w+) vous\b", r"Nous vous \1", sentence) if base(language) == "fr" else sentence


def called_upon(actor: str, act: str, language: str) -> str:
    """What follows an operative verb: `the Government to release all prisoners`, `le Gouvernement à abroger la loi`."""
    return f"{actor} {'à' if base(language) == 'fr' else 'to'} {act}"


def _de(phrase: str) -> str:
    """French “de” as it stands before a phrase: “d’” before a vowel or an h, which is mute in most verbs."""
    letter = re.search(r"\w", phrase)
    return "d’" if letter and letter[0].lower() in "aàâeéèêëhiîïoôœuùûy" else "de "


MAKES_FRAMES = frozenset({"en", "fr"})
"""The languages in which `infinitive`, `should` and `called_upon` make frames from a bare infinitive."""
