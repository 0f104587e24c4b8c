"""Those who sign: who has not said yes, who stands on the list twice, the order that the letter claims.

Nothing here knows who is withheld: a brief has their number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from undersigned import register
from undersigned.brief import Brief, Signatory
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding
from undersigned.checks.patterns import Pattern
from undersigned.collation import alphabet
from undersigned.document import Signatories
from undersigned.language import format_date
from undersigned.listing import signatories as listed_signatories
from undersigned.models.register import Organisation
from undersigned.passages import Passage
from undersigned.printed_names import printed_name, sorted_by
from undersigned.problems import Problem
from undersigned.searching import fold

_NAMED = 3
"""How many names a message gives."""


def _is_final(checked: Checked) -> bool:
    """Whether a letter to somebody has the date of a day that has come, and has not been sent as a saved version."""
    campaign = checked.campaign
    is_due = checked.date is not None and checked.date <= checked.today
    return checked.brief.kind.addressed and is_due and campaign.sent is None


# --- who has not said yes ---------------------------------------------------------------------------------------------


def unconfirmed(checked: Checked) -> Iterator[Problem]:
    """Those who were asked and have not confirmed, in a letter that is dated, unless they still have time to."""
    campaign = checked.campaign
    deadline = campaign.signoff.deadline if campaign.signoff else None
    waiting = register.unconfirmed(checked.brief)
    if not waiting or campaign.date is None or not _is_final(checked):
        return
    if deadline is not None and deadline.date() >= checked.today:
        return
    names = [f"“{signatory.signon.id}”" for signatory in waiting[:_NAMED]]
    more = len(waiting) - len(names)
    named = f"{', '.join(names)} and {more:,} more" if more else " and ".join(names)
    has = "has" if len(waiting) == 1 else "have"
    message = f"the letter is dated {format_date(campaign.date, 'en')}, and {named} {has} not confirmed"
    remedy = "ask them (`signoff remind`), note their answers (`signoff record`), or give them the status “declined”"
    yield Problem("U370", waiting[0].span, message, remedy, "advice")


# --- who stands there twice -------------------------------------------------------------------------------------------


def duplicates(checked: Checked) -> Iterator[Problem]:
    """Two on one list whose names are nearly the same."""
    gone = ("declined", "withdrawn")
    asked = [one for one in checked.brief.signatories if one.signon.status not in gone]
    if len(asked) < 2:
        return
    from undersigned.checks.near_names import near_pairs

    for second, pairs in groupby(sorted(near_pairs(asked), key=_place_of_second), key=lambda pair: pair[1]):
        others = [f"“{first.signon.id}”" for first, _ in pairs]
        on_the_list = f"and {'all' if len(others) > 1 else 'both'} are on the list"
        message = f"“{second.signon.id}” and {' or '.join(others)} may be one and the same, {on_the_list}"
        remedy = "if they are one, keep one; if not, say in the register how they differ: acronym, country or parent"
        yield Problem("U371", second.span, message, remedy, "warning")


def _place_of_second(pair: tuple[Signatory, Signatory]) -> int:
    return pair[1].span.line


def branches(checked: Checked) -> Iterator[Problem]:
    """A body and its branch, or two branches of one, that the letter prints alike."""
    options, spoken = checked.campaign.signatories, checked.campaign.language
    printed: dict[str, Signatory] = {}
    for signatory in register.confirmed(checked.brief):
        name = printed_name(signatory, options, spoken)
        first = printed.setdefault(fold(name), signatory)
        if first is not signatory and _are_kin(first, signatory):
            message = f"“{first.signon.id}” and “{signatory.signon.id}” are printed alike, as “{name}”"
            remedy = "print their regions (`regions: true`), or say with `as` how each is to be printed"
            yield Problem("U374", signatory.span, message, remedy, "advice")


def _are_kin(first: Signatory, second: Signatory) -> bool:
    one, other = first.signing, second.signing
    if not isinstance(one, Organisation) or not isinstance(other, Organisation):
        return False
    parents = {one.parent, other.parent} - {None}
    return one.id in parents or other.id in parents or (one.parent is not None and one.parent == other.parent)


# --- the order that the letter claims ---------------------------------------------------------------------------------

_CLAIM = Pattern(
    r"\b(?:in|by) alphabetic(?:al)? order\b|\balphabetically\b|\b(?:par|dans l['’]) ?ordre alphabétique\b",
    re.IGNORECASE,
    hints=["alphab"],
)
_OF_SIGNATORIES = Pattern(r"sign|organi[sz]ation|list|endors|nam(?:e|es|ed)\b|\bnoms?\b", re.IGNORECASE)


def claimed_order(checked: Checked) -> Iterator[Finding]:
    """A letter that says that its signatories stand in alphabetical order, when they do not."""
    if checked.campaign.signatories.order == "alphabetical":
        return
    passages = checked.reading.passages if _CLAIM.may_match(checked.reading.text) else ()
    claims = [(passage, claim) for passage in passages if (claim := _claim(passage))]
    misplaced = _misplaced(checked.brief) if claims else None
    for passage, claim in claims if misplaced else ():
        before, after = misplaced or ("", "")
        message = f"the letter says “{claim.group()}”, and “{after}” stands behind “{before}”"
        remedy = "write “order: alphabetical” under “signatories”, or take these words out"
        yield Finding("U372", passage, claim.start(), claim.end(), message, remedy, "warning")


def _claim(passage: Passage) -> re.Match[str] | None:
    """Words of a passage that claim an order for those who sign."""
    claim = _CLAIM.search(passage.words)
    about = claim and (passage.lies_in(Signatories) or _OF_SIGNATORIES.search(passage.words))
    return claim if about else None


def _misplaced(brief: Brief) -> tuple[str, str] | None:
    """Two names that stand next to each other and not in the order of the alphabet, whoever leads the list."""
    options, spoken = brief.campaign.signatories, brief.campaign.language
    by_id = {signatory.signon.id: signatory for signatory in register.confirmed(brief)}
    key = alphabet(spoken)
    for group in listed_signatories(brief).groups:
        names: list[tuple[str, str]] = []
        for entry in group.entries:
            signatory = by_id[entry.origin.id] if entry.origin else None
            if signatory and signatory.signon.id not in options.lead:
                printed = printed_name(signatory, options, spoken)
                names.append((sorted_by(signatory, options, spoken, printed), printed))
        for (before, first), (after, second) in pairwise(names):
            if key(after) < key(before):
                return first, second
    return None


# --- nobody -----------------------------------------------------------------------------------------------------------

_NOBODY = Pattern(
    r"(?<![\w.,])(?:0|zero|zéro) (?:[\w-]+ ){0,4}?(?:organi[sz]ations?|signator(?:y|ies)|signataires?|groups?)\b",
    re.IGNORECASE,
)


def nobody(checked: Checked) -> Iterator[Finding | Problem]:
    """A dated letter that nobody signs, though it counts its signatories, or somebody was or is to be asked. Others
    have a sender and no signatories, or a list that is kept elsewhere."""
    campaign = checked.campaign
    if campaign.sample or not _is_final(checked) or register.count(checked.brief) or _lists_others(checked):
        return
    remedy = "note in sign-ons.yaml who has signed, or with `signoff record`"
    counted = _counted(checked.reading.passages)
    if counted:
        passage, found = counted
        message = f"the letter says “{found.group()}”, for nobody has signed it"
        yield Finding("U373", passage, found.start(), found.end(), message, remedy, "warning")
    elif checked.brief.signatories or campaign.signoff:
        yield Problem("U373", checked.span("date"), "the letter is dated, and nobody signs it", remedy, "warning")


def _lists_others(checked: Checked) -> bool:
    """Whether sign-ons.yaml lists somebody who is not here, since something is wrong with it; that has been said."""
    workspace = checked.brief.library.workspace
    file = workspace.campaign_folder(checked.brief.slug) / "sign-ons.yaml"
    if checked.brief.signatories or not file.is_file():
        return False
    return any(line.lstrip().startswith("- ") for line in workspace.lines(workspace.name(file)))


def _counted(passages: Sequence[Passage]) -> tuple[Passage, re.Match[str]] | None:
    found = ((passage, _NOBODY.search(passage.words)) for passage in passages)
    return next(((passage, match) for passage, match in found if match), None)


LETTER: tuple[LetterCheck, ...] = (unconfirmed, duplicates, branches, claimed_order, nobody)
