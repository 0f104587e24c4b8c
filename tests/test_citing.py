"""Sources that a letter cites again: “Ibid.”, author and short title, and the list of all of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests import workspaces
from tests.readers import Reading, words_of_docx, words_of_html, words_of_markdown
from undersigned.document import Document
from undersigned.rendering import Letter, Order, Renderer
from undersigned.workspace import Workspace

FACTS = """\
alpha:
  text: Alpha happened.
  sources: [{author: Ada Author, title: On Alpha, publisher: Press, date: 2020-01-02, locator: p. 4}]
alpha-again:
  text: Alpha happened again.
  sources: [{author: Ada Author, title: On Alpha, publisher: Press, date: 2020-01-02, locator: p. 9}]
whole:
  text: Whole is whole.
  sources: [{title: The Whole, url: "https://example.org/whole"}]
whole-too:
  text: Whole it stays.
  sources: [{title: The Whole, url: "https://example.org/whole"}]
short:
  text: It was short.
  sources: [{author: Long Name of an Office, title: A Title without End, date: 2019, short: Office Report}]
both:
  text: Both happened.
  sources:
    - {author: Ada Author, title: On Alpha, publisher: Press, date: 2020-01-02, locator: p. 4}
    - {title: The Whole, url: "https://example.org/whole"}
other-edition:
  text: Alpha was revised.
  sources: [{author: Ada Author, title: On Alpha, publisher: Press, date: 2021-01-02}]
"""
FRENCH = (
    FACTS
    + """\
french:
  text: It was so.
  languages: {fr: {text: Il en fut ainsi.}}
  sources: [{author: Ada Autrice, title: De l’alpha, locator: p. 4}]
