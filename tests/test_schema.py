"""JSON Schemas for editors: well-formed, explained in full, fit for every shipped file, and with the ids there are.

Files are read as an editor reads them (`tests/editor_yaml.py`), and checked by jsonschema, which is not ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from tests import editor_yaml, workspaces
from tests.case_files import PROGRAMMERS_WORDS
from undersigned import schema
from undersigned.library import Library
from undersigned.models import campaign, demand, listing, register, shared
from undersigned.models.base import Model
from undersigned.schema.as_written import FILE_KINDS
from undersigned.schema.known import Known
from undersigned.workspace import Workspace

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _schemas(root: Path) -> dict[str, Any]:
    known = Known(Library(Workspace(root)))
    return {name: json.loads(schema.text_of(known, name)) for name in schema.NAMES}


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """Each YAML file of a workspace, with the name of its schema."""
    for name, kind in FILE_KINDS.items():
        for pattern in kind.places:
            yield from ((name, path) for path in sorted(root.glob(pattern)))


def _faults(whole: Any, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(whole).iter_errors(data)]


def _parts(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every group of a schema, and where it stands."""
    if isinstance(part, dict):
        yield path, part
        for key, value in part.items():
            yield from _parts(value, f"{path}/{key}")
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield from _parts(value, f"{path}/{index}")


# --- what they are ----------------------------------------------------------------------------------------------------

OUR_SCHEMAS = _schemas(ROOT)


