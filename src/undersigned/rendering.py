"""From a workspace to files: campaigns are loaded, documents drafted, and written once all of them are right."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from undersigned import consent, register
from undersigned.accepting import acceptances, unaccepted
from undersigned.brief import Brief
from undersigned.document import Document
from undersigned.drafted import Drafted
from undersigned.drafting import Drafter
from undersigned.language import base
from undersigned.library import Library
from undersigned.listing import signatory_list
from undersigned.loading import Loaded, read_campaign
from undersigned.models.shared import Addressee
from undersigned.problems import Problem, Refused, Span, collect
from undersigned.sent import Sent
from undersigned.templating import Templates
from undersigned.workspace import Workspace

if TYPE_CHECKING:
    from undersigned.writers.docx import Writer

W = TypeVar("W")
Format = Literal["docx", "html", "md"]
FORMATS: tuple[Format, ...] = ("docx", "html", "md")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be rendered. `time` dates the entries of Word files; without it each letter's own date does.

    A `draft` says so, names those who have not confirmed yet, and has a path of its own; what has been sent is none.
    """

    campaigns: tuple[str, ...]
    documents: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[Format, ...] = FORMATS
    each_addressee: bool = False
    time: datetime.datetime | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """One file to be written: its path below the output folder, with forward slashes, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One drafted document, the path of its files without the extension, and the letterhead it is printed on.

    `drafted` is None where the words are those of a version that was sent.
    """

    path: str
    document: Document
    letterhead: Path | None
    drafted: Drafted | None = None


@dataclass(frozen=True, slots=True)
class Drafts:
    """What could be drafted of an order and from what, the errors that stand in the way of the rest, and what is only
    worth a warning."""

    letters: list[Letter] = field(default_factory=list)
    briefs: list[Brief] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