"""
)
A = "Ada Author, “On Alpha”, Press, 2 January 2020, p. 4."
WHOLE = "“The Whole”, https://example.org/whole."
SHORT = "Long Name of an Office, “A Title without End”, 2019."


def _build(root: Path, kind: str = "joint-letter", shared: str = FACTS, **fields: Any) -> Path:
    """A workspace with one campaign, `x`, which states the fields."""
    campaign = {
        "title": "A letter",
        "date": "2020-07-21",
        "documents": {kind: {}},
        "target": "government",
        "addressees": [{"use": "donors"}],
        "subject": "Eastland",
        "opening": "It began.",
        "demands": ["open-prisons"],
        **fields,
    }
    files = {"campaigns/x/campaign.yaml": json.dumps(campaign), "campaigns/shared/facts.yaml": shared}
    return workspaces.build(root, files)


def _readings(root: Path, *, each_addressee: bool = False) -> dict[str, Reading]:
    """Every letter of the campaign as pandoc and lxml read it: the same in all three formats."""
    order = Order(("x",), each_addressee=each_addressee)
    renderer = Renderer(Workspace(root))
    letters = renderer.letters(order)
    files = {output.path: output.content for output in renderer.outputs(letters, order)}
    return {letter.path: _same_in_all(letter, files) for letter in letters}


def _same_in_all(letter: Letter, files: dict[str, bytes]) -> Reading:
    reading = words_of_html(files[f"{letter.path}.html"].decode())
    assert words_of_docx(files[f"{letter.path}.docx"]) == reading
    assert words_of_markdown(files[f"{letter.path}.md"].decode()) == reading
    return reading


def _notes(root: Path, kind: str = "joint-letter", shared: str = FACTS, **fields: Any) -> list[str]:
    """The notes of the campaign’s one letter, in the order of their marks."""
    (reading,) = _readings(_build(root, kind, shared, **fields)).values()
    return [" ".join(note) for note in reading.notes]


def _cites(*names: str) -> str:
    """Prose that cites facts one after the other; `alpha p. 5` gives a place."""
    calls = [name.split(" ", 1) for name in names]
    return " ".join("So it is.{{ cite(" + ", ".join(f'"{part}"' for part in call) + ") }}" for call in calls)


# --- one after the other ----------------------------------------------------------------------------------------------

SEQUENCES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "the same twice": (("alpha", "alpha"), (A, "Ibid.")),
    "three times": (("alpha", "alpha", "alpha"), (A, "Ibid.", "Ibid.")),
    "at another place": (("alpha", "alpha-again"), (A, "Ibid., p. 9.")),
    "back at the first place": (("alpha", "alpha-again", "alpha"), (A, "Ibid., p. 9.", "Ibid., p. 4.")),
    "a place of the call": (("whole", "whole para. 3", "whole para. 3"), (WHOLE, "Ibid., para. 3.", "Ibid.")),
    "another fact of the same source": (("whole", "whole-too"), (WHOLE, "Ibid.")),
    "the whole after a place": (
        ("whole para. 3", "whole"),
        ("“The Whole”, para. 3, https://example.org/whole.", "“The Whole” (note 1 above)."),
    ),
    "another in between": (
        ("alpha", "whole", "alpha-again"),
        (A, WHOLE, "Ada Author, “On Alpha” (note 1 above), p. 9."),
    ),
    "each in turn": (
        ("alpha", "whole", "alpha", "whole", "whole"),
        (A, WHOLE, "Ada Author, “On Alpha” (note 1 above), p. 4.", "“The Whole” (note 2 above).", "Ibid."),
    ),
    "a short name": (("short", "alpha", "short"), (SHORT, A, "Office Report (note 1 above).")),
    "two sources in one note": (
        ("both", "both", "alpha"),
        (
            f"{A[:-1]}; {WHOLE}",
            "Ada Author, “On Alpha” (note 1 above), p. 4; “The Whole” (note 1 above).",
            "Ada Author, “On Alpha” (note 1 above), p. 4.",
        ),
    ),
    "two sources after one of them": (
        ("whole", "both", "whole"),
        (WHOLE, f"{A[:-1]}; “The Whole” (note 1 above).", "“The Whole” (note 1 above)."),
    ),
    "another edition is another source": (
        ("alpha", "other-edition", "alpha"),
        (A, "Ada Author, “On Alpha”, Press, 2 January 2021.", "Ada Author, “On Alpha” (note 1 above), p. 4."),
    ),
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_what_is_cited_again_is_cited_shorter(name: str, tmp_path: Path) -> None:
    cited, expected = SEQUENCES[name]
    assert _notes(tmp_path, body=_cites(*cited)) == list(expected)


def test_short_never_says_ibid(tmp_path: Path) -> None:
    again = "Ada Author, “On Alpha” (note 1 above), p. 4."
    notes = {"again": "short"}
    assert _notes(tmp_path, body=_cites("alpha", "alpha", "alpha"), notes=notes) == [A, again, again]


def test_full_repeats_everything(tmp_path: Path) -> None:
    assert _notes(tmp_path, body=_cites("alpha", "alpha", "short"), notes={"again": "full"}) == [A, A, SHORT]


def test_the_kind_says_how_and_the_campaign_otherwise(tmp_path: Path) -> None:
    kind = "description: letter\nframe: imperative\nnotes: {again: full}\n"
    root = _build(tmp_path, body=_cites("alpha", "alpha"))
    workspaces.build(root, {"templates/letters/joint-letter/kind.yaml": kind, "campaigns/shared/facts.yaml": FACTS})
    assert [" ".join(note) for note in _readings(root)["x/joint-letter"].notes] == [A, A]
    stated = _build(tmp_path, body=_cites("alpha", "alpha"), notes={"again": "ibid"})
    assert [" ".join(note) for note in _readings(stated)["x/joint-letter"].notes] == [A, "Ibid."]


# --- notes that somebody wrote ----------------------------------------------------------------------------------------

WRITTEN = (
    "One.[^a] {{ fact('alpha') }} Two.[^b] {{ fact('alpha') }} {{ fact('alpha') }}\n\n[^a]: First.\n\n[^b]: Second.\n"
)


def test_a_note_that_somebody_wrote_is_counted_and_ends_ibid(tmp_path: Path) -> None:
    again = "Ada Author, “On Alpha” (note 2 above), p. 4."
    assert _notes(tmp_path, body=WRITTEN) == ["First.", A, "Second.", again, "Ibid."]


def test_notes_within_a_line_are_counted(tmp_path: Path) -> None:
    body = "One.^[First.] {{ fact('alpha') }}^[Second.] {{ fact('alpha') }}"
    again = "Ada Author, “On Alpha” (note 2 above), p. 4."
    assert _notes(tmp_path, body=body) == ["First.", A, "Second.", again]


def test_two_marks_side_by_side(tmp_path: Path) -> None:
    body = '{{ fact("alpha") }}{{ cite("whole") }}{{ cite("alpha") }}'
    assert _notes(tmp_path, body=body) == [A, WHOLE, "Ada Author, “On Alpha” (note 1 above), p. 4."]


@pytest.mark.parametrize(
    ("before", "where"), [(0, "note * above"), (1, "note † above"), (3, "note § above"), (4, "note ** above")]
)
def test_symbols_are_named_where_symbols_count(before: int, where: str, tmp_path: Path) -> None:
    body = " ".join(f"Note.^[Written {number}.]" for number in range(before))
    body += " " + _cites("alpha", "whole", "alpha")
    assert _notes(tmp_path, "request-letter", body=body)[-1] == f"Ada Author, “On Alpha” ({where}), p. 4."


# --- wherever a letter cites ------------------------------------------------------------------------------------------

BODY = """\
First: {{ fact("alpha") }}

