"""Salutations that somebody typed: whether they fit those who receive the letter. The program’s own always do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding
from undersigned.checks.patterns import Pattern, small
from undersigned.checks.places import shown
from undersigned.document import Closing, Paragraph, Salutation, Valediction
from undersigned.models.shared import Addressee
from undersigned.problems import Problem
from undersigned.searching import fold

_PERSONAL = ("person", "office")
_TITLES: dict[str, tuple[str, ...]] = {
    "ambassador": ("ambassad", "embassy", "permanent representative", "permanent mission"),
    "chancellor": ("chancel",),
    "commissioner": ("commissaire",),
    "director general": ("directeur general", "directrice generale"),
    "governor": ("gouverneur",),
    "high commissioner": ("haut commissaire", "haute commissaire"),
    "judge": ("court", "juge"),
    "mayor": ("maire",),
    "minister": ("ministr", "secretary of state", "foreign secretary", "home secretary", "chancellor"),
    "president": (),
    "prime minister": ("premier",),
    "secretary general": ("secretaire general",),
    "senator": ("senat",),
    "speaker": (),
    "ambassadeur": ("ambassad", "embassy", "representant", "permanent mission"),
    "ambassadrice": ("ambassad", "embassy", "representant", "permanent mission"),
    "ministre": ("minist", "secretary of state", "secretaire d'etat"),
    "premier ministre": ("premiere ministre", "prime minister"),
    "premiere ministre": ("premier ministre", "prime minister"),
    "secretaire general": ("secretary general",),
    "secretaire generale": ("secretary general",),
}
"""Titles of salutations, folded and without hyphens, and words of offices whose holders are greeted by them."""
_TITLE = Pattern(rf"\b(?:{'|'.join(sorted(_TITLES, key=len, reverse=True))})(?=s?\b)")
_WORDS = """
premier premiere prime president presidente minister ministre secretary secretaire general generale ambassador
ambassadeur ambassadrice commissioner commissaire haut haute high chancellor chancelier governor gouverneur senator
senateur senatrice judge juge justice speaker mayor maire director directeur directrice chair chairman chairwoman
chairperson chief vice deputy foreign home madam sir excellency excellence delegate delegates representative permanent
member minister-president first lady lord king queen roi reine highness majesty
"""
_PARTICLES = "al bin da de del der di du ibn la le van von"
_NO_NAMES = frozenset(f"{_WORDS} {_PARTICLES}".split())
_IN_TITLES = """
    mr ms mx miss dr prof sir dame lord lady minist president président ambassad commiss secretary chancellor governor
    senator sénat judge justice speaker mayor monsieur madame mme m.
