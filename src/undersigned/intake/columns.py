"""What the columns of a table mean: said with `--map`, remembered from the last time, or guessed from their headers.

Web forms ask in their own words. What decides whether an organisation is named is guessed with care: a question that
denies something ("Do not publish our name") can only withhold, never name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from undersigned.intake.spreadsheets import Sheet
from undersigned.problems import Problem, Refused, did_you_mean
from undersigned.searching import fold

FIELDS: Mapping[str, str] = {
    "id": "the id in the register, or “new”",
    "name": "the organisation, as it is to appear",
    "acronym": "its acronym",
    "country": "its country",
    "region": "the region of a branch",
    "scope": "international, regional, national or local",
    "kind": "what kind of organisation it is",
    "website": "its website",
    "aliases": "other spellings, one a line",
    "parent": "the id of the body that a branch belongs to",
    "consent": "may it be named? “yes” names it, anything else withholds it",
    "withhold": "“yes” withholds it, whatever else is said",
    "status": "confirmed, invited, pending, conditional, declined or withdrawn",
    "date": "the day of the answer",
    "as": "the name as this letter prints it",
    "signer": "who signs for it",
    "contact": "whom to write to (private)",
    "function": "the function of who signs, or of the contact",
    "email": "e-mail (private)",
    "phone": "telephone (private)",
    "comments": "comments (private)",
}
"""What a column can mean, and what that is, in words. `name:fr` is the name in French."""
UNUSED = "unused"
PRIVATE: frozenset[str] = frozenset({"contact", "function", "email", "phone", "comments", "signer"})
"""What no report may show but one that stays private."""
_SAME = {"organisation": "name", "organization": "name", "e-mail": "email", "note": "comments", "person": "contact"}
_NAME_IN = re.compile(r"name:[a-z]{2,3}(-[A-Za-z]+)*")

_ORGANISATION = r"(organi[sz]ations?|organisme|association|ngo|ong|structure|coalition|institution|entity|entite)"
_NAMED = r"(name|named|list|listed|appear|nom|noms|nommee?|citee?|mentionnee?|apparaitre|figurer)"
_DENIED = r"(not|never|dont|private\w*|secret\w*|pas|aucun\w*|sans)"
_HIDDEN = r"(withh?old\w*|withheld|confidential\w*|anonym\w*|masquer?)"
_GUESSES: tuple[tuple[str, str], ...] = (
    ("id", r"register id"),
    ("withhold", rf"(?=.*\b{_DENIED}\b)(?=.*\b(publ\w+|{_NAMED})\b).*|.*\b{_HIDDEN}\b.*"),
    ("consent", rf"(?=.*\b(public\w*|publi\w*)\b)(?=.*\b{_NAMED}\b).*"),
    ("consent", r"(?=.*\bconsent\w*\b)(?=.*\bpubli\w*\b).*"),
    ("acronym", r".*\b(acronyme?|sigle|abbreviation|abreviation|short name)\b.*"),
    ("kind", rf"(?=.*\b(type|kind|category|categorie|nature)\b)(?=.*\b({_ORGANISATION}|organi[sz]ation s)\b).*|kind"),
    ("signer", r".*\b(signatory|signed by|signer|person (who is )?signing|signataire)\b.*"),
    ("contact", r".*\b(contact|focal point|interlocuteur|interlocutrice|nom et prenom|your (full )?name)\b.*"),
    ("email", r".*\b(e mails?|emails?|courriels?|mel|adresse electronique)\b.*"),
    ("phone", r".*\b(tele?phone|phone|mobile|whatsapp|signal|tel)\b.*"),
    ("website", r".*\b(web ?site|site (web|internet)|url|homepage|web page|web)\b.*"),
    ("name", rf"(full |official )?(name|nom)( \w+){{0,4}} {_ORGANISATION}( .*)?|{_ORGANISATION}( s)? (name|nom)( .*)?"),
    ("name", rf"(the |your |l |votre )?{_ORGANISATION}( {_ORGANISATION})*|denomination|raison sociale"),
    ("country", r"(country|pays)\b.*|.*\b(country|pays)"),
    ("region", r".*\bregion"),
    ("scope", r"(geographic(al)? )?(scope|level|portee|niveau|echelle)\b.*"),
    ("function", r".*\b(function|position|job title|role|title|fonction|poste|qualite)\b.*"),
    ("date", r".*\b(timestamp|horodateur|horodatage|completion time|submitted|submission date)\b.*"),
    ("date", r"date( .*)?"),
    ("comments", r".*\b(comments?|remarks?|commentaires?|remarques?|observations?|notes?|anything else)\b.*"),
    ("status", r"status|statut"),
    ("as", r"printed as"),
    ("aliases", r"aliases|other spellings|autres noms"),
    ("parent", r"parent"),
    ("name", r"(name|nom)"),
    ("contact", r"(name|nom|person|personne)"),
)
"""Fields and what a whole header looks like that means them, folded; the first that fits an unused field counts."""
_NAME_IN_HEADER = re.compile(r"[Nn]ame \(([a-z]{2,3}(-[A-Za-z]+)*)\)")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column, from 0, holds which field. `unused` are headers that mean nothing here."""

    places: Mapping[str, int]
    unused: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    """What to remember: the field of each header."""

    def cell(self, cells: Sequence[str], name: str) -> str:
        """The cell of a row for a field, empty where no column holds it."""
        place = self.places.get(name)
        return "" if place is None else cells[place]


