"""The library of demand blocks that comes with the program: every block, in every language and frame, as it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests import workspaces
from tests.shipped import ROOT
from undersigned.brief import Brief
from undersigned.framing import Framing
from undersigned.inlines import plain_text
from undersigned.library import Library
from undersigned.markdown import Place, parse, parse_inline
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.demand import FRAMES, Demand, Frame, Wording
from undersigned.models.shared import Addressee, AddresseeWords
from undersigned.problems import Refused, Span
from undersigned.templating import Templates
from undersigned.workspace import Workspace

LIBRARY = Library(Workspace(ROOT))
BLOCKS = list(LIBRARY.demands)

BODY = Addressee(
    id="eastland",
    name="the Government of Eastland",
    languages={"fr": AddresseeWords(name="le Gouvernement de l’Estlande")},
)
BODIES = Addressee(
    id="authorities",
    name="the authorities of Eastland",
    plural=True,
    languages={"fr": AddresseeWords(name="les autorités de l’Estlande")},
)
ACTORS = {"one": BODY, "several": BODIES, "you": BODY}
"""Who must act; `you` is the one to whom the letter speaks."""

CASES = [(name, tag) for name in BLOCKS for tag in ("en", *LIBRARY.demand(name).languages)]
"""Every block in every language that it claims."""

_SENTENCES: tuple[Frame, ...] = ("imperative", "should", "sentence")
_PHRASES: tuple[Frame, ...] = ("infinitive", "noun", "gerund")


@cache
def _templates() -> Templates:
    return Templates(lambda _name: None)


def _framing(actor: str, language: str, document: str = "joint-letter") -> Framing:
    """What puts demands into words for an actor of `ACTORS`."""
    target = ACTORS[actor]
    receiving = (target,) if actor == "you" else ()
    campaign = Campaign(title="A letter", language=language, target=target, addressees=receiving)
    kind = LetterKind(description="a letter")
    brief = Brief("x", document, kind, campaign, (), 0, {}, LIBRARY, "", Span("campaigns/x/campaign.yaml"))
    return Framing(brief, _templates(), {}, lambda text, place: parse(text, place).blocks)


def _used(name: str, language: str = "en", *, with_examples: bool = False) -> Demand:
    """A block as a campaign uses it, for the campaign's target; every parameter filled with its example if asked."""
    demand = LIBRARY.demand(name)
    filled = {
        gap: demand.parameters[gap].languages.get(language, demand.parameters[gap]).example for gap in demand.parameters
    }
    return demand.model_copy(update={"use": name, "actor": None, "with_": filled if with_examples else {}})


@cache
def _lines(name: str, language: str, actor: str, *, with_examples: bool = False) -> dict[Frame, tuple[str, str]]:
    """A block in every frame: its Markdown, and as it is read."""
    framing, demand = _framing(actor, language), _used(name, language, with_examples=with_examples)
    found: dict[Frame, tuple[str, str]] = {}
    for frame in FRAMES:
        words = framing.words(demand, frame)
        content, problems = parse_inline(words, Place("block.yaml", 1, "demand", name))
        assert not problems
        found[frame] = (words, plain_text(content))
    return found


def _every_line(name: str, language: str) -> Iterator[tuple[str, Frame, str]]:
    for actor in ACTORS:
        for with_examples in (False, True):
            for frame, (_, line) in _lines(name, language, actor, with_examples=with_examples).items():
                yield actor, frame, line


# --- every line -------------------------------------------------------------------------------------------------------

_LEFT_OVER = re.compile(r"[\n{}\[\]_*\\]|\( | \)|\.\.|,,|;;|\s[,.]|[,.;:](?=[^\W\d])|\bNone\b")
_DOUBLED = re.compile(r"  |\b(\w+) \1\b", re.IGNORECASE)
_TYPEWRITER = re.compile(r"[\"'`]|--|\.\.\.")
_UNCONTRACTED = re.compile(r"\b(?:de|à) les? (?!\d)|\b(?:de|que|le|la|ne|se) (?=[aeiouyéèêàâîôœ])", re.IGNORECASE)
"""French that an elision or a contraction is missing from: `de le`, `à les`, `de abroger`."""
_ENGLISH_SPACING = re.compile(r"\s[;:!?»]|«")
_FRENCH_SPACING = re.compile(r"[^\u00a0\u202f][;:!?»]|«[^\u00a0\u202f]|[“”]")
_ASKS_YOU_WRONGLY = re.compile(r"\b(?:prions|demandons|appelons|exhortons|invitons|à|de) vous\b", re.IGNORECASE)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_every_line_is_clean(name: str, language: str) -> None:
    for actor, frame, line in _every_line(name, language):
        place = f"{frame} ({actor}): {line}"
        assert not _LEFT_OVER.search(line), place
        assert not _DOUBLED.search(line.replace("vous vous", "")), place
        assert not _TYPEWRITER.search(line), place
        spacing = _FRENCH_SPACING if language == "fr" else _ENGLISH_SPACING
        assert not spacing.search(line), place
        if language == "fr":
            assert not _UNCONTRACTED.search(line), place
            assert not _ASKS_YOU_WRONGLY.search(line), place


