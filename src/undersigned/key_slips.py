"""Keys that nobody knows where they stand: which one is meant, or where it belongs."""

from __future__ import annotations

import types
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, Union, get_args, get_origin

from undersigned import other_words
from undersigned.models.base import Model
from undersigned.nearest import nearest, tokens

Path = tuple[str | int, ...]

_OF_THE_FILE = {"Campaign": ("documents", "languages")}
"""Keys at the top of a file that no model has, since loading takes them up."""
_MOST_HOMES = 3


def known_keys(model: type[Model], path: Path) -> list[str]:
    """The keys that may stand below a path of a model; the id of a whole entry stands before it, and is no key."""
    inner = inner_type(model, path)
    if not (isinstance(inner, type) and issubclass(inner, Model)):
        return []
    keys = [info.alias or name for name, info in inner.model_fields.items()]
    if path:
        return keys
    return [*(key for key in keys if key != "id"), *_OF_THE_FILE.get(inner.__name__, ())]


class KeySlip(NamedTuple):
    """What is wrong with a key, what to write instead or where, and the key that is meant there; empty where several
    may be, or none."""

    message: str
    remedy: str
    meant: str = ""


def key_slip(key: str, model: type[Model], path: Path) -> tuple[str, str]:
    """What is wrong with a key that is unknown below a path, and what to write instead, or where to write it."""
    return slip_of(key, model, path)[:2]


def slip_of(key: str, model: type[Model], path: Path, lacking: Collection[str] = ()) -> KeySlip:
    """The same, and the key that is meant; `lacking` are those that must stand there and do not."""
    known = known_keys(model, path)
    unknown = f"the field “{key}” is unknown"
    if "id" in lacking and " ".join(tokens(key)) in other_words.OF_IDS:
        return _of_meant(unknown, ["id"])
    likely = [name for name in known if "".join(tokens(name)) == "".join(tokens(key))]
    if likely:
        return _of_meant(unknown, likely)
    names = other_words.KEYS.get(" ".join(tokens(key)), ())
    here = [name for name in names if name in known]
    if here:
        needed = [name for name in here if name in lacking][:1]
        return _of_meant(unknown, needed or here[:2], _of_another(key, model, path))
    if "languages" in known and (words := _of_a_language(key, known)):
        return KeySlip(unknown, words)
    for name in (key, *(names if not path else ())):
        if home := _home(name, model, path):
            return KeySlip(f"“{key}” cannot stand here", home)
    if near := nearest(key, known):
        return _of_meant(unknown, [near])
    slipped = nearest(key, [name for name, _ in _all_keys(model)])
    return KeySlip(unknown, (slipped and _home(slipped, model, path)) or f"known here: {', '.join(known)}")


_LANGUAGES = frozenset({"ar", "de", "en", "es", "fr", "km", "pt", "ru", "th", "vi", "zh"})


def _of_a_language(key: str, known: Collection[str]) -> str:
    """Where to write what stands under a language's tag, or under the name of a field with one: `title_fr`."""
    field, _, tag = key.casefold().replace("-", "_").rpartition("_")
    if tag not in _LANGUAGES:
        return ""
    if not field:
        return f"“{key}” belongs below a line “languages:”, indented"
    if field not in known:
        return ""
    return f"write “languages:”, indented below it “{tag}:”, and indented below that “{field}: …”"


def _of_meant(unknown: str, names: list[str], also: str = "") -> KeySlip:
    return KeySlip(unknown, _meant(names) + also, names[0] if len(names) == 1 else "")


def _meant(names: list[str]) -> str:
    return f"did you mean {' or '.join(f'“{name}”' for name in names)}?"


def _of_another(key: str, model: type[Model], path: Path) -> str:
    """Where a key stands under its own name, besides what it may mean here: `greeting` is that of one addressee."""
    places = _places([holder for name, holder in _all_keys(model) if name == key and holder != _steps(path)])
    return f" “{key}” itself belongs {' or '.join(places)}" if 0 < len(places) <= 2 and not path else ""


# --- where a key belongs ----------------------------------------------------------------------------------------------


def _home(key: str, model: type[Model], path: Path) -> str:
    """Where in the file a key belongs that cannot stand below a path; empty if nowhere or in too many places."""
    here = _steps(path)
    holders = [holder for name, holder in _all_keys(model) if name == key and holder != here]
    above = [holder for holder in holders if holder == here[: len(holder)]]
    below = [holder for holder in holders if here and holder[: len(here)] == here]
    for found in (below, above, holders):
        if () in found:
            what = "campaign" if model.__name__ == "Campaign" else "whole entry"
            return f"“{key}” belongs to the {what}: begin its line further to the left"
        places = _places(found)
        if 0 < len(places) <= _MOST_HOMES:
            return f"“{key}” belongs {' or '.join(places)}" + ", indented" * (len(places) == 1)
    return ""


def _places(holders: list[tuple[str, ...]]) -> list[str]:
    """Where to write a key that these hold, the places nearest to the margin alone."""
    fewest = min((_depth(holder) for holder in holders), default=0)
    return list(dict.fromkeys(_place(holder) for holder in holders if holder and _depth(holder) == fewest))


def _depth(holder: tuple[str, ...]) -> int:
    return len(_names(holder))


def _place(holder: tuple[str, ...]) -> str:
    """A place as people find it: below `signoff`, in an entry of `addressees`."""
    named = " of ".join(f"“{name}”" for name in reversed(_names(holder)))
    return f"in an entry of {named}" if holder[-1] in ("[]", "{}") else f"below {named}"


def _names(holder: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that lead to a place, as they are written: the items of a plain list of demands have no key."""
    names = [step for step in holder if step not in ("[]", "{}")]
    return tuple(name for number, name in enumerate(names) if name != "items" or names[number - 1] != "demands")


def _steps(path: Path) -> tuple[str, ...]:
    return tuple("[]" if isinstance(step, int) else step for step in path)


def _all_keys(model: type[Model]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every key of a file with what holds it, outer ones first; what can hold itself is looked into once."""
    waiting: list[tuple[Any, tuple[str, ...], frozenset[type]]] = [(model, (), frozenset())]
    while waiting:
        found, holder, seen = waiting.pop(0)
        inner, steps = _opened(found)
        if not (isinstance(inner, type) and issubclass(inner, Model)) or inner in seen:
            continue
        for name, info in inner.model_fields.items():
            key = info.alias or name
            yield key, (*holder, *steps)
            waiting.append((info.annotation, (*holder, *steps, key), seen | {inner}))


def _opened(annotation: Any) -> tuple[Any, tuple[str, ...]]:
    """A type without its list or group around it, and the steps that lead into these."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in get_args(annotation) if choice is not type(None)]
        return _opened(choices[0]) if choices else (annotation, ())
    if origin in (tuple, dict):
        inner, steps = _opened(get_args(annotation)[0 if origin is tuple else 1])
        return inner, ("[]" if origin is tuple else "{}", *steps)
    return annotation, ()


# --- types of a model -------------------------------------------------------------------------------------------------


def inner_type(annotation: Any, path: Path) -> Any:
    """The type that stands at a path below a type; None where there is none."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in get_args(annotation) if choice is not type(None)]
        return inner_type(choices[0], path) if choices else annotation
    if not path:
        return annotation
    if origin is tuple:
        return inner_type(get_args(annotation)[0], path[1:])
    if origin is dict:
        return inner_type(get_args(annotation)[1], path[1:])
    if isinstance(annotation, type) and issubclass(annotation, Model):
        for name, info in annotation.model_fields.items():
            if path[0] in (name, info.alias):
                return inner_type(info.annotation, path[1:])
    return None
