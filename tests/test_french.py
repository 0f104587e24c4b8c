"""Letters in French: the sentences of the templates, what the program itself says, and campaigns in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests import workspaces
from undersigned.document import CopyList, Subject, Tags
from undersigned.problems import Problem
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace
from undersigned.writers import markdown

LETTERS = Path(__file__).parents[1] / "templates" / "letters"
KINDS = ("council-letter", "joint-letter", "news-item", "newsletter", "request-letter")
X = "campaigns/x/campaign.yaml"

LETTER = """\
title: Lettre ouverte sur l’Estlande
documents:
  {kind}:
language: fr
date: 2026-10-01
place: Genève
sender: {{organisation: Réseau Nord, contact: {{name: Jeanne Dupont, email: jd@example.org}}}}
target: {{id: estlande, name: le Gouvernement d’Estlande, kind: state}}
{more}
"""
DEMANDS = """\
demands:
  - {id: ouvrir, verb: Exhorte, act: ouvrir ses prisons, noun: l’ouverture des prisons}
  - {id: respecter, verb: Engage, act: "respecter {{ ses }} obligations", noun: le respect du droit}
"""
BOTH = "addressees: [{use: FR}, {use: NL}]\n"
NEEDS = {
    "joint-letter": BOTH + DEMANDS,
    "council-letter": BOTH + DEMANDS + "subject: Une résolution sur l’Estlande\n",
    "request-letter": BOTH + DEMANDS,
    "news-item": "opening: La presse est informée.\ntags: [Prisons]\n" + DEMANDS,
    "newsletter": "masthead: [LA LETTRE]\nbody: La prison reste close.\ntags: [Prisons]\n",
}
"""What a campaign of each kind cannot do without; every sentence that is left is the template's."""


def _build(root: Path, kind: str, more: str, **files: str) -> Path:
    changes = {X: LETTER.format(kind=kind, more=more), **{f"campaigns/x/{name}": text for name, text in files.items()}}
    return workspaces.build(root, changes)


def _written(root: Path, kind: str, more: str, **files: str) -> str:
    """The Markdown of a French letter with these fields besides; the program has nothing to remark on it."""
    renderer = Renderer(Workspace(_build(root, kind, more, **files)))
    (letter,) = renderer.letters(Order(("x",)))
    assert renderer.warnings == []
    return markdown.write(letter.document)


# --- the templates ----------------------------------------------------------------------------------------------------


def _words(node: nodes.Node) -> set[str]:
    """The words that a piece of a template prints, those handed to macros included; names of parts are none."""
    said = [data.data for data in node.find_all(nodes.TemplateData)]
    said += [str(const.value) for call in node.find_all(nodes.Call) for const in call.find_all(nodes.Const)]
    plain = re.sub(r"^:::.*$", "", "\n".join(said), flags=re.MULTILINE)
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", plain)}


def _template(kind: str, name: str) -> nodes.Template:
    environment = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
    return environment.parse((LETTERS / kind / name).read_text(encoding="utf-8"))


def _blocks(template: nodes.Template) -> Iterator[tuple[str, set[str]]]:
    for block in template.find_all(nodes.Block):
        yield block.name, _words(block)


@pytest.mark.parametrize("kind", KINDS)
def test_every_english_word_of_a_template_stands_in_a_block_that_french_replaces(kind: str) -> None:
    english, french = _template(kind, "letter.md.j2"), _template(kind, "letter.fr.md.j2")
    blocks = dict(_blocks(english))
    assert _words(english) == set().union(*blocks.values()), "words outside of blocks cannot be replaced"
    assert {name for name, words in blocks.items() if words} <= {name for name, _ in _blocks(french)}


def test_shared_parts_say_nothing_in_english() -> None:
    assert _words(_template("", "parts.md.j2")) == {"mailto"}


def _english() -> set[str]:
    return {word for kind in KINDS for word in _words(_template(kind, "letter.md.j2"))}


def test_the_words_of_the_english_templates_are_found() -> None:
    assert {"undersigned", "sincerely", "re", "contact", "excellencies", "calls"} <= _english()


