"""Workspaces made for measuring: one letter to many addressees, one letter from many signatories."""

from __future__ import annotations

from pathlib import Path

from undersigned.states import states

PARAGRAPHS = (
    "Civic space has narrowed for the third year in a row. Organisations that report on the courts have been "
    "searched, their accounts have been closed, and people who worked for them have left the country.",
    "The law that was passed in April lets a ministry dissolve an association without a hearing. Nobody who is "
    "affected can appeal, and the register that the law provides for has not been opened since.",
    "What was promised at the last review has not been done. We have seen no inquiry, no amendment and no "
    "release, and the answers that your missions were given repeat those of the year before.",
)
DEMANDS = (
    ("open-prisons", "open every place of detention to independent visitors"),
    ("release-all", "release everyone who is held for what they have written"),
    ("mend-the-law", "bring the law on associations into line with international law"),
    ("pay-the-fine", "pay back the fines that the courts have since found unlawful"),
    ("answer-letters", "answer the letters of the special procedures within sixty days"),
)
TITLE = "Open letter on associations"
SIGNATORIES = 20


def addressees() -> list[tuple[str, str, str]]:
    """Id, name and greeting of every member state of the United Nations."""
    return [(state.id, state.english, "Your Excellency") for state in states()]


def signatory(number: int) -> tuple[str, str]:
    """Id and name of a signatory."""
    return f"org-{number:05}", f"Organisation for the Rights of People {number}"


def letter_to_many(root: Path) -> Path:
    """A workspace whose campaign `many` goes to every member state of the United Nations; gives its folder back."""
    entries = ["  - use: un-member-states"]
    opening = (
        "We, the undersigned {{ signatories.count }} organisations, write to {{ addressees.names }} about associations."
    )
    return _workspace(root, "many", opening, entries, SIGNATORIES)


def letter_from_many(root: Path, signatories: int) -> Path:
    """A workspace whose campaign `big` is signed by so many organisations; gives its folder back."""
    entries = ["  - {id: council, name: the Council, kind: body, greeting: Excellencies}"]
    opening = "We, the undersigned {{ signatories.count }} organisations, write to {{ addressees.names }}."
    return _workspace(root, "big", opening, entries, signatories)


def _workspace(root: Path, slug: str, opening: str, addressees: list[str], signatories: int) -> Path:
    signing = [signatory(number) for number in range(signatories)]
    campaign = [
        f"title: {TITLE}",
        "documents: {joint-letter: }",
        "date: 2026-12-10",
        "place: Geneva",
        "subject: Associations",
        "target: {id: government, name: the Government, kind: body, possessive: its}",
        "addressees:",
        *addressees,
        f"opening: |\n  {opening}",
        "body: |",
        *(f"  {paragraph}\n" for paragraph in PARAGRAPHS),
        "demands:",
        *(f"  - {{id: {key}, act: {act}}}" for key, act in DEMANDS),
    ]
    files = {
        f"campaigns/{slug}/campaign.yaml": campaign,
        f"campaigns/{slug}/sign-ons.yaml": ["signatories:", *(f"  - {key}" for key, _ in signing)],
        "signatories/organisations.yaml": [f"{key}: {{name: {name}}}" for key, name in signing],
    }
    for name, lines in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root