"""
_NAMED = Pattern(
    r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|[Mm]inister|[Pp]resident|[Aa]mbassador"
    r"|[Cc]ommissioner|[Ss]ecretary(?:[- ][Gg]eneral)?|[Cc]hancellor|[Gg]overnor|[Ss]enator|[Jj]udge|[Jj]ustice"
    r"|[Ss]peaker|[Mm]ayor|Monsieur|Madame|Mme|M\.|[Mm]inistre|[Pp]résidente?|[Aa]mbassadeur|[Aa]mbassadrice"
    r"|[Cc]ommissaire|[Ss]énateur|[Ss]énatrice)\.?\s+"
    rf"((?:(?:{'|'.join(_PARTICLES.split())})\s+)*[A-ZÀ-Þ][\w’'-]*(?:\s+(?!and\b|et\b)[A-ZÀ-Þ][\w’'-]*)*)",
    where=lambda text: any(title in text.lower() for title in _IN_TITLES.split()),
)
_ONE_SIR = Pattern(r"^(?:dear |cher |chere )?(?:sir|madam|monsieur|madame)\W*$", hints=("sir", "madam", "monsieur"))
_SIRS = Pattern(r"^(?:dear |chers |cheres )?(?:sirs|mesdames|messieurs)\b", hints=("sirs", "mesdames", "messieurs"))
_EXCELLENCY = Pattern(r"\byour excellency\b|^excellence\b", hints=("excellenc",))
_EXCELLENCIES = Pattern(r"\b(?:your )?excellencies\b|^excellences\b", hints=("excellenc",))
_GREETS = Pattern(
    r"(?:dear|(?:your )?excellenc(?:y|ies|es?)|honou?rable|ch[eè]re?s?|mesdames|messieurs|madame|monsieur)\b"
    r"[^.!?]*[,:!]\Z",
    re.IGNORECASE,
    where=lambda text: text.endswith((",", ":", "!")),
)
_LONGEST_GREETING = 120
_MR, _MS = frozenset({"mr", "monsieur"}), frozenset({"ms", "mrs", "miss", "madame"})
_OF_SALUTATION = Pattern(r"((?:dear|ch[eè]re?s?)\s+)?(.*?)([,:]?)\s*", re.IGNORECASE)


def unfit_salutations(checked: Checked) -> Iterator[Problem]:
    """What is wrong with the salutation that a campaign states."""
    campaign = checked.campaign
    stated = campaign.salutation
    if not stated or stated == "none" or checked.reading.speaks not in ("en", "fr") or not checked.brief.kind.addressed:
        return
    receiving = [*campaign.addressees, *([checked.brief.group] if checked.brief.group else [])]
    for message, remedy in faults(stated, campaign.addressees, receiving):
        yield Problem("U360", checked.span("salutation"), message, remedy, "warning")


def faults(
    stated: str, addressees: Sequence[Addressee], receiving: Sequence[Addressee] = ()
) -> Iterator[tuple[str, str]]:
    """What is wrong with a salutation and what to do; `receiving` are those whose names it may use besides."""
    if not stated.rstrip(" \u00a0").endswith((",", ":", "!")):
        yield f"the salutation “{stated}” ends without a comma", f"write “{stated.rstrip(' .;')},”"
    if not addressees:
        return
    yield from _wrong_number(stated, addressees)
    known = " ".join(_said_of(person) for person in (*addressees, *receiving))
    named = [*_wrong_names(stated, known), *_wrong_honorifics(stated, addressees)]
    yield from named or _wrong_titles(stated, addressees, known)


def _wrong_names(stated: str, known: str) -> Iterator[tuple[str, str]]:
    """Names of people to whom the letter does not go."""
    for found in _NAMED.finditer(stated):
        words = [word for word in re.split(r"[\s’'-]+", fold(found[1])) if word and word not in _NO_NAMES]
        if words and not any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", known) for word in words):
            message = f"the salutation greets “{found[0]}”, to whom the letter is not addressed"
            yield message, "correct the name, or add them to “addressees”"


def _wrong_honorifics(stated: str, addressees: Sequence[Addressee]) -> Iterator[tuple[str, str]]:
    """“Ms” for somebody who is “Mr” by the entry, or the other way round."""
    honorific = fold(addressees[0].honorific or "").rstrip(".") if len(addressees) == 1 else ""
    said = {word.strip(".,:!") for word in fold(stated).split()}
    for own, others in ((_MR, _MS), (_MS, _MR)):
        if honorific in own and said & others and not said & own:
            message = f"“{stated}” greets {addressees[0].name}, who is “{addressees[0].honorific}” in “addressees”"
            yield message, f"write “{addressees[0].honorific}”, or correct the “honorific”"


def _wrong_number(stated: str, addressees: Sequence[Addressee]) -> Iterator[tuple[str, str]]:
    """A greeting of one for several, of several for one, of a person for a body."""
    said = fold(stated)
    several = len(addressees) > 1 or addressees[0].plural or addressees[0].kind == "group"
    receives = f"{len(addressees)} addressees" if len(addressees) > 1 else addressees[0].name
    if several and len(_EXCELLENCY.findall(said)) == 1 and " and " not in said and " et " not in said:
        yield (
            f"“{stated}” greets one, and the letter goes to {receives}",
            "write “Your Excellencies,” or “Excellences,”",
        )
    if not several and addressees[0].kind != "body" and _EXCELLENCIES.search(said):
        yield (
            f"“{stated}” greets several, and the letter goes to {receives}",
            "write “Your Excellency,” or “Excellence,”",
        )
    if _ONE_SIR.match(said) and (several or addressees[0].kind not in _PERSONAL):
        remedy = "greet all who receive it, or write “Dear Sir or Madam,”"
        yield f"“{stated}” greets one person, and the letter goes to {receives}", remedy
    if _SIRS.match(said) and not several and addressees[0].kind == "person":
        yield f"“{stated}” greets several, and the letter goes to {receives}", "greet the one who receives it"


def _wrong_titles(stated: str, addressees: Sequence[Addressee], known: str) -> Iterator[tuple[str, str]]:
    """Titles that nobody of those has who receive the letter; where an office is not stated, that cannot be told."""
    if any(person.kind not in _PERSONAL or not (person.office or person.kind == "office") for person in addressees):
        return
    for title in dict.fromkeys(_TITLE.findall(fold(stated).replace("-", " "))):
        if not any(word in known for word in (title, *_TITLES[title])):
            offices = ", ".join(person.office or person.name for person in addressees)
            message = f"“{stated}” greets a “{title}”, and the letter goes to: {offices}"
            yield message, "greet them by the office that they hold"


def _said_of(person: Addressee) -> str:
    """All that is known of somebody, folded."""
    told = [person, *person.languages.values()]
    fields = ("name", "formal", "short", "honorific", "style", "office", "organisation", "capacity", "greeting")
    said = [getattr(one, field, None) for one in told for field in fields]
    return fold(" ".join(filter(None, said))).replace("-", " ")


def repeated_salutations(checked: Checked) -> Iterator[Finding]:
    """A greeting that somebody typed below the salutation that the letter has already."""
    passages = checked.reading.passages
    for greeting, passage in pairwise(passages):
        words = passage.words.strip()
        if greeting.block is Salutation and len(words) <= _LONGEST_GREETING and _GREETS.fullmatch(words):
            message = f"the letter greets twice: with {shown(greeting.words)}, and with {shown(words)} below it"
            remedy = "take the second away; “salutation: …” says how the first is to read"
            yield Finding("U360", passage, 0, len(passage.words), message, remedy, "warning")


def whole_greetings(checked: Checked) -> Iterator[Problem]:
    """Greetings of addressees with the “Dear” or the comma that the salutation gives them."""
    if checked.campaign.salutation or not checked.brief.kind.addressed:
        return
    for number, person in enumerate(checked.campaign.addressees):
        found = _OF_SALUTATION.fullmatch(person.greeting) if person.greeting else None
        if found and (found[1] or found[3]):
            shared = checked.brief.library.addressees.get(person.id)
            own = shared.get("greeting") if shared else None
            span = own.span if own else checked.span("addressees", number, "greeting")
            message = f"the greeting “{person.greeting}” would make “Dear {person.greeting},”"
            yield Problem("U360", span, message, f"write “{found[2]}” alone", "warning")


def is_made_wrongly(checked: Checked) -> bool:
    """Whether the salutation is made of greetings that have its “Dear” or comma already, which is said of them."""
    return any(True for _ in whole_greetings(checked))


_LEAVE = (
    r"(?:(?:very )?(?:yours (?:very )?(?:sincerely|faithfully|truly|respectfully)|sincerely(?: yours)?"
    r"|respectfully(?: yours)?|faithfully yours)|(?:with )?(?:our )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards"
    r"|wishes)|cordialement|(?:bien )?à vous|salutations distinguées)"
)
_LEAVES = ("incerely", "aithfully", "truly", "espectfully", "regards", "wishes", "ordialement", "à vous", "salutations")


def _leaves(text: str) -> bool:
    """Whether a text may take leave in one of the common ways."""
    said = small(text)
    return any(word in said for word in _LEAVES)


_TAKES_LEAVE = Pattern(rf"(?:\A|(?<=[.!?…]\s))(?P<leave>{_LEAVE}),?\s*\Z", re.IGNORECASE, where=_leaves)
_VALEDICTION = Pattern(_LEAVE, re.IGNORECASE, where=_leaves)


def repeated_valedictions(checked: Checked) -> Iterator[Finding]:
    """A “Yours sincerely,” that somebody typed at the end of a text, in a letter that takes leave itself."""
    passages = checked.reading.passages if _leaves(checked.reading.text) else ()
    own = next((number for number, passage in enumerate(passages) if passage.block is Valediction), 0)
    for passage in passages[:own]:
        found = _TAKES_LEAVE.search(passage.words) if passage.within in ((), (Closing,)) else None
        if found and passage.block is Paragraph:
            start, end = found.span("leave")
            twice = f"with {shown(found['leave'])}, and with {shown(passages[own].words)} below it"
            message = f"the letter takes leave twice: {twice}"
            remedy = "take the first away; “valediction: …” says how the second is to read"
            yield Finding("U360", passage, start, end, message, remedy, "warning")


def unfit_valedictions(checked: Checked) -> Iterator[Problem]:
    """A stated valediction of the common ones without its comma."""
    stated = checked.campaign.valediction
    if stated and checked.reading.speaks in ("en", "fr") and _VALEDICTION.fullmatch(stated):
        message = f"the valediction “{stated}” ends without a comma"
        yield Problem("U360", checked.span("valediction"), message, f"write “{stated},”", "warning")


LETTER: tuple[LetterCheck, ...] = (
    unfit_salutations,
    repeated_salutations,
    whole_greetings,
    repeated_valedictions,
    unfit_valedictions,
)
