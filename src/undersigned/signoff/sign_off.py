"""What a form to sign says, the note that goes with it, and the reminders: all but the files.

Whoever is asked is an `Asked`, whatever is to be signed are `Terms`; nothing here knows campaigns or the register.
"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from undersigned.document import Inlines, Strong, Text
from undersigned.form import Answer, Field, Form
from undersigned.language import format_date, plural
from undersigned.signoff.sign_off_words import Wording, spoken, wording

Why = Literal["new", "pending", "conditional", "again", "told"]
"""Why somebody is written to: no answer yet, a decision that waits, a condition, a text that is no longer the one that
was agreed to; or, to those who have signed, that mistakes in it were corrected."""

BLANK = "blank"
FOR_COMMENTS = "for-comments"
RESERVED = (BLANK, FOR_COMMENTS)
"""Names of files that nobody who signs may have for an id."""

_DAY = datetime.timedelta(days=1)
_HOUR = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is to be signed, until when, and whom to ask, for one language.

    `deadline` is without a zone; midnight means the end of that day. `documents` are the kinds of the letters, `digest`
    stands for their words. `sender` is whose name stands below a note.
    """

    slug: str
    title: str
    version: str
    digest: str
    documents: tuple[str, ...]
    language: str
    deadline: datetime.datetime
    time_zone: str
    contact: str
    sender: str = ""
    comments_until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One who is asked to sign. `name` is as it would appear in the letter, `called` as a note says it where that is
    otherwise; `signer` is a name that is known already.

    `withheld` says that the name stays secret unless the organisation itself says otherwise. `agreed` is the version
    that was agreed to before, `contacted` the day of the last message.
    """

    id: str
    name: str
    called: str = ""
    signer: str = ""
    withheld: bool = False
    why: Why = "new"
    condition: str = ""
    agreed: str = ""
    contacted: datetime.date | None = None


NEWCOMER = Asked("", "")
"""Whoever is not in the register yet."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An editorial version: consent to the version before it holds for it, too."""

    version: str
    saved: datetime.date
    reason: str


# --- what file and e-mail have in common ------------------------------------------------------------------------------


def reference(terms: Terms, asked: Asked) -> str:
    """`2026-letter · v1 · 0123456789abcdef · north-network`; without the last for a newcomer."""
    return " · ".join(part for part in (terms.slug, terms.version, terms.digest, asked.id) if part)


def properties(terms: Terms, asked: Asked) -> dict[str, str]:
    """What a file keeps about itself, by name. Several documents stand with commas between them."""
    return {
        "undersigned-campaign": terms.slug,
        "undersigned-version": terms.version,
        "undersigned-document": ",".join(terms.documents),
        "undersigned-language": terms.language,
        "undersigned-words": terms.digest,
        "undersigned-signatory": asked.id,
    }


def deadline(terms: Terms) -> str:
    """`15 July 2020, 18:00 (Europe/Zurich)`; the day alone where no hour is stated."""
    said = wording(terms.language)
    day = format_date(terms.deadline.date(), terms.language)
    if not _has_hour(terms):
        return f"{day} ({terms.time_zone})" if terms.time_zone else day
    hour = said.hour.format(hour=terms.deadline.hour, minute=terms.deadline.minute)
    return f"{day}, {hour} ({terms.time_zone})" if terms.time_zone else f"{day}, {hour}"


def _has_hour(terms: Terms) -> bool:
    return terms.deadline.time() != datetime.time()


# --- the form ---------------------------------------------------------------------------------------------------------


def form(terms: Terms, asked: Asked = NEWCOMER) -> Form:
    """The page to fill in behind the letters."""
    said = wording(terms.language)
    values = {
        "title": terms.title,
        "version": terms.version,
        "contact": terms.contact,
        "deadline": deadline(terms),
    }
    comments = f" {_comments(terms, said)}" if terms.comments_until else ""
    return Form(
        heading=said.heading,
        before=(_bold(said.meaning, values), _bold(said.steps, values)),
        fields=_fields(asked, said),
        after=(_bold(said.locked + comments, values),),
        reference_label=f"{said.reference}{said.colon}",
        reference=reference(terms, asked),
        language=spoken(terms.language),
    )


def _fields(asked: Asked, said: Wording) -> tuple[Field, ...]:
    """The six questions, with what is known already."""
    hints = {
        **said.hints,
        "organisation": said.hints["organisation" if asked.name else "newcomer"],
        "withhold": said.hints["withheld" if asked.withheld else "withhold"],
    }
    known = _known(asked, said)
    return tuple(
        Field(key, label, _KINDS.get(key, "text"), said.prompts.get(key, ""), hints.get(key, ""), known.get(key, ""))
        for key, label in said.labels.items()
    )


_KINDS: dict[str, Answer] = {"date": "date", "endorse": "tick", "withhold": "tick"}


def _known(asked: Asked, said: Wording) -> dict[str, str]:
    """What somebody need not write any more, by key."""
    return {"organisation": asked.name, "signer": asked.signer, "withhold": said.yes if asked.withheld else ""}


def _bold(sentence: str, values: dict[str, str]) -> Inlines:
    """The sentence with its gaps filled in, in bold."""
    pieces = re.split(r"(\{\w+\})", sentence)
    return tuple(
        Strong((Text(values[piece[1:-1]]),)) if piece.startswith("{") else Text(piece) for piece in pieces if piece
    )


