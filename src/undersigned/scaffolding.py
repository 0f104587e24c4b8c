"""New workspaces and campaigns: commented files that render at once.

What `init` writes lies beside this file in `example/`, as it will lie in the workspace. What `new` writes is the file
`new.yaml` of the kind, `new.fr.yaml` in French. In such a file a line that begins with `# ` is a possibility: without
these two characters it is part of the campaign. Lines that begin with `##` explain, and `…` stands for words that are
still to be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from undersigned.library import Library
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.rendering import Output
from undersigned.searching import fold
from undersigned.workspace import Workspace

EXAMPLE_SLUG = "example"
USUAL_KIND = "joint-letter"
"""The kind of document that most people begin with."""
_EXAMPLE = Path(__file__).parent / "example"
# A file of this name would be obeyed where it lies, and packed into no wheel.
_RENAMED = {"gitignore": ".gitignore"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_LONGEST_NAME = 80
_SHARED = "shared"

_MODELINE = "# yaml-language-server: $schema=../../.schemas/{}.json\n\n"
"""What tells an editor of a file in a campaign's folder where its schema lies."""
_SIGN_ONS = """\
## Who has been asked to sign, and who has signed. `undersigned signoff invite`, `collect` and `record` write here; so
## can you. Each entry begins with the ID of an organisation in signatories/organisations.yaml, or of a person in
## people.yaml; an ID alone says that they have signed. Letters name only those who have.
signatories:
"""
_ENTRIES = (
    "{id}",
    "{{id: {id}, status: invited}}",
    "{{id: {id}, status: confirmed, date: 2026-05-04, how: email, signer: {{name: …, function: …}}}}",
)
_WITHOUT_ENTRIES = """\
## - ID                                    an organisation that stands in signatories/organisations.yaml
"""
_AFTER_ENTRIES = """\
## A status is invited, pending, conditional (with: condition: …), confirmed, declined or withdrawn.
## as: "The Name (ABC)" is how this letter alone prints a name.

# withheld: 2                           # how many sign without being named: they are counted, and named nowhere
"""


def workspace_files() -> Iterator[Output]:
    """The files of a new workspace: an example, and the stock letterhead to redesign in Word."""
    from undersigned.writers.docx import stock_letterhead

    for file in sorted(_EXAMPLE.rglob("*")):
        if file.is_file():
            path = file.relative_to(_EXAMPLE).as_posix()
            yield Output(_RENAMED.get(path, path), file.read_bytes())
    yield Output("templates/letterhead.docx", stock_letterhead())


def editor_files(workspace: Workspace) -> Iterator[Output]:
    """What an editor needs to complete and check the files of a workspace, so far as it is not there yet.

    Nothing for a workspace whose own files cannot be read: `undersigned schema` writes it once they can.
    """
    from undersigned.schema import editor_settings, files

    try:
        found = [*files(Library(workspace)), (".vscode/settings.json", editor_settings())]
    except Refused:
        return
    for path, content in found:
        if not (workspace.root / path).exists():
            yield Output(path, content)


def campaign_files(
    workspace: Workspace, name: str, kinds: Sequence[str], *, title: str = "", language: str = "en"
) -> Iterator[Output]:
    """The files of a new campaign in the folder `name`, which begins with a document of each of the `kinds`.

    `title` stands in it instead of the scaffold's own; `language` is a BCP 47 tag. Raises `Refused` for a name that is
    none or taken, for an unknown kind, and where nothing is there to begin with.
    """
    _check_name(workspace, name)
    text = _scaffold(workspace, tuple(dict.fromkeys(kinds)), language)
    if title.strip():
        text = _titled(text, title)
    yield Output(f"campaigns/{name}/campaign.yaml", (_MODELINE.format("campaign") + text).encode())
    yield Output(f"campaigns/{name}/sign-ons.yaml", (_MODELINE.format("sign-ons") + _sign_ons(workspace)).encode())