SAID_IN_BOTH = {"adoption", "attention", "contact", "information", "on", "or"}
"""Words of the English templates that French ones may say as well."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_in_french_says_nothing_in_english(kind: str, tmp_path: Path) -> None:
    written = _written(tmp_path, kind, NEEDS[kind])
    words = {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", written)}
    assert words & _english() <= SAID_IN_BOTH


@pytest.mark.parametrize(
    ("signs", "counted"),
    [("", "les"), ("signatories: [zebra-union]", "les"), (workspaces.SIGN_ONS, "les 3")],
    ids=["nobody", "one", "three"],
)
@pytest.mark.parametrize("kind", ["council-letter", "joint-letter", "request-letter"])
def test_the_number_of_signatories(kind: str, signs: str, counted: str, tmp_path: Path) -> None:
    written = _written(tmp_path, kind, NEEDS[kind], **({"sign-ons.yaml": signs} if signs else {}))
    assert f"\nNous, {counted} signataires de la présente lettre, " in written


@pytest.mark.parametrize("kind", KINDS)
def test_signs_stand_as_french_has_them(kind: str, tmp_path: Path) -> None:
    copies = "cc: [La Présidente]\n" if kind in ("council-letter", "joint-letter", "request-letter") else ""
    written = _written(tmp_path, kind, copies + NEEDS[kind])
    assert not re.search(r"(?<!\u00a0)[:;!?](?=\s|\*)", written), "no line breaks before : and ;"
    assert not re.search("['\"“”]", written)
    assert "  " not in written


# --- what the templates say -------------------------------------------------------------------------------------------


def test_a_joint_letter_in_french(tmp_path: Path) -> None:
    more = NEEDS["joint-letter"] + "subject: Les prisons\ncc: [La Présidente]\n"
    written = _written(tmp_path, "joint-letter", more, **{"sign-ons.yaml": workspaces.SIGN_ONS})
    assert written.replace("\u00a0", "~") == (
        "Réseau Nord\n\n"
        "# Lettre ouverte sur l’Estlande\n\n"
        "Genève, le 1er octobre 2026\n\n"
        "Excellences,\n\n"
        "Nous, les 3 signataires de la présente lettre, souhaitons saisir la France et les Pays-Bas de la question "
        "suivante~: Les prisons.\n\n"
        "Nous appelons donc la France et les Pays-Bas à exhorter le Gouvernement d’Estlande à prendre les mesures "
        "suivantes~:\n\n"
        "1. Ouvrir ses prisons.\n2. Respecter ses obligations.\n\n"
        "Nous vous remercions de l’attention que vous voudrez bien porter à ces préoccupations et restons à votre "
        "disposition pour tout complément d’information.\n\n"
        "Nous vous prions d’agréer, Excellences, l’expression de notre haute considération.\n\n"
        "- East Lawyers\n- North Network (NN)\n- Union Zèbre\n\n"
        "Copie~:\n\n- La Présidente\n"
    )


def test_a_letter_to_a_council_in_french(tmp_path: Path) -> None:
    root = _build(tmp_path, "council-letter", NEEDS["council-letter"])
    (document,) = workspaces.documents(root, "x").values()
    assert [block.label for block in document.blocks if isinstance(block, Subject)] == ["Objet\u00a0:"]
    written = markdown.write(document)
    assert "Nous appelons la France et les Pays-Bas à adopter une résolution qui\u00a0:\n\n*Exhorte*" in written
    assert (
        "*Exhorte* le Gouvernement d’Estlande à ouvrir ses prisons\u00a0; et\n\n"
        "*Engage* le Gouvernement d’Estlande à respecter ses obligations.\n" in written
    )


def test_what_the_campaign_says_otherwise_than_a_block_stands_in_its_own_language(tmp_path: Path) -> None:
    demands = """\
demands:
  - use: release-political-prisoners
    verb: Presse
  - {use: investigate-attacks, with: {attacks: les attaques}, act: "enquêter sur {{ attacks }} sans attendre"}
