"""Files of a workspace that are never read, since they are called otherwise than the files that are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from undersigned.file_names import FORMATTED, is_set_aside, list_meant, text_meant
from undersigned.models.campaign import PROSE_PARTS
from undersigned.problems import Problem, Span
from undersigned.workspace import CAMPAIGN_FILES, REGISTER_FILES, SHARED_FILES, Workspace

Meant = Callable[[str], str | None]
_DEMANDS = "templates/demands"
_HOMES = dict.fromkeys(SHARED_FILES, "campaigns/shared") | dict.fromkeys(REGISTER_FILES, "signatories")
"""The folders of the lists that stand in one place only."""
_LETTERHEAD = "letterhead.docx"
_WORD = ("doc", "docx", "dot", "dotx", "odt", "docx.docx")
_TEMPLATES = ("j2", "jinja", "jinja2", "md", "txt")
_ENOUGH = 20_000
"""How many bytes of a file tell what it is."""


def misnamed_in_campaign(workspace: Workspace, folder: Path, languages: Collection[str]) -> Iterator[Problem]:
    """Files of a campaign that are not read, and look as if they were meant to be; `languages` are its further ones."""
    kinds = workspace.kinds()

    def meant(name: str) -> str | None:
        own = list_meant(name, CAMPAIGN_FILES) or _letterhead(name) or _template(folder / name, (*kinds, "letter"))
        if own or name in _HOMES or _is_template(folder / name):
            return own
        return _tagged(name) or text_meant(name, PROSE_PARTS, kinds, languages)

    yield from _misnamed(workspace, folder, meant)
    yield from _misplaced(workspace, folder)


def misnamed_shared(workspace: Workspace) -> Iterator[Problem]:
    """The same among the shared files, the register and the demand blocks of the workspace."""
    register = workspace.root / "signatories"
    shared, templates = workspace.campaigns / "shared", workspace.root / "templates"
    yield from _misnamed(workspace, shared, _list_of(SHARED_FILES))
    yield from _misnamed(workspace, register, _list_of(REGISTER_FILES))
    yield from _misnamed(workspace, templates / "demands", _block_file)
    yield from _misnamed(workspace, templates, _letterhead)
    for kind in sorted((templates / "letters").glob("*/")):
        yield from _misnamed(workspace, kind, partial(_of_kind, kind))
    below = sorted(folder for folder in (templates / "demands").glob("*/") if not is_set_aside(folder.name))
    for folder in (workspace.root, workspace.campaigns, shared, register, templates, *below):
        yield from _misplaced(workspace, folder)


def campaigns_without_file(workspace: Workspace) -> Iterator[Problem]:
    """Folders whose campaign is not seen at all, as its file is called otherwise."""
    for folder in sorted(workspace.campaigns.glob("*/")):
        if not (folder / "campaign.yaml").is_file():
            yield from _misnamed(workspace, folder, lambda name: list_meant(name, ("campaign.yaml",)))


def _list_of(known: Collection[str]) -> Meant:
    """What is meant by names in a folder of these files; those of another folder are in the wrong place."""
    return lambda name: None if name in _HOMES else list_meant(name, known)


def _letterhead(name: str) -> str | None:
    stem, _, ending = name.lower().partition(".")
    is_one = re.sub(r"[\W_]", "", stem) == "letterhead" and ending in _WORD and name != _LETTERHEAD
    return _LETTERHEAD if is_one else None


def _template(file: Path, stems: Collection[str]) -> str | None:
    """The template that a file is meant to be, `joint-letter.md.j2` of `joint_letter.md.j2` or `joint-letter.md`."""
    stem, *middle = re.split(r"[.]", file.name)
    plain = {re.sub(r"[\W_]", "", one): one for one in stems}
    meant = plain.get(re.sub(r"[\W_]", "", stem.lower()))
    if meant is None or not _is_template(file):
        return None
    tags = [part for part in middle if re.fullmatch(r"[a-z]{2}(?:-[A-Z]{2})?", part) and part not in ("md", "j2")]
    wanted = ".".join((meant, *tags[:1], "md", "j2"))
    return wanted if wanted != file.name else None


def _is_template(file: Path) -> bool:
    """Whether a file of text holds statements of a template."""
    ending = file.name.lower().rpartition(".")[2]
    return ending in _TEMPLATES and file.is_file() and re.search(r"\{%.+?%\}", _text(file)) is not None


def _of_kind(folder: Path, name: str) -> str | None:
    """The file of a kind of document that a file in its folder is meant to be."""
    return list_meant(name, ("kind.yaml",)) or _letterhead(name) or _template(folder / name, ("letter",))


def _tagged(name: str) -> str | None:
    """The text in another language that a file is meant to be, `body.fr.md` of `body_fr.md`."""
    found = re.fullmatch(r"([a-z_]+)[_-]([a-z]{2})\.(?:md|txt|markdown)", name)
    return f"{found[1]}.{found[2]}.md" if found and found[1] in PROSE_PARTS else None


def _misplaced(workspace: Workspace, folder: Path) -> Iterator[Problem]:
    """Files that are read in another folder, and not in this one."""
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if is_set_aside(file.name) or not file.is_file():
            continue
        home = _HOMES.get(file.name)
        if file.name == _LETTERHEAD and folder == workspace.root:
            home = "templates"
        elif home is None and file.suffix == ".yaml" and _holds_blocks(_text(file)):
            home = _DEMANDS
        if home is None or folder == workspace.root / home:
            continue
        remedy = f"move it to {home}/"
        if (workspace.root / home / file.name).is_file():
            moved = "put it there" if file.name == _LETTERHEAD else "move the entries there"
            remedy = f"{home}/{file.name} is read in its place: {moved}, or give this file another name"
        message = f"the file {file.name} is not read here"
        yield Problem("U802", Span(workspace.name(file)), message, remedy, "warning")


def _holds_blocks(words: str) -> bool:
    """Whether a file reads as demand blocks do: ids at the margin, and below one of them its topic and its words."""
    if re.search(r"(?m)^(?:title|documents|signatories|addressees|demands|facts)\s*:", words):
        return False
    return all(re.search(rf"(?m)^{line}", words) for line in (r"[a-z0-9][a-z0-9-]*:\s*$", r" +act:", r" +topic:"))


def _text(file: Path) -> str:
    """The beginning of a file, as far as it is text."""
    try:
        with file.open("rb") as opened:
            return opened.read(_ENOUGH).decode(errors="ignore")
    except OSError:
        return ""


def _block_file(name: str) -> str | None:
    stem, _, ending = name.partition(".")
    return f"{stem}.yaml" if ending.lower() in ("yml", "yaml.txt", "yml.txt") else None


def _misnamed(workspace: Workspace, folder: Path, meant: Meant) -> Iterator[Problem]:
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if is_set_aside(file.name) or not file.is_file():
            continue
        wanted = meant(file.name)
        there = wanted is not None and (folder / wanted).is_file()
        if wanted is None or (there and wanted == _LETTERHEAD):
            continue
        message = f"the file {file.name} is not read"
        remedy = _remedy(file.name, wanted, there=there)
        yield Problem("U802", Span(workspace.name(file)), message, remedy, "warning")


def _remedy(name: str, wanted: str, *, there: bool) -> str:
    """What to do with a file of that name, where the program reads another one, that is there or is not."""
    if there:
        return f"{wanted} is read in its place: move the words there, or give this file another name"
    tag = None if wanted.endswith(".j2") else re.fullmatch(r"\w+(?:\.[\w-]+)?\.([a-z]{2}(?:-[A-Z]{2})?)\.md", name)
    if tag and f".{tag[1]}." not in wanted:
        return f"rename it to {wanted}, or add “{tag[1]}:” below “languages” of the campaign"
    if wanted == _LETTERHEAD and not name.lower().endswith(".docx"):
        return f"open it in Word and save it as a Word document with the name {wanted}"
    if wanted == _tagged(name):
        spoken = wanted.split(".")[1]
        return f"rename it to {wanted}, and add “{spoken}:” below “languages” of the campaign if it is not there"
    if name.endswith(tuple(FORMATTED)) and wanted != _LETTERHEAD:
        return f"the program reads plain text: save the words as {wanted}"
    return f"rename it to {wanted}"
