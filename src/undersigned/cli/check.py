"""The command that reads everything: campaigns, the shared files, and letters that people have as files."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from undersigned.cli.groups import app
from undersigned.cli.terminal import (
    FINE,
    PROBLEMS,
    campaigns_named,
    count_of,
    progress,
    report,
    styled,
    today,
    usage_error,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from undersigned.accepting import Accepted
    from undersigned.codes import Explanation
    from undersigned.drafted import Drafted
    from undersigned.problems import Problem
    from undersigned.rendering import Letter, Renderer
    from undersigned.workspace import Workspace

_CHECK = """Read campaigns as a careful colleague would, and list every problem. Writes nothing.

\b
  undersigned check                    every campaign, and the shared files
  undersigned check 2020-eba
  undersigned check letter.docx        the words of any letter: .docx, .md or .txt
  undersigned check --explain U104     what a code means, with an example
  undersigned check --strict           warnings count, too
  undersigned check --format json      for programs; github: annotations of a pull request

An error stands in the way of rendering. A warning is very likely a mistake; advice is worth a thought. What is meant
as it stands can be accepted in campaign.yaml, with a reason:

\b
  accept:
    - {code: U631, words: Labor, reason: the name of the centre is spelt so}

In a Word file, line and column are the number of the paragraph (empty ones not counted) and of the character in it. As
JSON, each problem has code, severity (error, warning, advice), file, line, column, message and remedy.
"""
_FORMATS = ("text", "json", "github")


@app.command(help=_CHECK)
def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="CAMPAIGN|FILE", help="Slugs, folders or letters (default: all).")
    ] = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="text|json|github", help="How problems are printed.")
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
    explain: Annotated[
        list[str] | None, typer.Option("--explain", metavar="CODE", help="Explain codes, and do nothing else.")
    ] = None,
) -> None:
    from undersigned.problems import in_order

    if explain:
        _explain([*explain, *(names or ())])
        return
    if output_format not in _FORMATS:
        usage_error(f"--format is text, json or github, not “{output_format}”")
    letters = {_shown(file): file for name in names or () if _is_letter(file := Path(name))}
    campaigns = [name for name in names or () if not _is_letter(Path(name))]
    slugs: list[str] = []
    problems: list[Problem] = []
    if campaigns or not letters:
        workspace, slugs = campaigns_named(campaigns)
        problems += _campaigns(workspace, slugs, shared=not names)
    problems += (problem for name, file in letters.items() for problem in _letter(file, name))
    found = in_order(problems)
    report(found, output_format, letters)
    if output_format == "text":
        print(f"{_read(len(slugs), len(letters))} checked: {_summary(found)}.")
    grave = {"error", "warning"} if strict else {"error"}
    raise typer.Exit(PROBLEMS if any(problem.severity in grave for problem in found) else FINE)


def _read(campaigns: int, letters: int) -> str:
    counts = (campaigns, "campaign"), (letters, "letter")
    return " and ".join(count_of(number, noun) for number, noun in counts if number)


def _summary(problems: Iterable[Problem]) -> str:
    severities = [problem.severity for problem in problems]
    errors, warnings, advice = (severities.count(severity) for severity in ("error", "warning", "advice"))
    found = [count_of(errors, "error")] if errors else []
    found += [count_of(warnings, "warning")] if warnings else []
    found += ["1 piece of advice" if advice == 1 else f"{advice} pieces of advice"] if advice else []
    return ", ".join(found) or "nothing to mend"


def _campaigns(workspace: Workspace, slugs: list[str], *, shared: bool) -> list[Problem]:
    """What is wrong with campaigns, and with the shared files if wanted, without what they accept."""
    from undersigned.accepting import unaccepted
    from undersigned.problems import collect
    from undersigned.rendering import Renderer

    renderer = Renderer(workspace)
    problems: list[Problem] = []
    accepted: list[Accepted] = []
    of_all: list[Problem] | None = None
    if shared:
        of_all = collect(problems, lambda: list(renderer.library.check_all())) or []
    for slug in progress(slugs, len(slugs), "Checking"):
        problems += collect(problems, partial(_campaign, renderer, slug, of_all, accepted)) or ()
    return [*problems, *unaccepted(of_all or (), accepted)]


def _campaign(renderer: Renderer, slug: str, shared: list[Problem] | None, taken: list[Accepted]) -> list[Problem]:
    """What is wrong with one campaign, without what it accepts, which is added to `taken`."""
    from undersigned.accepting import acceptances, superfluous, unaccepted
    from undersigned.problems import collect
    from undersigned.rendering import Order

    workspace = renderer.workspace
    drafts = renderer.drafts(slug, Order((slug,)))
    problems = [*drafts.errors, *drafts.warnings, *renderer.check_letterheads(drafts.letters)]
    problems += collect(problems, lambda: list(_contradictions(workspace, slug))) or ()
    for drafted in _drafted(drafts.letters):
        problems += _said_of(drafted, workspace)
    accepted = acceptances(drafts.briefs)
    taken += accepted
    rest = unaccepted(problems, accepted)
    return [*rest, *superfluous(problems, accepted, shared)]


def pointer(workspace: Workspace, letters: Collection[Letter]) -> str:
    """One line on what `check` finds in the words of letters that have been written; empty where it finds nothing."""
    from undersigned.accepting import acceptances, unaccepted
    from undersigned.problems import in_order

    found: list[Problem] = []
    slugs: dict[str, None] = {}
    for drafted in _drafted(letters):
        if rest := unaccepted(_said_of(drafted, workspace), acceptances([drafted.brief])):
            found += rest
            slugs[drafted.brief.slug] = None
    if not found:
        return ""
    what = "this letter says" if len(letters) == 1 else "these letters say"
    return f"{_summary(in_order(found))} on what {what}. To read more:  undersigned check {' '.join(slugs)}"


def _drafted(letters: Iterable[Letter]) -> Iterator[Drafted]:
    """What there is to be checked: the words of a version that was sent are as they were."""
    return (letter.drafted for letter in letters if letter.drafted)


def _said_of(drafted: Drafted, workspace: Workspace) -> Iterator[Problem]:
    from undersigned.checks import check_letter
    from undersigned.checks.checked import Checked

    return check_letter(Checked(drafted, today()), workspace.lines)


def _contradictions(workspace: Workspace, slug: str) -> Iterable[Problem]:
    """What the list of a campaign says otherwise than the private folder, where that is at hand."""
    if not (workspace.root / "signatories" / "private" / slug).is_dir():
        return ()
    from undersigned.signoff.private import contradictions

    return contradictions(workspace, slug)


def _is_letter(file: Path) -> bool:
    """Whether an argument names a file of words, and no campaign."""
    if not file.suffix:
        return False  # a slug: what reads files need not be loaded
    from undersigned.checks.files import is_letter

    return is_letter(file.suffix) and not os.path.isfile(file / "campaign.yaml")


def _shown(file: Path) -> str:
    """The name of a file as somebody typed it, on one line."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in file.as_posix())