@pytest.mark.parametrize(("name", "language"), CASES)
def test_sentences_are_sentences_and_phrases_are_phrases(name: str, language: str) -> None:
    for actor, frame, line in _every_line(name, language):
        place = f"{frame} ({actor}): {line}"
        if frame in _SENTENCES:
            assert line[0].isupper(), place
            assert line.endswith("."), place
            stops = line.count(". ") - len(re.findall(r"\bNo\. ", line))
            assert stops == 0 or (frame == "imperative" and LIBRARY.demand(name).detail), f"one sentence: {place}"
        if frame in _PHRASES:
            assert line[0].islower() or line.split("’")[0].isupper() or line.split()[0].isdecimal(), place
            assert not line.endswith((".", ";", ",", ":")), place


@pytest.mark.parametrize(("name", "language"), CASES)
def test_infinitives_and_gerunds_follow_their_language(name: str, language: str) -> None:
    for _, frame, line in _every_line(name, language):
        if frame == "infinitive":
            assert line.startswith("to " if language == "en" else ("de ", "d’")), line
        if frame == "gerund":
            first = line.replace(",", "").split()[:2]
            assert any(re.search(r"ing$" if language == "en" else r"^en$|ant$", word) for word in first), line


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_clause_begins_with_its_verb_and_names_its_actor(name: str, language: str) -> None:
    for actor, target in ACTORS.items():
        words, line = _lines(name, language, actor)["clause"]
        demand = LIBRARY.demand(name)
        wording: Wording = demand if language == "en" else demand.languages[language]
        assert words.startswith(f"*{wording.verb}* "), words
        assert re.match(r"[A-ZÀ-Ý]", line), line
        named = target.name if language == "en" else str(target.languages["fr"].name)
        assert named in line, line
        assert not re.search(r"\b(?:you|your|vous|votre|vos)\b", line), f"a clause speaks to nobody: {line}"
        assert not line.endswith((".", ";")), line
        assert wording.verb
        assert wording.verb[0].isupper(), line


@pytest.mark.parametrize(("name", "language"), CASES)
def test_the_actor_is_said_where_it_is_spoken_to(name: str, language: str) -> None:
    """What belongs to somebody is “its”, “their” or “your”, and the sentences with “should” say who is meant."""
    for actor, target in ACTORS.items():
        should = _lines(name, language, actor)["should"][1]
        if actor == "you":
            assert should.startswith("You should " if language == "en" else "Nous vous prions "), should
        else:
            named = target.name if language == "en" else str(target.languages["fr"].name)
            assert named.casefold() in should.casefold(), should
    asked = _lines(name, language, "one")["imperative"][1]
    changed = {actor: _lines(name, language, actor)["imperative"][1] for actor in ("several", "you")}
    possessive = {"en": r"\{\{ its \}\}", "fr": r"\{\{ (?:son|sa|ses) \}\}"}[language]
    demand = LIBRARY.demand(name)
    wording: Wording = demand if language == "en" else demand.languages[language]
    written = "".join(prose.text for prose in (wording.imperative or wording.act, wording.detail) if prose)
    for actor, line in changed.items():
        assert (line != asked) == bool(re.search(possessive, written)), f"{actor}: {line}"


# --- what a block holds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_its_words_in_both_languages(name: str) -> None:
    demand = LIBRARY.demand(name)
    assert demand.topic
    assert demand.note
    assert demand.tags
    for wording in (demand, demand.languages["fr"]):
        for field in ("act", "noun", "gerund", "sentence", "verb"):
            assert getattr(wording, field), field
        prose = (getattr(wording, frame) for frame in ("act", *FRAMES, "detail"))
        for said in (text for text in prose if text):
            assert set(re.findall(r"\{\{ (\w+)", said.text)) <= {
                *demand.parameters,
                *("actor", "its", "son", "sa", "ses"),
            }
    for basis in demand.basis:
        assert basis.instrument in LIBRARY.instruments


