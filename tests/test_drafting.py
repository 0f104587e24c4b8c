"""Campaign to document: defaults and overrides, counts, facts with notes, prose in files, drafts, each addressee."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests import workspaces
from undersigned.document import Date, Document, Paragraph, Signatories
from undersigned.drafting import Drafter
from undersigned.library import Library
from undersigned.loading import load_campaign
from undersigned.rendering import Renderer
from undersigned.workspace import Workspace

X = "campaigns/x/campaign.yaml"
LETTER = """\
title: A letter
documents:
  joint-letter:
date: 2020-07-21
target: government
addressees: [{use: donors}]
demands: [open-prisons]
"""


def _written(root: Path, more: str = "", letter: str = LETTER, **files: str) -> str:
    changes = {X: letter + more, **{f"campaigns/x/{name}": text for name, text in files.items()}}
    return workspaces.markdown(workspaces.build(root, changes), "x")


# --- what a campaign leaves unsaid ------------------------------------------------------------------------------------


def test_a_letter_that_says_little_has_all_its_parts(tmp_path: Path) -> None:
    written = _written(tmp_path)
    for part in ("# A letter", "Your Excellencies,", "We, the undersigned", "We therefore call on", "Yours sincerely,"):
        assert part in written


def test_what_the_campaign_says_replaces_the_default(tmp_path: Path) -> None:
    more = "salutation: Dear all,\nopening: We begin.\nlead_in: We ask\nclosing: We end.\nvalediction: With regards,\n"
    written = _written(tmp_path, more)
    for said in ("Dear all,", "We begin.", "We ask", "We end.", "With regards,"):
        assert f"\n\n{said}\n" in written
    for default in ("Your Excellencies,", "We, the undersigned", "We therefore", "Yours sincerely,", "We thank you"):
        assert default not in written


def test_parts_that_are_not_wanted(tmp_path: Path) -> None:
    written = _written(tmp_path, "salutation: none\nvalediction: none\n")
    assert "Excellencies" not in written
    assert "Yours" not in written


def test_a_salutation_made_from_the_greetings(tmp_path: Path) -> None:
    addressees = "addressees: [{use: minister}, {name: Bo Baker, greeting: Ms Baker}]"
    letter = LETTER.replace("addressees: [{use: donors}]", addressees)
    assert "\nDear Minister Able and Ms Baker,\n" in _written(tmp_path, letter=letter)


def test_a_draft_without_a_date_says_so(tmp_path: Path) -> None:
    letter = LETTER.replace("date: 2020-07-21\n", "")
    assert "\n\\[date\\]\n" in _written(tmp_path, letter=letter)
    assert "\n\\[date\\]\n" in _written(tmp_path, letter=letter + "date: null\n")
    (document,) = workspaces.documents(tmp_path, "x").values()
    assert document.date is None


def test_a_date_is_marked_up(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {X: LETTER + 'body: |\n  On {{ day("2016-07-10") }}.\n'})
    (document,) = workspaces.documents(root, "x").values()
    days = [inline for block in document.blocks if isinstance(block, Paragraph) for inline in block.content]
    assert [inline.text for inline in days if isinstance(inline, Date)] == ["10 July 2016"]


# --- documents and their overrides ------------------------------------------------------------------------------------


def test_a_document_has_some_fields_otherwise(tmp_path: Path) -> None:
    letter = LETTER.replace(
        "  joint-letter:\n",
        "  joint-letter:\n  news-item:\n    title: The news\n    date: 2020-09-08\n    opening: It began.\n"
        "    demands: [{use: mend-law, with: {law: the law}}]\n    tags: [One]\n",
    )
    documents = workspaces.documents(workspaces.build(tmp_path, {X: letter}), "x")
    assert {path: document.title for path, document in documents.items()} == {
        "x/joint-letter": "A letter",
        "x/news-item": "The news",
    }
    assert documents["x/news-item"].date != documents["x/joint-letter"].date


def test_signatories_are_listed_as_kind_campaign_and_document_say_together(tmp_path: Path) -> None:
    letter = LETTER.replace("  joint-letter:\n", "  joint-letter: {signatories: {numbered: true}}\n")
    changes = {X: letter + "signatories: {order: listed}\n", "campaigns/x/sign-ons.yaml": workspaces.SIGN_ONS}
    (document,) = workspaces.documents(workspaces.build(tmp_path, changes), "x").values()
    (block,) = [block for block in document.blocks if isinstance(block, Signatories)]
    assert (block.columns, block.numbered) == (2, True), "the kind’s columns, the document’s numbers"
    assert [entry.content[0].text for entry in block.groups[0].entries] == [  # type: ignore[union-attr]
        "Zebra Union",
        "North Network (NN)",
        "East Lawyers",
    ]


# --- prose in files ---------------------------------------------------------------------------------------------------


def test_a_field_may_stand_in_a_file(tmp_path: Path) -> None:
    files = {"body.md": "From a file of {{ date }}.\r\n\r\nAnd on.\r\n", "closing.md": "The end."}
    written = _written(tmp_path, **files)
    assert "\n\nFrom a file of 21 July 2020.\n\nAnd on.\n\n" in written
    assert "\n\nThe end.\n\n" in written


def test_a_file_may_be_for_one_document(tmp_path: Path) -> None:
    letter = LETTER.replace("  joint-letter:\n", "  joint-letter:\n  news-item: {opening: It began.}\n")
    changes = {X: letter, "campaigns/x/body.news-item.md": "News.", "campaigns/x/after_demands.md": "Both."}
    documents = workspaces.documents(workspaces.build(tmp_path, changes), "x")
    said = {path: [_text(block) for block in document.blocks] for path, document in documents.items()}
    assert {path: "News." in texts for path, texts in said.items()} == {"x/joint-letter": False, "x/news-item": True}
    assert all("Both." in texts for texts in said.values())


def _text(block: object) -> str:
    return "".join(getattr(inline, "text", "") for inline in getattr(block, "content", ()))


def test_blocks_of_prose_know_their_line(tmp_path: Path) -> None:
    more = "body: |\n  One.\n\n  Two.\n"
    root = workspaces.build(tmp_path, {X: LETTER + more, "campaigns/x/after_demands.md": "\n\nThree.\n"})
    (document,) = workspaces.documents(root, "x").values()
    origins = {_text(block): block.origin for block in document.blocks if isinstance(block, Paragraph)}
    places = {words: (origin.file, origin.line, origin.id) for words, origin in origins.items() if origin}
    assert places["One."] == (X, 9, "body")
    assert places["Two."] == (X, 11, "body")
    assert places["Three."] == ("campaigns/x/after_demands.md", 3, "after_demands")


# --- facts ------------------------------------------------------------------------------------------------------------


def test_a_fact_brings_its_note(tmp_path: Path) -> None:
    written = _written(tmp_path, 'body: |\n  {{ fact("arrests") }} And so on.{{ cite("arrests") }}\n')
    assert "Twelve people were arrested on 3 June 2020.[^1] And so on.[^" in written
    assert "[^1]: East Lawyers, “Arrests in June”, 1 July 2020, <https://example.org/arrests>.\n" in written


def test_a_fact_without_a_source_has_no_note(tmp_path: Path) -> None:
    written = _written(tmp_path, 'body: |\n  {{ fact("plain-fact") }}\n')
    assert "\nThe law came into force in April.\n" in written
    assert "[^" not in written


def test_a_fact_of_the_campaigns_own_comes_first(tmp_path: Path) -> None:
    more = "facts:\n  arrests: {text: Nobody was arrested.}\nbody: |\n  {{ fact('arrests') }}\n"
    assert "\nNobody was arrested.\n" in _written(tmp_path, more)


# --- counting ---------------------------------------------------------------------------------------------------------

SIGN_ONS = """\
signatories:
  - zebra-union
  - {id: north-network, status: invited}
  - {id: east-lawyers, status: withdrawn}
  - jane-doe
