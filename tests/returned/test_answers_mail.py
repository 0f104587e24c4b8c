"""E-mails: the sender's own lines answer, whatever their program did to them; what is quoted does not."""

from __future__ import annotations

import contextlib
import datetime
import time
from email import policy
from email.message import EmailMessage

import pytest

from tests.filling import ANSWERS, filled
from tests.returned.files import DIGEST, prepared, terms
from undersigned.problems import Refused, Span
from undersigned.returned.answers import Answers, Reference
from undersigned.returned.answers_mail import Found, is_mail, read_mail
from undersigned.returned.mail_text import text_of_page
from undersigned.signoff.sign_off import Asked, note

DAY = datetime.date(2026, 11, 20)
REFERENCE = f"open-prisons · v1 · {DIGEST} · north-network"
LINES = f"""\
Organisation: North Network (NN)
Name: Jane Doe
Function: Director
Date: 20 November 2026
We endorse this text (yes/no): yes
Do not publish our name (yes/no): no
Reference: {REFERENCE}
"""
PAIRS = [tuple(line.split(":", 1)) for line in LINES.splitlines()]
AS_GIVEN = ("North Network (NN)", "Jane Doe", "Director", DAY, True, False)
NOTE = note(terms(), Asked("north-network", "North Network (NN)", signer="Jane Roe"), "north-network.docx")
QUOTED = "".join(f"> {line}\n" for line in NOTE.splitlines())
FORM = filled(prepared(), ANSWERS)


def mail(text: str = "", page: str = "", *attached: tuple[str, bytes], **headers: str) -> bytes:
    """An e-mail as programs send it."""
    message = EmailMessage(policy=policy.SMTP)
    for name, value in {"From": "jane@example.org", "To": "us@example.org", "Subject": "Re: letter", **headers}.items():
        message[name] = value
    if text or not page:
        message.set_content(text)
    if page:
        add = message.add_alternative if text else message.set_content
        add(page, subtype="html")
    for name, content in attached:
        subtype = "vnd.openxmlformats-officedocument.wordprocessingml.document"
        message.add_attachment(content, maintype="application", subtype=subtype, filename=name)
    return message.as_bytes()


def found(content: bytes) -> list[Found]:
    assert is_mail(content)
    return read_mail(content, Span("answer.eml"))


def read(content: bytes) -> Answers:
    """The answers of an e-mail that has them in one place."""
    (one,) = found(content)
    assert isinstance(one.answers, Answers), one.answers
    return one.answers


def codes(answers: Answers) -> list[str]:
    return [doubt.code for doubt in answers.doubts]


def test_labelled_lines_are_answers() -> None:
    answers = read(mail(f"Dear all,\n\nplease add us.\n\n{LINES}\nBest wishes\nJane\n"))
    assert answers.given == AS_GIVEN
    assert answers.reference == Reference("open-prisons", "v1", DIGEST, "north-network")
    assert answers.how == "email"
    assert answers.words is None
    assert answers.doubts == ()


@pytest.mark.parametrize(
    "lines",
    [
        LINES.replace(": ", ":"),
        LINES.replace(": ", "\u00a0:\u00a0"),
        LINES.replace(":", "："),
        "".join(f"{label.upper()}:{answer}\n" for label, answer in PAIRS),
        LINES.replace("Organisation", "Organization"),
        "".join(f"    {line}\n" for line in LINES.splitlines()),
        "".join(f"- *{line.replace(':', ':*', 1)}\n" for line in LINES.splitlines()),
        "".join(f"{line}\n\n" for line in LINES.splitlines()),
        "\n".join(reversed(LINES.splitlines())),
        LINES.replace("Name: Jane Doe", "Name:\nJane Doe"),
        LINES.replace(" (yes/no)", ""),
        LINES.replace(": yes", ": Yes."),
        LINES.replace("Name:", "Name of the person signing:"),
        LINES.replace("\n", "\r\n"),
        LINES + "-- \nJane Doe\nTel: 123\n",
        LINES + QUOTED,
        f"{LINES}\nOn Fri, 20 Nov 2026 at 10:00, Us <us@example.org> wrote:\n{QUOTED}",
        f"{LINES}\nOn Fri, 20 Nov 2026 at 10:00, The Coalition for Open Prisons\n<us@example.org> wrote:\n\n{NOTE}",
        f"{LINES}\n-----Original Message-----\nFrom: us@example.org\n\n{NOTE}",
        f"{LINES}\n________________________________\nFrom: Us <us@example.org>\nSent: Friday\n\n{NOTE}",
        f"{LINES}\nDe : Us <us@example.org>\nEnvoyé : vendredi\nÀ : Jane\n\n{NOTE}",
    ],
)  # fmt: skip
def test_whatever_mail_programs_do(lines: str) -> None:
    answers = read(mail(lines))
    assert answers.given == AS_GIVEN
    assert answers.doubts == ()
    assert answers.reference is not None
    assert answers.reference.signatory == "north-network"


