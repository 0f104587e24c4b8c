"""Those who receive the letter, and those who receive copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undersigned.checks import salutations
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.patterns import Pattern
from undersigned.models.campaign import CopyRecipient
from undersigned.models.shared import Addressee
from undersigned.problems import Problem, Span
from undersigned.searching import fold

_HONORIFIC = Pattern(
    r"^(?:(?:the|le|la|les|l'|h\.? ?e\.?|s\.? ?e\.?|his excellency|her excellency|son excellence|mr|mrs|ms|mx|miss|dr"
    r"|prof|professor|sir|dame|lord|lady|m|mme|monsieur|madame)\b\.? *)+"
)
_GOVERNMENT = Pattern(
    r"^(?:government|gouvernement) (?:of (?:the )?|de (?:la |l')?|du |des |d')", hints=("government", "gouvernement")
)
_LETTER = Pattern(r"[^\W\d_]")
_FOR_ANOTHER = Pattern(r"\b(?:of|to|for|c/o|office|de|du|pour)\b")


def twice_addressed(checked: Checked) -> Iterator[Problem]:
    """Addressees and copy recipients that are named twice, and addressees who are to receive a copy as well."""
    campaign = checked.campaign
    ids = [person.id for person in campaign.addressees]
    remedy = "take one away"
    for index, name in enumerate(ids):
        if name in ids[:index]:
            person = campaign.addressees[index]
            span = _written(checked, "addressees", [name, person.country or "", person.name], ids[:index].count(name))
            yield Problem("U362", span, f"the letter is addressed to {person.name} twice", remedy, "warning")
    met: set[str] = set()
    for index, copy in enumerate(campaign.cc):
        keys = {key for key in (fold(copy.name), copy.id or "") if _LETTER.search(key)}
        if keys & met:
            message = f"{copy.name} receives a copy twice"
            yield Problem("U362", checked.span("cc", index), message, remedy, "warning")
        elif reached := _addressed(copy, campaign.addressees):
            message = f"{copy.name} is to receive a copy, and the letter is addressed to {reached.name}"
            yield Problem("U361", checked.span("cc", index), message, "take the copy away", "warning")
        met |= keys


def _addressed(copy: CopyRecipient, addressees: tuple[Addressee, ...]) -> Addressee | None:
    """The addressee whom a copy would reach as well, told by the id or by the name."""
    parts = [_bare(part) for part in copy.name.split(",")]
    for person in addressees:
        names = {_bare(name) for name in (person.name, person.formal) if name and _LETTER.search(name)}
        if copy.id == person.id or any(_is(part, name) for part in parts[:2] for name in names):
            return person
        if person.kind == "state" and _GOVERNMENT.sub("", parts[0]) in names:
            return person
        if person.office and parts == [_bare(person.office)]:
            return person
    return None


def _bare(name: str) -> str:
    return _HONORIFIC.sub("", fold(name).strip()).strip()


def _is(part: str, name: str) -> bool:
    """Whether a part of a line names somebody: `president emmanuel macron`, and not `office of emmanuel macron`."""
    before, found, after = part.rpartition(name)
    return (
        bool(found and name)
        and not after
        and (not before or (" " in name and before.endswith(" ")))
        and not (_FOR_ANOTHER.search(before))
    )


def _written(checked: Checked, key: str, names: list[str], number: int) -> Span:
    """Where the campaign names somebody for the time after `number` others, below a key; the key, where it does not."""
    place = checked.brief.span
    lines = checked.brief.library.workspace.lines(place.file)
    begins = next((at for at, line in enumerate(lines) if re.match(rf"\s*{key}:", line)), 0)
    named = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in names if name))
    met = 0
    for at, line in enumerate(lines[begins:], begins + 1):
        if at > begins + 1 and re.match(r"[a-z]\w*:", line):
            break
        for found in named.finditer(line):
            last = Span(place.file, at, found.start() + 1)
            if met == number:
                return last
            met += 1
    return last if met else Span(place.file, begins + 1)


def ended_offices(checked: Checked) -> Iterator[Problem]:
    """Offices that have ended when a letter is being drafted; a dated letter is refused already."""
    campaign = checked.campaign
    if campaign.date:
        return
    named = [(person.name, person.until, ("addressees", i)) for i, person in enumerate(campaign.addressees)]
    named += [(copy.name, copy.until, ("cc", i)) for i, copy in enumerate(campaign.cc)]
    for name, until, path in named:
        if until and until < checked.today:
            message = f"{name} held this office until {until}"
            yield Problem("U314", checked.span(*path, "until"), message, "write to who holds it now", "warning")


LETTER: tuple[LetterCheck, ...] = (twice_addressed, ended_offices, *salutations.LETTER)
