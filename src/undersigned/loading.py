"""From a campaign's folder to models: `campaign.yaml`, its documents, `sign-ons.yaml`, and all that they refer to.

Short forms are written out and references resolved before validation, so that the models need no unions and every
problem points at the line that somebody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from undersigned.addresses import wrong_in_campaign
from undersigned.assembly import Made, Piece, Places
from undersigned.brief import Brief, Signatory
from undersigned.demand_loading import demand_problems
from undersigned.expansion import Expansion
from undersigned.language import base, is_known
from undersigned.library import Library
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.register import SignOns
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.references import unknown_actors, unknown_instruments, unknown_leads
from undersigned.source import Unsound
from undersigned.validation import faulty, validate
from undersigned.workspace import Workspace

_OTHERS_BUILD_ON = {"demands", "facts", "language", "sender", "target"}
"""Fields without which prose would seem to have faults that it has not."""
_STAND_INS = {"title": "…", "date": "2000-01-01"}
"""What stands for such fields while the others are checked."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a campaign, for drafting to find what is wrong in its prose as well, and its problems."""

    briefs: list[Brief]
    problems: list[Problem]


def load_campaign(library: Library, slug: str, documents: Sequence[str] = ()) -> list[Brief]:
    """The documents of a campaign (all, or those named). Raises `Refused` with every problem of the campaign."""
    loaded = read_campaign(library, slug, documents)
    if loaded.problems:
        raise Refused(loaded.problems)
    return loaded.briefs


def read_campaign(library: Library, slug: str, documents: Sequence[str] = ()) -> Loaded:
    """As much of a campaign as can be read. Raises `Refused` where nothing can."""
    folder = library.workspace.campaign_folder(slug)
    problems: list[Problem] = []
    try:
        whole = Piece.whole(library.workspace.read(folder / "campaign.yaml"))
    except Unsound as unsound:
        if unsound.source is None:
            raise
        problems.extend(unsound.problems)
        whole = Piece.whole(unsound.source)
    if not isinstance(whole.data, dict):
        message = "a campaign is a group of keys with values"
        raise Refused([*problems, Problem("U203", whole.span, message, "begin with “title: …”")])
    signons, places = _collect(problems, lambda: _signons(library.workspace, folder)) or (None, None)
    signatories = tuple(_signatories(library, signons or SignOns(), places, problems))
    overrides = _documents(library.workspace, whole, documents, problems)
    briefs = []
    for name, override in overrides.items():
        loader = _DocumentLoader(library, folder, whole, name, override, problems)
        brief = _collect(problems, partial(loader.load, signatories, signons))
        briefs += [brief] if brief else []
    return Loaded(briefs, problems)


def _collect(problems: list[Problem], load: Callable[[], Any]) -> Any:
    """What `load` gives, or None where it is refused, its problems kept with the others."""
    try:
        return load()
    except Refused as refused:
        problems.extend(refused.problems)
        return None


def _documents(
    workspace: Workspace, whole: Piece, wanted: Sequence[str], problems: list[Problem]
) -> dict[str, Piece | None]:
    documents = whole.get("documents")
    if documents is not None and documents.data and not isinstance(documents.data, dict):
        meant = next((kind for kind in workspace.kinds() if kind in str(documents.data)), workspace.kinds()[0])
        remedy = f"write “{meant}:” indented below it, with the colon"
        problems.append(Problem("U203", documents.span, "“documents” must hold each kind with a colon", remedy))
        return {}
    if documents is None or not documents.data:
        span = documents.key_span if documents else whole.span
        remedy = f"add “documents:” and below it one of {', '.join(workspace.kinds())} with a colon"
        problems.append(Problem("U202", span, "the campaign names no document", remedy))
        return {}
    found: dict[str, Piece | None] = {}
    known = workspace.kinds()
    for kind, piece in documents.entries().items():
        if kind not in known:
            remedy = did_you_mean(kind, known) or f"known kinds: {', '.join(known)}"
            problems.append(Problem("U305", piece.key_span, f"there is no kind of document “{kind}”", remedy))
        elif piece.data is not None and not isinstance(piece.data, dict):
            message = f"what “{kind}” has otherwise must be a group of keys with values"
            problems.append(Problem("U203", piece.span, message, "leave it empty, or indent its keys below it"))
        elif not wanted or kind in wanted:
            found[kind] = piece if piece.data is not None else None
    for kind in wanted:
        if kind not in documents.data:
            remedy = did_you_mean(kind, documents.data) or f"it has {', '.join(documents.data)}"
            problems.append(Problem("U305", documents.key_span, f"this campaign has no document “{kind}”", remedy))
    return found


