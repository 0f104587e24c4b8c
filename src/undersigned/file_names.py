"""Files that lie where the program looks, under names that it does not look for: which name was meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from undersigned import other_words
from undersigned.nearest import Lexicon, tokens

_LISTS = frozenset({"yaml", "yml", "json", "txt"})
_TEXTS = frozenset({"md", "mdown", "markdown", "txt", "text", "rtf", "doc", "docx", "odt", "html", "htm", "pages"})
FORMATTED = frozenset({"doc", "docx", "odt", "rtf", "pages", "html", "htm"})
"""Endings of files that people keep beside a campaign for many reasons: told of where they are called like a field."""
_ALSO = {
    "convention": "instruments.yaml",
    "individual": "people.yaml",
    "law": "instruments.yaml",
    "member": "organisations.yaml",
    "ngo": "organisations.yaml",
    "person": "people.yaml",
    "receiver": "addressees.yaml",
    "recipient": "addressees.yaml",
    "signatory": "sign-ons.yaml",
    "signature": "sign-ons.yaml",
    "signer": "sign-ons.yaml",
    "signup": "sign-ons.yaml",
    "source": "facts.yaml",
    "treaty": "instruments.yaml",
}


def is_set_aside(name: str) -> bool:
    """Whether a file is one that programs leave behind, or that says itself that it is none of the campaign's."""
    return name.startswith((".", "~", "_")) or name.endswith(("~", ".bak", ".orig", ".swp")) or "readme" in name.lower()


def list_meant(name: str, known: Collection[str]) -> str | None:
    """The YAML file that a file is meant to be, `campaign.yaml` of `Campaign.yml`; None where it is not like one."""
    stem, _, ending = name.partition(".")
    if name in known or not set(ending.lower().split(".")) <= _LISTS:
        return None
    wanted = {one.removesuffix(".yaml"): one for one in known}
    also = _ALSO.get("".join(tokens(stem)))
    if also in known:
        return also
    meant = _lexicon(tuple(wanted)).nearest(stem)
    return wanted[meant] if meant else None


def text_meant(name: str, fields: Collection[str], kinds: Collection[str], languages: Iterable[str]) -> str | None:
    """The file of prose that a file is meant to be, `lead_in.md` of `leadin.txt`; None where it is one, or like none.

    `languages` are those that the campaign is written in besides its own.
    """
    stem, _, ending = name.partition(".")
    *middle, ending = ending.split(".")
    field = _field(stem, fields, exactly=ending.lower() in FORMATTED)
    if field is None or ending.lower() not in _TEXTS:
        return None
    known = {"": "", **{f".{kind}": f".{kind}" for kind in kinds}}
    known |= {f"{one}.{tag}": f"{one}.{tag}" for one in list(known) for tag in languages}
    written = "".join(f".{part}" for part in middle)
    spoken = re.search(r"\.[a-z]{2,3}(?:-[A-Z]{2})?$", written)
    if written not in known and spoken and written[: spoken.start()] in known:
        return f"{field}{written[: spoken.start()]}.md"  # a language that the campaign does not have
    if written not in known:
        meant = _lexicon(tuple(one for one in known if one)).nearest(written) or ""
        return f"{field}{meant}.md"
    right = f"{field}{written}.md"
    return right if right != name else None


def _field(stem: str, fields: Collection[str], *, exactly: bool) -> str | None:
    if stem.lower() in fields:
        return stem.lower()
    if exactly:
        return None
    meant = (name for name in other_words.KEYS.get(" ".join(tokens(stem)), ()) if name in fields)
    return next(meant, None) or _lexicon(tuple(fields)).nearest(stem)


@cache
def _lexicon(names: tuple[str, ...]) -> Lexicon:
    return Lexicon(names)
