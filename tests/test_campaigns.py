"""The shipped campaigns: complete, counted by the program, and the same words as when a person last read them.

`REGENERATE=1 pytest tests/test_campaigns.py` writes the Markdown in `goldens/` anew; read the difference before it is
kept.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.shipped import LETTERS, ROOT, SLUGS
from undersigned.document import (
    Addressees,
    Annex,
    Break,
    BulletList,
    Clause,
    CopyList,
    Document,
    Emphasis,
    Heading,
    Link,
    Masthead,
    Note,
    OperativeClauses,
    OrderedList,
    Paragraph,
    Quotation,
    Salutation,
    SampleNotice,
    Signatories,
    Subject,
    Text,
)
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace
from undersigned.writers import markdown

GOLDENS = Path(__file__).parent / "goldens"
COUNCIL, COUNCIL_NEWS = "2016-hrc33/council-letter", "2016-hrc33/news-item"
REQUEST, REQUEST_NEWS = "2017-paris-conference/request-letter", "2017-paris-conference/news-item"
JOINT, NEWSLETTER = "2020-eba/joint-letter", "2024-newsletter/newsletter"

VERBS = (
    "Condemns",
    "Urges",
    "Urges",
    "Calls on",
    "Calls upon",
    "Calls upon",
    "Calls on",
    "Urges",
    "Calls upon",
    "Calls on",
    "Requests",
    "Invites",
    "Decides",
)

T = TypeVar("T")


def _drafts(root: Path) -> dict[str, Document]:
    letters = Renderer(Workspace(root)).letters(Order(tuple(SLUGS)))
    return {letter.path: letter.document for letter in letters}


@pytest.fixture(scope="module")
def drafts() -> dict[str, Document]:
    return _drafts(ROOT)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the project's campaigns, to change something in."""
    for folder in ("campaigns", "signatories", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def _nodes(node: Any) -> Iterator[Any]:
    """A node and all that it holds."""
    if is_dataclass(node) and not isinstance(node, type):
        yield node
        for field in fields(node):
            if field.name not in ("origin", "labels"):
                yield from _nodes(getattr(node, field.name))
    elif isinstance(node, tuple):
        for child in node:
            yield from _nodes(child)


def _all(document: Document, kind: type[T]) -> list[T]:
    return [node for node in _nodes(document.blocks) if isinstance(node, kind)]


def _one(document: Document, kind: type[T]) -> T:
    (found,) = _all(document, kind)
    return found


def _words(node: Any) -> str:
    """The words of a node, those of its notes left out."""
    match node:
        case Text():
            return node.text
        case Note():
            return ""
        case tuple():
            return "".join(map(_words, node))
        case _ if is_dataclass(node):
            parts = [getattr(node, field.name) for field in fields(node) if field.name not in ("origin", "href")]
            return "".join(_words(part) for part in parts if isinstance(part, tuple) or is_dataclass(part)) or str(
                getattr(node, "text", "")
            )
        case _:
            return ""


def _signatories(document: Document) -> list[str]:
    return [_words(entry.content) for group in _one(document, Signatories).groups for entry in group.entries]


# --- all --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_reads_as_it_did(letter: str, drafts: dict[str, Document]) -> None:
    golden = GOLDENS / f"{letter.replace('/', '-')}.md"
    written = markdown.write(drafts[letter])
    if os.environ.get("REGENERATE"):
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_every_golden_is_of_a_letter() -> None:
    assert sorted(path.stem for path in GOLDENS.iterdir()) == sorted(letter.replace("/", "-") for letter in LETTERS)


@pytest.mark.parametrize("letter", LETTERS)
def test_it_says_that_it_is_a_sample(letter: str, drafts: dict[str, Document]) -> None:
    notice = _words(_one(drafts[letter], SampleNotice))
    assert notice == "Sample modelled on a published letter; not the text that these organisations signed."
    assert isinstance(drafts[letter].blocks[0], SampleNotice)


@pytest.mark.parametrize("letter", LETTERS)
def test_no_trace_of_a_template_is_left(letter: str, drafts: dict[str, Document]) -> None:
    notes = [note.blocks for note in _all(drafts[letter], Note)]
    words = "\n".join(_words(part) for part in [*drafts[letter].blocks, *notes])
    assert not re.search(r"\{\{|\}\}|\{%|[\ufdd0\ufdd1]|\[\^|None|  |\[date\]", words)
    assert not re.search(r"\.\.(?!\.)|,,|;;| [,.;]", words)


@pytest.mark.parametrize("letter", LETTERS)
def test_nobody_is_quoted(letter: str, drafts: dict[str, Document]) -> None:
    """What the sources quote, the samples report: quotation marks stand around titles and a word or two at most."""
    words = _words(drafts[letter].blocks)
    assert not [quoted for quoted in re.findall(r"“([^”]*)”", words) if len(quoted.split()) > 12]


# --- 2020 -------------------------------------------------------------------------------------------------------------


def test_33_organisations_sign_the_letter_of_2020(drafts: dict[str, Document]) -> None:
    letter = drafts[JOINT]
    assert len(_signatories(letter)) == 33
    assert _words(_all(letter, Paragraph)[0]).startswith("We, the undersigned 33 organisations")
    assert _one(letter, Signatories).columns == 2


def test_one_signatory_fewer_and_the_first_sentence_says_32(workspace: Path) -> None:
    signons = workspace / "campaigns/2020-eba/sign-ons.yaml"
    text = signons.read_text(encoding="utf-8")
    entry = re.search(r"^  - .*\n(?!    )", text, re.MULTILINE)
    assert entry is not None
    signons.write_text(text.replace(entry[0], "", 1), encoding="utf-8")
    letter = _drafts(workspace)[JOINT]
    assert len(_signatories(letter)) == 32
    first = _words(_all(letter, Paragraph)[0])
    assert "32" in first
    assert "33" not in first


def test_twelve_numbered_demands_with_an_example_and_an_alternative(drafts: dict[str, Document]) -> None:
    demands = _one(drafts[JOINT], OrderedList)
    said = [_words(item.blocks) for item in demands.items]
    assert (len(said), demands.marks, demands.start) == (12, "1.", 1)
    assert all(re.match(r"[A-Z]", words) and words.endswith(".") for words in said)
    assert "Kem Ley" in said[3], "the example"
    assert " or " in said[7], "the alternative"


def test_thirteen_governments_are_asked(drafts: dict[str, Document]) -> None:
    campaign = Renderer(Workspace(ROOT))
    (eba,) = campaign.letters(Order(("2020-eba",), each_addressee=False))
    assert len(campaign.letters(Order(("2020-eba",), each_addressee=True))) == 13
    names = "Australia, Canada, Finland, France, Germany"
    assert names in _words(eba.document.blocks)


# --- 2016 -------------------------------------------------------------------------------------------------------------


def test_the_council_letter_has_its_parts(drafts: dict[str, Document]) -> None:
    letter = drafts[COUNCIL]
    assert "of the Human Rights Council" in _words(_one(letter, Subject))
    assert _one(letter, Subject).label == "Re:"
    assert sum(isinstance(block, Heading) for block in letter.blocks) == 2
    assert len(_all(letter, Break)) == 1
    assert len(_all(letter, Annex)) == 1
    assert (letter.notes.place, letter.notes.marks) == ("end", "numbers")
    assert len(_all(letter, Note)) >= 10


def test_thirteen_operative_clauses_with_their_verbs_and_marks(drafts: dict[str, Document]) -> None:
    clauses = _one(drafts[COUNCIL], OperativeClauses).clauses
    assert tuple(_verb(clause) for clause in clauses) == VERBS
    ends = [_words(clause.blocks) for clause in clauses]
    assert all(words.endswith(";") for words in ends[:-2])
    assert ends[-2].endswith("; and")
    assert ends[-1].endswith(".")
    assert sum(len(_second_verbs(clause)) for clause in clauses) >= 1


def _verb(clause: Clause) -> str:
    first = clause.blocks[0]
    assert isinstance(first, Paragraph)
    assert isinstance(first.content[0], Emphasis)
    return _words(first.content[0])


def _second_verbs(clause: Clause) -> list[str]:
    return [_words(node) for node in _nodes(clause.blocks) if isinstance(node, Emphasis)][1:]


def test_twelve_sign_and_two_lead(drafts: dict[str, Document]) -> None:
    names = _signatories(drafts[COUNCIL])
    assert len(names) == 12
    assert [re.sub(r".*\((.*)\)", r"\1", name) for name in names[:2]] == ["FIDH", "FORUM-ASIA"]


def test_the_news_item_has_five_bullets_from_the_same_demands(drafts: dict[str, Document]) -> None:
    bullets = _one(drafts[COUNCIL_NEWS], BulletList).items
    assert len(bullets) == 5
    origins = {clause.origin.id for clause in _one(drafts[COUNCIL], OperativeClauses).clauses if clause.origin}
    from_demands = {part for item in bullets if item.origin for part in item.origin.id.split("-and-")}
    assert len(from_demands & origins) >= 3
    said = [_words(item.blocks) for item in bullets]
    assert [words.split(" ")[-1][-1] for words in said] == [";", ";", ";", "d", "."]
    assert said[3].endswith("; and")


# --- 2017 -------------------------------------------------------------------------------------------------------------


def test_55_sign_the_request_and_21_receive_a_copy(drafts: dict[str, Document]) -> None:
    letter = drafts[REQUEST]
    assert len(_signatories(letter)) == 55
    assert _one(letter, Signatories).numbered
    assert len(_one(letter, CopyList).entries) == 21


def test_four_notes_with_symbols_stand_after_the_copy_list(drafts: dict[str, Document]) -> None:
    letter = drafts[REQUEST]
    assert (letter.notes.place, letter.notes.marks) == ("end", "symbols")
    assert len(_all(letter, Note)) == 4
    assert isinstance(letter.blocks[-1], CopyList)


def test_three_addressees_with_their_offices_and_a_salutation_made_from_them(drafts: dict[str, Document]) -> None:
    letter = drafts[REQUEST]
    entries = _one(letter, Addressees).entries
    assert [len(lines) for lines in entries] == [2, 3, 3]
    assert _words(_one(letter, Salutation)).startswith("Dear ")


def test_what_the_treaty_says_is_set_off_with_its_source(drafts: dict[str, Document]) -> None:
    quotations = _all(drafts[REQUEST], Quotation)
    assert len(quotations) >= 2
    assert all(_words(quotation.citation) for quotation in quotations)


def test_the_news_item_announces_the_request(drafts: dict[str, Document]) -> None:
    assert not _all(drafts[REQUEST_NEWS], Signatories)
    assert "26th anniversary" in _words(drafts[REQUEST_NEWS].blocks)


# --- 2024 -------------------------------------------------------------------------------------------------------------


def test_the_newsletter_has_a_masthead_and_links_back_to_2020(drafts: dict[str, Document]) -> None:
    letter = drafts[NEWSLETTER]
    assert len(_one(letter, Masthead).lines) >= 2
    assert any(link.href.startswith("https://") for link in _all(letter, Link))
    assert "33" in _words(letter.blocks), "the number of those who signed in 2020, counted by the program"


def _said_in_demands(data: object, within: bool = False) -> Iterator[str]:
    """The texts that a campaign itself writes into its demands, sentence by sentence, without those of few words."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _said_in_demands(value, within or key == "demands")
    elif isinstance(data, list):
        for item in data:
            yield from _said_in_demands(item, within)
    elif isinstance(data, str) and within:
        sentences = re.split(r"(?<=[.;])\s+", " ".join(data.split()).casefold())
        yield from (sentence for sentence in sentences if len(sentence.split()) > 4)


def test_no_sentence_of_a_demand_stands_in_two_campaigns() -> None:
    workspace = Workspace(ROOT)
    said = {
        slug: set(_said_in_demands(workspace.read(workspace.campaigns / slug / "campaign.yaml").data)) for slug in SLUGS
    }
    assert any(said.values())
    for one, other in itertools.combinations(SLUGS, 2):
        assert said[one] & said[other] == set()
