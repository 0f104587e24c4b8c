"""How a letter speaks to those who receive it: salutation, "your Government", the lines of an address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from undersigned.language import base, join, sentence_case, words
from undersigned.models.shared import Addressee

_MOST_GREETED = 5
"""Up to how many different greetings a salutation names."""
_ALONE = re.compile(r"Your |Dear |Excellenc|To |Madam|Sirs?(?! [A-Z])")
"""How greetings begin that stand without "Dear"; "Sir Alex" does not."""
_ARTICLE = re.compile(r"(?:the|le|la|les) |l[’']")
"""With what a name begins inside a sentence, and not on an envelope."""


def in_language(addressee: Addressee, language: str) -> Addressee:
    """The addressee as a letter in that language (a BCP 47 tag) names it."""
    stated = addressee.languages.get(language) or addressee.languages.get(base(language))
    if stated is None:
        return addressee
    return addressee.model_copy(update={name: value for name, value in stated if value is not None})


def lines(addressee: Addressee, language: str) -> list[str]:
    """The lines of an address block: style, honorific and name, office, organisation, capacity, address."""
    person = in_language(addressee, language)
    name = person.formal or (person.name if person.kind == "person" else _as_addressed(person.name))
    stated = [
        person.style,
        f"{person.honorific} {name}" if person.honorific else name,
        person.office,
        person.organisation,
        person.capacity,
        *person.address,
    ]
    return [line for line in stated if line]


def _as_addressed(name: str) -> str:
    """A name as it stands on an envelope: `the Government of Eastland` → `Government of Eastland`."""
    article = _ARTICLE.match(name)
    return sentence_case(name[article.end() :]) if article else name


def names(addressees: Sequence[Addressee], group: Addressee | None, language: str) -> list[str]:
    """The names as a sentence lists them; `group` is whom the letter addresses as a whole."""
    if group and group.as_one:
        return [in_language(group, language).name]
    return [in_language(addressee, language).name for addressee in addressees]


def you(addressees: Sequence[Addressee], language: str) -> str:
    """How a sentence speaks to them: `your Government` to a state, `your Governments` to several, `you` to others."""
    said = words(language)
    if not addressees or any(addressee.kind != "state" for addressee in addressees):
        return said.you
    return said.your_government[len(addressees) > 1]


def has_address(addressee: Addressee) -> bool:
    """Whether a letter to it alone prints its address: to people, offices and states, and to whoever states one."""
    return addressee.kind in ("person", "office", "state") or bool(addressee.address)


def has_greeting(addressee: Addressee) -> bool:
    """Whether a salutation can be made for it, or is the same for all of its kind; people need their own."""
    return addressee.greeting is not None or addressee.kind not in ("person", "office")


def salutation(addressees: Sequence[Addressee], group: Addressee | None, language: str) -> str:
    """The salutation that follows from those who receive the letter, with its comma; empty where none does.

    One greeting for the group where it has one; otherwise those of its members, each once.
    """
    said = words(language)
    if group and group.greeting:
        greetings = [in_language(group, language).greeting or ""]
    else:
        people = [in_language(addressee, language) for addressee in addressees]
        greetings = [person.greeting or (said.excellency[0] if person.kind == "state" else "") for person in people]
    if not greetings or not all(greetings):
        return ""
    once = list(dict.fromkeys(greetings))
    if len(once) > _MOST_GREETED:
        once = [said.excellency[1]]
    elif greetings.count(said.excellency[0]) > 1:
        once = [said.excellency[1] if greeting == said.excellency[0] else greeting for greeting in once]
    dear = "" if _ALONE.match(once[0]) else said.dear
    return f"{dear}{join(once, language)},"
