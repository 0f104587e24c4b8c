"""The library of demand blocks as one document, for people who look through it in Word or on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from undersigned import language
from undersigned.catalogue import demand_catalogue
from undersigned.document import (
    Block,
    BulletList,
    CrossReference,
    Document,
    Heading,
    Inlines,
    LineBreak,
    ListItem,
    Origin,
    Paragraph,
    Standfirst,
    Strong,
    Text,
    Title,
)
from undersigned.inlines import merged, plain_text
from undersigned.language import base, sentence_case
from undersigned.library import Library
from undersigned.models.demand import Demand, Frame, Parameter

_FILE = "templates/demands"
TITLE_LENGTH = 70


@dataclass(frozen=True, slots=True)
class _Words:
    """What the catalogue itself says in a language. `frames` names each frame by where its words go."""

    title: str
    standfirst: str
    introduction: tuple[str, ...]
    frames: Mapping[Frame, str]
    blocks: Mapping[str, str]
    call: str
    fill: str
    example: str
    default: str
    basis: str
    tags: str
    note: str
    replaces: str
    replaced_by: str
    colon: str = ":"
    semicolon: str = "; "
    quotes: tuple[str, str] = ("“", "”")


_ENGLISH = _Words(
    title="Demands to choose from",
    standfirst="Every demand of the library, in the grammar of each place where a letter can put it",
    introduction=(
        "A demand is written once and put into the grammar that a document asks for: an open letter numbers it, a "
        "resolution makes a clause of it, a news item a bullet. Who must act is called “the Government” here; each "
        "letter puts in whom it means.",
        "What stands in [brackets] is filled in by each letter; the words in them are an example, or what is printed "
        "where a letter says nothing. To use a demand, give its name, such as release-political-prisoners, to whoever "
        "keeps the campaign’s file, with your own words for the brackets.",
    ),
    frames={
        "imperative": "As a numbered demand",
        "clause": "In a resolution",
        "noun": "As a bullet",
        "infinitive": "After “we urge you”",
        "gerund": "After “by”",
        "sentence": "As a sentence",
    },
    blocks={"one": "{count} demand", "other": "{count} demands"},
    call="Name",
    fill="To fill in",
    example="for example",
    default="otherwise",
    basis="Rests on",
    tags="Filed under",
    note="For drafters",
    replaces="Replaces",
    replaced_by="Replaced by",
)

_FRENCH = _Words(
    title="Les demandes disponibles",
    standfirst="Toutes les demandes de la bibliothèque, dans la forme que leur donne chaque type de document",
    introduction=(
        "Une demande est rédigée une seule fois, puis mise à la forme voulue par le document\u00a0: une lettre ouverte "
        "la numérote, une résolution en fait un paragraphe, un communiqué une puce. L’acteur visé est désigné ici par "
        "«\u00a0le Gouvernement\u00a0»\u00a0; chaque lettre y met celui à qui elle s’adresse.",
        "Ce qui figure entre [crochets] est à compléter dans chaque lettre\u00a0: les mots donnés sont un exemple, ou "
        "ceux qui s’impriment si la lettre n’en donne pas d’autres. Pour utiliser une demande, indiquez son nom, par "
        "exemple release-political-prisoners, à la personne qui tient le fichier de la campagne, avec vos propres "
        "mots pour les crochets. Les thèmes, les mots-clés et les notes existent en anglais seulement.",
    ),
    frames={
        "imperative": "Comme demande numérotée",
        "clause": "Dans une résolution",
        "noun": "Comme puce",
        "infinitive": "Après «\u00a0nous vous prions\u00a0»",
        "gerund": "Pour dire comment",
        "sentence": "Comme phrase",
    },
    blocks={"one": "{count} demande", "other": "{count} demandes"},
    call="Nom",
    fill="À compléter",
    example="par exemple",
    default="à défaut",
    basis="Fondement",
    tags="Mots-clés",
    note="À l’intention des rédacteurs",
    replaces="Remplace",
    replaced_by="Remplacée par",
    colon="\u00a0:",
    semicolon="\u00a0; ",
    quotes=("«\u00a0", "\u00a0»"),
)


def catalogue(library: Library, spoken: str = "en") -> Document:
    """The whole library in a language, by topic; a block without words in it is left out. Raises `Refused`."""
    said = _FRENCH if base(spoken) == "fr" else _ENGLISH
    demands = [demand for demand in demand_catalogue.every(library) if spoken in demand_catalogue.languages_of(demand)]
    demands.sort(key=lambda demand: (demand_catalogue.topic_of(demand).casefold(), demand.id))
    topics = [(topic, list(group)) for topic, group in groupby(demands, key=demand_catalogue.topic_of)]
    writing = _Writing(library, spoken, said)
    blocks: list[Block] = [Title((Text(said.title),)), Standfirst((Text(said.standfirst),))]
    blocks += [Paragraph((Text(words),)) for words in said.introduction]
    blocks.append(Paragraph(_on_lines(writing.entry(topic, len(own)) for topic, own in topics)))
    for topic, own in topics:
        blocks.append(Heading(2, (Text(sentence_case(topic)),), _topic_origin(topic)))
        for demand in own:
            blocks += writing.block(demand)
    return Document(
        title=said.title,
        blocks=tuple(blocks),
        language=spoken,
        direction=language.direction(spoken),
        subject=said.title,
        labels=language.words(spoken).labels,
    )


def _topic_origin(topic: str) -> Origin:
    return Origin(_FILE, 1, "part", f"topic {topic}")


def _origin(demand: str) -> Origin:
    return Origin(_FILE, 1, "demand", demand)


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes blocks of the library in one language."""

    library: Library
    spoken: str
    said: _Words

    def entry(self, topic: str, count: int) -> Inlines:
        """A topic as the list at the beginning has it, with a link."""
        number = language.plural(self.said.blocks, count, self.spoken)
        return CrossReference(sentence_case(topic), _topic_origin(topic).key), Text(f" ({number})")

    def block(self, demand: Demand) -> Iterator[Block]:
        """A block: its title and name, its words in each frame, and what a drafter must know of it."""
        frames = demand_catalogue.words(self.library, demand, self.spoken, demand_catalogue.in_brackets)
        yield Heading(3, (Text(self._title(demand)),), _origin(demand.id))
        yield Paragraph(_on_lines(self._name(demand)))
        yield BulletList(tuple(self._frames(frames)))
        facts = list(self._facts(demand))
        if facts:
            yield Paragraph(_on_lines(facts))
        if demand.note:
            yield Paragraph(self._labelled(self.said.note, (Text(demand.note),)))

    def _name(self, demand: Demand) -> Iterator[Inlines]:
        """What it is called, and the block that has taken its place."""
        yield self._labelled(self.said.call, (Text(demand.id),))
        newer = self.library.successor(demand.id)
        if newer:
            yield self._labelled(self.said.replaced_by, (CrossReference(newer, _origin(newer).key),))

    def _facts(self, demand: Demand) -> Iterator[Inlines]:
        """What is to be filled in, the rules of law, the tags, and the block whose place it has taken: a line each."""
        for name, parameter in demand.parameters.items():
            label = f"{self.said.fill} ({name.replace('_', ' ')})"
            yield self._labelled(label, (Text(self._gap(parameter)),))
        if demand.basis:
            rules = demand_catalogue.basis_words(self.library, demand, self.spoken)
            yield self._labelled(self.said.basis, (Text(self.said.semicolon.join(rules) + "."),))
        if demand.tags:
            yield self._labelled(self.said.tags, (Text(", ".join(demand.tags) + "."),))
        if demand.supersedes:
            yield self._labelled(self.said.replaces, (Text(demand.supersedes),))

    def _frames(self, frames: Mapping[Frame, Inlines]) -> Iterator[ListItem]:
        for frame, name in self.said.frames.items():
            if frame in frames:
                yield ListItem((Paragraph(self._labelled(name, frames[frame])),))

    def _labelled(self, label: str, content: Inlines) -> Inlines:
        return Strong((Text(f"{label}{self.said.colon}"),)), *merged((Text(" "), *content))

    def _gap(self, parameter: Parameter) -> str:
        own = parameter.languages.get(self.spoken) or parameter.languages.get(base(self.spoken)) or parameter
        opening, closing = self.said.quotes
        parts = [parameter.description] if parameter.description else []
        if own.example != own.default:
            parts.append(f"{self.said.example} {opening}{', '.join(own.example)}{closing}")
        if own.default is not None:
            parts.append(f"{self.said.default} {opening}{', '.join(own.default)}{closing}")
        return self.said.semicolon.join(parts) + "."

    def _title(self, demand: Demand) -> str:
        """A plain title: the id in words, in other languages how the block begins as a noun or, failing that, as a
        numbered demand."""
        if base(self.spoken) == "en":
            return id_in_words(demand)
        frames = demand_catalogue.words(self.library, demand, self.spoken)
        words = frames.get("noun") or frames.get("imperative") or (Text(demand.id),)
        return shortened(sentence_case(plain_text(words)))


def _on_lines(lines: Iterable[Inlines]) -> Inlines:
    """Lines of one paragraph."""
    first, *others = lines
    return (*first, *(inline for line in others for inline in (LineBreak(), *line)))


def shortened(words: str) -> str:
    """Words as a title can hold them: up to the first comma, and no more than 70 characters, with dots for the rest."""
    short = words.split(",")[0]
    if len(short) > TITLE_LENGTH:
        short = short[:TITLE_LENGTH].rsplit(" ", 1)[0]
    return short if short == words else f"{short}\u00a0…"


def id_in_words(demand: Demand) -> str:
    """The id of a block as a title, with the acronyms that the block itself has: `UN` for un."""
    texts = [prose.text for prose in (demand.act, demand.noun, demand.gerund) if prose]
    texts += [value for parameter in demand.parameters.values() for value in parameter.example]
    written = set(re.findall(r"\w+", " ".join([*texts, *demand.tags, demand.note or ""])))
    words = (word.upper() if word.upper() in written and word not in written else word for word in demand.id.split("-"))
    return sentence_case(" ".join(words))
