"""The register and sign-ons as CSV, for spreadsheet programs and for coming back through an import.

A cell that a spreadsheet program would take for a formula gets an apostrophe before it, which reading takes away again.
Who is withheld is in none of it: only the review of an import holds what a form said, and lies in the private folder.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from undersigned.intake.entries import Entry
from undersigned.intake.importing import Plan
from undersigned.intake.spreadsheets import guarded
from undersigned.matching import Match
from undersigned.models.register import Organisation, SignOn

HEADERS: Mapping[str, str] = {
    "id": "Register id",
    "name": "Organisation name",
    "acronym": "Acronym",
    "country": "Country",
    "region": "Region",
    "scope": "Scope",
    "kind": "Kind",
    "website": "Website",
    "aliases": "Other spellings",
    "parent": "Parent",
    "consent": "Named publicly",
    "status": "Status",
    "date": "Date",
    "as": "Printed as",
    "signer": "Signatory",
    "contact": "Contact person",
    "function": "Function",
    "email": "E-mail",
    "phone": "Telephone",
    "comments": "Comments",
}
"""The header of each field; an import knows them by these."""
_OF_REGISTER = ("name", "acronym", "country", "region", "scope", "kind", "website", "aliases", "parent")
_OF_SIGN_ON = ("status", "date", "as")
_OF_REVIEW = ("signer", "contact", "function", "email", "phone", "comments")
_BYTE_ORDER_MARK = "\ufeff"
"""What Excel knows UTF-8 by."""


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file as RFC 4180 describes it, in UTF-8, with every cell guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(guarded, headers))
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def register_csv(organisations: Sequence[Organisation], sign_ons: Mapping[str, SignOn] | None = None) -> bytes:
    """Organisations with all that the register says of them, and what they answered where sign-ons are given.

    All of them may be named: they stand in the register, so the column of consent says yes.
    """
    languages = sorted({language for organisation in organisations for language in organisation.names})
    answered = _OF_SIGN_ON if sign_ons is not None else ()
    fields = ("id", *_OF_REGISTER, *(f"name:{language}" for language in languages), "consent", *answered)
    rows = (_cells(organisation, (sign_ons or {}).get(organisation.id), fields) for organisation in organisations)
    return write_csv([header(name) for name in fields], rows)


def header(name: str) -> str:
    """The header of a field, as `Name (fr)` for `name:fr`."""
    return f"Name ({name.removeprefix('name:')})" if name.startswith("name:") else HEADERS[name]


def _cells(organisation: Organisation, sign_on: SignOn | None, fields: Iterable[str]) -> list[str]:
    values: dict[str, Any] = organisation.model_dump(mode="json", exclude_none=True)
    values["aliases"] = "\n".join(organisation.aliases)
    values |= {f"name:{language}": name for language, name in organisation.names.items()}
    values["consent"] = "yes"
    if sign_on is not None:
        values |= sign_on.model_dump(mode="json", exclude_none=True, by_alias=True, include={"status", "date", "as_"})
    return [str(values.get(name, "")) for name in fields]


def review_csv(plan: Plan) -> bytes:
    """What an import could not decide: the rows as they came, what each may be, and a column to say it in.

    It can be imported itself, once “Register id” holds an id or “new”. It holds contacts, so it belongs in the private
    folder.
    """
    doubtful = [
        *((asked.entry, "may stand in the register already", asked.matches) for asked in plan.asked),
        *((aside.entry, aside.reason, aside.matches) for aside in plan.aside),
    ]
    doubtful.sort(key=lambda one: one[0].line)
    languages = sorted({name for entry, _, _ in doubtful for name in entry.register.get("names", ())})
    named = [f"name:{language}" for language in languages]
    fields = ("id", *_OF_REGISTER, *named, "consent", *_OF_SIGN_ON, *_OF_REVIEW)
    rows = (
        [str(entry.line), reason, "\n".join(map(proposal, matches)), *_review_cells(entry, fields)]
        for entry, reason, matches in doubtful
    )
    return write_csv(["Row", "Why", "Proposals", *(header(name) for name in fields)], rows)


def proposal(match: Match) -> str:
    """`omct (98 %): World Organisation Against Torture`."""
    return f"{match.id} ({match.score} %): {match.spelling}"


def _review_cells(entry: Entry, fields: Iterable[str]) -> list[str]:
    values: dict[str, Any] = {
        **entry.register,
        "id": entry.id,
        "name": entry.name,
        "aliases": "\n".join(entry.register.get("aliases", ())),
        "consent": "yes" if entry.is_named else "no",
        "status": entry.status,
        "date": entry.date.isoformat() if entry.date else "",
        "as": entry.printed_as,
        "signer": entry.signer.get("name", ""),
        "contact": entry.contact.get("name", ""),
        "function": entry.signer.get("function", ""),
        "email": entry.contact.get("email", ""),
        "phone": entry.contact.get("phone", ""),
        "comments": entry.contact.get("note", ""),
    } | {f"name:{language}": name for language, name in entry.register.get("names", {}).items()}
    return [str(values.get(name, "")) for name in fields]
