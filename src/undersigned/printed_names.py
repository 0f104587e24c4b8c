"""How a letter prints those who sign it: from the register and as the campaign chooses, or as the sign-on says."""

from __future__ import annotations

from undersigned.brief import Signatory
from undersigned.collation import without_article
from undersigned.countries import country_name
from undersigned.language import fill, in_language, words
from undersigned.models.campaign import SignatoryList
from undersigned.models.register import Organisation, Person

PERSONAL = "*"
"""The mark behind the name of somebody who signs in a personal capacity."""


def printed_name(signatory: Signatory, options: SignatoryList, language: str) -> str:
    """The name as this letter prints it: as the sign-on says, else made from the register."""
    stated, entry, forms = signatory.signon.as_, signatory.entry, words(language).signatories
    if isinstance(entry, Person):
        if signatory.organisation and not stated:
            organisation = _organisation(signatory.organisation, options, language)
            return fill(forms.on_behalf, person=_titled(entry), organisation=organisation)
        return _person(entry, options, language) if not stated else _marked(stated, entry)
    name = stated or _organisation(entry, options, language)
    signer = signatory.signon.signer
    if options.signers and signer and signer.public:
        person = ", ".join(part for part in (signer.name, signer.function) if part)
        return fill(forms.signed_by, person=person, organisation=name)
    return name


def is_personal(signatory: Signatory) -> bool:
    """Whether the letter is to say that somebody signs for themselves alone: with an affiliation, readers could take it
    for that organisation's signature; without one, where the register says so expressly."""
    entry = signatory.entry
    return isinstance(entry, Person) and signatory.organisation is None and _is_for_themselves(entry)


def sorted_by(signatory: Signatory, options: SignatoryList, language: str, printed: str) -> str:
    """What the alphabet goes by: persons by their names without titles, organisations by the name as printed."""
    entry = signatory.entry
    if entry.sort_as:
        return entry.sort_as
    if isinstance(entry, Person):
        return entry.name
    return without_article(printed, language) if options.articles == "ignore" else printed


def _organisation(entry: Organisation, options: SignatoryList, language: str) -> str:
    name = in_language(entry.names, language, entry.name)
    if entry.acronym and options.acronyms:
        name += f" ({entry.acronym})"
    if entry.region and options.regions:
        name += f" – {entry.region}"
    return name + _country(entry, options, language)


def _person(entry: Person, options: SignatoryList, language: str) -> str:
    name = _marked(_titled(entry), entry)
    return (f"{name}, {entry.affiliation}" if entry.affiliation else name) + _country(entry, options, language)


def _titled(entry: Person) -> str:
    name = f"{entry.titles} {entry.name}" if entry.titles else entry.name
    return f"{name}, {entry.post_nominals}" if entry.post_nominals else name


def _marked(name: str, entry: Person) -> str:
    return name + PERSONAL if _is_for_themselves(entry) and PERSONAL not in name else name


def _is_for_themselves(entry: Person) -> bool:
    stated = entry.affiliation is not None or "capacity" in entry.model_fields_set
    return entry.capacity == "personal" and stated


def _country(entry: Organisation | Person, options: SignatoryList, language: str) -> str:
    if entry.country is None or options.countries == "none":
        return ""
    country = country_name(entry.country, language)
    return f", {country}" if options.countries == "comma" else f" ({country})"
