"""An e-mail message (.eml) read as blocks: who wrote to whom and when, and what it says; attachments are papers of their own."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr

from ingest.errors import NoText
from ingest.model import Furniture
from ingest.parse.clean import clean
from ingest.parse.html import read_html
from ingest.parse.raw import RawBlock, RawDocument, RawHeading, RawParagraph
from ingest.parse.text import read_text

_TOLD = ("From", "To", "Cc", "Date")
_MOST_TOLD = 300  # characters of one of these lines: a message to a whole council names hundreds


def message_of(data: bytes) -> EmailMessage:
    """The message in these bytes."""
    return message_from_bytes(data, policy=default)


def read_mail(data: bytes, file: str) -> RawDocument:
    """The blocks of a message. Raises ``NoText`` for one that says nothing itself."""
    message = message_of(data)
    subject = clean(str(message["subject"] or ""))
    body = _body(message)
    if not body:
        raise NoText(f"“{file}” is a message without words of its own: add what is attached to it by itself.")
    told: list[tuple[str, int | None]] = [(line, None) for line in _told(message)]
    return RawDocument(
        "eml",
        [
            *([RawHeading(subject, 1)] if subject else []),
            *([RawParagraph(told, printed_lines=True)] if told else []),
            *body,
        ],
        title=subject or file,
        beside=list(_beside(message)),
    )


def _told(message: EmailMessage) -> Iterator[str]:
    for name in _TOLD:
        if text := clean(str(message[name] or "")):
            yield f"{name}: {text if len(text) <= _MOST_TOLD else text[:_MOST_TOLD].rstrip() + '…'}"


def _body(message: EmailMessage) -> list[RawBlock]:
    """What the message says: its HTML where that holds a table or there is nothing else, else its plain text."""
    plain, marked = _content(message, "plain"), _content(message, "html")
    if marked and (not plain.strip() or "<table" in marked.lower()):
        blocks = read_html(marked.encode()).blocks
        if blocks:
            return blocks
    return read_text(plain.encode()).blocks if plain.strip() else []


def _content(message: EmailMessage, kind: str) -> str:
    """The text of the body in this form; empty when it has none, or one in a character set that is unknown."""
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        held = part.get_payload(decode=True)
        return held.decode("cp1252", "replace") if isinstance(held, bytes) else ""


def _beside(message: EmailMessage) -> Iterator[Furniture]:
    """Who sent it, by name and address, and its subject."""
    name, address = parseaddr(str(message["from"] or ""))
    yield from (Furniture("sender", clean(text)) for text in (name, address) if clean(text))
    if subject := clean(str(message["subject"] or "")):
        yield Furniture("subject", subject)


def attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file that was sent with the message; a message forwarded whole is one.

    A picture that is shown within the words, as a logo is, is none.
    """
    words = message.get_body(("plain", "html"))
    files = (part for part in _leaves(message) if part is not words and _is_file(part))
    for number, part in enumerate(files, start=1):
        held = part.get_payload(decode=True)
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            subject = clean(str(inner["subject"] or "")) or f"message {number}"
            yield f"{subject}.eml", bytes(inner)
        elif isinstance(held, bytes):
            yield part.get_filename() or f"attachment {number}", held


def _leaves(part: MIMEPart) -> Iterator[MIMEPart]:
    """The parts that hold something themselves, however deep a program has put them; a message within is one."""
    if part.get_content_maintype() != "multipart":
        yield part
        return
    for inner in part.iter_parts():
        yield from _leaves(inner)


def _is_file(part: MIMEPart) -> bool:
    """Whether a part is a file of its own: a message, an attachment, or what has a name and is no picture, wherever it is shown."""
    named = bool(part.get_filename()) and part.get_content_maintype() != "image"
    whole = part.get_content_type() == "message/rfc822"
    return whole or named or part.get_content_disposition() == "attachment"
