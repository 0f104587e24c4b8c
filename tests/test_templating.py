"""Templates: inheritance, what they can read and call, what they cannot, and the places of what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import workspaces
from tests.strategies import any_line, texts
from undersigned.document import Text
from undersigned.markdown import Place, parse_inline
from undersigned.models.base import Prose
from undersigned.problems import Refused
from undersigned.sandbox import View, text
from undersigned.templating import Templates


def _templates(**found: str) -> Templates:
    return Templates(lambda name: (found[name], f"{name}.md.j2") if name in found else None)


def _prose(prose: str, /, **context: object) -> str:
    return _templates().prose(Prose(prose, "letter.yaml", 1, keeps_lines=True), context)


def _codes(prose: str, /, **context: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        _prose(prose, **context)
    return [f"{problem.span.line}:{problem.span.column} {problem.code}" for problem in refused.value.problems]


# --- a campaign's own template ----------------------------------------------------------------------------------------

OWN = """\
{% extends "joint-letter/letter.md.j2" %}
{% block opening %}
Before it all: {{ super() }}
{% endblock %}
{% block closing %}
That is {{ "all" | upper }}, {{ loop_over() }}{% endblock %}
{% macro loop_over() %}{% for name in (title, subject) %}{{ loop.index }}. {{ name }} {% endfor %}{% endmacro %}
"""


def test_a_campaign_extends_a_stock_letter(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {"campaigns/joint/letter.md.j2": OWN})
    written = workspaces.markdown(root)
    assert "Before it all:" in written
    assert "We, the undersigned 3 organisations" in written
    assert "That is ALL, 1. Open letter on Eastland 2. Prisons in Eastland" in written
    assert "1. Open the prisons" in written, "the rest is as in the stock letter"


def test_a_template_may_be_for_one_document(tmp_path: Path) -> None:
    own = '{% extends "joint-letter/letter.md.j2" %}\n{% block opening %}\nHere.\n{% endblock %}\n'
    changes = {"campaigns/joint/joint-letter.md.j2": own, "campaigns/joint/letter.md.j2": "# Other\n"}
    root = workspaces.build(tmp_path, changes)
    assert "\nHere.\n" in workspaces.markdown(root)


def test_a_workspace_changes_a_stock_letter(tmp_path: Path) -> None:
    changed = {"templates/letters/joint-letter/letter.md.j2": "# {{ title }}\n\n{{ demands }}\n"}
    root = workspaces.build(tmp_path, changed)
    assert workspaces.markdown(root).startswith("# Open letter on Eastland\n\n1. Open the prisons")


@pytest.mark.parametrize(
    "own",
    [
        "# {{ title }}\n\n{% block opening %}\n{{ opening }}\n{% endblock %}\n\n{{ body }}\n",
        "# {{ title }}\n\n{{ opening }}\n\n{{ body }}\n\n{{ demands }}\n\n{{ cc }}\n\n{{ signatories }}\n",
        "{% block opening %}\n{{ opening }}\n\n{{ body }}\n{% endblock %}\n",
        "{% block everything %}\nNothing.\n{% endblock %}\n",
        '{% include "joint-letter/letter.md.j2" %}\n{% block opening %}{% endblock %}\n',
    ],
)
def test_a_template_may_print_everything_itself(tmp_path: Path, own: str) -> None:
    root = workspaces.build(tmp_path, {"campaigns/joint/joint-letter.md.j2": own})
    assert workspaces.run(root, "render", "joint").status == 0


def test_a_template_leaves_out_what_the_stock_one_does_not_print(tmp_path: Path) -> None:
    own = "# {{ title }}\n\n{{ opening.run_in }}\n\n{{ body }}\n\n{{ demands }}\n"
    campaign = workspaces.JOINT.replace("  joint-letter:\n", "  joint-letter:\n  news-item:\n")
    files = {"campaigns/joint/campaign.yaml": campaign, "templates/letters/news-item/letter.md.j2": own}
    run = workspaces.run(workspaces.build(tmp_path, files), "check", "joint")
    assert "does not print" not in run.err


def test_blocks_of_a_template_know_its_file_and_line(tmp_path: Path) -> None:
    own = "# {{ title }}\n\nFirst words.\n\n{{ demands }}\n\nLast words.\n"
    root = workspaces.build(tmp_path, {"campaigns/joint/letter.md.j2": own})
    (document,) = workspaces.documents(root).values()
    origins = [block.origin for block in document.blocks]
    lines = [(origin.file, origin.line) for origin in origins if origin and origin.kind == "part"]
    assert ("campaigns/joint/letter.md.j2", 3) in lines
    assert ("campaigns/joint/letter.md.j2", 7) in lines


# --- what can be read -------------------------------------------------------------------------------------------------


@given(words=st.one_of(texts, any_line).map(str.strip).filter(bool))
def test_a_text_stays_itself_whatever_is_done_to_it(words: str) -> None:
    templates = _templates(
        letter="{% macro said(x) %}{{ x }}{% endmacro %}{% set kept %}{{ words }}{% endset %}"
        "{% set pair = [words, raw] %}a {{ said(kept) }} b {{ words ~ kept }} c {{ pair | join(' d ') }} e {{ raw }} f"
    )
    rendered = templates.letter("letter", {"words": text(words), "raw": words})
    content, problems = parse_inline(rendered, Place("letter", 1, "part", "text"))
    assert content == (Text(f"a {words} b {words}{words} c {words} d {words} e {words} f"),)
    assert not problems


def test_nothing_is_printed_of_what_says_nothing() -> None:
    assert _prose("a{{ x }}b", x=None) == "ab"


def test_numbers_can_be_reckoned_with() -> None:
    assert _prose("{{ 2 * 3 + count - 1 }} {{ 7 // 2 }}", count=5) == "10 3"


# --- what cannot ------------------------------------------------------------------------------------------------------


class Seen(View):
    """A view with something to read and something to hide."""

    __slots__ = ("_hidden", "shown")

    def __init__(self) -> None:
        self.shown, self._hidden = text("shown"), "hidden"


@pytest.mark.parametrize(
    "expression",
    [
        "view._hidden",
        "view.__class__",
        "view.__init__.__globals__",
        "view",
        "view ~ ''",
        "words.upper()",
        "words.__class__.__mro__",
        "words.format(1)",
        "''.join(['a'])",
        "words[0]",
        "words | first",
        "words | list",
        "words * 9",
        "9 * words",
        "'%s' % words",
        "2 ** 99",
        "words()",
        "(1).bit_length()",
        "[words]",
        "{'a': words}",
        "[words].append(1)",
        "[words].pop()",
        "missing_macro.caller()",
    ],
)
def test_what_a_template_may_not_do(expression: str) -> None:
    with pytest.raises(Refused) as refused:
        _prose("one\n{{ " + expression + " }}", words=text("word"), view=Seen(), missing_macro=text(""))
    (problem,) = refused.value.problems
    assert problem.code in ("U502", "U503", "U505", "U507")
    assert problem.span.line == 2
    assert "object at" not in str(problem)
    assert "hidden" not in problem.message.replace("_hidden", "")


def test_what_is_shown_can_be_read() -> None:
    assert _prose("{{ view.shown }}", view=Seen()) == "shown"


@pytest.mark.parametrize("name", ["range", "dict", "lipsum", "cycler", "joiner", "namespace", "self", "request"])
def test_the_names_of_jinja_are_not_there(name: str) -> None:
    with pytest.raises(Refused):
        _prose("{{ " + name + "(9) }}")


@pytest.mark.parametrize("name", ["safe", "replace", "truncate", "striptags", "format", "map", "attr", "tojson"])
def test_filters_that_could_damage_text_are_not_there(name: str) -> None:
    assert _codes("{{ words | " + name + " }}", words=text("a")) == ["1:12 U507"]


def test_includes_stay_inside_the_workspace() -> None:
    for name in ("../../secret", "/etc/hostname", "missing"):
        with pytest.raises(Refused) as refused:
            _templates(letter="{% include '" + name + "' %}").letter("letter", {})
        assert [problem.code for problem in refused.value.problems] == ["U506"]


def test_a_template_that_includes_itself_ends(tmp_path: Path) -> None:
    own = '{{ title }}\n{% include "joint/letter.md.j2" %}\n'
    (problem, *_) = workspaces.problems(workspaces.build(tmp_path, {"campaigns/joint/letter.md.j2": own}))
    assert problem.span.file == "campaigns/joint/letter.md.j2"


def test_a_loop_that_multiplies_is_stopped() -> None:
    many = "{% for i in (1,2,3,4,5,6,7,8,9,0) %}"
    source = many * 7 + "0123456789" + "{% endfor %}" * 7
    with pytest.raises(Refused) as refused:
        _templates(letter=source).letter("letter", {})
    assert [problem.code for problem in refused.value.problems] == ["U508"]


# --- places -----------------------------------------------------------------------------------------------------------


def test_every_wrong_name_is_said_with_its_place() -> None:
    assert _codes("{{ one }}\n\nand {{ two }} {{ three.four }}\n{{ view.shwn }}", view=Seen()) == [
        "1:4 U502",
        "3:8 U502",
        "3:18 U502",
        "4:4 U503",
    ]


def test_a_name_that_a_template_gives_is_known() -> None:
    source = "{% set one = title %}{% macro two(a, b=1) %}{{ a }}{{ b }}{% endmacro %}{{ one }}{{ two(3) }}"
    assert (
        _templates(letter=source + "{% for x in (1,) %}{{ x }}{{ loop.last }}{% endfor %}").letter(
            "letter", {"title": text("T")}
        )
        == "T311True"
    )


def test_wrong_names_in_what_is_extended_are_found_as_well() -> None:
    templates = _templates(
        base="a\n{{ ttle }}{% block b %}{% endblock %}",
        letter='{% extends "base" %}\n{% block b %}{{ titel }}{% endblock %}',
    )
    with pytest.raises(Refused) as refused:
        templates.letter("letter", {"title": text("T")})
    assert [str(problem.span) for problem in refused.value.problems] == ["base.md.j2:2:4", "letter.md.j2:2:17"]


def test_what_an_extending_template_says_in_vain_is_reported() -> None:
    letter = '{% extends "base" %}\nHello\n{% block openning %}x{% endblock %}'
    templates = _templates(base="a{% block opening %}{% endblock %}", letter=letter)
    with pytest.raises(Refused) as refused:
        templates.letter("letter", {})
    assert [(problem.code, problem.span.line) for problem in refused.value.problems] == [("U510", 2), ("U510", 3)]


def test_prose_that_may_be_wrapped_elsewhere_is_placed_at_its_beginning() -> None:
    with pytest.raises(Refused) as refused:
        _templates().prose(Prose("one\n{{ two }}", "letter.yaml", 7), {})
    assert [problem.span.line for problem in refused.value.problems] == [7]
