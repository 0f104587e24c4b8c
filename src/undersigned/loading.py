"""From a campaign's folder to models: `campaign.yaml`, its documents, `sign-ons.yaml`, and all that they refer to.

Short forms are written out and references resolved before validation, so that the models need no unions and every
problem points at the line that somebody wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from undersigned import sent
from undersigned.assembly import Piece
from undersigned.brief import Brief
from undersigned.document_loading import DocumentLoader
from undersigned.key_slips import slip_of
from undersigned.library import Library
from undersigned.likely_values import nothing, says_nothing
from undersigned.misnamed import misnamed_in_campaign
from undersigned.models.campaign import Campaign
from undersigned.models.register import SignOns
from undersigned.nearest import nearest
from undersigned.printed_slips import printed_slips
from undersigned.problems import Problem, Refused, collect, did_you_mean
from undersigned.sign_on_checks import signing_twice
from undersigned.sign_on_loading import read_sign_ons, signatories_of
from undersigned.source import Unsound
from undersigned.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a campaign, for drafting to find what is wrong in its prose as well, and its problems.

    `as_sent` are the documents that are printed as they were sent, where these were asked for; they have no brief.
    """

    briefs: list[Brief]
    problems: list[Problem]
    as_sent: tuple[sent.Sent, ...] = ()


def load_campaign(library: Library, slug: str, documents: Sequence[str] = ()) -> list[Brief]:
    """The documents of a campaign (all, or those named), each first in the campaign's own language.

    Raises `Refused` with every problem of the campaign.
    """
    loaded = read_campaign(library, slug, documents)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors:
        raise Refused(errors)
    return loaded.briefs


def read_campaign(
    library: Library,
    slug: str,
    documents: Sequence[str] = (),
    languages: Sequence[str] = (),
    *,
    as_sent: bool = False,
) -> Loaded:
    """As much of a campaign as can be read, in all its languages or those named; `as_sent` has those of its documents
    that were sent read as they were, and not as they would be today. Raises `Refused` where nothing can be read."""
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
        message = "a campaign is a group of fields"
        raise Refused([*problems, Problem("U203", whole.span, message, "begin with “title: …”")])
    signons, places = collect(problems, lambda: read_sign_ons(library, folder, problems)) or (None, None)
    signatories = tuple(signatories_of(library, signons or SignOns(), places, problems))
    problems += signing_twice(signatories)
    overrides = _documents(library.workspace, whole, documents, problems, as_sent)
    versions = _versions(whole, problems)
    wanted = _wanted(whole, versions, languages, problems)
    problems += printed_slips(whole, library.workspace.lines)
    problems += misnamed_in_campaign(library.workspace, folder, versions)
    problems += library.misnamed
    briefs = []
    as_they_were: list[sent.Sent] = []

    def load(loader: DocumentLoader) -> Brief | None:
        name = sent.stated(loader.layers) if as_sent else None
        if name is None:
            brief: Brief | None = collect(problems, partial(loader.load, signatories, signons))
            return brief
        found = collect(problems, partial(loader.as_sent, name, signatories, signons))
        as_they_were.extend([found] if found else ())
        return None

    for name, override in overrides.items():
        layers = (whole, *([override] if override else []))
        loader = DocumentLoader(library, folder, layers, name, problems, bool(versions))
        main = load(loader) if None in wanted else None
        briefs += [main] if main else []
        for tag, version in versions.items():
            if tag in wanted:
                own = version.get("documents")
                further = _further(own.get(name) if own else None, name, problems)
                loader = replace(loader, layers=(*layers, version, *([further] if further else [])), tag=tag)
                brief = load(loader)
                briefs += [brief] if brief else []
                problems += _other_demands(main, brief, version) if main and brief else ()
    return Loaded(briefs, list(dict.fromkeys(problems)), tuple(as_they_were))


def _further(piece: Piece | None, document: str, problems: list[Problem]) -> Piece | None:
    """What one document says otherwise in a further language."""
    if piece is None or isinstance(piece.data, dict):
        return piece
    if piece.data is not None:
        message = f"what “{document}” has otherwise must be a group of fields"
        problems.append(Problem("U203", piece.span, message, "leave it empty, or indent its fields below it"))
    return None


def _versions(whole: Piece, problems: list[Problem]) -> dict[str, Piece]:
    """What a campaign says in further languages, by their tags."""
    languages = whole.get("languages")
    if languages is None or languages.data is None:
        return {}
    own = whole.data.get("language") or "en"
    own = own if isinstance(own, str) else ""
    found = {tag: piece for tag, piece in languages.entries().items() if isinstance(piece.data, dict)}
    if not isinstance(languages.data, dict) or len(found) < len(languages.data):
        message = "“languages” must hold each language with a colon, and below it what it says otherwise"
        problems.append(Problem("U203", languages.span, message, _as_versions(languages.data, own)))
    if own in found:
        message = f"“{own}” is the language of the campaign itself"
        remedy = "take it away here, and write what it says as a field of the campaign"
        problems.append(Problem("U305", found.pop(own).key_span, message, remedy))
    documents = whole.get("documents")
    for piece in found.values():
        problems += _other_documents(piece.get("documents"), list(documents.entries()) if documents else [])
    return found


