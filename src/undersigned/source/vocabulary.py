"""The names of the fields that the files of a workspace have.

Reading itself knows no names: any word may be a field. They tell a field from a line of text where a line cannot be
read; a test holds them to be those of the models.
"""

from __future__ import annotations

_NAMES = """
accept acronym acronyms act actor address addressed addressees affiliation after_demands again aliases also annexes
archived article articles as as_of as_one author basis body capacity cc clause closing code columns comments_until
commitments concerns condition consent contact contacted countries country credit date deadline default demands
description detail documents email embargo example facts file formal frame function gerund greeting group_by heading
headings honorific how id imperative infinitive instrument items kind language languages late lead lead_in limits
link list locator marks masthead members merge name names needs note notes noun numbered numbering office opening
operative order organisation parameters parent persons phone place plural possessive post_nominals profile public
publisher reason region regions register_id restart salutation sample scope scopes sender sent sentence short should
signatories signer signers signoff sort_as sources standfirst status style subject supersedes tags target text
time_zone title titles topic until url use valediction verb version website with withheld words words_in_demand
"""
_COMMON = """
act again also articles as code columns date default file frame function how items kind late lead link list locator
marks merge name names needs note notes noun numbered order parent persons place public reason region scope sent
sentence short should status style text titles until use verb with words
"""

_PROSE = """
act after_demands body clause closing detail gerund imperative infinitive lead_in noun opening operative sentence should
standfirst text
"""
_LISTS = """
accept address addressees aliases also annexes basis cc concerns demands items lead masthead members merge needs persons
sources tags
"""
_OF_CAMPAIGNS = """
accept addressees after_demands annexes cc closing commitments credit documents embargo facts masthead
opening salutation sample sender sent signoff standfirst subject target valediction
"""

FIELDS = frozenset(_NAMES.split())
"""The fields of campaigns, sign-ons, demand blocks, facts, addressees, the register and kinds of letter."""

PROSE = frozenset(_PROSE.split())
"""Those of them that hold a text, which may be as long as it likes."""

OF_CAMPAIGNS = frozenset(_OF_CAMPAIGNS.split())
"""Those of them that only a campaign has, or a document of it: all of them begin in the same column."""

LISTS = frozenset(_LISTS.split())
"""Those of them that hold lists."""

_WORDS_OF_TEXTS = frozenset(_COMMON.split())
"""Those of them that a line of a text may well begin with."""


def is_surely_a_field(word: str) -> bool:
    """Whether a word is the name of a field, and hardly ever the first word of a line of text."""
    return word in FIELDS and word not in _WORDS_OF_TEXTS
