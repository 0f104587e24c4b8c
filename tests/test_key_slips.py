"""Keys by another name or at another level: what is said to do about them."""

from __future__ import annotations

import pytest

from undersigned import other_words
from undersigned.key_slips import Path, key_slip, known_keys
from undersigned.models.base import Model
from undersigned.models.campaign import Campaign
from undersigned.models.register import Organisation, Person, SignOns
from undersigned.models.shared import Addressee, Fact, Instrument
from undersigned.nearest import tokens

DEMAND: Path = ("demands", 0, "items", 0)
ADDRESSEE: Path = ("addressees", 0)
SIGN_ON: Path = ("signatories", 0)
SOURCE: Path = ("sources", 0)

MEANT: list[tuple[type[Model], Path, str, str]] = [
    (Campaign, (), "recipients", "did you mean “addressees”?"),
    (Campaign, (), "signatures", "did you mean “signatories”?"),
    (Campaign, (), "signers", "did you mean “signatories”?"),
    (Campaign, (), "text", "did you mean “body”?"),
    (Campaign, (), "copy", "did you mean “cc”?"),
    (Campaign, (), "from", "did you mean “sender”?"),
    (Campaign, (), "author", "did you mean “sender”?"),
    (Campaign, (), "asks", "did you mean “demands”?"),
    (Campaign, (), "requests", "did you mean “demands”?"),
    (Campaign, (), "heading", "did you mean “title”?"),
    (Campaign, (), "Lead-In", "did you mean “lead_in”?"),
    (Campaign, (), "intro", "did you mean “opening” or “lead_in”?"),
    (Campaign, (), "greeting", "did you mean “salutation”? “greeting” itself belongs"),
    (Campaign, ("sender",), "name", "did you mean “organisation”?"),
    (Campaign, ADDRESSEE, "salutation", "did you mean “greeting”?"),
    (Campaign, ADDRESSEE, "title", "did you mean “office” or “honorific”?"),
    (Campaign, DEMAND, "text", "did you mean “act”?"),
    (Campaign, DEMAND, "params", "did you mean “with” or “parameters”?"),
    (Campaign, DEMAND, "who", "did you mean “actor”?"),
    (SignOns, SIGN_ON, "name", "did you mean “as”?"),
    (SignOns, SIGN_ON, "answer", "did you mean “status”?"),
    (Fact, (), "sentence", "did you mean “text”?"),
    (Fact, SOURCE, "link", "did you mean “url”?"),
    (Fact, SOURCE, "newspaper", "did you mean “publisher”?"),
    (Fact, SOURCE, "page", "did you mean “locator”?"),
    (Organisation, (), "abbreviation", "did you mean “acronym”?"),
    (Organisation, (), "aka", "did you mean “aliases”?"),
    (Person, (), "title", "did you mean “titles”?"),
    (Instrument, (), "title", "did you mean “name”?"),
    (Addressee, (), "function", "did you mean “office”?"),
]
BELONGING: list[tuple[type[Model], Path, str, str]] = [
    (Campaign, (), "deadline", "“deadline” belongs below “signoff”, indented"),
    (Campaign, (), "deadlin", "“deadline” belongs below “signoff”, indented"),
    (Campaign, (), "sign_by", "“deadline” belongs below “signoff”, indented"),
    (Campaign, (), "order", "“order” belongs below “signatories”, indented"),
    (Campaign, (), "email", "“email” belongs below “contact” of “sender”, indented"),
    (Campaign, (), "act", "“act” belongs in an entry of “demands”, indented"),
    (Campaign, (), "sources", "“sources” belongs in an entry of “facts”, indented"),
    (Campaign, ("signatories",), "closing", "“closing” belongs to the campaign: begin its line further to the left"),
    (Campaign, ("signatories",), "deadline", "“deadline” belongs below “signoff”, indented"),
    (Campaign, DEMAND, "closing", "“closing” belongs to the campaign: begin its line further to the left"),
    (Fact, (), "url", "“url” belongs in an entry of “sources”, indented"),
    (Fact, SOURCE, "tags", "“tags” belongs to the whole entry: begin its line further to the left"),
]


@pytest.mark.parametrize(("model", "path", "key", "remedy"), MEANT)
def test_a_key_by_another_name_is_known(model: type[Model], path: Path, key: str, remedy: str) -> None:
    message, said = key_slip(key, model, path)
    assert message == f"the field “{key}” is unknown"
    assert said.startswith(remedy)


@pytest.mark.parametrize(("model", "path", "key", "remedy"), BELONGING)
def test_a_key_at_the_wrong_level_has_a_home(model: type[Model], path: Path, key: str, remedy: str) -> None:
    assert key_slip(key, model, path)[1] == remedy


@pytest.mark.parametrize("key", ["colour", "weather", "footer", "x"])
def test_what_nothing_is_like_is_told_what_there_is(key: str) -> None:
    assert key_slip(key, Campaign, ())[1].startswith("known here: sample, title,")


def test_the_id_of_a_whole_entry_is_no_key_of_it() -> None:
    assert "id" not in known_keys(Organisation, ())
    assert "id" in known_keys(SignOns, SIGN_ON)
    assert {"documents", "languages"} <= set(known_keys(Campaign, ()))


@pytest.mark.parametrize("words", [*other_words.KEYS, *other_words.CHOICES])
def test_other_words_are_written_as_they_are_looked_up(words: str) -> None:
    assert " ".join(tokens(words)) == words


def test_other_words_lead_to_keys_that_there_are() -> None:
    keys: set[str] = {"documents", "items", "use"}
    for model in (Campaign, Organisation, Person, SignOns, Fact, Instrument, Addressee):
        for path in (
            (),
            ADDRESSEE,
            DEMAND,
            SIGN_ON,
            SOURCE,
            ("sender",),
            ("sender", "contact"),
            ("signoff",),
            ("accept", 0),
        ):
            keys |= set(known_keys(model, path))
        keys |= set(known_keys(model, ("signatories",))) | set(known_keys(model, ("signatories", 0, "signer")))
    assert {name for names in other_words.KEYS.values() for name in names} <= keys
