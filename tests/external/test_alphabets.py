"""The alphabets beside those of ICU, which Node carries."""

from __future__ import annotations

import json
import re
import subprocess
from itertools import pairwise
from string import ascii_lowercase

import pytest

from tests.external.programs import installed
from undersigned.collation import _LETTERS, alphabet

pytestmark = pytest.mark.external

_SORT = """
const {words, spoken} = JSON.parse(require("fs").readFileSync(0));
process.stdout.write(JSON.stringify(words.sort(new Intl.Collator(spoken).compare)));
"""


@pytest.mark.parametrize("spoken", [*_LETTERS, "en", "fr", "de", "it", "pt", "nl", "gl", "nn", "tl"])
def test_letters_stand_as_icu_has_them(spoken: str) -> None:
    own = re.split("[<= ]", _LETTERS.get(spoken, "e<é<è<ê<ë c<ç o<ö"))
    words = [first + then for first in dict.fromkeys([*ascii_lowercase, *own]) for then in ("", "a", "u", "z")]
    run = subprocess.run(
        [installed("node"), "-e", _SORT],
        input=json.dumps({"words": words, "spoken": spoken}),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    key = alphabet(spoken)
    ordered = json.loads(run.stdout)
    wrong = [pair for pair in pairwise(ordered) if key(pair[0])[0] > key(pair[1])[0]]
    assert wrong == []
