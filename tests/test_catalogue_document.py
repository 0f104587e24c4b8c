"""The library as one document, in the three formats."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests import workspaces
from tests.readers import words_of_docx, words_of_html, words_of_markdown
from tests.shipped import ROOT
from tests.workspaces import run
from undersigned.catalogue.catalogue_document import TITLE_LENGTH, catalogue, id_in_words, shortened
from undersigned.document import Heading
from undersigned.inlines import plain_text
from undersigned.library import Library
from undersigned.workspace import Workspace

BLOCKS = """\
visit-un-prisons:
  topic: testing
  act: let the UN visit prisons
  verb: Urges
open-prisons:
  topic: testing
  tags: [prisons, access]
  supersedes: visit-un-prisons
  parameters:
    visitors: {kind: list, example: [monitors, '[law_yers*'], default: [everybody], description: Who is let in}
    day: {kind: date, example: 2026-12-31}
    how_many: {kind: number, example: "1200"}
  act: open the prisons to {{ visitors }} by {{ day }}, {{ how_many }} in all
  noun: the opening of the prisons to {{ visitors }}
  gerund: opening the prisons to {{ visitors }}
  sentence: The prisons are opened to {{ visitors }}.
  verb: Urges
  basis: [{instrument: treaty, article: "9"}]
  note: Say when.
  languages:
    fr:
      act: ouvrir les prisons à {{ visitors }}
      noun: l’ouverture des prisons
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return workspaces.build(tmp_path, {"templates/demands/testing.yaml": BLOCKS})


@pytest.mark.parametrize("spoken", ["en", "fr"])
def test_three_files_with_the_same_words(spoken: str, tmp_path: Path) -> None:
    shown = run(ROOT, "demands", "catalogue", "--language", spoken, "--out", str(tmp_path))
    assert (shown.status, shown.err) == (0, "")
    stem = "demands" if spoken == "en" else f"demands.{spoken}"
    folder = tmp_path / "catalogue"
    assert {path.name for path in folder.iterdir()} == {f"{stem}.{ending}" for ending in ("docx", "html", "md")}
    page = (folder / f"{stem}.html").read_text(encoding="utf-8")
    word = words_of_docx(folder / f"{stem}.docx")
    assert word.body == words_of_html(page).body
    assert word.body == words_of_markdown((folder / f"{stem}.md").read_text(encoding="utf-8")).body
    assert f'<html lang="{spoken}"' in page


def test_every_block_is_in_it(tmp_path: Path) -> None:
    entries = json.loads(run(ROOT, "demands", "list", "--format", "json").out)
    shown = run(ROOT, "demands", "catalogue", "--to", "md", "--out", str(tmp_path))
    assert shown.out.splitlines()[-1].startswith(f"Wrote the library of {len(entries)} blocks to ")
    text = (tmp_path / "catalogue" / "demands.md").read_text(encoding="utf-8")
    assert re.findall(r"\n\*\*Name:\*\* ([\w-]+)", text) == [entry["id"] for entry in entries]
    topics = dict.fromkeys(entry["topic"].casefold() for entry in entries)
    assert [heading.casefold() for heading in re.findall(r"\n## (.+)\n", text)] == list(topics)
    assert "{{" not in text
    assert not re.search(r"article (Principle|Rule|Annex)", text)


def test_all_that_a_block_says(workspace: Path) -> None:
    run(workspace, "demands", "catalogue", "--to", "md")
    text = (workspace / "out/catalogue/demands.md").read_text(encoding="utf-8")
    passage = text[text.index("### Open prisons") : text.index("### Visit UN prisons")]
    assert passage.split("\n\n") == [
        "### Open prisons",
        "**Name:** open-prisons",
        "- **As a numbered demand:** Open the prisons to \\[everybody\\] by \\[31 December 2026\\], "
        "\\[1,200\\] in all.\n"
        "- **In a resolution:** *Urges* the Government to open the prisons to \\[everybody\\] by "
        "\\[31 December 2026\\], \\[1,200\\] in all\n"
        "- **As a bullet:** the opening of the prisons to \\[everybody\\]\n"
        "- **After “we urge you”:** to open the prisons to \\[everybody\\] by \\[31 December 2026\\], "
        "\\[1,200\\] in all\n"
        "- **After “by”:** opening the prisons to \\[everybody\\]\n"
        "- **As a sentence:** The prisons are opened to \\[everybody\\].",
        "**To fill in (visitors):** Who is let in; for example “monitors, \\[law_yers\\*”; otherwise “everybody”.\\\n"
        "**To fill in (day):** for example “2026-12-31”.\\\n"
        "**To fill in (how many):** for example “1200”.\\\n"
        "**Rests on:** the Treaty of Eastville, article 9.\\\n"
        "**Filed under:** prisons, access.\\\n"
        "**Replaces:** visit-un-prisons",
        "**For drafters:** Say when.",
        "",
    ]
    assert "**Name:** visit-un-prisons\\\n**Replaced by:** open-prisons\n" in text


def test_another_language(workspace: Path) -> None:
    document = catalogue(Library(Workspace(workspace)), "fr")
    titles = [plain_text(block.content) for block in document.blocks if isinstance(block, Heading) and block.level == 3]
    assert "L’ouverture des prisons" in titles
    assert not any("UN prisons" in title for title in titles)
    assert all(len(title) <= TITLE_LENGTH + 2 for title in titles)
    assert (document.language, document.labels.of) == ("fr", "sur")
    assert run(workspace, "demands", "catalogue", "--language", "de").status == 2


def test_links_lead_somewhere(workspace: Path) -> None:
    run(workspace, "demands", "catalogue", "--to", "html")
    page = (workspace / "out/catalogue/demands.html").read_text(encoding="utf-8")
    links = re.findall(r'href="#([^"]+)"', page)
    assert len(links) > 15
    assert set(links) <= set(re.findall(r'id="([^"]+)"', page))


def test_the_same_bytes(workspace: Path) -> None:
    for folder in ("one", "two"):
        run(workspace, "demands", "catalogue", "--out", folder)
    for ending in ("docx", "html", "md"):
        one, two = (workspace / folder / f"catalogue/demands.{ending}" for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_nothing_is_written_where_a_block_is_at_fault(workspace: Path) -> None:
    workspaces.build(workspace, {"templates/demands/testing.yaml": BLOCKS.replace("act: let", "acts: let")})
    shown = run(workspace, "demands", "catalogue")
    assert shown.status == 1
    assert "U201" in shown.err
    assert not (workspace / "out").exists()


def test_titles(workspace: Path) -> None:
    library = Library(Workspace(workspace))
    assert id_in_words(library.demand("visit-un-prisons")) == "Visit UN prisons"
    assert shortened("Short and plain") == "Short and plain"
    assert shortened("The end of it, and more") == "The end of it\u00a0…"
    assert shortened("word " * 30).endswith("word\u00a0…")