def _letter(file: Path, name: str) -> list[Problem]:
    """What is wrong with a letter that somebody has as a file; of one in the private folder the places alone."""
    from undersigned.checks.files import LARGEST, check_file
    from undersigned.cli.excerpts import is_private
    from undersigned.problems import Problem, Refused, Span, did_you_mean

    private = is_private(file)
    try:
        if file.is_dir():
            return [Problem("U801", Span(name), "this is a folder, and no letter", "name a file in it")]
        if not file.exists():
            remedy = "" if private else did_you_mean(file.name, _letters_beside(file))
            return [Problem("U801", Span(name), "the file is not there", remedy or "check its name and folder")]
        content = _beginning(file, LARGEST + 1)
    except (OSError, ValueError):
        return [Problem("U801", Span(name), "the file cannot be read", "check who may read it")]
    try:
        found = list(check_file(content, name, file.suffix))
    except Refused as refused:
        found = list(refused.problems)
    if private:
        from undersigned.signoff.private import masked

        return [masked(problem) for problem in found]
    return found


def _beginning(file: Path, length: int) -> bytes:
    """The first bytes of a file. Raises OSError where there is none."""
    if not file.is_file():
        raise FileNotFoundError
    with file.open("rb") as opened:
        return opened.read(length)


def _letters_beside(file: Path) -> list[str]:
    """The other letters in a folder."""
    beside = file.parent.iterdir() if file.parent.is_dir() else ()
    return [path.name for path in beside if path.name != file.name and _is_letter(path)]


def _explain(codes: list[str]) -> None:
    from undersigned.codes import explanations
    from undersigned.problems import did_you_mean

    known = explanations()
    wanted = dict.fromkeys(code.upper() for words in codes for code in words.replace(",", " ").split())
    for code in wanted or [""]:
        if code not in known:
            near = did_you_mean(code, known)
            usage_error(f"there is no code “{code}”" + (f" ({near})" if near else ""))
    print("\n\n".join(_explained(known[code]) for code in wanted))


def _explained(code: Explanation) -> str:
    """What a code means, with its examples."""
    lines = [f"{styled(code.code, bold=True)} ({code.severity}): {code.summary}", "", code.text]
    for example in code.examples:
        lines += ["", f"For example, in {example.file}:" if example.file else "For example:", ""]
        lines += (f"    {line}".rstrip() for line in example.text.rstrip("\n").split("\n"))
    return "\n".join(lines)
