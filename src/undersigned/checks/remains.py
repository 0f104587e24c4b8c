"""What was to be filled in or taken out: placeholders, notes to oneself, marks of Markdown that were not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from undersigned.checks import typed_marks
from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import elsewhere, shown
from undersigned.checks.prose import is_file, own_words
from undersigned.checks.typed_marks import TAG, Remains
from undersigned.document import DateLine, Quotation, Signatories
from undersigned.language import LANGUAGES, words
from undersigned.passages import Passage

_FILL_IN = "fill it in"

_GAP = (
    r"(?:names?|dates?|place|city|country|region|title|number|organi[sz]ations?|addressees?|recipients?|sender|signatures?"
    r"|logo|links?|url|address|e-?mail|phone|sources?|references?|ref|citation|quote|text|placeholder|function|position"
    r"|month|day|year|noms?|prénoms?|lieu|ville|pays|titre|nombre|numéro|destinataires?"
    r"|expéditeur|liens?|adresse|courriel|téléphone|référence|texte|citation|fonction|mois|jour|année)"
)
_BETWEEN = r"(?:of|the|your|our|here|and|or|to|come|follow|needed|de|du|des|la|le|les|et|ou|ici|votre|notre|à|venir)"
_TO_DO = (
    r"(?:insert|add|fill|complete|check|verify|confirm|replace|update|tb[acd]|to be (?:added|confirmed|completed|filled"
    r"|checked|decided|inserted)|your|xx+|ins[ée]rer|ajouter|compléter|vérifier|confirmer|remplacer"
    r"|à (?:compléter|vérifier|confirmer|insérer|ajouter|remplacer|préciser))"
)
_LEFT_TO_DO = (
    rf"(?:(?:your |votre )?{_GAP}(?:[ /,]+(?:{_GAP}|{_BETWEEN}))*\??|{_TO_DO}\b[^\[\]<>]{{0,60}}|\?+|_+| +|[●•])"
)
_COUNTED = (
    r"organi[sz]ations|signatories|signataires|groups|NGOs|ONG|people|20\d\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
    "|Dec|janv|févr|mars|avril|mai|juin|juil|août|sept|nov|déc|millions?|billions?|thousands?|per cent|percent|days"
    "|weeks|months|years|countries|[Ss]tates|[Gg]overnments|persons|individuals|workers|families|children|women|men|cases"
    "|members|milliards?|jours|semaines|mois|ans|pays|personnes|pour cent|familles|enfants|femmes|hommes|cas|membres"
)
_SIGNING = r"organi[sz]ations|signatories|signataires|groups|NGOs|ONG"


def _may_stand_for_a_figure(text: str) -> bool:
    """Whether a text has two of “x” or “X” side by side, or “X” before a space."""
    twice = any(signs in text for signs in ("xx", "xX", "Xx", "XX"))
    return twice or any(behind[:1].isspace() for behind in text.split("X")[1:])


_STANDS_IN = (
    Remains(
        Pattern(
            r"\b(?:TODO|FIXME|TBC|TBD|TBA|XXX+|[ÀA] COMPL[ÉE]TER)\b",
            hints=("TODO", "FIXME", "TBC", "TBD", "TBA", "XXX", "COMPL"),
        ),
        "{} is a note to those who write the letter",
        "do what it says, and delete it",
    ),
    Remains(
        Pattern(rf"[\[<]{_LEFT_TO_DO}(?:\](?!\()|>(?!>))", re.IGNORECASE, hints="[<"),
        "{} is still to be filled in",
        _FILL_IN,
    ),
    Remains(
        Pattern(r"<(?!(?:https?|mailto|www)\b)[^\W\d_][\w ’'-]{2,40}>", hints="<"),
        "{} is still to be filled in",
        _FILL_IN,
    ),
    Remains(
        Pattern(
            r"\?{3,}|\(\?+\)"
            r"|\((?:sources?|check|date|name|spelling|number|who|when|where|link|ref|reference|true|right|vrai|nom"
            r"|à vérifier|citation needed)\s?\?+\)"
            r"|\((?:à vérifier|citation needed|to be (?:checked|confirmed|decided)|tb[acd]|check this)\)",
            re.IGNORECASE,
            hints=("???", "?)", "vérifier)", "needed)", "checked)", "confirmed)", "decided)", "this)", "(tb"),
        ),
        "{} stands where something is still open",
        "find out, and write what is right",
    ),
    Remains(
        Pattern(
            r"\blorem ipsum\b|\b(?:dd/mm/y+|jj/mm/a+)\b|\binsert (?:\w+ ){0,2}here\b"
            r"|\binsert (?:names?|dates?|text|title|links?|numbers?|logo|quote)\b"
            r"|\bclick (?:or tap )?here to enter text\b|\bcliquez (?:ou appuyez )?ici pour entrer du texte\b",
            re.IGNORECASE,
            hints=("lorem ipsum", "dd/mm/", "jj/mm/", "insert ", "here to enter text", "ici pour entrer"),
        ),
        "{} is a placeholder",
        "write the words that are meant to stand there",
    ),
    Remains(
        Pattern(
            r"Error! (?:Bookmark not defined|Reference source not found)\.?"
            r"|Erreur\s?! (?:Signet non défini|Source du renvoi introuvable)\.?",
            hints=("Error! ", "Erreur"),
        ),
        "{} is what Word prints where a reference leads nowhere",
        "write the number or title that is meant, or insert the reference anew",
    ),
    Remains(
        Pattern(
            rf"\b(?:xx+|20[Xx]{{2}}|XX(?=\s(?:{_COUNTED})\b)|(?<!\b(?:on|at)\s)X(?=\s(?:{_SIGNING})\b))(?!\w)",
            where=_may_stand_for_a_figure,
        ),
        "{} stands for something that is still to be filled in",
        _FILL_IN,
    ),
    Remains(
        Pattern(r"(?<=[^\s_]\s)_{3,}|(?<!_)_{3,}(?=\s?[^\W_])", hints=("___",)),
        "{} is a line to fill in by hand",
        _FILL_IN,
    ),
)
_ELLIPSIS, _DOTS = r"(?:…|\.{3,})", ("…", "...")
_MISSING = Pattern(rf"(?:(?<!\S)\S{{1,30}}\s)?(?<!\S){_ELLIPSIS}(?![\w\])])", hints=_DOTS)
_MISSING_IN_FILES = Pattern(
    r"\b(?:of|on|to|the|for|in|by|at|from|with|about|a|an|is|are|de|du|des|la|le|les|à|aux?|en|sur|pour|par|dans|que)"
    rf"\s{_ELLIPSIS}(?![\w\])])|\A{_ELLIPSIS}\.?\Z",
    re.IGNORECASE,
    hints=_DOTS,
)
_OMITTED = Pattern(
    rf"\b(?:of|on|to|the|for|in|by|at|Mr|Ms|Mrs|Dear|de|du|des|la|le|les|à|sur|pour)\s\[{_ELLIPSIS}\]",
    hints=("[…", "[..."),
)
_NN = Pattern(r"\bNN\b", hints=("NN",))
_CHAPTER = Pattern(
    r"\b(?:article|chapter|part|section|annex|book|title|schedule|volume|session|no\.?)\s\Z", re.IGNORECASE
)
_NEAR = 12
_NO_DATES = frozenset(words(language).no_date for language in LANGUAGES)


def placeholders(reading: Reading) -> Iterator[Finding]:
    """U636: what was to be filled in, and notes to oneself. “[date]” in a draft that has no date yet is none."""
    may_stand_in = [remains for remains in _STANDS_IN if remains.pattern.may_match(reading.text)]
    if may_stand_in or _MISSING.may_match(reading.text):
        undated = _is_undated(reading)
        for passage in reading.passages:
            own = own_words(passage.words)
            done = 0
            for match, remains in sorted(_standing_in(own, may_stand_in), key=lambda found: found[0].span()):
                if match.start() >= done and not _is_meant(passage, match, undated):
                    yield _left(passage, match, remains.message.format(shown(match.group())), remains.remedy)
                    done = match.end()
            yield from _missing(reading, passage, own)
    if _NN.may_match(reading.text):
        yield from _nameless(reading)


def _standing_in(own: str, looked_for: Sequence[Remains]) -> Iterator[tuple[re.Match[str], Remains]]:
    for remains in looked_for:
        yield from ((match, remains) for match in remains.pattern.finditer(own))


def _left(passage: Passage, match: re.Match[str], message: str, remedy: str) -> Finding:
    return Finding("U636", passage, match.start(), match.end(), message, remedy)


def _is_undated(reading: Reading) -> bool:
    """Whether “[date]” stands in a draft for the date that it will have."""
    if is_file(reading):
        return False
    dates = [passage.words for passage in reading.passages if passage.lies_in(DateLine)]
    return all(any(mark in words for mark in _NO_DATES) for words in dates)


def _is_meant(passage: Passage, match: re.Match[str], undated: bool) -> bool:
    """Whether what looks like a placeholder is none: a date to come, the number thirty, a tag of HTML, or what somebody
    put into a quotation."""
    found = match.group()
    if found in _NO_DATES:
        return undated
    if found.startswith("XXX"):
        return bool(_CHAPTER.search(passage.words[max(0, match.start() - _NEAR) : match.start()]))
    return bool(TAG.fullmatch(found)) or (found.startswith("[") and passage.lies_in(Quotation))


def _missing(reading: Reading, passage: Passage, own: str) -> Iterator[Finding]:
    """The first place of a passage where “…” stands for words that are still missing."""
    if not _MISSING.may_match(own) or passage.lies_in(Quotation):
        return
    found = list((_MISSING_IN_FILES if is_file(reading) else _MISSING).finditer(own))
    if not found and not is_file(reading) and own == passage.words:
        found = list(_OMITTED.finditer(own))
    if found:
        end = found[0].end()
        start = own.index(found[0].group().split()[-1], found[0].start()) if _fills_gaps(passage) else found[0].start()
        message = f"words are missing in {shown(own[start:end])}{elsewhere(len(found) - 1)}"
        yield Finding("U636", passage, start, end, message, "write them where “…” stands")


def _fills_gaps(passage: Passage) -> bool:
    """Whether a passage may hold what a campaign puts into a demand, so that its words stand in several places."""
    return passage.origin.kind == "demand"


def _nameless(reading: Reading) -> Iterator[Finding]:
    """“NN” for a name, where it is not the acronym of anybody."""
    found = [(passage, match) for passage in reading.passages for match in _NN.finditer(own_words(passage.words))]
    if any("(NN)" in passage.words or passage.lies_in(Signatories) for passage, _ in found):
        return
    for passage, match in found:
        yield _left(passage, match, f"“{match.group()}” stands for a name", _FILL_IN)


WORDS: tuple[WordsCheck, ...] = (placeholders, *typed_marks.WORDS)