def test_french_lines() -> None:
    lines = (
        "Organisation\u00a0: Union Zèbre\nNom\u00a0: Jeanne\nFonction : Directrice\nDate : 05/06/2026\n"
        "Nous souscrivons à ce texte (oui/non) : oui\nNe pas publier notre nom (oui/non) : OUI\n"
        f"Référence\u00a0: {REFERENCE}\n"
    )
    answers = read(mail(lines))
    assert answers.given == ("Union Zèbre", "Jeanne", "Directrice", datetime.date(2026, 6, 5), True, True)
    assert answers.reference is not None


def test_a_long_name_that_was_cut_is_put_together() -> None:
    name = "International Federation of Associations for the Abolition of Closed Prisons and Cells"
    start, rest = name[:58].rsplit(" ", 1)
    cut = LINES.replace("North Network (NN)", f"{start}\n{rest}{name[58:]}")
    assert read(mail(cut)).organisation == name


def test_flowed_lines_are_put_together() -> None:
    text = LINES.replace("North Network (NN)", "North \nNetwork (NN)")
    message = EmailMessage()
    message["From"], message["To"] = "jane@example.org", "us@example.org"
    message.set_content(text, params={"format": "flowed"})
    assert read(message.as_bytes()).organisation == "North Network (NN)"


def test_a_greeting_below_an_answer_is_none() -> None:
    assert read(mail(LINES.replace("Function: Director", "Function: Director\nBest regards"))).function == "Director"


# --- quoted lines -----------------------------------------------------------------------------------------------------


def test_our_own_note_is_no_answer() -> None:
    (one,) = found(mail(f"Thank you, we will tell you next week.\n\n{QUOTED}"))
    assert isinstance(one.answers, Refused)
    assert one.answers.problems[0].code == "U839"


@pytest.mark.parametrize("quote", ["> ", ">", "> > ", "  > "])
def test_answers_among_quoted_lines_are_for_somebody_to_look_at(quote: str) -> None:
    answers = read(mail("Here you are.\n\n" + "".join(f"{quote}{line}\n" for line in LINES.splitlines())))
    assert codes(answers) == ["U937"]
    assert answers.reference is not None, "so that it is known whose they are"


def test_answers_below_a_divider_are_for_somebody_to_look_at() -> None:
    assert codes(read(mail(f"See below.\n\n-----Original Message-----\nFrom: a\nSent: b\n\n{LINES}"))) == ["U937"]


def test_a_quoted_reference_counts() -> None:
    own = LINES.replace(f"Reference: {REFERENCE}\n", "")
    answers = read(mail(f"{own}\n{QUOTED}"))
    assert answers.given == AS_GIVEN
    assert answers.reference == Reference("open-prisons", "v1", DIGEST, "north-network")


# --- doubts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("yes\n", "yes, if paragraph 3 goes\n", "U933"),
        ("yes\n", "yes (see below)\n", "U933"),
        ("20 November", "5/6/2026 or 20 November", "U933"),
        ("Name: Jane Doe", "Name: Jane Doe\nName: John Roe", "U932"),
        ("Director", "x" * 201, "U931"),
        ("north-network\n", f"north-network\nReference: open-prisons · v2 · {DIGEST} · north-network\n", "U936"),
    ],
)
def test_what_is_not_certain_is_a_doubt(old: str, new: str, code: str) -> None:
    assert old in LINES
    assert codes(read(mail(LINES.replace(old, new, 1)))) == [code]


def test_an_empty_answer_is_none() -> None:
    answers = read(mail(LINES.replace("yes\n", "\n").replace(": no", ":")))
    assert answers.endorse is None
    assert answers.withhold is None
    assert answers.function == "Director"


def test_letters_that_cannot_be_read_are_a_doubt() -> None:
    content = (
        mail(LINES.replace("Jane Doe", "Jané Doe"))
        .replace(b"Jan=C3=A9", b"Jan=E9")
        .replace("Jané".encode(), b"Jan\xe9")
    )
    assert codes(read(content)) == ["U933"]


# --- HTML -------------------------------------------------------------------------------------------------------------

PAGE = "<html><head><style>p {}</style></head><body>" + "".join(f"<p>{line}</p>" for line in LINES.splitlines())


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        PAGE.replace("<p>", "<div>").replace("</p>", "</div>"),
        PAGE.replace("<p>", "").replace("</p>", "<br/>"),
        f"<table>{''.join(f'<tr><td>{label}:</td><td>{answer}</td></tr>' for label, answer in PAIRS)}</table>",
        f"<ul>{''.join(f'<li><b>{label}:</b>&nbsp;<span>{answer}</span>' for label, answer in PAIRS)}",
        PAGE + f"<blockquote><pre>{NOTE}</pre></blockquote>",
        PAGE + f'<div class="gmail_quote"><pre>{NOTE}</pre></div>',
        PAGE.replace("Jane Doe", "Jane\n   Doe<script>evil()</script>"),
    ],
)  # fmt: skip
def test_a_page_is_read_as_it_is_seen(page: str) -> None:
    answers = read(mail(page=page))
    assert answers.given == AS_GIVEN
    assert answers.doubts == ()


