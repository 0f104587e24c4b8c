"""One document of a campaign to a brief: the campaign's fields, what the document and the language have otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from undersigned import sent
from undersigned.addresses import wrong_in_campaign
from undersigned.assembly import Made, Piece, Places
from undersigned.brief import Brief, Signatory
from undersigned.demand_loading import demand_problems
from undersigned.demand_wording import open_lead_ins, wording_slips
from undersigned.expansion import Expansion
from undersigned.language import base, is_known
from undersigned.library import Library
from undersigned.likely_values import choice, nothing, says_nothing
from undersigned.models.campaign import PROSE_PARTS, Campaign, LetterKind, SignatoryList
from undersigned.models.register import SignOns
from undersigned.models.shared import Addressee
from undersigned.persons import unfit_addressees
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.recipients import concerning_nobody, recipient_problems, unnamed
from undersigned.references import unknown_actors, unknown_instruments, unknown_leads, unsaved_version, wrong_codes
from undersigned.sign_on_checks import sign_on_problems
from undersigned.sign_on_loading import ids_only
from undersigned.validation import faulty, validate

_OTHERS_BUILD_ON = {"demands", "facts", "language", "sender", "target"}
"""Fields without which prose would seem to have faults that it has not."""
_STAND_INS: dict[str, Any] = {
    "title": "Letter",
    "date": "2000-01-01",
    "addressees": [{"id": "addressee", "name": "the addressee"}],
}
"""What stands for such fields while the others are checked."""
_TRANSLATED = (
    "title",
    "subject",
    "salutation",
    "valediction",
    *PROSE_PARTS,
    "demands",
    "commitments",
    "annexes",
    "tags",
)
"""The fields of a campaign whose words belong to one language."""


@dataclass(frozen=True, slots=True)
class DocumentLoader:
    """Loads one document of a campaign: the campaign's fields, those the document has otherwise, and what they use."""

    library: Library
    folder: Path
    layers: tuple[Piece, ...]
    """What states the campaign's fields, later ones before earlier ones: the campaign, the document, the language."""
    document: str
    problems: list[Problem]
    multilingual: bool
    tag: str | None = None
    """The language, where it is not the campaign's own."""

    @property
    def whole(self) -> Piece:
        return self.layers[0]

    def load(self, signatories: tuple[Signatory, ...], signons: SignOns | None) -> Brief:
        """The brief of the document; `signons` is None where they cannot be read. Raises `Refused`."""
        kind = self._kind()
        expansion = Expansion(self.library, self.folder, self.document, self.tag, self.problems)
        tree = self._tree(kind, expansion)
        campaign, places = self._campaign(tree)
        group = self._group(expansion)
        self.problems.extend(self._check(campaign, kind, places))
        self.problems.extend(self._untranslated())
        self.problems.extend(unknown_leads(campaign, self.library, places, signons) if signons else ())
        self.problems.extend(sign_on_problems(campaign, signatories, places))
        self.problems.extend(demand_problems(campaign.demands, self.library, places))
        lines = self.library.workspace.lines
        for demand in (demand for group in campaign.demands for demand in group.items):
            self.problems.extend(wording_slips(demand, "en" if demand.use else campaign.language, lines))
        self.problems.extend(open_lead_ins(campaign, kind, lines))
        self.problems.extend(recipient_problems(campaign, kind, group, places))
        self.problems.extend(unfit_addressees(campaign, places))
        self.problems.extend(unnamed(campaign, self.library, places))
        self.problems.extend(concerning_nobody(campaign, self.library, kind, places))
        self.problems.extend(wrong_in_campaign(campaign, places))
        self.problems.extend(wrong_codes(campaign, places))
        self.problems.extend(unknown_instruments(campaign, self.library, places))
        self.problems.extend(unsaved_version(campaign, self.library.workspace, self.folder.name, places))
        unknown = list(unknown_actors(campaign, self.library, places))
        if unknown:
            raise Refused(unknown)
        withheld = signons.withheld if signons else 0
        facts = {fact.id: fact for fact in campaign.facts}
        slug = self.folder.name
        span = self.whole.span
        if not is_known(campaign.language):
            message = f"“{campaign.language}” is not a language that is known"
            raise Refused([Problem("U204", self._span_of("language"), message, "write its code, as en, fr or pt-BR")])
        template = self._template(campaign.language)
        return Brief(
            slug,
            self.document,
            kind,
            campaign,
            signatories,
            withheld,
            facts,
            self.library,
            template,
            span,
            group,
            self.multilingual,
            self._facts_are_foreign(),
            places=places,
        )

    def _facts_are_foreign(self) -> bool:
        """Whether the campaign's own facts are stated in another language than this letter's."""
        stated = self._stated("facts")
        return self.tag is not None and stated is not None and stated.path[:1] != ("languages",)

    def as_sent(self, name: Piece, signatories: tuple[Signatory, ...], signons: SignOns | None) -> sent.Sent:
        """The document as the version with that name has it. Raises `Refused`."""
        own = self._stated("language")
        language = self.tag or (str(own.data) if own and own.data else "en")
        document = sent.Place(self.folder.name, self.document, language, self.multilingual, self.layers, name)
        return sent.load(self.library, document, signatories, signons.withheld if signons else 0)

    def _group(self, expansion: Expansion) -> Addressee | None:
        """Whom the letter addresses as a whole; None where it is no group, or one whose members are wrong already."""
        made = expansion.group(self._stated("addressees"))
        try:
            return validate(Addressee, made, self.whole.span)[0] if made else None
        except Refused as refused:
            self.problems.extend(() if self.problems else refused.problems)
            return None

    def _kind(self) -> LetterKind:
        path = self.library.workspace.find_template(f"letters/{self.document}/kind.yaml")
        assert path is not None  # noqa: S101 - `_documents` lets known kinds pass only
        whole = Piece.whole(self.library.workspace.read(path))
        kind, places = validate(LetterKind, whole, whole.span)
        for index, field in enumerate(kind.needs):
            if field not in Campaign.model_fields:
                remedy = did_you_mean(field, Campaign.model_fields) or "name fields of campaign.yaml"
                message = f"a campaign has no field “{field}”"
                raise Refused([Problem("U204", places.span(("needs", index)), message, remedy)])
        return kind

    def _template(self, language: str) -> str:
        """The name of the template: the campaign's own, else the kind's, in the letter's language."""
        workspace = self.library.workspace
        middles = [f".{tag}" if tag != "en" else "" for tag in dict.fromkeys((language, base(language)))]
        for middle in middles:
            for name in (f"{self.document}{middle}.md.j2", f"letter{middle}.md.j2"):
                if (self.folder / name).is_file() and not self._is_for_another(name):
                    return f"{self.folder.name}/{name}"
        for middle in middles:
            if workspace.find_template(f"letters/{self.document}/letter{middle}.md.j2"):
                return f"{self.document}/letter{middle}.md.j2"
        remedy = f"write templates/letters/{self.document}/letter{middles[-1]}.md.j2"
        if base(language) == "en" or not workspace.find_template(f"letters/{self.document}/letter.md.j2"):
            documents = self.layers[0].get("documents")
            span = documents.at(self.document).key_span if documents else self.whole.span
            raise Refused([Problem("U506", span, f"the kind “{self.document}” has no template", remedy)])
        message = f"the kind “{self.document}” has no template in the language “{language}”"
        raise Refused([Problem("U506", self._span_of("language"), message, remedy)])

    def _is_for_another(self, name: str) -> bool:
        """Whether a template of the campaign extends the letter of another kind: then it is not this document's."""
        extended = re.search(r"\{%-?\s*extends\s+[\"']([\w-]+)/", self.library.workspace.read_text(self.folder / name))
        others = [kind for kind in self.library.workspace.kinds() if kind != self.document]
        return name.startswith("letter.") and extended is not None and extended[1] in others

    def _stated(self, key: str) -> Piece | None:
        """What the campaign says there, as the last layer has it."""
        return next((piece for layer in reversed(self.layers) if (piece := layer.get(key)) is not None), None)

    def _span_of(self, key: str) -> Span:
        piece = self._stated(key)
        return piece.span if piece else self.whole.span

    def _states(self, key: str) -> bool:
        """Whether the campaign says something there; if none of it is left, that has been reported."""
        piece = self._stated(key)
        return piece is not None and bool(piece.data)

    def _untranslated(self) -> Iterator[Problem]:
        """What the campaign says in its own language and a further one does not say."""
        if self.tag is None:
            return
        further = [layer for layer in self.layers if layer.path[:1] == ("languages",)]
        first = [layer for layer in self.layers if layer not in further]
        own, said = (
            {key for layer in layers for key in _TRANSLATED if _has_words(layer.get(key))}
            for layers in (first, further)
        )
        for field in PROSE_PARTS:
            for middle in ("", f".{self.document}"):
                own |= {field} if (self.folder / f"{field}{middle}.md").is_file() else set()
                said |= {field} if (self.folder / f"{field}{middle}.{self.tag}.md").is_file() else set()
        emptied = {key for layer in further for key, value in layer.data.items() if not value}
        lacking = [key for key in _TRANSLATED if key in own - said - emptied]
        if lacking:
            named = ", ".join(f"“{key}”" for key in lacking)
            message = f"the {self.document} is to be in “{self.tag}” as well, and that language lacks {named}"
            yield Problem("U317", further[0].key_span, message, f"say it below “languages: {self.tag}:”")

    def _tree(self, kind: LetterKind, expansion: Expansion) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        listing = [kind.signatories.model_dump(exclude_unset=True)]
        for layer in self.layers:
            entries = layer.entries()
            listing += [entries["signatories"].entries()] if "signatories" in entries else []
            tree |= {key: piece for key, piece in entries.items() if key not in ("documents", "languages")}
        if self.tag:
            tree["language"] = Made(next(layer for layer in self.layers if layer.path[:1] == ("languages",)), self.tag)
        signatories = tree.get("signatories")
        if signatories is not None and says_nothing(signatories.data):
            message = "“signatories” must be a group of fields"
            inherits = signatories.path[:1] == ("documents",)
            self.problems.append(Problem("U203", signatories.span, message, nothing(inherits=inherits)))
            signatories = tree.pop("signatories") and None
        elif signatories is not None and _lists_names(signatories):
            message = "“signatories” says here how those are listed who sign; who they are stands in sign-ons.yaml"
            remedy = "move the list to sign-ons.yaml, below a line “signatories:”"
            self.problems.append(Problem("U203", signatories.span, message, remedy))
            signatories = tree.pop("signatories") and None
        if signatories is None or isinstance(signatories.data, dict):
            written_out = {key: value for layer in listing for key, value in layer.items()}
            if isinstance(written_out.get("lead"), Piece):
                written_out["lead"] = ids_only(written_out["lead"], self.library, self.problems)
            tree["signatories"] = Made(signatories, written_out) if signatories else written_out
        expansion.write_out(tree)
        return tree

    def _campaign(self, tree: dict[str, Any]) -> tuple[Campaign, Places]:
        """The campaign, if need be without those of its fields that are wrong; they are reported."""
        try:
            return validate(Campaign, tree, self.whole.span)
        except Refused as refused:
            self.problems.extend(refused.problems)
        wrong = faulty(Campaign, tree)
        if wrong & _OTHERS_BUILD_ON:
            raise Refused([])
        rest = {key: value for key, value in tree.items() if key not in wrong}
        stand_ins = {key: value for key, value in _STAND_INS.items() if key in wrong}
        return validate(Campaign, {**rest, **stand_ins}, self.whole.span)

    def _check(self, campaign: Campaign, kind: LetterKind, places: Places) -> Iterator[Problem]:
        for field in kind.needs:
            if not getattr(campaign, field) and not self._states(field):
                yield self._needed(field, places)

    def _needed(self, field: str, places: Places) -> Problem:
        """What is wrong where a field that this kind of document needs is empty, or is not there."""
        message = f"a {self.document} needs “{field}”"
        stated = self._stated(field)
        if stated is None or stated.data is not None:
            return Problem("U202", places.span((field,)), message, f"add “{field}: …” to the campaign")
        listed = field in ("addressees", "demands")
        remedy = "write “- use: …” on a line below it, with an id" if listed else "write it behind the colon"
        return Problem("U202", stated.key_span, f"{message}, which is empty here", remedy)


def _lists_names(signatories: Piece) -> bool:
    """Whether those who sign stand where it belongs how they are listed."""
    orders = [value for value in get_args(SignatoryList.model_fields["order"].annotation) if isinstance(value, str)]
    if isinstance(signatories.data, str):
        return choice(signatories.data, orders) is None
    return isinstance(signatories.data, list) and bool(signatories.data)


def _has_words(piece: Piece | None) -> bool:
    """Whether a field says something that another language says in other words: blocks alone have words in all."""
    if piece is None or not piece.data or piece.data == "none":
        return False
    if piece.path[-1] != "demands":
        return True
    return any(isinstance(item.data, dict) and set(item.data) != {"use"} for item in piece.items())
