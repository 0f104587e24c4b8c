"""A form to be filled in: what it says and asks, free of file formats. Writers turn it into what people open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from undersigned.document import Inlines

Answer = Literal["text", "date", "tick"]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `key` is its short name, as `signer`: ASCII letters and underscores.

    `prompt` stands where the answer goes until somebody gives one; `value` is an answer that is there already. `hint`
    is said below the label.
    """

    key: str
    label: str
    answer: Answer = "text"
    prompt: str = ""
    hint: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One page to fill in: `before` says what it means, a paragraph each, `after` what to do with it.

    `reference` is a line by which a file is known again when its properties are lost; `reference_label` stands before
    it, colon included. `language` is that of its words, a BCP 47 tag; they run from left to right.
    """

    heading: str
    before: tuple[Inlines, ...]
    fields: tuple[Field, ...]
    after: tuple[Inlines, ...]
    reference_label: str
    reference: str
    language: str = "en"