"""
    lines = _written(tmp_path, "council-letter", "subject: Prisons\n" + BOTH + demands).split("\n")
    clauses = [line for line in lines if re.match(r"\*\w", line)]
    assert clauses[0].startswith("*Presse* le Gouvernement d’Estlande à libérer ")
    assert clauses[1].startswith("*Appelle* le Gouvernement d’Estlande à enquêter sur les attaques sans attendre")


def test_a_news_item_in_french(tmp_path: Path) -> None:
    written = _written(tmp_path, "news-item", NEEDS["news-item"])
    assert "\n\n(Genève, le 1er octobre 2026) – La presse est informée.\n" in written
    assert "\nLa lettre demande\u00a0:\n\n- l’ouverture des prisons\u00a0; et\n- le respect du droit.\n" in written
    assert "\nPour plus d’informations, veuillez contacter Jeanne Dupont, Réseau Nord, <jd@example.org>.\n" in written


def test_a_request_in_french(tmp_path: Path) -> None:
    written = _written(tmp_path, "request-letter", NEEDS["request-letter"])
    assert (
        "\nNous vous demandons respectueusement de prier instamment le Gouvernement d’Estlande\u00a0:\n\n"
        "a) d’ouvrir ses prisons\u00a0; et\n\nb) de respecter ses obligations.\n" in written
    )


def test_a_newsletter_in_french(tmp_path: Path) -> None:
    written = _written(tmp_path, "newsletter", NEEDS["newsletter"])
    assert "\n\nGenève, le 1er octobre 2026\n" in written
    assert "\nContact\u00a0: Jeanne Dupont, Réseau Nord" in written


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("", "Le 1er octobre 2026"),
        ("place: Genève\n", "Genève, le 1er octobre 2026"),
        ("place: Genève\ndate: null\n", "Genève, le \\[date\\]"),
        ("date: 2026-10-21\n", "Le 21 octobre 2026"),
    ],
)
def test_the_date_line(fields: str, line: str, tmp_path: Path) -> None:
    root = _build(tmp_path, "joint-letter", NEEDS["joint-letter"])
    campaign = (root / X).read_text(encoding="utf-8").replace("place: Genève\n", "")
    campaign = campaign.replace("date: 2026-10-01\n", "") if "date" in fields else campaign
    workspaces.build(tmp_path, {X: campaign + fields})
    assert f"\n\n{line}\n\nExcellences," in workspaces.markdown(tmp_path, "x")


def test_labels_and_numbers_are_french(tmp_path: Path) -> None:
    documents = workspaces.documents(_build(tmp_path, "news-item", NEEDS["news-item"] + "cc: [A]\n"), "x")
    (document,) = documents.values()
    assert [block.label for block in document.blocks if isinstance(block, CopyList | Tags)] == [
        "Copie\u00a0:",
        "Thèmes\u00a0:",
    ]
    assert (document.labels.page, document.labels.of, document.labels.signatories) == ("Page", "sur", "Signataires")


# --- to whom the letter speaks ----------------------------------------------------------------------------------------

TO_THE_TARGET = (
    DEMANDS + "addressees: [{id: estlande, name: le Gouvernement d’Estlande, kind: state, greeting: Excellence}]\n"
)


def test_a_letter_that_speaks_to_who_must_act(tmp_path: Path) -> None:
    written = _written(tmp_path, "joint-letter", TO_THE_TARGET)
    assert "\n\nGouvernement d’Estlande\n\nExcellence,\n\n" in written, "an envelope has no article"
    assert "souhaitons vous saisir des questions exposées ci-après." in written
    assert "\nNous appelons donc votre Gouvernement à prendre les mesures suivantes\u00a0:\n" in written
    assert "2. Respecter vos obligations." in written
    assert "d’agréer, Excellence, l’expression" in written


MINISTER = """\
addressees:
  - {name: Claire Petit, kind: person, honorific: Mme, office: Ministre de la Justice, greeting: Madame la Ministre}
"""


def test_a_letter_to_a_person(tmp_path: Path) -> None:
    written = _written(tmp_path, "joint-letter", MINISTER + DEMANDS)
    assert "\n\nMme Claire Petit\\\nMinistre de la Justice\n\nMadame la Ministre,\n\n" in written
    assert "\nNous vous appelons donc à exhorter le Gouvernement d’Estlande à prendre" in written
    assert "\nNous vous prions d’agréer, Madame la Ministre, l’expression" in written


@pytest.mark.parametrize(
    ("salutation", "called"),
    [
        ("Mesdames et Messieurs les Ambassadeurs,", ", Mesdames et Messieurs les Ambassadeurs, l’expression"),
        ("Madame, Monsieur", ", Madame, Monsieur, l’expression"),
        ("none", " l’expression"),
    ],
)
def test_the_valediction_calls_them_as_the_salutation_does(salutation: str, called: str, tmp_path: Path) -> None:
    written = _written(tmp_path, "joint-letter", NEEDS["joint-letter"] + f'salutation: "{salutation}"\n')
    assert f"\nNous vous prions d’agréer{called} de notre haute considération.\n" in written


def test_a_body_without_a_greeting_is_not_called_excellency(tmp_path: Path) -> None:
    body = "addressees: [{name: la Commission européenne}]\n"
    written = _written(tmp_path, "joint-letter", body + DEMANDS)
    assert "\n\nGenève, le 1er octobre 2026\n\nMesdames, Messieurs,\n\n" in written, "and gets no address block"
    assert "\nNous vous prions d’agréer, Mesdames, Messieurs, l’expression" in written


def test_a_valediction_of_the_campaigns_own(tmp_path: Path) -> None:
    more = NEEDS["joint-letter"] + "valediction: Veuillez agréer nos salutations distinguées.\n"
    written = _written(tmp_path, "joint-letter", more)
    assert "\nVeuillez agréer nos salutations distinguées.\n" in written
    assert "haute considération" not in written
    written = _written(tmp_path, "joint-letter", NEEDS["joint-letter"] + "valediction: none\n")
    assert "agréer" not in written


# --- one campaign in two languages ------------------------------------------------------------------------------------

BILINGUAL = """\
title: Open letter on Eastland
documents:
  joint-letter:
