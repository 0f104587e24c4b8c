"""Slips of the pen and what was meant by them; and words for which nothing must be suggested."""

from __future__ import annotations

import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import shipped
from undersigned.library import Library
from undersigned.models.campaign import Campaign
from undersigned.models.register import Status
from undersigned.nearest import Lexicon, nearest
from undersigned.problems import did_you_mean
from undersigned.workspace import Workspace

KEYS = (*Campaign.model_fields, "documents", "languages")
KINDS = ("council-letter", "joint-letter", "news-item", "newsletter", "request-letter")
STATUSES = get_args(Status)
_LIBRARY = Library(Workspace(shipped.ROOT))
DEMANDS = tuple(_LIBRARY.demands)
FACTS = tuple(_LIBRARY.facts)
ADDRESSEES = tuple(_LIBRARY.addressees.suggestions())
ORGANISATIONS = tuple(_LIBRARY.organisations)

SLIPS = [
    # typing errors
    (KEYS, "tilte", "title"),
    (KEYS, "titel", "title"),
    (KEYS, "adressees", "addressees"),
    (KEYS, "adresees", "addressees"),
    (KEYS, "subjekt", "subject"),
    (KEYS, "opnening", "opening"),
    (KEYS, "boddy", "body"),
    (KEYS, "standfrist", "standfirst"),
    (KEYS, "salutaion", "salutation"),
    (KEYS, "signatorys", "signatories"),
    (KEYS, "langauge", "language"),
    (KEYS, "plase", "place"),
    (KEYS, "anexes", "annexes"),
    (KINDS, "joint-leter", "joint-letter"),
    (KINDS, "coucil-letter", "council-letter"),
    (STATUSES, "confirmd", "confirmed"),
    (STATUSES, "declind", "declined"),
    (STATUSES, "pendng", "pending"),
    (DEMANDS, "invesitgate-attacks", "investigate-attacks"),
    (DEMANDS, "end-harrassment", "end-harassment"),
    (FACTS, "kem-ley-kiling", "kem-ley-killing"),
    (FACTS, "eba-partial-withdrawel", "eba-partial-withdrawal"),
    (ADDRESSEES, "kh-goverment", "kh-government"),
    (ADDRESSEES, "germny", "germany"),
    (ORGANISATIONS, "human-rights-wach", "human-rights-watch"),
    # capitals, hyphens, underscores, spaces
    (KEYS, "Title", "title"),
    (KEYS, "CC", "cc"),
    (KEYS, "lead-in", "lead_in"),
    (KEYS, "leadin", "lead_in"),
    (KEYS, "Lead In", "lead_in"),
    (KEYS, "afterDemands", "after_demands"),
    (KEYS, "sign-off", "signoff"),
    (KEYS, "stand_first", "standfirst"),
    (KINDS, "joint_letter", "joint-letter"),
    (KINDS, "Joint Letter", "joint-letter"),
    (KINDS, "newsitem", "news-item"),
    (KINDS, "news-letter", "newsletter"),
    (STATUSES, "Confirmed", "confirmed"),
    (DEMANDS, "release_political_prisoners", "release-political-prisoners"),
    (DEMANDS, "Release political prisoners", "release-political-prisoners"),
    (ADDRESSEES, "nl", "NL"),
    (ORGANISATIONS, "forum_asia", "forum-asia"),
    (ORGANISATIONS, "FORUM-ASIA", "forum-asia"),
    # British and American spelling
    (DEMANDS, "decriminalize-defamation", "decriminalise-defamation"),
    (DEMANDS, "protect-union-organizers", "protect-union-organisers"),
    (("labour-rights", "land-rights"), "labor-rights", "labour-rights"),
    (("media-centre", "media-law"), "media-center", "media-centre"),
    (("organisation", "parent"), "organization", "organisation"),
    (("defence-lawyers", "lawyers"), "defense-lawyers", "defence-lawyers"),
    # singular and plural
    (KEYS, "addressee", "addressees"),
    (KEYS, "demand", "demands"),
    (KEYS, "fact", "facts"),
    (KEYS, "document", "documents"),
    (KEYS, "signatory", "signatories"),
    (KEYS, "salutations", "salutation"),
    (DEMANDS, "repeal-laws", "repeal-law"),
    (DEMANDS, "drop-charge", "drop-charges"),
    (DEMANDS, "ratify-treaties", "ratify-treaty"),
    # another form of the word
    (STATUSES, "confirm", "confirmed"),
    (STATUSES, "decline", "declined"),
    (STATUSES, "withdrew", "withdrawn"),
    (KEYS, "accepted", "accept"),
    # words in another order, some left out or too many
    (DEMANDS, "attacks-investigate", "investigate-attacks"),
    (DEMANDS, "release-prisoners", "release-political-prisoners"),
    (DEMANDS, "drop-all-charges", "drop-charges"),
    (DEMANDS, "time-bound-plan", "time-bound-action-plan"),
    (DEMANDS, "cooperate-with-un", "cooperate-with-un-mechanisms"),
    (DEMANDS, "stop-harassment", "end-harassment"),
    (FACTS, "mass-arrests", "mass-arrests-2019"),
    (FACTS, "eba-withdrawal", "eba-partial-withdrawal"),
    (KINDS, "council", "council-letter"),
    (ADDRESSEES, "human-right-council", "human-rights-council"),
]
NOTHING = [
    (KEYS, "colour"),
    (KEYS, "weather"),
    (KEYS, "footer"),
    (KEYS, "deadline"),
    (KEYS, "copy"),
    (KEYS, "text"),
    (KEYS, "status"),
    (KEYS, "id"),
    (KINDS, "poem"),
    (KINDS, "petition"),
    (KINDS, "letter"),
    (STATUSES, "maybe"),
    (STATUSES, "yes"),
    (DEMANDS, "abolish-everything"),
    (DEMANDS, "vote-of-thanks"),
    (DEMANDS, "save-the-whales"),
    (DEMANDS, "prisoners"),
    (FACTS, "birds"),
    (FACTS, "covid-19"),
    (ADDRESSEES, "xx"),
    (ADDRESSEES, "UK"),
    (ADDRESSEES, "narnia"),
    (ORGANISATIONS, "oxfam"),
    (ORGANISATIONS, "greenpeace"),
    (("government",), "nobody-like-it"),
    (("iran", "mali"), "iraq"),
    (("zebra-union",), "nobody"),
    (("north-network",), "south-network"),
]


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(SLIPS) >= 60
    assert len(NOTHING) >= 20


