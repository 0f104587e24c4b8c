"""Files of a workspace that are never read, since they are called otherwise than the files that are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from undersigned.file_names import FORMATTED, is_set_aside, list_meant, text_meant
from undersigned.models.campaign import PROSE_PARTS
from undersigned.problems import Problem, Span
from undersigned.workspace import CAMPAIGN_FILES, REGISTER_FILES, SHARED_FILES, Workspace

Meant = Callable[[str], str | None]


def misnamed_in_campaign(workspace: Workspace, folder: Path, languages: Collection[str]) -> Iterator[Problem]:
    """Files of a campaign that are not read, and look as if they were meant to be; `languages` are its further ones."""
    kinds = workspace.kinds()

    def meant(name: str) -> str | None:
        return list_meant(name, CAMPAIGN_FILES) or text_meant(name, PROSE_PARTS, kinds, languages)

    yield from _misnamed(workspace, folder, meant)


def misnamed_shared(workspace: Workspace) -> Iterator[Problem]:
    """The same among the shared files, the register and the demand blocks of the workspace."""
    register = workspace.root / "signatories"
    yield from _misnamed(workspace, workspace.campaigns / "shared", lambda name: list_meant(name, SHARED_FILES))
    yield from _misnamed(workspace, register, lambda name: list_meant(name, REGISTER_FILES))
    yield from _misnamed(workspace, workspace.root / "templates" / "demands", _block_file)


def campaigns_without_file(workspace: Workspace) -> Iterator[Problem]:
    """Folders whose campaign is not seen at all, as its file is called otherwise."""
    for folder in sorted(workspace.campaigns.glob("*/")):
        if not (folder / "campaign.yaml").is_file():
            yield from _misnamed(workspace, folder, lambda name: list_meant(name, ("campaign.yaml",)))


def _block_file(name: str) -> str | None:
    stem, _, ending = name.partition(".")
    return f"{stem}.yaml" if ending.lower() in ("yml", "yaml.txt", "yml.txt") else None


def _misnamed(workspace: Workspace, folder: Path, meant: Meant) -> Iterator[Problem]:
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if is_set_aside(file.name) or not file.is_file():
            continue
        wanted = meant(file.name)
        if wanted is None:
            continue
        message = f"the file {file.name} is not read"
        remedy = _remedy(file.name, wanted, there=(folder / wanted).is_file())
        yield Problem("U802", Span(workspace.name(file)), message, remedy, "warning")


def _remedy(name: str, wanted: str, *, there: bool) -> str:
    """What to do with a file of that name, where the program reads another one, that is there or is not."""
    if there:
        return f"{wanted} is read in its place: move the words there, or give this file another name"
    tag = re.fullmatch(r"\w+(?:\.[\w-]+)?\.([a-z]{2}(?:-[A-Z]{2})?)\.md", name)
    if tag and f".{tag[1]}." not in wanted:
        return f"rename it to {wanted}, or add “{tag[1]}:” below “languages” of the campaign"
    if name.endswith(tuple(FORMATTED)):
        return f"the program reads plain text: save the words as {wanted}"
    return f"rename it to {wanted}"