withheld: 3
"""


def test_only_those_who_agreed_are_counted_and_named(tmp_path: Path) -> None:
    more = "body: |\n  {{ signatories.count }} and {{ signatories.others }}, to {{ addressees.count }}.\n"
    written = _written(tmp_path, more, **{"sign-ons.yaml": SIGN_ONS})
    assert "\n5 and 4, to 3.\n" in written
    assert "- Professor Jane Doe\\*, East University\n- Zebra Union\n\n\\* In a personal capacity.\n" in written
    assert written.endswith("\n3 further signatories are not named.\n")
    assert "North Network" not in written
    assert "East Lawyers" not in written


def test_one_who_leads_and_has_not_agreed_is_not_named(tmp_path: Path) -> None:
    more = "signatories: {lead: [north-network, zebra-union]}\nbody: |\n  Led by {{ signatories.lead }}.\n"
    written = _written(tmp_path, more, **{"sign-ons.yaml": SIGN_ONS})
    assert "\nLed by Zebra Union.\n" in written
    assert "North Network" not in written


def test_another_campaign_is_counted_too(tmp_path: Path) -> None:
    more = (
        'body: |\n  {{ campaign("joint").signatories }} signed {{ campaign("joint").title }} of '
        '{{ campaign("joint").date }} to {{ campaign("joint").addressees }}.\n'
    )
    assert "\n3 signed Open letter on Eastland of 21 July 2020 to 3.\n" in _written(tmp_path, more)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("ordinal(1)", "1st"),
        ("ordinal(12)", "12th"),
        ("ordinal(33)", "33rd"),
        ('years_since("1991-10-23")', "28"),
        ('years_since("1991-07-21")', "29"),
        ('ordinal(years_since("1991-07-21"))', "29th"),
        ('instrument("treaty")', "the Treaty of Eastville"),
        ("target.its", "its"),
        ("demands.count", "1"),
        ("title ~ ' ' ~ signatories.count", "A letter 0"),
    ],
)
def test_what_prose_can_work_out(expression: str, expected: str, tmp_path: Path) -> None:
    assert f"\nIt is {expected}.\n" in _written(tmp_path, f"body: |\n  It is {{{{ {expression} }}}}.\n")


# --- layout -----------------------------------------------------------------------------------------------------------


def test_notes_stand_where_the_campaign_says(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {X: LETTER + "notes: {place: end, marks: symbols}\n"})
    (document,) = workspaces.documents(root, "x").values()
    assert (document.notes.place, document.notes.marks) == ("end", "symbols")


def test_a_letter_says_that_it_is_a_sample(tmp_path: Path) -> None:
    assert "not the text that these organisations signed" not in _written(tmp_path / "a")
    assert "not the text that these organisations signed" in _written(tmp_path / "b", "sample: true\n")


def test_an_annex_and_the_copies(tmp_path: Path) -> None:
    more = "cc: [One, {use: minister}]\nannexes:\n  - heading: First annex\n    body: |\n      Its {{ title }}.\n"
    written = _written(tmp_path, more)
    assert "CC:\n\n- One\n- Dr Alex Able\n" in written
    assert "## First annex\n\nIts A letter.\n" in written


def test_a_note_of_a_field_stays_with_its_field(tmp_path: Path) -> None:
    more = "opening: |\n  One.[^a]\n\n  [^a]: First note.\nbody: |\n  Two.[^a]\n\n  [^a]: Second note.\n"
    written = _written(tmp_path, more)
    assert "One.[^1]" in written
    assert "Two.[^2]" in written
    assert written.endswith("[^1]: First note.\n\n[^2]: Second note.\n")


# --- each addressee ---------------------------------------------------------------------------------------------------

TO_EACH = """\
opening: |
  To {{ addressees.names }}, {{ addressees.count }}.
