"""`make bench`: how fast undersigned is, beside what people would use instead, in one run on one machine.

    python -m tests.bench            everything, some minutes
    python -m tests.bench --quick    fewer rounds, 10,000 signatories left to undersigned alone
    python -m tests.bench --only a   one of the tables a, b, c, d, e, f; may be repeated

Times are medians; contenders take turns. Nothing here is a test: times depend on the machine, ratios hardly.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.bench import table
from tests.bench.timing import Command, Contender, race
from tests.bench.workspaces import copies, import_of_many, letter_from_many, letter_to_many, signatory
from undersigned.states import states

ROOT = Path(__file__).parents[2]
UNDERSIGNED = str(Path(sys.executable).with_name("undersigned"))
SIZES = (100, 1_000, 10_000)
CAMPAIGNS = (4, 40, 400)
FEW = 3
"""Rounds of what takes seconds."""


def one_letter(scratch: Path, rounds: int, quick: bool) -> None:
    """(a) One letter, cold, in three formats."""
    ours = Contender("undersigned render 2020-eba", (_render(scratch, "2020-eba"),), ROOT)
    race([ours], 0)
    letter = str(scratch / "2020-eba" / "joint-letter.md")
    pandoc = Contender("pandoc, three runs from its Markdown", _pandoc(scratch, letter), ROOT)
    pypandoc = Contender("pypandoc, three runs from its Markdown", _pypandoc(scratch, letter), ROOT)
    table.heading(
        "(a) One letter, cold: YAML to DOCX, HTML and Markdown", "at most 0.90 of three runs of pandoc, better 0.70"
    )
    results = race([ours, pypandoc, pandoc], rounds * 2)
    table.against(results, results[-1])
    table.say(f"  {results[0].seconds / results[1].seconds:.2f} of three runs of pandoc through pypandoc")


def many_letters(scratch: Path, rounds: int, quick: bool) -> None:
    """(b) One letter to each member state of the United Nations, as Word files."""
    workspace = letter_to_many(scratch)
    cold = Contender(
        "undersigned render --each-addressee, cold",
        (_render(scratch / "out", "many", "--each-addressee", "--to", "docx"),),
        workspace,
    )
    inside = Contender(
        "undersigned, the work alone",
        ((sys.executable, "-m", "tests.bench.inside", str(workspace), "many"),),
        ROOT,
        tells=True,
    )
    rival = (_rival("docxtpl-letters", scratch, len(states())),)
    rival_cold = Contender("docxtpl, cold", rival, ROOT)
    rival_inside = Contender("docxtpl, the work alone", rival, ROOT, tells=True)
    cold_results = race([cold, rival_cold], FEW)
    inside_results = race([inside, rival_inside], FEW)
    table.heading(
        f"(b) One letter to each of {len(states())} states, as DOCX", "a tenth of docxtpl with a small template"
    )
    table.against(cold_results, cold_results[-1])
    table.against(inside_results, inside_results[-1])


def many_signatories(scratch: Path, rounds: int, quick: bool) -> None:
    """(c) 100, 1,000 and 10,000 signatories in one letter."""
    contenders = [_signed_by(scratch, size, "docx,html,md") for size in SIZES]
    table.heading(
        "(c) Signatories in one letter: DOCX, HTML and Markdown, cold", "a straight line: at most 10 from row to row"
    )
    table.growth(race(contenders, rounds), SIZES, "signatory")
    if quick:
        return
    most = SIZES[-1]
    table.heading(f"    {most:,} signatories, as DOCX", "ratios to docxtpl with a table")
    names = scratch / "names.md"
    names.write_text("".join(f"- {signatory(number)[1]}\n" for number in range(most)), encoding="utf-8")
    rivals = [
        Contender("pandoc with a list", ((_pandoc_program(), str(names), "-o", str(scratch / "names.docx")),), ROOT),
        Contender("python-docx with paragraphs", (_rival("python-docx", scratch, most),), ROOT),
        Contender("docxtpl with a table", (_rival("docxtpl-table", scratch, most),), ROOT),
    ]
    results = race([_signed_by(scratch, most, "docx"), *rivals], FEW)
    table.against(results, results[-1])


def version(scratch: Path, rounds: int, quick: bool) -> None:
    """(d) The smallest command."""
    ours = Contender("undersigned --version", ((UNDERSIGNED, "--version"),), ROOT)
    nothing = Contender("python -c pass", ((sys.executable, "-c", "pass"),), ROOT)
    table.heading("(d) The smallest command")
    results = race([ours, nothing], rounds * 4)
    table.against(results, results[-1])


def many_answers(scratch: Path, rounds: int, quick: bool) -> None:
    """(e) 1,000 and 10,000 rows of a web form, matched against a register of as many."""
    table.heading("(e) Rows imported from CSV, matched against as many organisations, cold", "10,000 in seconds")
    for write in ((), ("--write", "--yes")):
        contenders = [_imported(scratch, size, *write) for size in SIZES[1:]]
        table.growth(race(contenders, FEW), SIZES[1:], "row")


def checked(scratch: Path, rounds: int, quick: bool) -> None:
    """(f) Campaigns checked: one beside its rendering, and many."""
    checking = Contender("undersigned check 2020-eba", ((UNDERSIGNED, "check", "2020-eba"),), ROOT)
    rendering = Contender("undersigned render 2020-eba", (_render(scratch, "2020-eba"),), ROOT)
    table.heading("(f) One campaign checked, cold", "less than to render it")
    results = race([checking, rendering], rounds * 2)
    table.against(results, results[-1])
    table.heading("    Campaigns checked, cold", "a straight line: at most 10 from row to row")
    contenders = [
        Contender(f"undersigned check, {count:,} campaigns", ((UNDERSIGNED, "check"),), copies(scratch, count))
        for count in CAMPAIGNS
    ]
    table.growth(race(contenders, FEW), CAMPAIGNS, "campaign")


TABLES: dict[str, Callable[[Path, int, bool], None]] = {
    "a": one_letter,
    "b": many_letters,
    "c": many_signatories,
    "d": version,
    "e": many_answers,
    "f": checked,
}


def _render(out: Path, slug: str, *options: str) -> Command:
    return (UNDERSIGNED, "render", slug, "--out", str(out), *options)


def _signed_by(scratch: Path, signatories: int, formats: str) -> Contender:
    workspace = letter_from_many(scratch / str(signatories), signatories)
    command = _render(workspace / "out", "big", "--to", formats)
    return Contender(f"undersigned render, {signatories:,} signatories", (command,), workspace)


def _imported(scratch: Path, rows: int, *options: str) -> Contender:
    workspace = import_of_many(scratch / f"import-{rows}", rows)
    command = (UNDERSIGNED, "signatories", "import", "answers.csv", "--campaign", "big", *options)
    return Contender(" ".join(["undersigned signatories import", *options, f"{rows:,}"]), (command,), workspace)


def _rival(job: str, scratch: Path, number: int) -> Command:
    return (sys.executable, "-m", "tests.bench.rivals", job, str(scratch), str(number))


def _pandoc_program() -> str:
    return str(import_module("pypandoc").get_pandoc_path())


def _pandoc(scratch: Path, letter: str) -> tuple[Command, ...]:
    program = _pandoc_program()
    return (
        (program, letter, "-o", str(scratch / "pandoc.docx")),
        (program, letter, "--standalone", "-M", "title=Letter", "-o", str(scratch / "pandoc.html")),
        (program, letter, "-t", "commonmark", "-o", str(scratch / "pandoc.md")),
    )


def _pypandoc(scratch: Path, letter: str) -> tuple[Command, ...]:
    convert = "import pypandoc, sys; pypandoc.convert_file(sys.argv[1], sys.argv[2], outputfile=sys.argv[3])"
    targets = (("docx", "docx"), ("html", "html"), ("commonmark", "md"))
    return tuple(
        (sys.executable, "-c", convert, letter, target, str(scratch / f"pypandoc.{ending}"))
        for target, ending in targets
    )


def main() -> None:
    """Prints the tables that the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="How fast it is, beside others.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, no rivals at 10,000 signatories")
    parser.add_argument("--only", action="append", choices=sorted(TABLES), help="one table; may be repeated")
    arguments = parser.parse_args()
    rounds = FEW if arguments.quick else 3 * FEW
    table.say(f"Medians of {FEW} to {4 * rounds} rounds, contenders in turns; memory is that of the largest process.")
    for name in arguments.only or sorted(TABLES):
        with tempfile.TemporaryDirectory() as scratch:
            TABLES[name](Path(scratch), rounds, arguments.quick)


if __name__ == "__main__":
    main()
