"""The sentences of forms to sign, of the notes that go with them and of reminders, in English and French.

Gaps in braces are filled in by `sign_off`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from undersigned.language import base


@dataclass(frozen=True, slots=True)
class Wording:
    """What forms and notes say in one language.

    `labels` are the questions by key, `mail_labels` the shorter ones of an e-mail; `prompts` stand in the fields until
    somebody answers; `hints` stand below the labels. `names` stands in the letter where its signatories will.
    """

    colon: str
    hour: str
    yes: str
    labels: Mapping[str, str]
    mail_labels: Mapping[str, str]
    reference: str
    prompts: Mapping[str, str]
    hints: Mapping[str, str]
    names: str
    heading: str
    meaning: str
    steps: str
    locked: str
    comments: str
    subject_label: str
    subject: str
    subject_reminder: str
    subject_late: str
    subject_told: str
    dear: str
    asks: str
    asks_newcomer: str
    asks_again: str
    attached: str
    how: tuple[str, str, str, str]
    by_mail: str
    unnamed: str
    kept_unnamed: str
    questions: str
    regards: str
    written: str
    written_on: str
    why: Mapping[str, str]
    days_left: Mapping[str, str]
    hours_left: Mapping[str, str]
    passed: str
    corrected: str
    correction: str
    sign_now: str
    crossed: str
    told: str
    nothing_to_do: str


ENGLISH = Wording(
    colon=":",
    hour="{hour:02}:{minute:02}",
    yes="yes",
    labels={
        "organisation": "Organisation, as it is to appear",
        "signer": "Name of the person signing",
        "function": "Function",
        "date": "Date",
        "endorse": "We endorse this text",
        "withhold": "Do not publish our name",
    },
    mail_labels={
        "organisation": "Organisation",
        "signer": "Name",
        "function": "Function",
        "date": "Date",
        "endorse": "We endorse this text (yes/no)",
        "withhold": "Do not publish our name (yes/no)",
    },
    reference="Reference",
    prompts={
        "organisation": "Click here and type the name",
        "signer": "Click here and type your name",
        "function": "Click here and type your function",
        "date": "Click here and choose or type the date",
    },
    hints={
        "organisation": "Please correct it if it should read otherwise.",
        "newcomer": "The full name, with the acronym in brackets if you use one.",
        "signer": "It is not printed in the letter.",
        "function": "For example: Director.",
        "endorse": "Please tick, or your signature cannot count. The text is the letter before this page.",
        "withhold": "Tick this only to sign without being named: you are counted, and your name appears nowhere.",
        "withheld": "It is ticked already, since we keep your name to ourselves. Untick it if the name may be printed.",
    },
    names="[The names of those who sign will stand here.]",
    heading="Sign this letter",
    meaning=(
        "With this page your organisation signs the letter before it, {title} (version {version}): it agrees to that "
        "text exactly as it stands, and to its name being printed below it as you write it here."
    ),
    steps=(
        "Please fill in the coloured fields, tick the first box, save the file and send it to {contact} by {deadline}."
    ),
    locked=(
        "The letter is locked, so that everybody signs the same text; please do not change it. With a question, or a "
        "proposal to change the text, write to {contact}."
    ),
    comments="Proposals to change the text can be considered until {day}.",
    subject_label="Subject",
    subject="Please sign by {day}: {title}",
    subject_reminder="Reminder, please sign by {day}: {title}",
    subject_late="Your answer is missing: {title}",
    subject_told="Corrections in a letter that you signed: {title}",
    dear="Dear colleagues,",
    asks="We ask {name} to sign “{title}”.",
    asks_newcomer="We ask your organisation to sign “{title}”.",
    asks_again=(
        "Thank you for your agreement to “{title}”, version {agreed}. The text has changed since, so we have to ask "
        "{name} to sign once more."
    ),
    attached=(
        "The attached Word file, {file}, holds the letter (version {version}) and, on its last page, a form to sign it."
    ),
    how=(
        "How to sign:",
        "Read the letter. It is locked, so that everybody signs the same text.",
        "On the last page, fill in the coloured fields and tick “We endorse this text”.",
        "Save the file and send it to {contact} by **{deadline}**.",
    ),
    by_mail="From a phone, or without Word: answer this e-mail with these lines filled in instead.",
    unnamed=(
        "To sign without being named, tick “Do not publish our name” or answer yes to it: your organisation is "
        "counted, and its name appears nowhere."
    ),
    kept_unnamed=(
        "We keep the name of your organisation to ourselves: it is counted and appears nowhere, unless you untick “Do "
        "not publish our name” or answer no to it."
    ),
    questions="Questions? Write to {contact}.",
    regards="With thanks and best wishes",
    written="We have asked {name} to sign “{title}”.",
    written_on="We last wrote to you on {last_day}, asking {name} to sign “{title}”.",
    why={
        "new": "Your answer has not reached us yet.",
        "pending": "You told us that the decision is still to be taken; please send it to us when it is.",
        "conditional": "You told us that you can sign on a condition: {condition}. Please tell us whether it is met.",
        "unstated": "You told us that you can sign on a condition. Please tell us whether it is met.",
        "again": "You agreed to version {agreed}. The text has changed since: please sign version {version}, too.",
    },
    days_left={
        "one": "There is one day left: the deadline is **{deadline}**.",
        "other": "There are {count} days left: the deadline is **{deadline}**.",
    },
    hours_left={
        "one": "There is less than an hour left: the deadline is **{deadline}**.",
        "other": "There are less than {count} hours left: the deadline is **{deadline}**.",
    },
    passed="The deadline was **{deadline}**. If you still want to sign, please answer at once.",
    corrected="Since then nothing but mistakes has been corrected in the text:",
    correction="{day}, version {version}{colon} {reason}",
    sign_now=(
        "To sign, fill in the last page of {file}, which is attached once more, and send it to {contact}; before it "
        "stands the letter (version {version})."
    ),
    crossed=(
        "If you have answered in the meantime, please disregard this note. If your organisation does not want to sign, "
        "a line to {contact} spares you further reminders."
    ),
    told=(
        "{name} has agreed to “{title}”. Nothing but mistakes has been corrected in the text since, and you should "
        "know of it:"
    ),
    nothing_to_do="There is nothing to do: your signature stands. Questions? Write to {contact}.",
)

FRENCH = Wording(
    colon="\u00a0:",
    hour="{hour}\u00a0h\u00a0{minute:02}",
    yes="oui",
    labels={
        "organisation": "Organisation, telle qu’elle doit apparaître",
        "signer": "Nom de la personne signataire",
        "function": "Fonction",
        "date": "Date",
        "endorse": "Nous souscrivons à ce texte",
        "withhold": "Ne pas publier notre nom",
    },
    mail_labels={
        "organisation": "Organisation",
        "signer": "Nom",
        "function": "Fonction",
        "date": "Date",
        "endorse": "Nous souscrivons à ce texte (oui/non)",
        "withhold": "Ne pas publier notre nom (oui/non)",
    },
    reference="Référence",
    prompts={
        "organisation": "Cliquez ici et saisissez le nom",
        "signer": "Cliquez ici et saisissez votre nom",
        "function": "Cliquez ici et saisissez votre fonction",
        "date": "Cliquez ici et choisissez ou saisissez la date",
    },
    hints={
        "organisation": "Corrigez-le s’il doit se lire autrement.",
        "newcomer": "Le nom complet, avec le sigle entre parenthèses si vous en utilisez un.",
        "signer": "Il n’est pas imprimé dans la lettre.",
        "function": "Par exemple\u00a0: directrice.",
        "endorse": "À cocher, sans quoi votre signature ne peut compter. Le texte est la lettre qui précède.",
        "withhold": (
            "À ne cocher que pour signer sans être nommé\u00a0: vous êtes compté, et votre nom n’apparaît nulle part."
        ),
        "withheld": (
            "La case est déjà cochée, puisque nous gardons votre nom pour nous. Décochez-la s’il peut être imprimé."
        ),
    },
    names="[Ici figureront les noms des signataires.]",
    heading="Signer cette lettre",
    meaning=(
        "Par cette page, votre organisation signe la lettre qui précède, {title} (version {version})\u00a0: elle "
        "souscrit à ce texte tel quel et accepte que son nom y figure, tel que vous l’écrivez ici."
    ),
    steps=(
        "Veuillez remplir les champs en couleur, cocher la première case, enregistrer le fichier et l’envoyer à "
        "{contact} au plus tard le {deadline}."
    ),
    locked=(
        "La lettre est verrouillée, afin que tout le monde signe le même texte\u00a0; merci de ne pas la modifier. "
        "Pour une question ou une proposition de modification, écrivez à {contact}."
    ),
    comments="Les propositions de modification peuvent être examinées jusqu’au {day}.",
    subject_label="Objet",
    subject="Merci de signer avant le {day}\u00a0: {title}",
    subject_reminder="Rappel, merci de signer avant le {day}\u00a0: {title}",
    subject_late="Il manque votre réponse\u00a0: {title}",
    subject_told="Corrections dans une lettre que vous avez signée\u00a0: {title}",
    dear="Chères et chers collègues,",
    asks="Nous invitons {name} à signer «\u00a0{title}\u00a0».",
    asks_newcomer="Nous invitons votre organisation à signer «\u00a0{title}\u00a0».",
    asks_again=(
        "Merci d’avoir souscrit à «\u00a0{title}\u00a0», version {agreed}. Le texte a changé depuis\u00a0; nous devons "
        "donc inviter {name} à signer de nouveau."
    ),
    attached=(
        "Le fichier Word ci-joint, {file}, contient la lettre (version {version}) et, à sa dernière page, un "
        "formulaire pour la signer."
    ),
    how=(
        "Pour signer\u00a0:",
        "Lisez la lettre. Elle est verrouillée, afin que tout le monde signe le même texte.",
        "À la dernière page, remplissez les champs en couleur et cochez «\u00a0Nous souscrivons à ce texte\u00a0».",
        "Enregistrez le fichier et envoyez-le à {contact} au plus tard le **{deadline}**.",
    ),
    by_mail="D’un téléphone, ou sans Word\u00a0: répondez à ce courriel en complétant plutôt les lignes que voici.",
    unnamed=(
        "Pour signer sans être nommé, cochez «\u00a0Ne pas publier notre nom\u00a0» ou répondez-y oui\u00a0: votre "
        "organisation est comptée, et son nom n’apparaît nulle part."
    ),
    kept_unnamed=(
        "Nous gardons le nom de votre organisation pour nous\u00a0: elle est comptée, et son nom n’apparaît nulle "
        "part, à moins que vous ne décochiez «\u00a0Ne pas publier notre nom\u00a0» ou n’y répondiez non."
    ),
    questions="Une question\u00a0? Écrivez à {contact}.",
    regards="Avec nos remerciements et nos meilleures salutations",
    written="Nous avons invité {name} à signer «\u00a0{title}\u00a0».",
    written_on="Notre dernier message, du {last_day}, invitait {name} à signer «\u00a0{title}\u00a0».",
    why={
        "new": "Votre réponse ne nous est pas encore parvenue.",
        "pending": "Vous nous avez dit que la décision reste à prendre\u00a0; merci de nous la communiquer.",
        "conditional": (
            "Vous nous avez dit pouvoir signer à une condition\u00a0: {condition}. Merci de nous dire si elle est "
            "remplie."
        ),
        "unstated": "Vous nous avez dit pouvoir signer à une condition. Merci de nous dire si elle est remplie.",
        "again": (
            "Vous avez souscrit à la version {agreed}. Le texte a changé depuis\u00a0: merci de signer aussi la "
            "version {version}."
        ),
    },
    days_left={
        "one": "Il reste un jour\u00a0: le délai expire le **{deadline}**.",
        "other": "Il reste {count} jours\u00a0: le délai expire le **{deadline}**.",
    },
    hours_left={
        "one": "Il reste moins d’une heure\u00a0: le délai expire le **{deadline}**.",
        "other": "Il reste moins de {count} heures\u00a0: le délai expire le **{deadline}**.",
    },
    passed="Le délai a expiré le **{deadline}**. Si vous souhaitez encore signer, merci de répondre sans attendre.",
    corrected="Depuis, seules des fautes ont été corrigées dans le texte\u00a0:",
    correction="{day}, version {version}{colon} {reason}",
    sign_now=(
        "Pour signer, remplissez la dernière page de {file}, de nouveau ci-joint, et envoyez-le à {contact}\u00a0; la "
        "lettre (version {version}) la précède."
    ),
    crossed=(
        "Si vous avez répondu entre-temps, ne tenez pas compte de ce message. Si votre organisation ne souhaite pas "
        "signer, un mot à {contact} vous évitera d’autres rappels."
    ),
    told=(
        "{name} a souscrit à «\u00a0{title}\u00a0». Depuis, seules des fautes ont été corrigées dans le texte, et nous "
        "tenons à vous en informer\u00a0:"
    ),
    nothing_to_do=(
        "Vous n’avez rien à faire\u00a0: votre signature reste valable. Une question\u00a0? Écrivez à {contact}."
    ),
)

_WORDINGS = {"en": ENGLISH, "fr": FRENCH}


def spoken(language: str) -> str:
    """The language that forms and notes are written in, for a letter in `language`."""
    return language if base(language) in _WORDINGS else "en"


def wording(language: str) -> Wording:
    """The sentences in a language, a BCP 47 tag; in English where the program does not know it."""
    return _WORDINGS.get(base(language), ENGLISH)


EVERY_PROMPT = frozenset(prompt for said in _WORDINGS.values() for prompt in said.prompts.values())
"""What stands in the fields of forms until somebody answers, in every language."""
