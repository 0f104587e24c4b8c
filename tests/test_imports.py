"""Data flows one way: what each module may import, read off its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "undersigned"
SOURCE = Path(__file__).parents[1] / "src" / PACKAGE

LAYERS = (
    {
        "counting",
        "document",
        "ignoring",
        "nearest",
        "other_words",
        "searching",
        "signatory_words",
        "states",
        "written_dates",
    },
    {"file_names", "form", "inlines", "language", "marks", "name_words", "problems"},
    {"codes", "collation", "markdown", "models", "passages", "returned", "source"},
    {
        "addressing",
        "assembly",
        "braces",
        "chunks",
        "countries",
        "key_slips",
        "likely_values",
        "matching",
        "sandbox",
        "workspace",
        "writers",
    },
    {
        "demand_wording",
        "misnamed",
        "namesakes",
        "persons",
        "printed_slips",
        "suggestions",
        "template_names",
        "template_syntax",
        "validation",
        "versions",
        "views",
    },
    {"addresses", "shelves", "templating"},
    {"citing", "library"},
    {"brief", "demand_loading", "numbering", "recipients", "references", "schema"},
    {"accepting", "expansion", "framing", "printed_names", "sent", "sign_on_checks", "sign_on_loading"},
    {"document_loading", "register"},
    {"listing", "loading"},
    {"naming"},
    {"drafting"},
    {"consent", "drafted"},
    {"catalogue", "checks", "rendering"},
    {"editing", "scaffolding", "version_saving"},
    {"signoff"},
    {"collecting", "intake"},
    {"status"},
    {"cli"},
    {"__main__"},
)
"""Modules and packages, low to high: each imports from itself and from lower layers, never sideways or upwards."""

CLOSED = {
    "returned": {"problems"},
    "writers": {"document", "form", "marks", "problems", "returned"},
    "markdown": {"document", "inlines", "problems"},
    "source": {"problems"},
    "models": {"problems"},
}
"""What may import of ours nothing but this."""

ONLY_IN = {
    "markdown_it": ("markdown.*",),
    "mdit_py_plugins": ("markdown.*",),
    "jinja2": ("templating", "sandbox", "template_names"),
    "markupsafe": ("templating", "sandbox", "views", "framing"),
    "yaml": ("source.*",),
    "pydantic": ("models.*", "validation"),
    "pydantic_core": ("models.*", "validation"),
    "babel": ("language", "citing"),
    "docx": ("writers.docx.letterhead*",),
    "lxml": ("returned.*", "writers.docx.letterhead*"),
    "typer": ("cli.*",),
    "click": ("cli.*",),
    "pyuca": ("collation",),
    "filelock": ("editing",),
    "rapidfuzz": ("matching.likeness", "catalogue.similarity"),
    "ftfy": ("checks.encoding", "intake.spreadsheets"),
    "python_calamine": ("intake.workbooks",),
    "rich": ("cli.*",),
}
"""Where packages of others may be imported: patterns of module names; `source.*` includes the package itself."""

LATE = ("writers.docx.letterhead*", "writers.docx", "writers.html", "writers.markdown", "cli.*")
"""Modules that others import inside functions only, as they are not needed in every run."""

WORLD = {"print", "input", "sys.exit", "os.environ", "os.getenv", "datetime.now", "date.today", "time.time"}
"""What sees or changes the world outside."""

WORLDLY = ("cli.*", "__main__")
"""The only modules that may."""


@dataclass(frozen=True, slots=True)
class Import:
    """One name that `module` imports, both without the name of our package; `late` means inside a function."""

    module: str
    name: str
    ours: bool
    late: bool

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]


def _module(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {_module(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
PACKAGES = {_module(path) for path in SOURCE.rglob("__init__.py")}
MODULES = sorted(TREES.keys() - {""})


def _imports(module: str) -> Iterator[Import]:
    for node, late in _nodes(TREES[module], late=False):
        match node:
            case ast.Import(names):
                for alias in names:
                    yield _import(module, alias.name, late)
            case ast.ImportFrom(base, names, level):
                start = _start(module, base, level)
                for alias in names:
                    yield _import(module, f"{start}.{alias.name}", late)
            case _:
                pass


def _nodes(node: ast.AST, *, late: bool) -> Iterator[tuple[ast.AST, bool]]:
    """All nodes below one, and whether they run only when something is called or types are checked."""
    for child in ast.iter_child_nodes(node):
        waits = late or isinstance(child, ast.FunctionDef) or "TYPE_CHECKING" in _condition(child)
        yield child, waits
        yield from _nodes(child, late=waits)


def _condition(node: ast.AST) -> str:
    return ast.unparse(node.test) if isinstance(node, ast.If) else ""


def _start(module: str, base: str | None, level: int) -> str:
    """The absolute name of what `from` names in a module."""
    if not level:
        return base or ""
    parts = [PACKAGE, *module.split(".")]
    kept = parts[: len(parts) - level + (module in PACKAGES)]
    return ".".join([*kept, *([base] if base else [])])


def _import(module: str, name: str, late: bool) -> Import:
    package, _, inner = name.partition(".")
    return Import(module, inner, True, late) if package == PACKAGE else Import(module, name, False, late)


def _target(name: str) -> str:
    """The module that holds an imported name: itself or, if it is a function or class, what stands before it."""
    while name and name not in TREES:
        name = name.rpartition(".")[0]
    return name


def _is(module: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(module, pattern) or module == pattern.removesuffix(".*") for pattern in patterns)


IMPORTS = [one for module in MODULES for one in _imports(module)]
OURS = [one for one in IMPORTS if one.ours and _target(one.name)]


def test_every_module_has_a_layer() -> None:
    known = set.union(*LAYERS)
    found = {module.partition(".")[0] for module in MODULES}
    assert found == known, "add to LAYERS or take from it"
    assert sum(map(len, LAYERS)) == len(known)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downwards(module: str) -> None:
    layer = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    own = module.partition(".")[0]
    others = {one.package for one in OURS if one.module == module} - {own}
    assert [other for other in sorted(others) if layer[other] >= layer[own]] == []


@pytest.mark.parametrize("package", CLOSED)
def test_a_closed_package_knows_nothing_else(package: str) -> None:
    found = {one.package for one in OURS if one.module.partition(".")[0] == package}
    assert found - {package} <= CLOSED[package]


def test_there_are_no_circles() -> None:
    graph: dict[str, set[str]] = {module: set() for module in MODULES}
    for one in OURS:
        target = _target(one.name)
        if target not in PACKAGES or not one.module.startswith(f"{target}."):
            graph[one.module].add(target)
    for module, targets in graph.items():
        targets.discard(module)
    TopologicalSorter(graph).prepare()  # raises CycleError


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_package_of_others_is_imported_in_its_place(package: str) -> None:
    users = {one.module for one in IMPORTS if not one.ours and one.package == package}
    assert sorted(user for user in users if not _is(user, ONLY_IN[package])) == []


def test_what_a_run_may_do_without_is_imported_late() -> None:
    early = [one for one in OURS if not one.late and _is(_target(one.name), LATE)]
    assert [one for one in early if not _is(one.module, LATE)] == []


@pytest.mark.parametrize("module", [module for module in MODULES if not _is(module, WORLDLY)])
def test_only_the_command_line_deals_with_the_world(module: str) -> None:
    names = {ast.unparse(node) for node in ast.walk(TREES[module]) if isinstance(node, ast.Attribute | ast.Name)}
    tails = {".".join(name.split(".")[-2:]) for name in names}
    assert tails & WORLD == set()


def test_the_reader_of_imports_sees_them() -> None:
    """What the tests above rely on: imports of every form are found, where they stand and for what they are."""
    found = {(one.module, _target(one.name), one.late) for one in OURS}
    assert ("loading", "problems", False) in found
    assert ("cli.campaigns", "rendering", True) in found
    assert ("rendering", "writers.html", True) in found
    assert ("writers.docx.letterhead", "writers.docx.package", False) in found
    assert ("writers.docx.body", "writers.docx.parts", False) in found
    assert {"yaml", "docx", "typer"} <= {one.package for one in IMPORTS if not one.ours}