closing: |
  Thank you, {{ addressees.names }}.
commitments:
  lead_in: |
    To {{ addressees.names }} we promise to
  items: [go on]
annexes:
  - heading: Annex
    body: |
      For {{ addressees.names }}.
"""


@pytest.mark.parametrize("slug", ["x", *workspaces.CAMPAIGNS])
def test_the_letter_to_one_is_the_same_whoever_else_gets_one(slug: str, tmp_path: Path) -> None:
    """What is kept from one letter to the next is what does not depend on the addressee, and nothing else."""
    workspace = Workspace(workspaces.build(tmp_path, {X: LETTER + TO_EACH}))
    (brief,) = load_campaign(Library(workspace), slug)
    together = Drafter(brief, Renderer(workspace).templates)
    for addressee in brief.campaign.addressees:
        campaign = brief.campaign.model_copy(update={"addressees": (addressee,)})
        alone = Drafter(replace(brief, campaign=campaign), Renderer(workspace).templates)
        assert together.draft(addressee) == alone.draft()


def test_a_letter_to_each_addressee_names_nobody_else(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {X: LETTER + TO_EACH})
    letters = workspaces.documents(root, "x", each_addressee=True)
    assert sorted(letters) == [f"x/joint-letter/{name}" for name in ("first-donor", "second-donor", "third-donor")]
    for path, document in letters.items():
        names = {"first-donor": "Aland", "second-donor": "the Bislands", "third-donor": "Ceeland"}
        own = names.pop(Path(path).name)
        words = _all_text(document)
        assert f"To {own}, 1." in words
        assert not [name for name in names.values() if name in words]


def _all_text(document: Document) -> str:
    from undersigned.writers import markdown

    return markdown.write(document)


def test_a_fact_with_sources_cannot_stand_in_a_note(tmp_path: Path) -> None:
    more = 'body: |\n  One.[^a]\n\n  [^a]: {{ fact("arrests") }}\n'
    (problem,) = workspaces.problems(workspaces.build(tmp_path, {X: LETTER + more}), "x")
    assert (problem.code, problem.span.line) == ("U605", 11)


def test_addressees_of_one_id_get_a_file_each(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {"campaigns/x/campaign.yaml": _EACH})
    assert workspaces.run(root, "render", "x", "--each-addressee", "--to", "md").status == 0
    assert sorted(path.name for path in (root / "out/x/joint-letter").iterdir()) == [
        "ministry-2.md",
        "ministry-3.md",
        "ministry.md",
    ]
    assert (root / "out/x/news-item.md").is_file(), "a news item addresses nobody"


_EACH = """\
title: Letter
documents:
  joint-letter:
  news-item: {opening: News.}
