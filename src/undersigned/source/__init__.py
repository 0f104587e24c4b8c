"""YAML text to data plus a place for each path; strict about what YAML would lose or change silently.

The language is small: mappings, lists and text. Only a bare `null`, `true` or `false` is more than text, and an empty
value is null; a bare `~` is refused, since people mean either nothing or the sign.
"""

from undersigned.source.reading import read
from undersigned.source.tree import Path_, Source, Unsound, looks_like_unquoted_colon

__all__ = ["Path_", "Source", "Unsound", "looks_like_unquoted_colon", "read"]
