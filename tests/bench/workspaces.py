"""Workspaces made for measuring: one letter to many addressees, one letter from many signatories."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from shutil import copytree, ignore_patterns

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
_SHIPPED = Path(__file__).parents[2]


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


def copies(scratch: Path, count: int) -> Path:
    """A workspace with so many copies of the shipped campaigns, a multiple of four; gives its folder back."""
    root = scratch / f"copies-{count}"
    for folder in ("campaigns/shared", "signatories"):
        copytree(_SHIPPED / folder, root / folder, ignore=ignore_patterns("private"))
    slugs = sorted(file.parent.name for file in (_SHIPPED / "campaigns").glob("*/campaign.yaml"))
    for number in range(count):
        slug = slugs[number % len(slugs)]
        copytree(
            _SHIPPED / "campaigns" / slug, root / "campaigns" / (slug if number < len(slugs) else f"{slug}-{number}")
        )
    return root


_FORM_WORDS = """
Network Centre Forum Association Union Alliance Institute Foundation Committee League Coalition Movement
"""
_TOPIC_WORDS = """
Human Rights,Women Workers,Indigenous Peoples,Free Elections,Press Freedom,Land Rights,Digital Rights,Food Sovereignty,
Legal Aid,Refugee Protection,Climate Justice,Housing Rights,Prison Reform,Media Studies,Farmers,Journalists,Lawyers,
Teachers,Nurses,Migrants,Open Data,Water,Forest Peoples,Urban Poor,Fisherfolk,Labour Rights,Child Protection
"""
_SYLLABLES = ("ba", "ko", "li", "mu", "na", "po", "ri", "sa", "te", "vu")
_FORMS = _FORM_WORDS.split()
_TOPICS = [topic.strip() for topic in _TOPIC_WORDS.split(",")]


def organisation_names() -> Iterator[str]:
    """Names as organisations have them, in an order that mixes their words; some come twice."""
    towns = ["".join(parts).capitalize() for parts in product(_SYLLABLES, repeat=3)]
    for number in range(len(towns) * len(_FORMS) * len(_TOPICS)):
        town = towns[number * 37 % len(towns)]
        yield f"{town} {_FORMS[number // 1_000 % len(_FORMS)]} for {_TOPICS[number // 7 % len(_TOPICS)]}"


def import_of_many(root: Path, rows: int) -> Path:
    """A workspace with a register of so many organisations, and `answers.csv` with as many rows.

    Of three rows one is in the register letter by letter, one with a slip of the pen, one is new; one of ten is not to
    be named.
    """
    letter_from_many(root, 1)
    unique = dict.fromkeys(organisation_names())
    names = [name for name, _ in zip(unique, range(2 * rows), strict=False)]
    register = (f"org-{number:05}: {{name: {name}}}" for number, name in enumerate(names[:rows]))
    (root / "signatories/organisations.yaml").write_text("\n".join(register) + "\n", encoding="utf-8")
    (root / "campaigns/big/sign-ons.yaml").write_text("signatories: []\n", encoding="utf-8")
    lines = ["Timestamp,Organisation name,Country,E-mail,Contact person,Do you agree to be named publicly?"]
    for number, name in enumerate(names[:rows]):
        typed = (name, _with_a_slip(name), names[rows + number])[number % 3]
        consent = "no" if number % 10 == 9 else "yes"
        lines.append(f"2026-05-01 10:00:00,{typed},Kenya,office{number}@example.org,Jane Doe,{consent}")
    (root / "answers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


def _with_a_slip(name: str) -> str:
    """The name with two letters of its last word exchanged."""
    return name[:-3] + name[-2] + name[-3] + name[-1]


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