> A passage.{{ cite("whole") }}
>
> — The source of it

- one{{ cite("alpha") }}
- two{{ cite("alpha-again") }}

a) three{{ cite("whole") }}

    1. four{{ cite("whole") }}
"""
DEMANDS = [
    {"use": "open-prisons", "detail": 'As it was said.{{ cite("alpha") }}'},
    {"id": "own", "act": 'go on{{ cite("short") }}', "items": [{"id": "part", "act": 'stop{{ cite("short") }}'}]},
]
EVERYWHERE = [
    A,
    WHOLE,
    "Ada Author, “On Alpha” (note 1 above), p. 4.",
    "Ibid., p. 9.",
    "“The Whole” (note 2 above).",
    "Ibid.",
    "Ada Author, “On Alpha” (note 1 above), p. 4.",
    SHORT,
    "Ibid.",
    "“The Whole” (note 2 above).",
    "Office Report (note 8 above).",
    "Ada Author, “On Alpha” (note 1 above), p. 9.",
]


def test_quotations_lists_demands_and_annexes_are_counted_in_reading_order(tmp_path: Path) -> None:
    notes = _notes(
        tmp_path,
        body=BODY,
        demands=DEMANDS,
        after_demands=_cites("whole"),
        closing=_cites("short"),
        annexes=[{"heading": "More", "body": _cites("alpha-again")}],
    )
    assert notes == EVERYWHERE


def test_what_the_template_cites_comes_in_its_place(tmp_path: Path) -> None:
    template = (
        "# {{ title }}\n\n{{ fact('whole') }}\n\n{{ body }}\n\nAgain.{{ cite('whole') }}{{ cite('alpha') }}\n\n"
        "{{ demands }}\n"
    )
    root = _build(tmp_path, body=_cites("alpha", "whole"))
    workspaces.build(root, {"campaigns/x/letter.md.j2": template, "campaigns/shared/facts.yaml": FACTS})
    (reading,) = _readings(root).values()
    assert [" ".join(note) for note in reading.notes] == [
        WHOLE,
        A,
        "“The Whole” (note 1 above).",
        "Ibid.",
        "Ada Author, “On Alpha” (note 2 above), p. 4.",
    ]


def test_a_fact_of_the_campaigns_own_is_the_same_source(tmp_path: Path) -> None:
    source = {"author": "Ada Author", "title": "On Alpha", "publisher": "Press", "date": "2020-01-02"}
    facts = {"own": {"text": "It was seen.", "sources": [source]}}
    again = "Ada Author, “On Alpha” (note 1 above)."
    assert _notes(tmp_path, body=_cites("alpha", "whole", "own"), facts=facts) == [A, WHOLE, again]


def test_the_same_note_in_prose_that_demands_take_up(tmp_path: Path) -> None:
    demands = [{"id": "own", "act": 'go on{{ cite("alpha") }}'}]
    body = f"{_cites('alpha', 'whole')} We ask you {{{{ ask('own') }}}}."
    again = "Ada Author, “On Alpha” (note 1 above), p. 4."
    assert _notes(tmp_path, body=body, demands=demands) == [A, WHOLE, again, "Ibid."]


# --- in French --------------------------------------------------------------------------------------------------------

FRENCH_LETTER = "# {{ title }}\n\n{{ body }}\n\n{{ demands }}\n\n{{ annexes }}\n"


def _french(root: Path, **fields: Any) -> Path:
    _build(root, shared=FRENCH, language="fr", demands=[{"id": "own", "act": "continuer"}], **fields)
    return workspaces.build(
        root,
        {
            "campaigns/shared/facts.yaml": FRENCH,
            "campaigns/x/campaign.yaml": (root / "campaigns/x/campaign.yaml").read_text(),
            "templates/letters/joint-letter/letter.fr.md.j2": FRENCH_LETTER,
        },
    )


def test_french_words(tmp_path: Path) -> None:
    body = f"{{{{ fact('french') }}}} {_cites('french', 'whole', 'french')}"
    (reading,) = _readings(_french(tmp_path, body=body)).values()
    assert [" ".join(note) for note in reading.notes] == [
        "Ada Autrice, « De l’alpha », p. 4.",
        "Ibid.",
        "« The Whole », https://example.org/whole.",
        "Ada Autrice, « De l’alpha » (note 1 ci-dessus), p. 4.",
    ]
    assert "Il en fut ainsi." in " ".join(reading.body)


def test_the_letter_of_each_language_counts_by_itself(tmp_path: Path) -> None:
    french = {"title": "Lettre", "opening": "Début.", "subject": "Estlande", "body": _cites("whole", "alpha", "alpha")}
    root = _build(
        tmp_path,
        shared=FRENCH,
        body=_cites("alpha", "whole", "alpha"),
        languages={"fr": {**french, "demands": [{"id": "open-prisons", "act": "ouvrir les prisons"}]}},
    )
    template = {"templates/letters/joint-letter/letter.fr.md.j2": FRENCH_LETTER}
    kept = {name: (root / name).read_text() for name in ("campaigns/x/campaign.yaml", "campaigns/shared/facts.yaml")}
    readings = _readings(workspaces.build(root, {**kept, **template}))
    said = {path: [" ".join(note) for note in reading.notes] for path, reading in readings.items()}
    assert said["x/joint-letter.en"] == [A, WHOLE, "Ada Author, “On Alpha” (note 1 above), p. 4."]
    french_a = "Ada Author, « On Alpha », Press, 2 janvier 2020, p. 4."
    assert said["x/joint-letter.fr"] == ["« The Whole », https://example.org/whole.", french_a, "Ibid."]


# --- the list of sources ----------------------------------------------------------------------------------------------


def _annex(root: Path) -> list[str]:
    """The words of the letter from the heading of the list on."""
    (reading,) = _readings(root).values()
    return " ".join(reading.body).split("Sources: ")[1].split(" | ")


SOURCES = [
    "Ada Author, “On Alpha”, Press, 2 January 2020.",
    SHORT,
    "“The Whole”, https://example.org/whole.",
]


def test_all_sources_are_listed_once_without_their_places(tmp_path: Path) -> None:
    annexes = [{"heading": "Sources:", "list": "sources"}]
    body = _cites("whole", "short", "alpha", "alpha-again", "both", "whole para. 3")
    assert _annex(_build(tmp_path, body=body, annexes=annexes)) == [" ".join(SOURCES)]


def test_sources_that_only_an_annex_cites_are_listed_too(tmp_path: Path) -> None:
    annexes = [
        {"heading": "Sources:", "list": "sources", "body": "These are they:"},
        {"heading": "More", "body": _cites("short")},
    ]
    (said,) = _annex(_build(tmp_path, body=_cites("whole", "alpha"), annexes=annexes))
    assert said == f"These are they: {' '.join(SOURCES)} More So it is."


def test_a_list_of_sources_needs_some(tmp_path: Path) -> None:
    root = _build(tmp_path, body="Nothing.^[Written by hand.]", annexes=[{"heading": "Sources", "list": "sources"}])
    assert [problem.code for problem in workspaces.problems(root, "x")] == ["U319"]


# --- letters to each addressee ----------------------------------------------------------------------------------------

EACH: dict[str, Any] = {
    "body": '{{ fact("alpha") }} We write to {{ addressees.names }}.{{ cite("whole") }}\n\n' + _cites("whole"),
    "demands": [
        {"id": "first-alone", "act": 'go{{ cite("short") }}', "concerns": ["first-donor"]},
        {"id": "all", "act": 'stop{{ cite("short") }}{{ cite("alpha") }}'},
        {"id": "second-alone", "act": 'wait{{ cite("alpha-again") }}', "concerns": ["second-donor"]},
    ],
    "closing": _cites("alpha"),
    "annexes": [{"heading": "Sources", "list": "sources"}],
}
ALPHA_AGAIN = "Ada Author, “On Alpha” (note 1 above), p. 4."


def test_letters_to_several_do_not_count_each_others_notes(tmp_path: Path) -> None:
    readings = _readings(_build(tmp_path, **EACH), each_addressee=True)
    notes = {path.rsplit("/", 1)[1]: [" ".join(note) for note in one.notes] for path, one in readings.items()}
    begin = [A, WHOLE, "Ibid."]
    assert notes == {
        "first-donor": [*begin, SHORT, "Ibid.", ALPHA_AGAIN, "Ibid."],
        "second-donor": [*begin, SHORT, ALPHA_AGAIN, "Ibid., p. 9.", "Ibid., p. 4."],
        "third-donor": [*begin, SHORT, ALPHA_AGAIN, "Ibid."],
    }


def test_a_letter_among_many_equals_the_letter_drafted_alone(tmp_path: Path) -> None:
    many = workspaces.documents(_build(tmp_path / "many", **EACH), "x", each_addressee=True)
    for name in ("first-donor", "second-donor", "third-donor"):
        alone = _document(_build(tmp_path / name, **EACH), name)
        assert many[f"x/joint-letter/{name}"] == alone


def _document(root: Path, name: str) -> Document:
    """The letter to one addressee, by a drafter that has drafted nothing before."""
    from undersigned.drafting import Drafter
    from undersigned.library import Library
    from undersigned.loading import load_campaign

    (brief,) = load_campaign(Library(Workspace(root)), "x")
    (addressee,) = (person for person in brief.campaign.addressees if person.id == name)
    return Drafter(brief, Renderer(Workspace(root)).templates).draft(addressee)


EDITIONS = """\
first: {text: First., sources: [{author: Ada Author, title: On Alpha, date: 2020}]}
second: {text: Second., sources: [{author: Ada Author, title: On Alpha, date: 2021}]}
"""


def test_editions_with_the_same_title_are_told_apart_in_each_letter(tmp_path: Path) -> None:
    demands = [
        {"id": "one", "act": 'go{{ cite("first") }}', "concerns": ["first-donor"]},
        {"id": "two", "act": 'go{{ cite("second") }}', "concerns": ["second-donor"]},
        {"id": "three", "act": "go", "concerns": ["third-donor"]},
    ]
    again_both = _cites("first", "second")
    root = _build(tmp_path, shared=EDITIONS, demands=demands, after_demands=again_both, notes={"again": "short"})
    first, second = "Ada Author, “On Alpha”, 2020.", "Ada Author, “On Alpha”, 2021."
    again = "Ada Author, “On Alpha” (note 1 above)."
    readings = _readings(root, each_addressee=True)
    assert {path.rsplit("/", 1)[1]: [" ".join(note) for note in one.notes] for path, one in readings.items()} == {
        "first-donor": [first, again, second],
        "second-donor": [second, first, again],
        "third-donor": [first, second],
    }