@pytest.mark.parametrize("name", schema.NAMES)
def test_a_schema_is_one(name: str) -> None:
    whole = OUR_SCHEMAS[name]
    Draft202012Validator.check_schema(whole)
    assert whole["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert whole["$id"].startswith("urn:")
    assert whole["title"]
    assert whole["description"]
    unused = [key for key in whole["$defs"] if f'"#/$defs/{key}' not in json.dumps(whole)]
    assert unused == []


@pytest.mark.parametrize("name", schema.NAMES)
def test_every_field_of_a_schema_is_explained_in_plain_words(name: str) -> None:
    for path, part in _parts(OUR_SCHEMAS[name]):
        if path.endswith(("/properties", "/$defs")):
            continue
        said = [part.get(key, "") for key in ("description", "errorMessage", "patternErrorMessage")]
        assert not [words for words in said if isinstance(words, str) and PROGRAMMERS_WORDS.search(words)], path
        if re.search(r"/properties/[^/]+$", path) and not re.search("/(anyOf|dependentSchemas|if|else)/", path):
            assert part.get("description") or part.get("$ref", "").startswith("#/$defs/Campaign/properties/"), path
        if part.get("type") == "object" and "propertyNames" not in part and "required" not in part:
            assert "additionalProperties" in part, path


def test_the_same_library_gives_the_same_bytes() -> None:
    assert list(schema.files(Library(Workspace(ROOT)))) == list(schema.files(Library(Workspace(ROOT))))


# --- shipped files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "path"), list(_files(ROOT)), ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_a_shipped_file_is_sound(name: str, path: Path) -> None:
    assert _faults(OUR_SCHEMAS[name], editor_yaml.read(path.read_text(encoding="utf-8"))) == []


def test_no_shipped_file_is_left_out() -> None:
    shipped = {path for folder in ("campaigns", "signatories", "templates") for path in (ROOT / folder).rglob("*.yaml")}
    found = [path for _, path in _files(ROOT)]
    private = ROOT / "signatories" / "private"
    assert {path for path in shipped if private not in path.parents} == set(found)
    assert len(found) == len(set(found)), "each has one schema"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as `init` makes it, with a campaign of each kind as `new` begins it."""
    root = tmp_path_factory.mktemp("begun")
    assert workspaces.run(root, "init", ".").status == 0
    for kind in Workspace(root).kinds():
        assert workspaces.run(root, "new", f"a-{kind}", "--document", kind).status == 0
    return root


def test_what_init_and_new_write_is_sound(begun: Path) -> None:
    schemas, found = _schemas(begun), list(_files(begun))
    assert {path for _, path in found} == set(begun.rglob("*.yaml"))
    for name, path in found:
        assert _faults(schemas[name], editor_yaml.read(path.read_text(encoding="utf-8"))) == [], path


def test_what_init_and_new_write_names_its_schema_and_the_schema_is_there(begun: Path) -> None:
    for name, path in _files(begun):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        stated = first.removeprefix("# yaml-language-server: $schema=")
        assert stated != first, path
        assert (path.parent / stated).resolve() == begun / ".schemas" / f"{name}.json"
        assert json.loads((path.parent / stated).read_text(encoding="utf-8")) == _schemas(begun)[name]


def test_the_editor_is_told_which_schema_is_for_which_files(begun: Path) -> None:
    expected = schema.editor_settings()
    assert (begun / ".vscode/settings.json").read_bytes() == expected
    assert (ROOT / ".vscode/settings.json").read_bytes() == expected
    places = json.loads(expected)["yaml.schemas"]
    assert list(places) == [path for path, _ in schema.files(Library(Workspace(begun)))]


# --- descriptions -----------------------------------------------------------------------------------------------------

MODELS = sorted(
    {
        found
        for module in (campaign, demand, listing, register, shared)
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, Model) and found is not Model
    },
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", MODELS)
def test_every_field_of_every_model_is_described(model: type[Model]) -> None:
    for name, info in model.model_fields.items():
        said = info.description or ""
        assert re.fullmatch(r"[^\s].{6,}[^\s]", said), name
        assert said.endswith((".", ".”")), f"{name}: {said}"
        assert not PROGRAMMERS_WORDS.search(said), f"{name}: {said}"
        assert "  " not in said, f"{name}: {said}"


@pytest.mark.parametrize("model", MODELS)
def test_a_description_names_the_values_there_are(model: type[Model]) -> None:
    for name, hint in get_type_hints(model, include_extras=True).items():
        for part in (hint, *get_args(hint)):
            if get_origin(part) is not Literal or part == demand.ListMarks or name not in model.model_fields:
                continue
            said = model.model_fields[name].description or ""
            assert [value for value in get_args(part) if not re.search(rf"\b{value}\b", said)] == [], name


def test_the_readme_names_the_same_values_for_lists_of_signatories() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", README.partition("\n## Who signs\n")[2], re.MULTILINE))
    hints = get_type_hints(listing.SignatoryList, include_extras=True)
    for name in ("order", "articles", "group_by", "countries"):
        assert set(re.findall(r"`([^`.]+)`", rows[name])) - {"sign-ons"} == set(get_args(hints[name])), name


def test_examples_are_sound() -> None:
    for name in schema.NAMES:
        for path, part in _parts(OUR_SCHEMAS[name]):
            if path.endswith("/properties") or not isinstance(part.get("examples"), list):
                continue
            for example in part["examples"]:
                assert _faults({**part, "$defs": OUR_SCHEMAS[name]["$defs"]}, example) == [], path


# --- the ids there are ------------------------------------------------------------------------------------------------

WITHHELD = "withheld-network"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    newer = "  supersedes: open-prisons\n  note: Ask for this.\n"
    changes = {
        "templates/demands/newer.yaml": f"free-prisons:\n  act: open the prisons\n{newer}",
        "signatories/private/joint/withheld.yaml": f"w-01: {{name: {WITHHELD}, register_id: {WITHHELD}}}\n",
        "signatories/private/contacts.yaml": f"{WITHHELD}: {{email: {WITHHELD}@example.org}}\n",
    }
    return workspaces.build(tmp_path_factory.mktemp("small"), changes)


def _offered(whole: Any, *path: str) -> dict[Any, str]:
    """The values that an editor offers for a field, and what it says of each."""
    part = whole
    for step in path:
        part = part[step]
        while "$ref" in part or "oneOf" in part:
            reference = part.get("$ref") or next(
                one["$ref"] for one in part["oneOf"] if one.get("$ref", "").endswith("-id")
            )
            part = whole
            for key in reference.removeprefix("#/").split("/"):
                part = part[key]
    return dict(zip(part["enum"], part.get("enumDescriptions", part["enum"]), strict=True))


def test_ids_of_demand_blocks_say_what_they_ask_for_and_what_replaces_them(small: Path) -> None:
    offered = _offered(_schemas(small)["campaign"], "$defs", "Demand", "properties", "use")
    assert offered["mend-law"] == "amend {{ law }} {{ how }} and meet {{ its }} obligations"
    assert offered["free-prisons"] == "open the prisons – Ask for this."
    assert offered["open-prisons"].startswith("Replaced by “free-prisons”. open the prisons to independent")
    assert set(offered) == set(Library(Workspace(small)).demands)


def test_ids_are_offered_wherever_one_belongs(small: Path) -> None:
    schemas, library = _schemas(small), Library(Workspace(small))
    own = schemas["campaign"]
    addressees = set(library.addressees.suggestions())
    for fields in (("Addressee", "use"), ("Campaign", "target"), ("Demand", "actor"), ("Also", "actor")):
        offered = _offered(own, "$defs", fields[0], "properties", fields[1])
        assert set(offered) == addressees
        assert (offered["donors"], offered["NL"], offered["netherlands"]) == ("the donors", *["the Netherlands"] * 2)
    signing = _offered(schemas["sign-ons"], "$defs", "SignOn", "properties", "id")
    assert signing["north-network-asia"] == "North Network (NN)"
    assert set(signing) == {*library.organisations, *library.people}
    assert set(_offered(own, "$defs", "SignatoryList", "properties", "lead", "items")) == set(signing)
    assert set(_offered(own, "$defs", "Basis", "properties", "instrument")) == {"treaty"}
    assert set(_offered(schemas["people"], "$defs", "Person", "properties", "organisation")) == set(
        library.organisations
    )
    assert set(_offered(schemas["kind"], "properties", "needs", "items")) == set(campaign.Campaign.model_fields)
    documents = own["properties"]["documents"]["properties"]
    assert {name: part["description"] for name, part in documents.items()}.keys() == set(Workspace(small).kinds())
    assert documents["newsletter"]["description"] == "newsletter of an organisation"


def test_nothing_of_the_private_folder_is_in_a_schema(small: Path) -> None:
    assert WITHHELD not in json.dumps(_schemas(small))


def test_an_id_of_figures_is_an_id_for_an_editor_too(tmp_path: Path) -> None:
    register = '"350": {name: 350.example}\n1e3: {name: Thousand}\n'
    root = workspaces.build(tmp_path, {"signatories/organisations.yaml": register})
    whole = _schemas(root)["sign-ons"]
    assert _faults(whole, editor_yaml.read("signatories: [350, 1e3, {id: 350}]")) == []
    assert _faults(whole, editor_yaml.read("signatories: [351]"))


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_writes_every_schema_and_says_so(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path)
    ran = workspaces.run(root, "schema")
    assert (ran.status, ran.err) == (0, "")
    for path, content in schema.files(Library(Workspace(root))):
        assert (root / path).read_bytes() == content
        assert f"  {path}\n" in ran.out
    assert "Wrote 10 files. " in ran.out
    assert "VS Code" in ran.out
    (root / ".vscode/settings.json").write_text("{}")
    assert "yaml.schemas" not in ran.out
    again = workspaces.run(root, "schema").out
    assert "Wrote 9 files. " in again
    assert ".vscode/settings.json was there before and is left as it is" in again
    assert (root / ".vscode/settings.json").read_text() == "{}", "what people have set stays"


def test_the_command_prints_one(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path)
    ran = workspaces.run(root, "schema", "sign-ons")
    assert (ran.status, ran.out) == (0, schema.text_of(Known(Library(Workspace(root))), "sign-ons"))
    assert not (root / ".schemas").exists()


def test_another_name_is_wrong_usage(tmp_path: Path) -> None:
    ran = workspaces.run(workspaces.build(tmp_path), "schema", "campaings")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "undersigned: no schema is called “campaings” (did you mean “campaign”?)\n"
    assert "there are campaign, sign-ons, " in workspaces.run(tmp_path, "schema", "xyz").err


def test_without_a_workspace_nothing_is_written(tmp_path: Path) -> None:
    ran = workspaces.run(tmp_path, "schema")
    assert ran.status == 2
    assert "there is no workspace here" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_where_ids_cannot_be_read_nothing_is_written(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {"signatories/people.yaml": "[Jane Doe]", "templates/demands/x.yaml": "[]"})
    ran = workspaces.run(root, "schema")
    assert ran.status == 1
    assert [line.split(":")[0] for line in ran.err.splitlines()] == [
        "signatories/people.yaml",
        "templates/demands/x.yaml",
    ]
    assert not (root / ".schemas").exists()


def test_twice_the_same_id_keeps_nobody_from_a_schema(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {"templates/demands/x.yaml": "open-prisons: {act: go}\n"})
    assert workspaces.run(root, "schema").status == 0
