"""Document trees to plain values and back: nothing is lost, and nothing else is read."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import samples
from tests.strategies import documents
from undersigned.document import Block, Document, Inline, Note, NoteStyle, Origin, Paragraph, Signatories, Text
from undersigned.versions.freezing import NotATree, freeze, thaw
from undersigned.writers import html


def _through_json(document: Document) -> Document:
    return thaw(Document, json.loads(json.dumps(freeze(document), ensure_ascii=False)))


def _origins(node: Any) -> list[Origin]:
    """Every origin in a tree, in order; documents are equal whatever their origins are."""
    if isinstance(node, tuple):
        return [origin for item in node for origin in _origins(item)]
    if isinstance(node, Origin):
        return [node]
    return [o for field in fields(node) for o in _origins(getattr(node, field.name))] if is_dataclass(node) else []


origins = st.builds(
    Origin,
    st.sampled_from(["campaigns/x/campaign.yaml", "(stock)/templates/letters/a b/letter.md.j2"]),
    st.integers(1, 5000),
    st.sampled_from(["field", "part", "demand", "fact", "signatory", "addressee"]),
    st.sampled_from(["body", "release-prisoners", "é_1"]),
    st.integers(1, 40),
)


@settings(max_examples=200)
@given(documents(), st.lists(origins, min_size=5, max_size=5))
def test_any_document_comes_back_as_it_was(document: Document, places: list[Origin]) -> None:
    placed = tuple(replace(block, origin=place) for block, place in zip(document.blocks, places, strict=False))
    document = replace(document, blocks=placed)
    back = _through_json(document)
    assert back == document
    assert _origins(back) == _origins(document)


@pytest.mark.parametrize("name", samples.ALL)
def test_a_sample_comes_back_and_is_written_alike(name: str) -> None:
    document = samples.ALL[name]
    back = _through_json(document)
    assert back == document
    assert _origins(back) == _origins(document)
    assert html.write(back) == html.write(document)


def test_the_samples_hold_every_node() -> None:
    """Or else the tests above would not prove what they say of a node that is new."""
    frozen = json.dumps([freeze(document) for document in samples.ALL.values()])
    nodes = [node for node in (*get_args(Inline), *get_args(Block)) if node is not Text]
    assert [node.__name__ for node in nodes if f'"node": "{node.__name__}"' not in frozen] == []


def test_what_stands_everywhere_is_left_out() -> None:
    document = Document("A", (Paragraph((Text("b"),)), Signatories(())))
    assert freeze(document) == {
        "title": "A",
        "blocks": [{"node": "Paragraph", "content": ["b"]}, {"node": "Signatories", "groups": []}],
    }
    assert thaw(Document, {"title": "A", "blocks": [], "notes": {"place": "end"}}).notes == NoteStyle("end")


PARAGRAPH = {"node": "Paragraph", "content": ["b"]}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], ""),
        ({"title": "A"}, "blocks"),
        ({"title": 1, "blocks": []}, "title"),
        ({"title": "A", "blocks": {}}, "blocks"),
        ({"title": "A", "blocks": [], "colour": "red"}, "colour"),
        ({"title": "A", "blocks": [], "date": "2020-13-01"}, "date"),
        ({"title": "A", "blocks": [], "direction": "up"}, "direction"),
        ({"title": "A", "blocks": ["b"]}, "blocks.0"),
        ({"title": "A", "blocks": [PARAGRAPH, {"content": ["b"]}]}, "blocks.1"),
        ({"title": "A", "blocks": [{"node": "Emphasis", "children": ["b"]}]}, "blocks.0"),
        ({"title": "A", "blocks": [{"node": "ListItem", "blocks": [PARAGRAPH]}]}, "blocks.0"),
        ({"title": "A", "blocks": [{"node": ["Paragraph"], "content": ["b"]}]}, "blocks.0"),
        ({"title": "A", "blocks": [{"node": "Paragraph", "content": [""]}]}, "blocks.0.content.0"),
        ({"title": "A", "blocks": [{"node": "Paragraph", "content": [{"node": "Text", "text": "b"}]}]}, "content.0"),
        ({"title": "A", "blocks": [{"node": "Heading", "level": "2", "content": ["b"]}]}, "blocks.0.level"),
        ({"title": "A", "blocks": [{"node": "Heading", "level": True, "content": ["b"]}]}, "blocks.0.level"),
    ],
)
def test_what_is_no_tree_is_refused_with_its_place(data: Any, place: str) -> None:
    with pytest.raises(NotATree) as refused:
        thaw(Document, data)
    assert place in str(refused.value)


def test_a_note_in_a_note_is_carried_as_it_is() -> None:
    """The tree’s rules about what stands in what are the parser’s; freezing adds none and loses none."""
    document = Document("A", (Paragraph((Note((Paragraph((Note(()),)),)),)),))
    assert _through_json(document) == document