def described_kinds(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Each kind with which a campaign can begin, and its description."""
    for kind in workspace.kinds():
        if workspace.find_template(f"letters/{kind}/new.yaml"):
            yield kind, _description(workspace, kind)


def _description(workspace: Workspace, kind: str) -> str:
    path = workspace.find_template(f"letters/{kind}/kind.yaml")
    try:
        data = workspace.read(path).data if path else None
    except Refused:  # said by `check`; it keeps nobody from beginning a letter of another kind
        return ""
    return str(data.get("description") or "") if isinstance(data, dict) else ""


def proper_name(words: str) -> str:
    """The name of a campaign’s folder that is nearest to what somebody typed; empty where nothing of it is left."""
    letters = fold(words.removeprefix("campaigns/")).replace("'", "").replace("œ", "oe").replace("æ", "ae")
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def _check_name(workspace: Workspace, name: str) -> None:
    span = Span(f"campaigns/{name}")
    if not _ID.fullmatch(name):
        proper = proper_name(name)[:_LONGEST_NAME].strip("-")
        remedy = f"did you mean “{proper}”?" if proper else "use small letters, digits and hyphens"
        raise Refused([Problem("U207", span, f"“{name}” cannot be the name of a campaign’s folder", remedy)])
    if len(name) > _LONGEST_NAME:
        message = f"the name of the campaign’s folder has {len(name)} letters, and may have {_LONGEST_NAME}"
        raise Refused([Problem("U207", Span("campaigns"), message, f"shorten it, as “{name[:20].strip('-')}”")])
    if name == _SHARED:
        message = f"campaigns/{_SHARED}/ holds what several campaigns share"
        raise Refused([Problem("U207", span, message, "choose another name, as 2026-open-letter")])
    if (workspace.campaigns / name).exists():
        raise Refused([Problem("U208", span, f"there is a campaign “{name}” already", "choose another name")])


def _scaffold(workspace: Workspace, kinds: Sequence[str], language: str) -> str:
    """The file to begin with: that of the first kind that has the others prepared as further documents."""
    known = [kind for kind, _ in described_kinds(workspace)]
    problems = [_unknown(kind, known) for kind in kinds if kind not in known]
    if problems:
        raise Refused(problems)
    for kind in kinds:
        text: str | None = _written_in(workspace, kind, language)
        for other in kinds:
            text = text if text is None or other == kind else _switched_on(text, other)
        if text is not None:
            return text
    message = f"{' and '.join(kinds)} cannot be begun in one file"
    remedy = f"begin with {kinds[0]}, and write the other below its “documents:”"
    raise Refused([Problem("U305", Span(f"templates/letters/{kinds[-1]}"), message, remedy)])


def _unknown(kind: str, known: Sequence[str]) -> Problem:
    remedy = did_you_mean(kind, known) or f"known kinds: {', '.join(known)}"
    message = f"there is no kind of document “{kind}” to begin with"
    return Problem("U305", Span(f"templates/letters/{kind}"), message, remedy)


def _written_in(workspace: Workspace, kind: str, language: str) -> str:
    """What a campaign of a kind begins with, in that language."""
    name = "new.yaml" if language == "en" else f"new.{language}.yaml"
    path = workspace.find_template(f"letters/{kind}/{name}") if _TAG.fullmatch(language) else None
    if path is not None:
        return workspace.read_text(path)
    message = f"no {kind} is prepared in the language “{language}”"
    remedy = f"begin it in English; then change “language:” and the words, or write templates/letters/{kind}/{name}"
    raise Refused([Problem("U305", Span(f"templates/letters/{kind}"), message, remedy)])


def _switched_on(text: str, kind: str) -> str | None:
    """The file with its prepared further document as part of the campaign; None where it has no such document."""
    block = re.compile(rf"^  # {re.escape(kind)}:.*(\n  # .*)*", re.MULTILINE)
    if not block.search(text):
        return None
    return block.sub(lambda found: re.sub(r"^  # ", "  ", found[0], flags=re.MULTILINE), text, count=1)


def _titled(text: str, title: str) -> str:
    from undersigned.source.writing import entry

    (line,) = entry("title", title, 0)
    return re.sub(r"^title:.*$", lambda _: line, text, count=1, flags=re.MULTILINE)


def _sign_ons(workspace: Workspace) -> str:
    """Where those who sign will stand, with some organisations of the register as examples of how."""
    organisations = Library(workspace).organisations
    names = [name for name in organisations if _ID.fullmatch(name) and isinstance(organisations[name].data, dict)]
    entries = [f"  # - {form.format(id=name)}\n" for form, name in zip(_ENTRIES, names, strict=False)]
    return _SIGN_ONS + ("".join(entries) or _WITHOUT_ENTRIES) + _AFTER_ENTRIES