@dataclass
class Renderer:
    """Renders the campaigns of one workspace. Whatever is shared is read, compiled and written once."""

    workspace: Workspace
    warnings: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    """What people should know of the letters, and what is no problem."""

    def __post_init__(self) -> None:
        self.library = Library(self.workspace)
        self.templates = Templates(self._find, self.workspace.lines, self.workspace.letters)
        self._writers: dict[Path | None, Writer] = {}

    def letters(self, order: Order) -> list[Letter]:
        """Every letter of an order. Raises `Refused` with the problems of all its campaigns."""
        letters: list[Letter] = []
        errors: list[Problem] = []
        for slug in order.campaigns:
            drafts = self.drafts(slug, order)
            letters += drafts.letters
            errors += drafts.errors
            self.warnings += dict.fromkeys(unaccepted(drafts.warnings, acceptances(drafts.briefs)))
        if errors:
            raise Refused(errors)
        return letters

    def drafts(self, slug: str, order: Order) -> Drafts:
        """The letters of a campaign that can be drafted, and the problems of all that are in the order."""
        drafts = Drafts()
        loaded = collect(drafts.errors, partial(self._read, slug, order))
        if loaded is not None:
            self._draft(loaded, order, drafts)
        drafts.errors.extend(self.library.problems())
        drafts.warnings.extend(self.library.slips())
        return drafts

    def _read(self, slug: str, order: Order) -> Loaded:
        return read_campaign(self.library, slug, order.documents, order.languages, as_sent=True)

    def _draft(self, loaded: Loaded, order: Order, drafts: Drafts) -> None:
        """Adds the letters of one campaign."""
        drafts.briefs.extend(loaded.briefs)
        errors = [problem for problem in loaded.problems if problem.severity == "error"]
        drafts.errors.extend(errors)
        drafts.warnings.extend(dict.fromkeys(problem for problem in loaded.problems if problem.severity != "error"))
        drafters = [Drafter(brief, self.templates, tentative=order.draft) for brief in loaded.briefs]
        for versions in _versions(drafters):
            make = self._to_each if order.each_addressee else self._to_all
            for letter in make(versions):
                drafts.letters.extend(filter(None, [collect(drafts.errors, letter)]))
            for drafter in versions:
                drafts.warnings.extend(dict.fromkeys(drafter.warnings))
        for sent in loaded.as_sent:
            drafts.letters.extend(filter(None, [collect(drafts.errors, partial(self._as_sent, sent, order, drafts))]))
        outdated = collect(drafts.errors, lambda: consent.problems(self.workspace, loaded.briefs, self.templates))
        drafts.warnings.extend(outdated or ())
        if not errors and not order.documents and not order.languages and not loaded.as_sent:
            drafts.warnings.extend(_printed_nowhere(drafters))

    def check_letterheads(self, letters: Sequence[Letter]) -> Iterator[Problem]:
        """What is wrong with the letterheads of the letters; each is opened once."""
        for letterhead in dict.fromkeys(letter.letterhead for letter in letters if letter.letterhead):
            try:
                self._docx(letterhead)
            except Refused as refused:
                yield from refused.problems

    def outputs(self, letters: Sequence[Letter], order: Order) -> Iterator[Output]:
        """The files of the letters. Raises `Refused` where a letterhead cannot be used."""
        for letter in letters:
            for file_format in order.formats:
                content = self._written(letter, file_format, order.time)
                yield Output(f"{letter.path}.{file_format}", content)

    def _to_all(self, versions: Sequence[Drafter]) -> Iterator[Callable[[], Letter]]:
        """How to draft a document to all its addressees at once, in each of its languages."""
        for drafter in versions:
            yield partial(self._letter, drafter, drafter.brief.document)

    def _to_each(self, versions: Sequence[Drafter]) -> Iterator[Callable[[], Letter]]:
        """How to draft a letter to each addressee, in the addressee's language if the campaign has it. What is no
        letter, to all."""
        first = versions[0].brief
        if not first.kind.addressed or not first.campaign.addressees:
            yield from self._to_all(versions)
            return
        for name, addressee in _told_apart(first.campaign.addressees):
            drafter = _spoken_by(versions, addressee)
            receiving = drafter.brief.campaign.addressees
            own = next((person for person in receiving if person.id == addressee.id), addressee)
            yield partial(self._letter, drafter, f"{drafter.brief.document}/{name}", own)

    def _letter(self, drafter: Drafter, name: str, addressee: Addressee | None = None) -> Letter:
        brief = drafter.brief
        document = drafter.draft(addressee)
        path = f"{brief.slug}/{name}{_suffix(brief)}{_draft(drafter)}"
        return Letter(path, document, brief.letterhead, Drafted(brief, document, drafter.asked, drafter.stated))

    def _as_sent(self, sent: Sent, order: Order, drafts: Drafts) -> Letter:
        """A document with the words of the version that it was sent as, signed by those who sign today."""
        brief, version = sent.brief, sent.version
        if order.each_addressee and sent.frozen.addressed:
            message = f"the version “{version.name}” holds the {brief.document} to all its addressees, not one to each"
            remedy = "render it without --each-addressee; or, to have today’s words, take “sent” away"
            raise Refused([Problem("U918", sent.span, message, remedy)])
        outdated = consent.outdated(self.workspace, brief, version.name)
        drafts.warnings.extend(outdated)
        today = register.count(brief)
        document = sent.document(signatory_list(brief) if today else ())
        path = f"{brief.slug}/{brief.document}{_suffix(brief)}"
        then = version.counts.total
        count = f"; it had {then:,} signatories then, and has {today:,} today" if today != then else ""
        notice = f"{path}: the words are those sent as “{version.name}”, saved on {version.saved.isoformat()}{count}."
        self.notices.append(notice)
        return Letter(path, document, brief.letterhead)

    def _written(self, letter: Letter, file_format: Format, time: datetime.datetime | None) -> bytes:
        if file_format == "md":
            from undersigned.writers import markdown

            return markdown.write(letter.document).encode()
        if file_format == "html":
            from undersigned.writers import html

            return html.write(letter.document).encode()
        return self._docx(letter.letterhead).write(letter.document, time=time or _day(letter.document))

    def _docx(self, letterhead: Path | None) -> Writer:
        """The Word writer for a letterhead, one for all letters on it."""
        writer = self._writers.get(letterhead)
        if writer is None:
            from undersigned.writers.docx import Writer

            writer = self._writers[letterhead] = self._opened(letterhead, Writer)
        return writer

    def on_letterhead(self, brief: Brief, make: Callable[[bytes | None], W]) -> W:
        """A writer of another make for what is printed on the letterhead of a document. Raises `Refused` (U702)."""
        return self._opened(brief.letterhead, make)

    def _opened(self, letterhead: Path | None, make: Callable[[bytes | None], W]) -> W:
        if letterhead is None:
            return make(None)
        from undersigned.writers.docx.letterhead import UnusableLetterhead

        content = self.workspace.read_bytes(letterhead)
        try:
            return make(content)
        except UnusableLetterhead as error:
            remedy = "open it in Word and save it as a Word document (.docx)"
            span = Span(self.workspace.name(letterhead))
            raise Refused([Problem("U702", span, f"the letterhead cannot be used: {error}", remedy)]) from None

    def _find(self, name: str) -> tuple[str, str] | None:
        """A template by name: of a campaign (`<slug>/letter.md.j2`) or below `templates/letters/`, and nowhere else."""
        if name.startswith("/") or any(sign in name for sign in "\\:") or ".." in name.split("/"):
            return None
        path = self.workspace.campaigns / name
        found = path if path.is_file() else self.workspace.find_template(f"letters/{name}")
        return (self.workspace.read_text(found), self.workspace.name(found)) if found else None