def test_plain_text_comes_first() -> None:
    assert read(mail(LINES, PAGE.replace("Jane Doe", "John Roe"))).signer == "Jane Doe"


def test_a_page_answers_where_the_plain_text_says_nothing() -> None:
    assert read(mail("Your program cannot show this e-mail.", PAGE)).given == AS_GIVEN


@pytest.mark.parametrize(
    "tags", ["<s>|</s>", "<del>|</del>", '<span style="display: none">|</span>', "<i hidden>|</i>"]
)
def test_struck_and_hidden_text_is_a_doubt(tags: str) -> None:
    before, after = tags.split("|")
    assert codes(read(mail(page=PAGE.replace("Doe", f"{before}Roe{after} Doe")))) == ["U934"]


def test_quotations_are_marked() -> None:
    page = "<p>Own<blockquote>Ours<br>and <b>more</b></blockquote>Own again"
    assert text_of_page(page).split("\n") == ["Own", "> Ours", "> and more", "Own again"]


# --- attachments ------------------------------------------------------------------------------------------------------


def test_a_form_may_be_attached() -> None:
    (one,) = found(mail("Please find attached.\n\n" + QUOTED, "", ("form.docx", FORM)))
    assert one.place == "attachment 1"
    assert isinstance(one.answers, Answers)
    assert one.answers.given == AS_GIVEN
    assert one.answers.how == "form"


def test_lines_and_forms_are_both_read() -> None:
    parts = found(mail(LINES, "", ("a.docx", FORM), ("b.docx", b"nothing"), ("note.pdf", b"%PDF")))
    assert [part.place for part in parts] == ["", "attachment 1", "attachment 2", "attachment 3"]
    assert [isinstance(part.answers, Answers) for part in parts] == [True, True, False, False]


def test_a_form_is_known_by_its_name_alone() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message.set_content("Here.")
    message.add_attachment(FORM, maintype="application", subtype="octet-stream", filename="Form.DOCX")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    assert [one.place for one in found(message.as_bytes())] == ["attachment 1"]


# --- what is no mail, and no answer -----------------------------------------------------------------------------------


def test_other_files_are_no_mails() -> None:
    for content in (FORM, b"", LINES.encode(), b"Subject: x", b"%PDF-1.7\nA: b\nC: d\n"):
        assert not is_mail(content)
    assert is_mail(b"From jane Fri Nov 20\nSubject: x\nFrom: y\n\n")
    assert is_mail(b"Received: from a\r\n by b\r\nDate: c\r\n\r\n")


@pytest.mark.parametrize("text", ["", "Yes, we sign!", "Organisation:\nName:\n"])
def test_a_mail_without_answers_is_told(text: str) -> None:
    (one,) = found(mail(text))
    assert isinstance(one.answers, Refused)
    assert one.answers.problems[0].code == "U839"


@pytest.mark.parametrize(
    "content",
    [
        b"From: a\r\nTo: b\r\nContent-Type: multipart/mixed\r\n\r\nno boundary",
        b"From: a\r\nTo: b\r\nContent-Type: text/plain; charset=none-such\r\n\r\nx",
        b"From: a\r\nTo: b\r\nContent-Type: nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b"From: \xff\xfe\r\nTo: =?x?y?z?=\r\n\r\n\x00",
        b"From: a\r\nTo: b\r\nContent-Type: message/rfc822\r\n\r\n" + mail(LINES),
    ],
)
def test_odd_mails_are_told_in_one_line(content: bytes) -> None:
    (one,) = found(content)
    assert isinstance(one.answers, Refused)
    assert one.answers.problems[0].code == "U839"


def test_a_mail_of_a_thousand_layers_is_told() -> None:
    layers = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(2000)
    )
    with pytest.raises(Refused) as refused:
        read_mail(b"From: a\r\nTo: b\r\n" + layers, Span("deep.eml"))
    assert refused.value.problems[0].code == "U839"


def test_a_mail_of_100_mb_is_not_read() -> None:
    with pytest.raises(Refused) as refused:
        read_mail(b"From: a\r\nTo: b\r\n\r\n" + bytes(100_000_000), Span("large.eml"))
    assert refused.value.problems[0].code == "U831"


HOSTILE = (
    *("<b>&nbsp;", "<s><del>", "<p>(((", "<td> </td>", "&#32;", "<p><i>:", "<"),
    *("a-a", "a · ", "Name: ", "\u00a0 ", "> ", "On x\n", "--", "a:\n b\n"),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_mail_of_a_million_letters_is_read_in_a_moment(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    head = b"From: a\r\nTo: b\r\nMIME-Version: 1.0\r\nContent-Type: text/%s; charset=utf-8\r\n\r\n"
    for kind in (b"plain", b"html"):
        before = time.perf_counter()
        with contextlib.suppress(Refused):
            read_mail(head % kind + text.encode(), Span("long.eml"))
        assert time.perf_counter() - before < 20
