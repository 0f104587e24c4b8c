"""Demands as campaigns write them, resolved: blocks of the library with what the campaign changes, groups, merges.

Four shapes of an item, told by a key: `use`, `merge`, `operative`, or a demand of the campaign's own (`act` or another
frame). A plain list of items becomes one group without heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from undersigned.assembly import Made, Path, Piece, Places
from undersigned.key_slips import key_slip, known_keys
from undersigned.library import Library, block_tree, listed, parameters, wrong_examples, wrongly_filled
from undersigned.likely_values import short
from undersigned.models.base import Prose
from undersigned.models.demand import FRAMES, Demand, DemandGroup, Wording
from undersigned.problems import Problem, did_you_mean
from undersigned.shelves import Shelf
from undersigned.suggestions import filling, in_a_row, is_id, new_entry, one_a_line

_OF_THE_ACT = ("imperative", "infinitive", "should", "clause")
_SHAPES = ("use", "merge", "operative")
_BLOCKS = ("use", "merge")
_OF_GROUPS = ("lead_in", "numbering", "marks")
_STAND_IN = "act"
_FIELDS = frozenset(known_keys(DemandGroup, ("items", 0))) - {"with"}
_SAY = (*_SHAPES, "act", *FRAMES)
"""The keys by which a demand says what is asked."""


def demand_groups(piece: Piece, library: Library, problems: list[Problem]) -> list[Any]:
    """The groups of a `demands:` list, items resolved; items that cannot be are left out and reported."""
    groups: list[Any] = []
    number = 0
    plain: list[Any] | None = None
    for item in piece.items():
        if isinstance(item.data, dict) and "items" in item.data and not _says_something(item):
            plain = None
            items = item.at("items")
            tree: dict[str, Any] = dict(item.entries())
            if isinstance(items.data, list):
                tree["items"] = []
                for inner in items.items():
                    number += 1
                    _append(tree["items"], demand_item(inner, f"demand-{number}", library, problems))
            groups.append(Made(item, tree))
            continue
        number += 1
        if plain is None:
            plain = []
            groups.append({"items": plain})
        _append(plain, demand_item(item, f"demand-{number}", library, problems))
    return groups


def _id(item: Piece, otherwise: str) -> str:
    """The id that an item of a list of demands will have."""
    stated = item.data.get("id") or item.data.get("use")
    return stated if isinstance(stated, str) else otherwise


def _append(items: list[Any], item: Any) -> None:
    if item is not None:
        items.append(item)


def demand_item(item: Piece, name: str, library: Library, problems: list[Problem]) -> Any:
    """One item with its short forms written out, or None where it is refused. `name` is its id if it states none."""
    if isinstance(item.data, str):
        return _used(item, item, {}, library, problems)
    if not isinstance(item.data, dict):
        return item
    own: dict[str, Any] = dict(item.entries())
    if isinstance(item.data.get("with"), dict):
        gaps = item.at("with")
        own["with"] = Made(gaps, {key: listed(value) for key, value in gaps.entries().items()})
    if "parameters" in own:
        own["parameters"] = parameters(item.get("parameters"))
    _by_id(own, library, problems)
    if isinstance(item.data.get("items"), list):
        parts = [
            demand_item(part, f"{_id(item, name)}-{number}", library, problems)
            for number, part in enumerate(item.at("items").items(), 1)
        ]
        own["items"] = [part for part in parts if part is not None]
    for key in () if item.data.get("use") else [key for key in _SAY if key in item.data and item.data[key] is None]:
        problems.append(_empty(item.at(key)))
        own[key] = Prose(_STAND_IN, item.span.file, item.at(key).key_span.line)
        if key in _BLOCKS:
            return None
    shapes = [shape for shape in _SHAPES if shape in item.data]
    if len(shapes) > 1:
        message = f"one demand cannot have “{shapes[0]}” and “{shapes[1]}”"
        problems.append(Problem("U404", item.span, message, "make two of it"))
        return None
    if "use" in own:
        return _used(item.at("use"), item, own, library, problems)
    if "merge" in own:
        return _merged(item, own, library, problems)
    if not _says_something(item):
        problems.append(_says_nothing(item, library))
        return None
    if "operative" in own and "verb" not in own:
        problems.append(
            Problem("U404", item.span, "an operative clause needs its verb", "add “verb: Condemns” above it")
        )
        return None
    return Made(item, {"id": name, **own})


def _empty(piece: Piece) -> Problem:
    return Problem("U205", piece.key_span, f"“{piece.path[-1]}” is empty", "write it behind the colon")


def _says_something(item: Piece) -> bool:
    """Whether an item is a demand, and not a group of them."""
    return any(key in item.data for key in _SAY)


def _says_nothing(item: Piece, library: Library) -> Problem:
    """What is wrong with an item that is no demand: a key of another name, as a rule."""
    if any(key in item.data for key in _OF_GROUPS):
        message, remedy = "no demands stand in this group", "write “items:” below its heading, and indent them below it"
        return Problem("U404", item.span, message, remedy)
    if set(item.data) == {"heading"}:
        remedy = "write “items:” below it, and indent the demands below that"
        return Problem("U404", item.span, "no demands stand below this heading", remedy)
    named = next(
        (key for key in ("id", "name") if is_id(item.data.get(key)) and item.data[key] in library.demands), None
    )
    if named is not None:
        message = f"this demand says nothing, and “{item.data[named]}” is the id of a block"
        return Problem("U404", item.at(named).key_span, message, f"write “use: {item.data[named]}” instead")
    block = next((key for key in item.data if key in library.demands), None)
    if block is not None:
        message = f"“{block}” is the id of a demand block, and stands where a field belongs"
        return Problem("U404", item.at(block).key_span, message, f"write “use: {block}”, and its gaps below “with:”")
    levels: tuple[tuple[Path, tuple[str, ...]], ...] = ((("items", 0), ("act", "use")), ((), ("items",)))
    known = {key for path, _ in levels for key in known_keys(DemandGroup, path)}
    for path, wanted in levels:
        for key in (key for key in item.data if key not in known):
            message, remedy = key_slip(key, DemandGroup, path)
            if path and isinstance(item.data[key], list):
                continue
            if any(f"“{name}”" in remedy.partition("?")[0] for name in wanted):
                return Problem("U201", item.at(key).key_span, message, remedy)
    remedy = "add “use: …” for a block of the library, or “act: …” with your own words"
    if "verb" in item.data:
        remedy = "add “act: …” for what others are to do, or “operative: …” for what the addressee itself does"
    return Problem("U404", item.span, "this demand says nothing", remedy)


def _by_id(own: dict[str, Any], library: Library, problems: list[Problem]) -> None:
    """Takes out of a demand what it names by something else than an id, which is reported."""
    for key in ("actor", "concerns"):
        stated = own.get(key)
        wrong = [one for one in _texts(stated) if not _is_addressee(one.data)]
        problems += [_no_id(one, library.addressees, "U304", "addressee") for one in wrong]
        if wrong:
            del own[key]
    basis = own.get("basis")
    rules = basis.items() if isinstance(basis, Piece) else ()
    wrong = [one for rule in rules for one in _texts(rule.get("instrument")) if not is_id(one.data)]
    problems += [_no_id(one, library.instruments, "U309", "instrument") for one in wrong]
    if wrong:
        del own["basis"]


def _texts(stated: object) -> list[Piece]:
    """The texts of a value that is one, or a list of them."""
    pieces = (stated, *stated.items()) if isinstance(stated, Piece) else ()
    return [one for one in pieces if isinstance(one.data, str)]


def _no_id(name: Piece, shelf: Shelf, code: str, what: str) -> Problem:
    remedy = shelf.meanings.remedy(name.data, new_entry(name.data, f"campaigns/shared/{what}s.yaml"))
    return Problem(code, name.span, f"the id of an {what} belongs here, and “{short(name.data)}” is none", remedy)


def _is_addressee(text: str) -> bool:
    return is_id(text) or (len(text) == 2 and text.isascii() and text.isupper())


def _block(name: Piece, library: Library, problems: list[Problem]) -> Piece | None:
    """The block of an id, or None where there is none, which is then reported."""
    if not isinstance(name.data, str):
        several = name.data if isinstance(name.data, list) and all(isinstance(one, str) for one in name.data) else []
        remedy = one_a_line(several) if len(several) > 1 else "write one id, as `undersigned demands list` shows them"
        problems.append(Problem("U203", name.span, "the id of a demand block is expected here", remedy))
        return None
    problems += library.demands.problems
    block = library.demands.get(name.data)
    if block is None and library.demands.complete:
        own = "" if is_id(name.data) else f"; for words of this letter’s own write “act: {short(name.data)}”"
        remedy = library.demands.meanings.remedy(name.data, f"`undersigned demands list` shows all{own}")
        problems.append(Problem("U301", name.span, f"no demand block is called “{name.data}”", remedy))
    return block


def _used(use: Piece, item: Piece, own: dict[str, Any], library: Library, problems: list[Problem]) -> Any:
    block = _block(use, library, problems)
    if block is None:
        return None
    tree = block_tree(use.data, block)
    if not isinstance(tree, dict):
        return tree
    gaps = tree["parameters"].tree if isinstance(tree["parameters"], Made) else {}
    _with_gaps(own, gaps, block, problems)
    _without_words(own, gaps, problems)
    if "act" in own:  # frames that the block writes out instead of its own act do not say what the campaign's act says
        tree = {key: value for key, value in tree.items() if key not in _OF_THE_ACT}
    return Made(item, {**tree, **_in_every_language(tree.get("languages"), own), "id": use, **own, "use": use})


def _in_every_language(languages: Any, own: dict[str, Any]) -> dict[str, Any]:
    """The languages of a block with the words that a campaign has instead: those are in the campaign's own language,
    whichever that is."""
    words = {key: value for key, value in own.items() if key in Wording.model_fields}
    if not words or not isinstance(languages, Piece) or not isinstance(languages.data, dict):
        return {}
    left_out = _OF_THE_ACT if "act" in words else ()
    return {
        "languages": {
            tag: {**{key: said for key, said in piece.entries().items() if key not in left_out}, **words}
            if isinstance(piece.data, dict)
            else piece
            for tag, piece in languages.entries().items()
        }
    }


def _with_gaps(own: dict[str, Any], gaps: dict[str, Any], block: Piece, problems: list[Problem]) -> None:
    """Puts what fills the gaps of a block where it belongs, below “with”; where it stood elsewhere is reported."""
    filled = own.get("with")
    if isinstance(filled, Piece) and isinstance(filled.data, str) and gaps:
        message = f"“with” must say which gap of “{block.path[-1]}” is filled"
        remedy = f"write “{next(iter(gaps))}: {short(filled.data)}” below it, indented"
        problems.append(Problem("U203", filled.span, message, remedy))
        own["with"] = {next(iter(gaps)): listed(filled)}
    for gap in [key for key in own if key in gaps and key not in Demand.model_fields and key != "with"]:
        stray = own.pop(gap)
        message, remedy = f"“{gap}” cannot stand here", f"“{gap}” belongs below “with”, indented"
        problems.append(Problem("U201", stray.key_span, message, remedy))
        tree = own["with"].tree if isinstance(own.get("with"), Made) else own.get("with", {})
        own["with"] = {**tree, gap: listed(stray)} if isinstance(tree, dict) else tree


def _without_words(own: dict[str, Any], gaps: dict[str, Any], problems: list[Problem]) -> None:
    """Reports gaps with nothing behind their colons; the example of the block stands in for what is missing."""
    filled = own.get("with")
    if not isinstance(filled, Made):
        return
    for gap, value in filled.tree.items():
        if isinstance(value, Piece) and value.data is None:
            problems.append(_empty(value))
            block = gaps.get(gap)
            words = block.tree.get("example") if isinstance(block, Made) else None
            filled.tree[gap] = words or [_STAND_IN]


def _merged(item: Piece, own: dict[str, Any], library: Library, problems: list[Problem]) -> Any:
    merge = item.at("merge")
    if not isinstance(merge.data, list):
        message = "“merge” must be a list of demand blocks"
        problems.append(Problem("U203", merge.span, message, "write “merge: [one-block, another-block]”"))
        return None
    blocks = [_block(name, library, problems) for name in merge.items()]
    if not all(blocks):
        return None
    return Made(item, {"id": "-and-".join(merge.data), **own})


def demand_problems(groups: tuple[DemandGroup, ...], library: Library, places: Places) -> Iterator[Problem]:
    """Parameters that are missing, unknown or wrongly filled, ids that come twice, blocks that others have replaced."""
    seen: dict[str, int] = {}
    for group_index, group in enumerate(groups):
        for index, demand in enumerate(group.items):
            path: Path = ("demands", group_index, "items", index)
            yield from _demand_problems(demand, path, seen, library, places)
            for number, part in enumerate(demand.items):
                yield from _demand_problems(part, (*path, "items", number), seen, library, places)
                if part.items or part.operative or part.merge:
                    message = "what stands below a demand must be a demand that has none below it"
                    span = places.span((*path, "items", number))
                    yield Problem("U404", span, message, "give it “use: …” or “act: …” and nothing else")
                if part.concerns:
                    message = "“concerns” stands below a demand, where it would choose nothing"
                    span = places.span((*path, "items", number, "concerns"))
                    yield Problem("U404", span, message, "write it at the demand above")


def _demand_problems(
    demand: Demand, path: Path, seen: dict[str, int], library: Library, places: Places
) -> Iterator[Problem]:
    span = places.span((*path, "use" if demand.use else "id"))
    if demand.id in seen:
        message = f"the demand “{demand.id}” stands here twice"
        remedy = f"the first is on line {seen[demand.id]}; take one away, or add “id: …” with another name"
        yield Problem("U403", span, message, remedy)
    seen.setdefault(demand.id, span.line)
    successor = library.successor(demand.use) if demand.use else None
    if successor:
        message = f"the block “{demand.use}” has been replaced by “{successor}”"
        yield Problem("U411", span, message, f"see `undersigned demands show {successor}`", "warning")
    yield from _parameter_problems(demand, path, places)


def _parameter_problems(demand: Demand, path: Path, places: Places) -> Iterator[Problem]:
    yield from wrong_examples(demand, places, path)
    unknown = [name for name in demand.with_ if name not in demand.parameters]
    for name in unknown:
        known = ", ".join(demand.parameters) or "none"
        remedy = did_you_mean(name, demand.parameters) or f"it has {known}"
        if name in _FIELDS:
            remedy = f"“{name}” belongs one step further to the left, in line with “with”"
        message = f"the demand “{demand.use or demand.id}” has no parameter “{name}”"
        yield Problem("U402", places.key_span((*path, "with", name)), message, remedy)
    lacking = {
        name: parameter.example[0]
        for name, parameter in demand.parameters.items()
        if name not in demand.with_ and parameter.default is None
    }
    if lacking and not unknown:
        message = f"the demand “{demand.use or demand.id}” needs {in_a_row(lacking)}"
        remedy = filling(demand.use, next(iter(demand.with_), None), lacking, path, places)
        yield Problem("U401", places.span((*path, "use" if demand.use else "id")), message, remedy)
    for name, parameter in demand.parameters.items():
        if name in demand.with_ and (fault := wrongly_filled(parameter.kind, demand.with_[name])):
            message = f"“{name}” of the demand “{demand.use or demand.id}” must be {fault[0]}"
            yield Problem("U408", places.span((*path, "with", name)), message, fault[1])