def _versions(drafters: Sequence[Drafter]) -> list[list[Drafter]]:
    """The drafters of each document, one a language."""
    return [list(group) for _, group in groupby(drafters, key=lambda drafter: drafter.brief.document)]


def _spoken_by(versions: Sequence[Drafter], addressee: Addressee) -> Drafter:
    """The version of a document in an addressee's language, or else the first."""
    wanted = addressee.language or ""
    spoken = {drafter.brief.campaign.language: drafter for drafter in reversed(versions)}
    return spoken.get(wanted) or spoken.get(base(wanted)) or versions[0]


def _suffix(brief: Brief) -> str:
    """What tells the files of one language from those of others."""
    return f".{brief.campaign.language}" if brief.multilingual else ""


def _draft(drafter: Drafter) -> str:
    """What tells drafts from the letters themselves, so that no draft is ever written over a final file."""
    return ".draft" if drafter.tentative else ""


def _told_apart(addressees: Sequence[Addressee]) -> Iterator[tuple[str, Addressee]]:
    """Each addressee with a name for the file: the id, and the first free number behind it where an id comes again."""
    taken: set[str] = set()
    for addressee in addressees:
        numbered = (f"{addressee.id}-{number}" for number in count(2))
        name = addressee.id if addressee.id not in taken else next(name for name in numbered if name not in taken)
        taken.add(name)
        yield name, addressee


def _printed_nowhere(drafters: Sequence[Drafter]) -> Iterator[Problem]:
    """What a campaign states and none of its documents prints; one that could not be drafted might have."""
    for name in sorted(set.intersection(*(drafter.unplaced for drafter in drafters)) if drafters else ()):
        message = f"no document of this campaign prints “{name}”"
        remedy = "take it away, or add a document that does"
        yield Problem("U313", drafters[0].brief.places.key_span((name,)), message, remedy, "warning")
    if not any(drafter.brief.kind.frame == "clause" for drafter in drafters):
        for span in dict.fromkeys(span for drafter in drafters for span in _operative(drafter.brief)):
            message = "no document of this campaign prints “operative”, which stands in the clauses of a resolution"
            remedy = "write what is to be done as “act: …”, or add a document with clauses, as council-letter"
            yield Problem("U313", span, message, remedy, "warning")


def _operative(brief: Brief) -> Iterator[Span]:
    """Where a document states what the addressee itself does."""
    for number, group in enumerate(brief.campaign.demands):
        for index, demand in enumerate(group.items):
            if demand.operative:
                yield brief.places.key_span(("demands", number, "items", index, "operative"))


def _day(document: Document) -> datetime.datetime:
    """The letter's date at midnight; for a draft the first day that zip files know."""
    day = document.date or datetime.date(1980, 1, 1)
    return datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - zip files know no time zone
