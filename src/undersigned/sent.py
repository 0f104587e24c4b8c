"""Documents that were sent: `sent: NAME` in a campaign has the words of that version printed for ever.

Whatever becomes of the library, the templates, the facts and the campaign's own words, only who signs is looked up
anew: the sign-ons, the register, and how the campaign says that they are to be listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from undersigned import versions
from undersigned.assembly import Piece
from undersigned.brief import Brief, Signatory
from undersigned.document import Annex, Block, Closing, Contact, Document, Quotation, Signatories
from undersigned.library import Library
from undersigned.models.campaign import Campaign, LetterKind, SignatoryList, SignOff
from undersigned.problems import Problem, Refused, Span
from undersigned.validation import validate
from undersigned.versions import FrozenDocument, Version


@dataclass(frozen=True, slots=True)
class Sent:
    """One document as it was sent, and what its list of signatories is made from today.

    `brief` holds nothing of the campaign but that; `span` is the place of `sent:`.
    """

    brief: Brief
    version: Version
    frozen: FrozenDocument
    span: Span

    def document(self, signatories: tuple[Block, ...]) -> Document:
        """The document with these blocks where its signatories are listed."""
        tree = self.frozen.tree
        return replace(tree, blocks=with_list(tree.blocks, signatories))


def stated(layers: Sequence[Piece]) -> Piece | None:
    """The name of the version that a document was sent as, if one of the layers that state its fields says so; later
    ones go before earlier ones."""
    piece = next((piece for layer in reversed(layers) if (piece := layer.get("sent")) is not None), None)
    return piece if piece is not None and isinstance(piece.data, str) and piece.data.strip() else None


@dataclass(frozen=True, slots=True)
class Place:
    """One document of a campaign in one language: the layers that state its fields, and `sent:` in the last of them
    that has it."""

    slug: str
    document: str
    language: str
    multilingual: bool
    layers: tuple[Piece, ...]
    name: Piece


def load(library: Library, place: Place, signatories: tuple[Signatory, ...], withheld: int) -> Sent:
    """A document as the version that it was sent as has it. Raises `Refused`."""
    workspace, name = library.workspace, place.name.data.strip()
    if not versions.is_saved(workspace, place.slug, name):
        raise Refused([versions.missing(workspace, place.slug, name, place.name.span)])
    version = versions.read(workspace, place.slug, name)
    frozen = version.document(place.document, place.language)
    if frozen is None:
        raise Refused([_lacking(version, place)])
    brief = Brief(
        place.slug,
        place.document,
        LetterKind(description="as it was sent", addressed=frozen.addressed),
        Campaign(
            title=frozen.tree.title,
            language=frozen.language,
            date=frozen.tree.date,
            signatories=_options(frozen, place.layers),
            signoff=_signoff(place.layers),
            sent=name,
        ),
        signatories,
        withheld,
        facts={},
        library=library,
        template="",
        span=place.layers[0].span,
        multilingual=place.multilingual,
    )
    return Sent(brief, version, frozen, place.name.span)


def _lacking(version: Version, place: Place) -> Problem:
    held = ", ".join(f"{one.document} in “{one.language}”" for one in version.documents)
    message = f"the version “{version.name}” does not hold the {place.document} in “{place.language}”"
    return Problem("U919", place.name.span, message, f"it holds {held}; say “sent: null” for what was not sent")


def _options(frozen: FrozenDocument, layers: Iterable[Piece]) -> SignatoryList:
    """How signatories are listed: as the campaign says today, and otherwise as they were."""
    tree: dict[str, Any] = dict(frozen.listing)
    origin = Span("")
    for layer in layers:
        origin = layer.span
        listing = layer.get("signatories")
        tree |= listing.entries() if listing else {}
    return validate(SignatoryList, tree, origin)[0]


def _signoff(layers: Sequence[Piece]) -> SignOff | None:
    """The deadline and the like, as the campaign states them today: they say who signed late."""
    stated = next((piece for layer in reversed(layers) if (piece := layer.get("signoff")) is not None), None)
    return validate(SignOff, stated, stated.span)[0] if stated is not None and stated.data else None


def with_list(blocks: tuple[Block, ...], signatories: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with these signatories in the place of each list."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Signatories):
            found += signatories
        elif isinstance(block, Closing | Contact | Annex | Quotation):
            found.append(replace(block, blocks=with_list(block.blocks, signatories)))
        else:
            found.append(block)
    return tuple(found)
