"""The answers in an e-mail (.eml): the labelled lines of the covering note, filled in, and the Word files attached.

Only what the sender wrote counts. What is quoted (`> `, the message below a reply, a block quotation) is our own note
or somebody else's answer; it may tell what the e-mail belongs to, and answers nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from undersigned.problems import Problem, Refused, Span

from .answers import KEYS, LONGEST, Answers, Doubt, clean, marked, too_long, two_answers, unclear
from .answers_docx import read_docx, unclear_day
from .gate import check_size
from .mail_text import MARKED, flowed, parted, quoted_alone, text_of_page, without_marks
from .wording import days, is_prompt, key_of, name_of, references, yes_or_no

_MOST_ATTACHMENTS = 20
_LONGEST_TEXT = 1_000_000
"""Bytes of the text of an e-mail that are read."""
_WORD_ENDINGS = (".docx", ".docm", ".doc", ".dotx", ".dotm", ".odt", ".rtf")
_WORD_TYPES = ("msword", "ms-word", "wordprocessingml", "opendocument.text", "rtf")
_WRAPPED = 60
"""From how many characters on a line may have been cut by a mail program, which do so at 65 to 78."""

_MARKUP = " *_"
"""What Markdown puts around a label."""

_HEADER = re.compile(rb"\A(?:[!-9;-~]+:.*(?:\r?\n[ \t].*)*\r?\n){2,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """Answers, or why there are none, and where in the e-mail: empty for its text, else `attachment 1`."""

    place: str
    answers: Answers | Refused


def is_mail(content: bytes) -> bool:
    """Whether a file begins as an e-mail does: with two header lines or more, one of them well known."""
    start = re.sub(rb"\AFrom .*\r?\n", b"", content[:20_000].lstrip(b"\xef\xbb\xbf\r\n"))
    head = _HEADER.match(start)
    return head is not None and bool(
        re.search(rb"^(?:From|Received|Return-Path|Message-ID|MIME-Version):", head[0], re.MULTILINE | re.IGNORECASE)
    )


def read_mail(content: bytes, span: Span) -> list[Found]:
    """What an e-mail says: its own answers, if it has any, and those of each Word file attached.

    Raises `Refused` where it is too large (U831), cannot be read or has no answer (U839).
    """
    check_size(content, span)
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        assert isinstance(message, EmailMessage)  # noqa: S101 - the policy makes it one
        texts, attached = list(_texts(message)), list(_attached(message))
    except (LookupError, ValueError, RecursionError, AttributeError, TypeError):
        message_ = "the e-mail cannot be read"
        raise Refused([Problem("U839", span, message_, "save it as .eml once more, or use `signoff record`")]) from None
    own = next((answers for text in texts if _says_something(answers := answers_of(text))), None)
    found = [Found("", own)] if own else []
    for number, file in enumerate(attached[:_MOST_ATTACHMENTS], 1):
        place = f"attachment {number}"
        try:
            found.append(Found(place, read_docx(file, span)))
        except Refused as refused:
            found.append(Found(place, refused))
    if not found:
        found.append(Found("", _nothing(texts, span)))
    return found


def _says_something(answers: Answers) -> bool:
    """Whether somebody answered: organisation, name and “do not publish” may be filled in by our own note."""
    return answers.endorse is not None or bool(answers.function or answers.doubts)


def _nothing(texts: list[str], span: Span) -> Answers | Refused:
    """An e-mail without an answer of its own: answered within our note, perhaps, or not at all."""
    for text in texts:
        quoted = answers_of(quoted_alone(text))
        if _says_something(quoted):
            message = "the answers stand among lines that the e-mail quotes, so that it is not certain who gave them"
            doubt = Doubt("U937", message, "look who wrote them, then use `signoff record`", message)
            return replace(quoted, doubts=(doubt,))
    message = "the e-mail has no answers: neither the labelled lines of the note nor a Word file"
    return Refused([Problem("U839", span, message, "read it, and use `signoff record` if it says yes")])


# --- the parts of a message -------------------------------------------------------------------------------------------


def _texts(message: EmailMessage) -> Iterator[str]:
    """The texts of a message, plain ones first. Raises what `email` raises for damaged ones."""
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        if body is not None:
            text = _decoded(body)
            if kind == "html":
                text = text_of_page(text)
            elif "flowed" in str(body.get_param("format", "")).lower():
                text = flowed(text)
            yield text


def _decoded(part: MIMEPart) -> str:
    """The text of a part; what cannot be read in its encoding becomes U+FFFD."""
    content = part.get_payload(decode=True)
    raw = content[:_LONGEST_TEXT] if isinstance(content, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return raw.decode(charset, "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _attached(message: EmailMessage) -> Iterator[bytes]:
    """The Word files attached, or whatever claims to be one. Messages and archives inside are not opened."""
    for part in _leaves(message):
        name, kind = (part.get_filename() or "").lower(), part.get_content_type().lower()
        if name.endswith(_WORD_ENDINGS) or any(word in kind for word in _WORD_TYPES):
            content = part.get_payload(decode=True)
            yield content if isinstance(content, bytes) else b""


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    if message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _leaves(part)
    elif message.get_content_maintype() != "message":
        yield message


# --- the labelled lines -----------------------------------------------------------------------------------------------


def answers_of(text: str) -> Answers:
    """The answers in the text of an e-mail, quoted lines aside, with the reference that it names or quotes."""
    own, quoted = parted(text)
    doubts: list[Doubt] = []
    said = {key: _one_of(key, texts, doubts) for key, texts in _labelled(own).items()}
    found = references("\n".join(own)) or references("\n".join(map(without_marks, quoted)))
    if len(found) > 1:
        message = "the e-mail names two different references, so that it cannot be told to whom it belongs"
        doubts.append(Doubt("U936", message, "ask which one holds, then use `signoff record`", message))
    return Answers(
        organisation=said.get("organisation", ""),
        signer=said.get("signer", ""),
        function=said.get("function", ""),
        date=_day(said.get("date", ""), _language(text), doubts),
        endorse=_choice("endorse", said.get("endorse", ""), doubts),
        withhold=_choice("withhold", said.get("withhold", ""), doubts),
        reference=found[0] if len(found) == 1 else None,
        how="email",
        doubts=tuple(doubts),
    )


def _language(text: str) -> str:
    """French where the labels are: then 05/06/2026 is the fifth of June."""
    return "fr" if re.search(r"^[^\w\n]{0,20}(?:Nom|Fonction|Référence)\b.{0,60}:", text, re.MULTILINE) else "en"


def _labelled(lines: list[str]) -> dict[str, list[str]]:
    """The answers behind each label, with the lines on which they go on."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    length = 0
    for line in lines:
        label, colon, answer = line.replace("：", ":").partition(":")
        key = key_of(label) if colon else None
        if key:
            current = found.setdefault(key, [])
            current.append(answer.lstrip(_MARKUP))
            length = len(line)
        elif current is not None and line.strip() and _goes_on(current[-1], length, line):
            current[-1] += f" {line}"
            length = len(line)
        else:
            current = None
    return found


