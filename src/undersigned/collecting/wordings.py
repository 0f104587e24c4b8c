"""Which words of a version a returned form was made from."""

from __future__ import annotations

from collections.abc import Iterator

from undersigned.returned.answers import Reference
from undersigned.versions import FrozenDocument, Version
from undersigned.versions.agreed import digest


def words_signed(version: Version, reference: Reference) -> tuple[str, ...] | None:
    """The words whose digest a reference gives: of one document of the version, or of several in one language.

    A text for each paragraph; None where the version has no such words.
    """
    for documents in _groups(version, reference):
        words = tuple(text for one in documents for text in one.words)
        if digest(words) == reference.digest:
            return words
    return None


def _groups(version: Version, reference: Reference) -> Iterator[list[FrozenDocument]]:
    """What the form may hold: the documents that it names or, where it no longer does, all letters, or one."""
    named = [name.strip() for name in reference.document.split(",")]
    for language in dict.fromkeys(one.language for one in version.documents):
        spoken = [one for one in version.documents if one.language == language]
        yield sorted((one for one in spoken if one.document in named), key=lambda one: named.index(one.document))
        yield [one for one in spoken if one.is_signed]
        yield from ([one] for one in spoken)