def understand(sheet: Sheet, said: Iterable[str] = (), remembered: Iterable[Mapping[str, str]] = ()) -> Columns:
    """What the columns of a sheet mean.

    `said` are the values of `--map` ("Header=field"), `remembered` mappings of earlier imports, of which the one with
    exactly these headers counts. Raises `Refused` (U825) where a header or field is unknown, two columns mean one
    field, or none holds the organisation.
    """
    by_name = {_told(header): number for number, header in enumerate(sheet.headers)}
    meant: dict[int, str] = {}
    earlier = _of_these_headers(sheet, remembered)
    for number, header in enumerate(sheet.headers):
        if header in earlier:
            meant[number] = earlier[header]
    problems: list[Problem] = []
    stated: dict[int, str] = {}
    for one in said:
        header, equals, meaning = one.rpartition("=")
        meaning = _SAME.get(meaning.strip().lower(), meaning.strip())
        number = by_name.get(_told(header), -1)
        if number < 0 or not equals:
            known = did_you_mean(header, sheet.headers) or f"its headers are {_quoted(sheet.headers)}"
            message = f"--map “{one}”: the file has no such header"
            problems.append(Problem("U825", sheet.span(sheet.header_line), message, known))
        elif not _is_field(meaning):
            message = f"--map “{one}”: a column cannot mean “{meaning}”"
            known = did_you_mean(meaning, FIELDS) or f"it can mean {', '.join((*FIELDS, UNUSED))}, or name:fr"
            problems.append(Problem("U825", sheet.span(sheet.header_line, number), message, known))
        else:
            stated[number] = meaning
    meant = {number: name for number, name in meant.items() if name not in stated.values()} | stated
    problems += _twice(sheet, stated)
    if not earlier:
        meant = _guessed(sheet.headers, meant)
    places = {name: number for number, name in meant.items() if name != UNUSED}
    if "name" not in places and not problems:
        message = "no column is known to hold the organisation"
        remedy = f'say which with --map "Header=name"; the headers are {_quoted(sheet.headers)}'
        problems.append(Problem("U825", sheet.span(sheet.header_line), message, remedy))
    if problems:
        raise Refused(problems)
    unused = tuple(header for number, header in enumerate(sheet.headers) if number not in places.values())
    kept = {header: meant.get(number, UNUSED) for number, header in enumerate(sheet.headers)}
    return Columns(places, unused, kept if stated else {})


def _of_these_headers(sheet: Sheet, remembered: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    headers = set(sheet.headers)
    found = [mapping for mapping in remembered if set(mapping) == headers and all(map(_is_field, mapping.values()))]
    return found[-1] if found else {}


def _is_field(name: str) -> bool:
    return name in FIELDS or name == UNUSED or _NAME_IN.fullmatch(name) is not None


def _twice(sheet: Sheet, stated: Mapping[int, str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, name in stated.items():
        if name != UNUSED and first.setdefault(name, number) != number:
            message = f"two columns are to mean “{name}”: {_quoted(sheet.headers[n] for n in (first[name], number))}"
            yield Problem("U825", sheet.span(sheet.header_line, number), message, "keep one of the two --map")


def _guessed(headers: Sequence[str], meant: dict[int, str]) -> dict[int, str]:
    """The same with a field for each header that looks like one, the surest guesses first."""
    found = dict(meant)
    for number, header in enumerate(headers):
        named = _NAME_IN_HEADER.fullmatch(header)
        if named and number not in found:
            found[number] = f"name:{named[1]}"
    for name, pattern in _GUESSES:
        if name in found.values():
            continue
        for number, header in enumerate(headers):
            if number not in found and re.fullmatch(pattern, _told(header)):
                found[number] = name
                break
    return found


def _told(header: str) -> str:
    """A header as words, without capitals, accents and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", fold(header).replace("n't", "nt")))


def _quoted(headers: Iterable[str]) -> str:
    return ", ".join(f"“{header}”" for header in headers)