@pytest.mark.parametrize("name", BLOCKS)
def test_every_parameter_is_used_explained_and_translated(name: str) -> None:
    demand = LIBRARY.demand(name)
    for gap, parameter in demand.parameters.items():
        assert parameter.description, gap
        assert "fr" in parameter.languages or parameter.kind in ("number", "date"), gap
        for wording in (demand, demand.languages["fr"]):
            for field in ("act", "noun", "gerund", "sentence"):
                assert re.search(rf"\{{\{{ {gap}\b", getattr(wording, field).text), f"{field} lacks {gap}"
        french = parameter.languages.get("fr", parameter)
        assert (parameter.default is None) == (french.default is None), gap


THEMES = (
    *("detention", "fair trial", "freedom of expression", "media", "freedom of association", "peaceful assembly"),
    *("trade unions", "land", "elections", "United Nations mechanisms", "institutions", "accountability"),
    *("surveillance", "refugees", "trade and aid", "political prisoners", "repressive legislation"),
)


def test_the_library_covers_the_themes_of_the_source_letters() -> None:
    demands = [LIBRARY.demand(name) for name in BLOCKS]
    known = {word for demand in demands for word in (demand.topic, *demand.tags)}
    assert set(THEMES) <= known
    assert len(BLOCKS) >= 40
    assert sum(bool(demand.parameters) for demand in demands) > 20


def test_blocks_do_not_say_the_same() -> None:
    for language in ("en", "fr"):
        said = [_lines(name, language, "one")["imperative"][1] for name in BLOCKS]
        assert len(set(said)) == len(said)


def test_the_shipped_workspace_is_sound() -> None:
    assert [str(problem) for problem in Library(Workspace(ROOT)).check_all()] == []


# --- what a block lacks -----------------------------------------------------------------------------------------------

LACKING: dict[str, tuple[Frame, str, dict[str, object], str]] = {
    "noun": ("noun", "en", {"noun": None}, "needs the demand “repeal-law” as noun, and"),
    "gerund": ("gerund", "en", {"gerund": None}, "needs the demand “repeal-law” as gerund, and"),
    "sentence": ("sentence", "en", {"sentence": None}, "needs the demand “repeal-law” as sentence, and"),
    "act": ("imperative", "en", {"act": None}, "needs the demand “repeal-law” as imperative, and"),
    "another language": ("imperative", "de", {}, "as imperative in the language “de”, and"),
    "French": ("noun", "fr", {"languages": {}}, "as noun in the language “fr”, and"),
    "verb": ("clause", "en", {"verb": None}, "the demand “repeal-law” has no verb"),
}


@pytest.mark.parametrize("case", LACKING)
def test_a_frame_that_is_missing_is_named_with_block_language_and_document(case: str) -> None:
    frame, language, without, said = LACKING[case]
    demand = _used("repeal-law").model_copy(update=without)
    with pytest.raises(Refused) as refused:
        _framing("one", language, "news-item").words(demand, frame)
    (problem,) = refused.value.problems
    assert problem.code == "U405"
    assert said in problem.message
    assert case == "verb" or problem.message.startswith("the news-item needs")
    assert problem.remedy


# --- a block of a workspace's own is held to the same -----------------------------------------------------------------


def test_these_tests_can_fail() -> None:
    for wrong in ("to to go", "a  b", "the [date]", "go {{ on }}", "a,b", "x .", "one;; two", "two ."):
        assert _LEFT_OVER.search(wrong) or _DOUBLED.search(wrong), wrong
    for wrong in ("de le Gouvernement", "à les femmes", "de abroger", "de immédiatement libérer"):
        assert _UNCONTRACTED.search(wrong), wrong
    assert _TYPEWRITER.search("don't")
    assert _FRENCH_SPACING.search("oui ; non")
    assert not _FRENCH_SPACING.search("oui\u00a0; non")
    assert _ASKS_YOU_WRONGLY.search("Nous prions vous de")


def test_one_change_of_a_block_changes_every_document(tmp_path: Path) -> None:
    before = workspaces.build(tmp_path / "before")
    changed = workspaces.BLOCKS.replace("open the prisons", "open all jails").replace(
        "the opening of the prisons", "open jails for all"
    )
    after = workspaces.build(tmp_path / "after", {"templates/demands/testing.yaml": changed})
    said = {
        "joint": ("1. Open the prisons to", "1. Open all jails to"),
        "council": ("to open the prisons to", "to open all jails to"),
        "news": ("the opening of the prisons to", "open jails for all to"),
    }
    for slug, (old, new) in said.items():
        assert old in workspaces.markdown(before, slug)
        assert new in workspaces.markdown(after, slug)
        assert old not in workspaces.markdown(after, slug)
