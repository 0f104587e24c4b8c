"""Markdown text to a tree of tokens: which rules of markdown-it are on, and which are ours.

Off are raw HTML, code in all its forms (a letter has none: the signs stay as typed) and link reference definitions. On
are notes, lettered lists and, for templates, the containers `::: name`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_OFF = ["html_block", "html_inline", "code", "fence", "backticks", "reference"]
# Deeper than anybody nests, shallow enough for Python's stack. markdown-it drops what is deeper without a word.
DEEPEST = 90


@dataclass(frozen=True, slots=True)
class Node:
    """A token and, where it opens something, what it holds."""

    token: Token
    children: tuple[Node, ...] = ()

    @property
    def line(self) -> int:
        """The first line, counted from 0 in the text."""
        return self.token.map[0] if self.token.map else 0

    @property
    def end(self) -> int:
        """The line after the last; of a container the line that closes it."""
        return self.token.map[1] if self.token.map else 0


@dataclass(frozen=True, slots=True)
class Syntax:
    """A text as the parser sees it: its nodes, and the tokens of the notes written inline (`^[…]`) by number."""

    nodes: tuple[Node, ...]
    inline_notes: dict[int, tuple[Node, ...]]


def syntax(text: str, *, parts: bool) -> Syntax:
    """The nodes of a text; with `parts` the containers of letter parts too, as tokens `container_part_open`."""
    env: dict[str, Any] = {}
    # The container rule looks one character beyond a text that does not end with a new line.
    tokens = _parser(parts).parse(text + "\n", env)
    inline_notes = env.get("footnotes", {}).get("list", {})
    return Syntax(
        nest(tokens), {number: nest(note["tokens"]) for number, note in inline_notes.items() if "tokens" in note}
    )


def nest(tokens: list[Token]) -> tuple[Node, ...]:
    """A flat run of tokens as a tree: what stands between an opening and its closing token becomes its children."""
    levels: list[list[Node]] = [[]]
    opened: list[Token] = []
    for token in tokens:
        if token.nesting > 0:
            opened.append(token)
            levels.append([])
        elif token.nesting < 0:
            children = tuple(levels.pop())
            levels[-1].append(Node(opened.pop(), children))
        else:
            levels[-1].append(Node(token, nest(token.children) if token.children else ()))
    return tuple(levels[0])


@cache
def _parser(parts: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    from undersigned.markdown.lettered import lettered_list

    class Parser(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
            """Every link becomes a token, so that an unsafe one can be reported."""
            return True

    parser = Parser("commonmark", {"maxNesting": DEEPEST})
    footnote_plugin(parser, move_to_end=False, always_match_refs=True)
    parser.block.ruler.before("list", "lettered_list", lettered_list, {"alt": ["paragraph", "reference", "blockquote"]})
    if parts:
        from mdit_py_plugins.container import container_plugin

        container_plugin(parser, "part", validate=lambda params, _: bool(params.strip()))
    return parser.disable(_OFF)
