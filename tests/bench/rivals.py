"""The same jobs done with docxtpl and python-docx, each in a process of its own.

    python -m tests.bench.rivals JOB OUT NUMBER

prints the seconds that the work took once everything was imported.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench.workspaces import DEMANDS, PARAGRAPHS, SIGNATORIES, TITLE, addressees, signatory


def make_letter_template(out: Path) -> Path:
    """A small Word template that says what the campaign `many` says."""
    document = import_module("docx").Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph("Geneva, 10 December 2026")
    document.add_paragraph("{{ greeting }},")
    document.add_paragraph("We, the undersigned {{ count }} organisations, write to {{ name }} about associations.")
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    document.add_paragraph("{%p for act in acts %}")
    document.add_paragraph("{{ act }}", style="List Number")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("Yours sincerely,")
    document.add_paragraph("{%p for name in signatories %}")
    document.add_paragraph("{{ name }}")
    document.add_paragraph("{%p endfor %}")
    return _saved(document, out / "template.docx")


def make_table_template(out: Path) -> Path:
    """A Word template with a table of one row a signatory."""
    document = import_module("docx").Document()
    document.add_heading(TITLE, 1)
    table = document.add_table(rows=3, cols=1)
    for row, text in zip(table.rows, ("{%tr for name in names %}", "{{ name }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text
    return _saved(document, out / "template.docx")


def docxtpl_letters(out: Path, number: int) -> None:
    """One letter to each of the first so many states."""
    template = make_letter_template(out)
    signing = [signatory(each)[1] for each in range(SIGNATORIES)]
    acts = [act for _, act in DEMANDS]
    for key, name, greeting in addressees()[:number]:
        letter = import_module("docxtpl").DocxTemplate(template)
        letter.render(
            {"name": name, "greeting": greeting, "count": SIGNATORIES, "acts": acts, "signatories": signing},
            autoescape=True,
        )
        letter.save(out / f"{key}.docx")


def docxtpl_table(out: Path, number: int) -> None:
    """One letter with so many signatories in a table."""
    letter = import_module("docxtpl").DocxTemplate(make_table_template(out))
    letter.render({"names": [signatory(each)[1] for each in range(number)]}, autoescape=True)
    letter.save(out / "table.docx")


def python_docx_paragraphs(out: Path, number: int) -> None:
    """One letter with so many signatories, a paragraph each, as its documentation shows it."""
    document = import_module("docx").Document()
    document.add_heading(TITLE, 1)
    for each in range(number):
        document.add_paragraph(signatory(each)[1], style="List Bullet")
    document.save(str(out / "paragraphs.docx"))


def _saved(document: Any, path: Path) -> Path:
    document.save(str(path))
    return path


JOBS: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "docxtpl-letters": ("docxtpl", docxtpl_letters),
    "docxtpl-table": ("docxtpl", docxtpl_table),
    "python-docx": ("docx", python_docx_paragraphs),
}


if __name__ == "__main__":
    module, job = JOBS[sys.argv[1]]
    import_module(module)
    begin = time.perf_counter()
    job(Path(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(f"{time.perf_counter() - begin}\n")
