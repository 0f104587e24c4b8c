"""The campaigns that come with the project, found where they lie."""

from __future__ import annotations

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
CAMPAIGNS = sorted((ROOT / "campaigns").glob("*/campaign.yaml"))
SLUGS = [campaign.parent.name for campaign in CAMPAIGNS]


def _documents(campaign: Path) -> list[str]:
    """Documents of a campaign, as `2016-hrc33/news-item`."""
    content = yaml.safe_load(campaign.read_text(encoding="utf-8"))
    return [f"{campaign.parent.name}/{kind}" for kind in content["documents"]]


LETTERS = [document for campaign in CAMPAIGNS for document in _documents(campaign)]