def _as_versions(written: object, own: str) -> str:
    """How to write the further languages of a campaign, instead of a list or a text."""
    if says_nothing(written):
        return nothing()
    tags = [tag for tag in (written if isinstance(written, list) else [written]) if isinstance(tag, str) and tag != own]
    tag = tags[0] if tags and len(tags[0]) == len("fr") else "fr"
    return f"write “{tag}:”, and indented below it “title: …”"


def _other_documents(piece: Piece | None, known: list[str]) -> Iterator[Problem]:
    """Documents that a further language speaks of, and the campaign does not have."""
    if piece is None or piece.data is None:
        return
    if not isinstance(piece.data, dict):
        message = "“documents” must hold the documents that are otherwise in this language, each with a colon"
        yield Problem("U203", piece.span, message, f"write “{known[0] if known else '…'}:” below it, indented")
    for kind, otherwise in piece.entries().items():
        if known and kind not in known:
            remedy = did_you_mean(kind, known) or f"it has {', '.join(known)}"
            yield Problem("U305", otherwise.key_span, f"this campaign has no document “{kind}”", remedy)


def _wanted(
    whole: Piece, versions: dict[str, Piece], languages: Sequence[str], problems: list[Problem]
) -> set[str | None]:
    """The versions that are asked for; None stands for the campaign's own language."""
    own = whole.data.get("language") or "en"
    if not languages:
        return {None, *versions}
    for tag in languages:
        if tag != own and tag not in versions:
            has = ", ".join(str(known) for known in (own, *versions))
            problems.append(Problem("U305", whole.span, f"this campaign is not written in “{tag}”", f"it has {has}"))
    return {None if tag == own else tag for tag in languages}


def _misplaced(document: Piece) -> Iterator[Problem]:
    """What a campaign says of all its documents, and one of them cannot have otherwise."""
    for key in ("documents", "languages"):
        if key in document.entries():
            remedy = f"“{key}” belongs to the campaign: begin its line further to the left"
            yield Problem("U201", document.at(key).key_span, f"“{key}” cannot stand here", remedy)


def _other_demands(main: Brief, brief: Brief, version: Piece) -> Iterator[Problem]:
    """Demands that one language has and another lacks."""
    ours, theirs = ([d.id for group in each.campaign.demands for d in group.items] for each in (main, brief))
    if ours != theirs:
        piece = version.get("demands") or version
        differing = sorted(set(ours) ^ set(theirs))
        said = f": {', '.join(differing)}" if differing else ", or stand in another order"
        message = f"the demands in “{brief.campaign.language}” differ from those in “{main.campaign.language}”{said}"
        yield Problem("U320", piece.span, message, "translations of a letter ask for the same", "warning")


def _misspelt_documents(whole: Piece, problems: list[Problem]) -> Piece | None:
    """What stands under a key by which “documents” is meant, which is reported."""
    for key, piece in whole.entries().items():
        if key not in Campaign.model_fields:
            slip = slip_of(key, Campaign, ())
            if slip.meant == "documents" or key == "document":
                problems.append(Problem("U201", piece.key_span, slip.message, slip.remedy))
                return piece
    return None


def _documents(
    workspace: Workspace, whole: Piece, wanted: Sequence[str], problems: list[Problem], as_sent: bool
) -> dict[str, Piece | None]:
    documents = whole.get("documents") or _misspelt_documents(whole, problems)
    if documents is not None and documents.data and not isinstance(documents.data, dict):
        kinds = workspace.kinds()
        meant = next((kind for kind in kinds if kind in str(documents.data)), None)
        meant = meant or nearest(str(documents.data), kinds) or kinds[0]
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
        if kind not in known and not (as_sent and sent.stated((whole, piece))):
            remedy = did_you_mean(kind, known) or f"known kinds: {', '.join(known)}"
            problems.append(Problem("U305", piece.key_span, f"there is no kind of document “{kind}”", remedy))
            continue
        if piece.data is not None and not isinstance(piece.data, dict):
            message = f"what “{kind}” has otherwise must be a group of fields"
            problems.append(Problem("U203", piece.span, message, "leave it empty, or indent its fields below it"))
            continue
        problems += _misplaced(piece)
        if not wanted or kind in wanted:
            found[kind] = piece if piece.data is not None else None
    for kind in wanted:
        if kind not in documents.data:
            remedy = did_you_mean(kind, documents.data) or f"it has {', '.join(documents.data)}"
            problems.append(Problem("U305", documents.key_span, f"this campaign has no document “{kind}”", remedy))
    return found