date: 2026-10-01
place: Geneva
subject: Prisons in Eastland
target:
  id: eastland
  name: the Government of Eastland
  kind: state
  languages: {fr: {name: le Gouvernement d’Estlande}}
addressees:
  - {use: NL}
  - {use: FR, language: fr}
demands: [release-political-prisoners]
languages:
  fr:
    title: Lettre ouverte sur l’Estlande
    place: Genève
    subject: Les prisons d’Estlande
"""


def test_each_addressee_gets_its_own_language(tmp_path: Path) -> None:
    letters = workspaces.documents(workspaces.build(tmp_path, {X: BILINGUAL}), "x", each_addressee=True)
    assert {path: document.language for path, document in letters.items()} == {
        "x/joint-letter/netherlands.en": "en",
        "x/joint-letter/france.fr": "fr",
    }
    english, french = map(markdown.write, letters.values())
    for said in (
        "Geneva, 1 October 2026\n\nGovernment of the Kingdom of the Netherlands\n\nYour Excellency,",
        "We, the undersigned, write to you on the following matter: Prisons in Eastland.",
        "call on your Government to urge the Government of Eastland",
        "1. Immediately release all political prisoners.",
    ):
        assert said in english
    for said in (
        "Genève, le 1er octobre 2026\n\nGouvernement de la République française\n\nExcellence,",
        "souhaitons vous saisir de la question suivante\u00a0: Les prisons d’Estlande.",
        "appelons donc votre Gouvernement à exhorter le Gouvernement d’Estlande",
        "1. Libérer immédiatement tous les prisonniers politiques.",
    ):
        assert said in french


def test_a_letter_to_all_comes_in_each_language(tmp_path: Path) -> None:
    letters = workspaces.documents(workspaces.build(tmp_path, {X: BILINGUAL}), "x")
    assert list(letters) == ["x/joint-letter.en", "x/joint-letter.fr"]
    assert "la France" in markdown.write(letters["x/joint-letter.fr"])


@pytest.mark.parametrize("field", ["title", "subject"])
def test_a_field_that_is_not_translated(field: str, tmp_path: Path) -> None:
    first, _, second = BILINGUAL.partition("languages:\n  fr:\n")
    lacking = first + "languages:\n  fr:\n" + re.sub(rf"    {field}: .*\n", "", second)
    (problem,) = workspaces.problems(workspaces.build(tmp_path, {X: lacking}), "x")
    assert (problem.code, problem.span.file) == ("U317", X)
    assert f"“{field}”" in problem.message
    assert lacking.split("\n")[problem.span.line - 1].strip() == "fr:"


def test_prose_may_be_translated_in_a_file(tmp_path: Path) -> None:
    files = {"campaigns/x/body.md": "What happened.", "campaigns/x/body.fr.md": "Ce qui s’est passé."}
    letters = workspaces.documents(workspaces.build(tmp_path, {X: BILINGUAL, **files}), "x")
    assert ["What happened." in markdown.write(document) for document in letters.values()] == [True, False]
    assert ["Ce qui s’est passé." in markdown.write(document) for document in letters.values()] == [False, True]
    (tmp_path / "campaigns/x/body.fr.md").unlink()
    problems: tuple[Problem, ...] = workspaces.problems(tmp_path, "x")
    assert [(problem.code, "“body”" in problem.message) for problem in problems] == [("U317", True)]