def _signons(workspace: Workspace, folder: Path) -> tuple[SignOns, Places | None]:
    path = folder / "sign-ons.yaml"
    if not path.is_file():
        return SignOns(), None
    whole = Piece.whole(workspace.read(path))
    entries = whole.get("signatories")
    if entries is None or not isinstance(entries.data, list):
        return validate(SignOns, whole, whole.span)
    items = [Made(item, {"id": item}) if isinstance(item.data, str) else item for item in entries.items()]
    return validate(SignOns, {**whole.entries(), "signatories": items}, whole.span)


def _signatories(
    library: Library, signons: SignOns, places: Places | None, problems: list[Problem]
) -> Iterator[Signatory]:
    if places is None:
        return
    problems += [*library.organisations.problems, *library.people.problems]
    complete = library.organisations.complete and library.people.complete
    seen: dict[str, Span] = {}
    for index, signon in enumerate(signons.signatories):
        span = places.span(("signatories", index, "id"))
        first = seen.setdefault(signon.id, span)
        if first is not span:
            message = f"“{signon.id}” stands in the list twice"
            problems.append(Problem("U306", span, message, f"the first is on line {first.line}; take one away"))
        elif signon.id not in library.organisations and signon.id not in library.people:
            if not complete:
                continue
            message = f"no organisation or person of the register is called “{signon.id}”"
            remedy = did_you_mean(signon.id, [*library.organisations, *library.people])
            problems.append(Problem("U303", span, message, remedy or "add it to signatories/organisations.yaml"))
        else:
            entry = _collect(problems, partial(library.signatory, signon.id))
            if entry is not None:
                yield Signatory(entry, signon, span)