addressees: [Ministry, Ministry 2, ministry]
demands:
  - {act: go, noun: going}
"""


@pytest.mark.parametrize("name", ["subject", "place", "target", "target.its", "sender.organisation", "credit"])
def test_a_field_that_is_not_stated_is_not_printed(name: str, tmp_path: Path) -> None:
    campaign = f'title: T\ndocuments: {{newsletter: }}\nmasthead: [N]\nbody: "We ask {{{{ {name} }}}}."\n'
    root = workspaces.build(tmp_path, {"campaigns/x/campaign.yaml": campaign})
    assert [problem.code for problem in workspaces.problems(root, "x")] == ["U509"]


def test_the_sample_notice_stands_in_every_letter(tmp_path: Path) -> None:
    files = {
        "campaigns/x/campaign.yaml": "sample: true\ntitle: T\ndocuments: {newsletter: }\nmasthead: [N]\nbody: B\n",
        "campaigns/x/letter.md.j2": "{{ body }}\n",
    }
    assert workspaces.markdown(workspaces.build(tmp_path, files), "x").startswith("*Sample modelled")


def test_what_no_document_prints_is_said(tmp_path: Path) -> None:
    campaign = "title: T\ndocuments: {newsletter: }\nmasthead: [N]\nbody: B\ncc: [The King]\n"
    root = workspaces.build(tmp_path, {"campaigns/x/campaign.yaml": campaign})
    shown = workspaces.run(root, "check", "x")
    assert shown.status == 0
    assert "U313 warning: no document of this campaign prints “cc”" in shown.err


def test_a_document_that_cannot_be_drafted_might_have_printed_it(tmp_path: Path) -> None:
    campaign = (
        "title: T\ndocuments:\n  joint-letter:\n    addressees: [A]\n    demands: [{act: go}]\n    body: '{{ nope }}'\n"
    )
    campaign += "  newsletter:\nmasthead: [N]\nbody: B\ncc: [The King]\n"
    shown = workspaces.run(workspaces.build(tmp_path, {"campaigns/x/campaign.yaml": campaign}), "check", "x")
    assert "U502" in shown.err
    assert "U313" not in shown.err
