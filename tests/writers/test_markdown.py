"""The Markdown writer: what it writes reads back as the same words in the same plain structure."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pypandoc
from hypothesis import HealthCheck, given, settings

from tests.strategies import documents
from undersigned.document import Document
from undersigned.markdown import Place, parse
from undersigned.writers.markdown import plain, write

PLACE = Place("letter.md", 1, "field", "body")
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@given(documents())
@settings(deadline=None, suppress_health_check=SLOW, max_examples=150)
def test_reads_back_as_the_same_plain_letter(document: Document) -> None:
    written = write(document)
    read = parse(written, PLACE, parts=True)
    assert read.problems == (), written
    assert read.blocks == plain(document), written