def _goes_on(answer: str, length: int, line: str) -> bool:
    """Whether a line belongs to the answer before it: the label stood alone, or the mail program cut the line."""
    first = line.split()[0]
    return not answer.strip() or (length >= _WRAPPED and length + 1 + len(first) > 65)


def _one_of(key: str, texts: list[str], doubts: list[Doubt]) -> str:
    """The one answer to a question. Several, and marked ones, are doubts."""
    given = list(dict.fromkeys(answer for text in texts if (answer := clean(text.replace(MARKED, "")))))
    given = [answer for answer in given if not is_prompt(answer)]
    label = name_of(key)
    if key in KEYS and any(MARKED in text for text in texts):
        doubts.append(marked(label, "text that is struck out or hidden"))
    if len(given) > 1 and key in KEYS:
        doubts.append(two_answers(label, given[0], given[1]))
        return ""
    if not given:
        return ""
    if len(given[0]) > LONGEST:
        doubts.append(too_long(label))
        return ""
    if "\ufffd" in given[0]:
        doubts.append(unclear(label, given[0], "it has signs that cannot be read"))
    return given[0]


def _day(text: str, language: str, doubts: list[Doubt]) -> datetime.date | None:
    meant = days(text, language) if text else []
    if text and len(meant) != 1:
        doubts.append(unclear_day(text, meant))
        return None
    return meant[0] if meant else None


def _choice(key: str, text: str, doubts: list[Doubt]) -> bool | None:
    chosen = yes_or_no(text) if text else None
    if text and chosen is None:
        doubts.append(unclear(name_of(key), text, "neither yes nor no"))
    return chosen
