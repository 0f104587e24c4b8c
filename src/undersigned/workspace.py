"""Where things are: the folders of a workspace, and the stock that comes with the program.

A workspace is a folder with `campaigns/`. Letter kinds and demand blocks are looked up in it first, then in the stock:
in the installed package, or in the checkout where the program is installed from one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from undersigned.file_names import list_meant
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.source import Source, read
from undersigned.source.text import decode, unfit_characters

STOCK_NAME = "(stock)"
CAMPAIGN_FILES = ("campaign.yaml", "sign-ons.yaml")
SHARED_FILES = ("addressees.yaml", "facts.yaml", "instruments.yaml")
REGISTER_FILES = ("organisations.yaml", "people.yaml")
NOTHING_IN_IT = "U102"
"""The code of a file that says nothing."""


def stock_templates() -> Path:
    """The folder of the stock templates."""
    installed = Path(__file__).parent / "stock" / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "templates"


@dataclass(frozen=True)
class Workspace:
    """The folders of one workspace; every file in it is named relative to `root`, with forward slashes."""

    root: Path
    _lines: dict[Path, list[str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def stock(self) -> Path:
        return stock_templates()

    @property
    def campaigns(self) -> Path:
        return self.root / "campaigns"

    @cached_property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, first match wins."""
        own = self.root / "templates"
        return (own, self.stock) if own.resolve() != self.stock.resolve() else (own,)

    def name(self, path: Path) -> str:
        """The path as shown to people: relative to the workspace or to the stock, never absolute."""
        for base, prefix in ((self.root, ""), (self.stock.parent, f"{STOCK_NAME}/")):
            try:
                return prefix + path.relative_to(base).as_posix()
            except ValueError:
                continue
        return path.name

    def slugs(self) -> list[str]:
        """The campaigns of the workspace, sorted."""
        if not self.campaigns.is_dir():
            return []
        return sorted(folder.parent.name for folder in self.campaigns.glob("*/campaign.yaml"))

    def kinds(self) -> list[str]:
        """The kinds of document, sorted."""
        found = {
            file.parent.name for folder in self.template_folders for file in (folder / "letters").glob("*/kind.yaml")
        }
        return sorted(found)

    def letters(self) -> list[str]:
        """The templates of letters, as others can extend or import them: `joint-letter/letter.md.j2`."""
        folders = [folder / "letters" for folder in self.template_folders]
        return sorted({file.relative_to(base).as_posix() for base in folders for file in base.glob("**/*.j2")})

    def find_template(self, relative: str) -> Path | None:
        """A file below `templates/`, in the workspace or the stock."""
        for folder in self.template_folders:
            path = folder / relative
            if path.is_file():
                return path
        return None

    def printed_by_stock(self, kind: str) -> set[str]:
        """The names that the stock template of a kind prints by themselves; none where there is no such template."""
        path = self.stock / "letters" / kind / "letter.md.j2"
        return set(re.findall(r"\{\{ *(\w+) *\}\}", self.read_text(path))) if path.is_file() else set()

    def demand_files(self) -> list[list[Path]]:
        """The files of demand blocks, the workspace's first: its blocks stand for the stock's of the same id."""
        return [sorted((folder / "demands").glob("*.yaml")) for folder in self.template_folders]

    def read(self, path: Path) -> Source:
        """A YAML file; raises `Refused` where it cannot be read or is not well-formed."""
        return read(self.read_bytes(path), self.name(path))

    def read_if_any(self, path: Path) -> Source | None:
        """A YAML file as `read` reads it; None where nothing is in it but comments."""
        try:
            return self.read(path)
        except Refused as refused:
            if [problem.code for problem in refused.problems] == [NOTHING_IN_IT]:
                return None
            raise

    def read_bytes(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise Refused([self._unreadable(path, error)]) from None

    def read_text(self, path: Path) -> str:
        """A text file in UTF-8, with line ends as `\\n`; raises `Refused` as `read` does."""
        lines = decode(self.read_bytes(path), self.name(path))
        problems = list(unfit_characters(lines, self.name(path)))
        if problems:
            raise Refused(problems)
        return "\n".join(lines)

    def lines(self, name: str) -> list[str]:
        """The lines of a file by the name that people are shown; none where it cannot be read."""
        stock = name.removeprefix(f"{STOCK_NAME}/")
        path = self.root / name if stock == name else self.stock.parent / stock
        if path not in self._lines:
            try:
                self._lines[path] = decode(path.read_bytes(), name)
            except (OSError, Refused):
                self._lines[path] = []
        return self._lines[path]

    def _unreadable(self, path: Path, error: OSError) -> Problem:
        reason = "is not there" if isinstance(error, FileNotFoundError) else "cannot be read"
        remedy = "check its name and place" if isinstance(error, FileNotFoundError) else "check who may read it"
        return Problem("U801", Span(self.name(path)), f"the file {reason}", remedy)

    def campaign_folder(self, slug: str) -> Path:
        """The folder of a campaign, by slug; raises `Refused` where there is none."""
        folder = self.campaigns / slug
        if (folder / "campaign.yaml").is_file():
            return folder
        raise Refused([self._missing(slug)])

    def _missing(self, slug: str) -> Problem:
        """What is wrong where there is no such campaign: a file by another name in its folder, or another slug."""
        *_, parent, last = ("", *Path(slug).parts)
        name = parent if parent not in ("", "campaigns") and "." in last else last
        folder = self.campaigns / name
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        misnamed = next((file for file in files if list_meant(file.name, ("campaign.yaml",))), None)
        if misnamed is not None:
            message = f"the campaign “{name}” has no campaign.yaml, and {misnamed.name} is not read"
            return Problem("U308", Span(self.name(misnamed)), message, "rename it to campaign.yaml")
        span = Span(self.name(folder / "campaign.yaml"))
        if files:
            message = f"the folder campaigns/{name} holds no campaign.yaml"
            return Problem("U308", span, message, "write one: `undersigned new` shows how it begins")
        known = self.slugs()
        remedy = did_you_mean(name, known) or (f"there are {', '.join(known)}" if known else "make one with `new`")
        return Problem("U308", span, f"there is no campaign “{name}”", remedy)


def find_workspace(start: Path) -> Workspace:
    """The workspace that `start` lies in: the nearest folder upwards with `campaigns/`, else `start` itself."""
    for folder in (start, *start.parents):
        if (folder / "campaigns").is_dir():
            return Workspace(folder)
    return Workspace(start)