def _comments(terms: Terms, said: Wording) -> str:
    day = format_date(terms.comments_until, terms.language) if terms.comments_until else ""
    return said.comments.format(day=day)


# --- the notes --------------------------------------------------------------------------------------------------------


def note(terms: Terms, asked: Asked, file: str) -> str:
    """The e-mail that goes with a form, as Markdown; `file` is the name of the Word file."""
    said = wording(terms.language)
    gaps = _gaps(terms, asked, file)
    asks = said.asks_again if asked.why == "again" else said.asks if asked.name else said.asks_newcomer
    first, *steps = (sentence.format(**gaps) for sentence in said.how)
    listed = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    comments = f" {_comments(terms, said)}" if terms.comments_until else ""
    paragraphs = [
        f"{asks} {said.attached}".format(**gaps),
        first,
        listed,
        *_by_mail(terms, asked, said),
        said.kept_unnamed if asked.withheld else said.unnamed,
        said.questions.format(**gaps) + comments,
    ]
    return _mail(said.subject, paragraphs, terms, gaps)


def reminder(terms: Terms, asked: Asked, file: str, corrections: Sequence[Correction], now: datetime.datetime) -> str:
    """The next e-mail to somebody who must answer, or has to know of corrections, as Markdown; `now` has a zone."""
    said = wording(terms.language)
    gaps = _gaps(terms, asked, file)
    changes = _listed(corrections, terms, said)
    if asked.why == "told":
        paragraphs = [said.told.format(**gaps), changes, said.nothing_to_do.format(**gaps)]
        return _mail(said.subject_told, paragraphs, terms, gaps)
    written = said.written_on if asked.contacted else said.written
    why = "unstated" if asked.why == "conditional" and not asked.condition else asked.why
    paragraphs = [
        f"{written} {said.why[why]}".format(**gaps),
        _time_left(terms, said, now),
        *([said.corrected, changes] if changes else []),
        said.sign_now.format(**gaps),
        *_by_mail(terms, asked, said),
        said.crossed.format(**gaps),
    ]
    late = time_left(terms, now) <= datetime.timedelta()
    return _mail(said.subject_late if late else said.subject_reminder, paragraphs, terms, gaps)


def _mail(subject: str, paragraphs: Sequence[str], terms: Terms, gaps: dict[str, str]) -> str:
    said = wording(terms.language)
    ending = [f"{said.regards},", _escaped(terms.sender)] if terms.sender else [f"{said.regards}."]
    head = f"{said.subject_label}{said.colon} {subject.format(**gaps)}"
    return "\n\n".join([head, said.dear, *paragraphs, *ending]) + "\n"


def _gaps(terms: Terms, asked: Asked, file: str) -> dict[str, str]:
    """What fills the gaps of sentences, as Markdown."""
    values = {
        "title": terms.title,
        "version": terms.version,
        "contact": terms.contact,
        "deadline": deadline(terms),
        "name": asked.called or asked.name,
        "agreed": asked.agreed,
        "condition": asked.condition.rstrip("."),
        "file": file,
        "day": format_date(terms.deadline.date(), terms.language),
        "last_day": format_date(asked.contacted, terms.language) if asked.contacted else "",
    }
    return {name: _escaped(value) for name, value in values.items()}


def _escaped(text: str) -> str:
    from undersigned.writers.markdown.escaping import words

    return words(text)


def _by_mail(terms: Terms, asked: Asked, said: Wording) -> tuple[str, str]:
    """The questions as labelled lines. They stand in by four spaces, so that Markdown keeps them as they are."""
    known = _known(asked, said)
    lines = [(label, known.get(key, "")) for key, label in said.mail_labels.items()]
    lines.append((said.reference, reference(terms, asked)))
    return said.by_mail, "\n".join(f"    {label}{said.colon} {value}".rstrip(" ") for label, value in lines)


def _listed(corrections: Sequence[Correction], terms: Terms, said: Wording) -> str:
    """The corrections as a list."""
    return "\n".join(
        "- "
        + said.correction.format(
            day=format_date(one.saved, terms.language),
            version=_escaped(one.version),
            colon=said.colon,
            reason=_escaped(one.reason),
        )
        for one in corrections
    )


# --- the deadline -----------------------------------------------------------------------------------------------------


def is_time_zone(name: str) -> bool:
    """Whether the time-zone database of this machine knows a name; where there is none, no name is wrong."""
    return _zone(name) is not None or _zone("Europe/Zurich") is None


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def time_left(terms: Terms, now: datetime.datetime) -> datetime.timedelta:
    """From `now`, which has a zone, to the deadline; UTC stands for a time zone that is not known."""
    end = terms.deadline.replace(tzinfo=_zone(terms.time_zone) or datetime.UTC)
    return (end if _has_hour(terms) else end + _DAY) - now


def _time_left(terms: Terms, said: Wording, now: datetime.datetime) -> str:
    left = time_left(terms, now)
    if left <= datetime.timedelta():
        sentence = said.passed
    elif left < 2 * _DAY and _has_hour(terms):
        sentence = plural(said.hours_left, left // _HOUR + 1, terms.language)
    else:
        sentence = plural(said.days_left, max(left // _DAY, 1), terms.language)
    return sentence.format(deadline=_escaped(deadline(terms)))