@dataclass(frozen=True, slots=True)
class _DocumentLoader:
    """Loads one document of a campaign: the campaign's fields, those the document has otherwise, and what they use."""

    library: Library
    folder: Path
    whole: Piece
    document: str
    override: Piece | None
    problems: list[Problem]

    def load(self, signatories: tuple[Signatory, ...], signons: SignOns | None) -> Brief:
        """The brief of the document; `signons` is None where they cannot be read. Raises `Refused`."""
        kind = self._kind()
        tree = self._tree(kind)
        campaign, places = self._campaign(tree)
        self.problems.extend(self._check(campaign, kind, places))
        self.problems.extend(unknown_leads(campaign, places, signons) if signons else ())
        self.problems.extend(demand_problems(campaign.demands, places))
        self.problems.extend(wrong_in_campaign(campaign, places))
        self.problems.extend(unknown_instruments(campaign, self.library, places))
        unknown = list(unknown_actors(campaign, self.library, places))
        if unknown:
            raise Refused(unknown)
        withheld = signons.withheld if signons else 0
        facts = {fact.id: fact for fact in campaign.facts}
        slug = self.folder.name
        span = self.whole.span
        if not is_known(campaign.language):
            message = f"“{campaign.language}” is not a language that is known"
            raise Refused([Problem("U204", self._span_of("language"), message, "write its code, as en, fr or pt-BR")])
        template = self._template(campaign.language)
        return Brief(slug, self.document, kind, campaign, signatories, withheld, facts, self.library, template, span)

    def _kind(self) -> LetterKind:
        path = self.library.workspace.find_template(f"letters/{self.document}/kind.yaml")
        assert path is not None  # noqa: S101 - `_documents` lets known kinds pass only
        whole = Piece.whole(self.library.workspace.read(path))
        kind, places = validate(LetterKind, whole, whole.span)
        for index, field in enumerate(kind.needs):
            if field not in Campaign.model_fields:
                remedy = did_you_mean(field, Campaign.model_fields) or "name fields of campaign.yaml"
                message = f"a campaign has no field “{field}”"
                raise Refused([Problem("U204", places.span(("needs", index)), message, remedy)])
        return kind

    def _template(self, language: str) -> str:
        """The name of the template: the campaign's own, else the kind's, in the letter's language."""
        workspace = self.library.workspace
        middles = [f".{tag}" if tag != "en" else "" for tag in dict.fromkeys((language, base(language)))]
        for middle in middles:
            for name in (f"{self.document}{middle}.md.j2", f"letter{middle}.md.j2"):
                if (self.folder / name).is_file() and not self._is_for_another(name):
                    return f"{self.folder.name}/{name}"
        for middle in middles:
            if workspace.find_template(f"letters/{self.document}/letter{middle}.md.j2"):
                return f"{self.document}/letter{middle}.md.j2"
        message = f"the kind “{self.document}” has no template in the language “{language}”"
        remedy = f"write templates/letters/{self.document}/letter{middles[-1]}.md.j2"
        raise Refused([Problem("U506", self._span_of("language"), message, remedy)])

    def _is_for_another(self, name: str) -> bool:
        """Whether a template of the campaign extends the letter of another kind: then it is not this document's."""
        extended = re.search(r"\{%-?\s*extends\s+[\"']([\w-]+)/", self.library.workspace.read_text(self.folder / name))
        others = [kind for kind in self.library.workspace.kinds() if kind != self.document]
        return name.startswith("letter.") and extended is not None and extended[1] in others

    def _span_of(self, key: str) -> Span:
        piece = (self.override and self.override.get(key)) or self.whole.get(key)
        return piece.span if piece else self.whole.span

    def _states(self, key: str) -> bool:
        """Whether the campaign says something there; if none of it is left, that has been reported."""
        piece = (self.override and self.override.get(key)) or self.whole.get(key)
        return piece is not None and bool(piece.data)

    def _tree(self, kind: LetterKind) -> dict[str, Any]:
        tree: dict[str, Any] = {key: piece for key, piece in self.whole.entries().items() if key != "documents"}
        own = self.override.entries() if self.override else {}
        listing = [kind.signatories.model_dump(exclude_unset=True)]
        listing += [piece.entries() for piece in (tree.get("signatories"), own.get("signatories")) if piece is not None]
        tree |= own
        signatories = tree.get("signatories")
        if signatories is None or isinstance(signatories.data, dict):
            written_out = {key: value for layer in listing for key, value in layer.items()}
            tree["signatories"] = Made(signatories, written_out) if signatories else written_out
        Expansion(self.library, self.folder, self.document, self.problems).write_out(tree)
        return tree

    def _campaign(self, tree: dict[str, Any]) -> tuple[Campaign, Places]:
        """The campaign, if need be without those of its fields that are wrong; they are reported."""
        try:
            return validate(Campaign, tree, self.whole.span)
        except Refused as refused:
            self.problems.extend(refused.problems)
        wrong = faulty(Campaign, tree)
        if wrong & _OTHERS_BUILD_ON:
            raise Refused([])
        rest = {key: value for key, value in tree.items() if key not in wrong}
        stand_ins = {key: value for key, value in _STAND_INS.items() if key in wrong}
        return validate(Campaign, {**rest, **stand_ins}, self.whole.span)

    def _check(self, campaign: Campaign, kind: LetterKind, places: Places) -> Iterator[Problem]:
        for field in kind.needs:
            if not getattr(campaign, field) and not self._states(field):
                message = f"a {self.document} needs “{field}”"
                yield Problem("U202", places.span((field,)), message, f"add “{field}: …” to the campaign")