@pytest.mark.parametrize(
    ("known", "written", "meant"), SLIPS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_meant_is_suggested(known: tuple[str, ...], written: str, meant: str) -> None:
    assert nearest(written, known) == meant
    assert did_you_mean(written, known) == f"did you mean “{meant}”?"


@pytest.mark.parametrize(("known", "written"), NOTHING, ids=lambda value: value if isinstance(value, str) else "")
def test_nothing_is_suggested_that_is_absurd(known: tuple[str, ...], written: str) -> None:
    assert nearest(written, known) is None
    assert did_you_mean(written, known) == ""


@given(words=st.text(max_size=40))
def test_any_text_has_an_answer(words: str) -> None:
    assert nearest(words, DEMANDS) in (None, *DEMANDS)


@pytest.mark.parametrize("known", [KEYS, KINDS, STATUSES, DEMANDS, FACTS, ORGANISATIONS])
def test_every_word_is_its_own_neighbour(known: tuple[str, ...]) -> None:
    lexicon = Lexicon(known)
    assert [lexicon.nearest(name) for name in known] == list(known)


@given(
    name=st.sampled_from([name for name in (*DEMANDS, *KEYS) if len(name) > 7 and not name.startswith("language")]),
    data=st.data(),
)
def test_two_letters_exchanged_are_no_riddle(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(name) - 2))
    slip = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    assert nearest(slip, DEMANDS if name in DEMANDS else KEYS) == name


def test_where_thousands_are_unknown_it_was_no_slip() -> None:
    """So many that each would have to be compared with each; what is the same but for its capitals is found all the
    same."""
    known = [f"organisation-{number * 7919 % 100_003:05}" for number in range(5_000)]
    lexicon = Lexicon(known)
    assert lexicon.nearest("organisatoin-07919") == "organisation-07919"
    start = time.perf_counter()
    assert [lexicon.nearest(f"qu-{number}") for number in range(5_000)] == [None] * 5_000
    assert time.perf_counter() - start < 15
    assert lexicon.nearest("organisatoin-07919") is None
    assert lexicon.nearest("Organisation 07919") == "organisation-07919"
