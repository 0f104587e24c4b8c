"""What a letter counts, those who sign, what it demands and those who receive it, and where a text may have a number of
them."""

from __future__ import annotations

from collections.abc import Sequence

from undersigned.checks.numerals import may_be_number
from undersigned.checks.patterns import small

# Nouns, as alternatives of a pattern.
BODIES = "organi[sz]ations|groups|NGOs|associations|networks|unions"
PEOPLE = "individuals|persons|people|academics|experts|scholars|lawyers|activists|personnes|individus|personnalités"
ASKED = "demands|recommendations|requests|asks"
DONE = f"{ASKED}|measures|steps|points|actions|appeals|calls"
THINGS = "things"
STATES = (
    "governments|states|delegations|missions|ministers|ambassadors|addressees|recipients|mayors|presidents|embassies"
    "|parliaments|companies|banks"
)
BODIES_FR = "organisations|associations|ONG|groupes|réseaux|syndicats|signataires"
ASKED_FR = "demandes|recommandations|revendications"
DONE_FR = f"{ASKED_FR}|mesures|étapes|points|actions"
THINGS_FR = "choses"
STATES_FR = (
    "gouvernements|États|délégations|ministres|ambassadeurs|destinataires|maires|présidents|ambassades|parlements"
    "|entreprises|banques"
)
STOP = (
    "in|of|from|at|by|with|who|that|which|for|on|to|are|is|were|was|have|has|de|du|des|dans|par|qui|que|ont|sont|à|au"
)
"""What does not stand between a number and its noun."""
WITHIN = 11
"""How many words lie at most between the beginning of a number and a noun, itself included."""


# What stands around them, in English and in French.
KINDS = (
    r"(?:\s(?:national|regional|international|local|and|civil|society|non-?governmental|human|rights|the|joint)\b,?)"
    r"{0,7}?"
)
"""Words that do not say which of those who sign are meant."""
LETTER = r"(?:joint\s|open\s|public\s)*(?:letter|statement|appeal)\b"
SIGN = rf"(?:,?\s(?:that|who|which))?\s(?:have\s|are\s)?(?:co-)?sign(?:ed|ing)?\sthis\s{LETTER}"
ASK = r"\s(?:ask|call|urge|appeal|write|warn|demand|seek)\b"
NOW = (
    r"(?=,?\s(?:(?:now|today|all|also|hereby|jointly|together)\s)*"
    rf"(?:ask|call|urge|appeal|write|warn|demand|seek|sign|join|request|express)\b|[^.!?]*\sthis\s{LETTER})"
)
PAST = (
    r"(?!,?\s(?:(?:had|have|already|then|first)\s)*(?:asked|called|urged|appealed|wrote|written|warned|demanded|sent"
    r"|signed|published|met|said|stated)\b)"
)
LEADS = r"[^.!?:;,\x00]{0,60}:\s*\Z"
"""What stands between a noun and the list that it announces, at the end of a text."""
MEMBERS = r"(?!\s(?:members?|affiliates?|partners?)\b)"
BELOW = (
    r"\s(?:(?:(?:that|which|who)\s)?(?:are\s)?(?:listed|named|signing|sign)\s)?"
    rf"(?:below|hereunder|overleaf|this\s{LETTER})"
)
CETTE = r"\b(?:cette|la\sprésente|cet|le\sprésent)\s(?:lettre|appel)"
MAINTENANT = (
    r"(?=,?\s(?:demandent|appellent|écrivent|exhortent|prient|exigent|signent)\b"
    r"|[^.!?]*\s(?:cette\s(?:lettre|déclaration)|cet\sappel)\b)"
)
PASSÉ = r"(?!(?:\s\w+)?,?\s(?:avons|avions|ont|avaient)\b)"
THIS = r"\b(?:this|the\spresent)\s(?:joint\s|open\s)*(?:letter|statement|appeal)\b[^.!?]*"
TODAY = rf"(?:{THIS}|\bletter\b[^.!?]*\btoday\b[^.!?]*|\btoday\b[^.!?]*\bletter\b[^.!?]*)"


def in_small_letters(nouns: str) -> tuple[str, ...]:
    """Nouns that are alternatives of a pattern, those with “[sz]” in both ways."""
    written = nouns.lower().split("|")
    return tuple(noun.replace("[sz]", letter) for noun in written for letter in ("sz" if "[sz]" in noun else "s"))


_NOUNS = {
    "en": in_small_letters(f"{BODIES}|{DONE}|{STATES}|{THINGS}|signatories|undersigned"),
    "fr": in_small_letters(f"{BODIES_FR}|{DONE_FR}|{STATES_FR}|{THINGS_FR}"),
}
LANGUAGES = frozenset(_NOUNS)
_STOP = frozenset(STOP.split("|"))


def may_count(text: str, language: str) -> bool:
    """Whether a text may hold a number with a noun of what can be counted near behind it."""
    words = small(text).split()
    nouns = [at for at, word in enumerate(words) if word.startswith(_NOUNS[language])]
    return any(_follow_a_number(words[max(0, at - WITHIN) : at], language) for at in nouns)


def _follow_a_number(words: Sequence[str], language: str) -> bool:
    """Whether the last of some words may be those between a number and its noun."""
    for word in reversed(words):
        if word[-1].isalnum() and may_be_number(word, language):
            return True
        if not _may_stand_between(word.removesuffix(",")):
            return False
    return False


def _may_stand_between(word: str) -> bool:
    is_word = not word[:1].isdecimal() and all(sign.isalnum() or sign in "_’'&/-" for sign in word)
    return is_word and word not in _STOP
