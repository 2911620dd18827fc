"""A line as a title: without markup, draft marks, numbers of agenda items and the name of its council."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.bodies_names import names_of, words_of
from ingest.model import Body
from ingest.tokens import is_known_word
from ingest.whose.names import names_in
from ingest.whose.words import phrases, plain_words, stands

_MARKUP = re.compile(r"<[^>]+>|[*_#`\\]+|\.{4,}\s*\d*$")
_DRAFT = re.compile(
    r"\(draft[^()]*\)|\(?\b(?:final |working |consultation )?draft\b(?: (?:v|version)\s?[\d.]+)?\)?\s*[:–-]?",
    re.IGNORECASE,
)
_EDGES = " -–—:|•·,."
_MARKS = (" | ", " – ", " — ", " - ", ": ", " · ", ", ")
_CUT_AT = (("agenda", "item"), ("pdf",), ("foreword",))
_DATED_BY = ("Approved", "Adopted", "Agreed")
"""Words with which a line set below a title goes on, where a text runs its lines together."""


def clean(text: str) -> str:
    """A line without markup, draft marks, numbers of agenda items and stray punctuation; capitals as a title."""
    plain = _DRAFT.sub(" ", _MARKUP.sub(" ", text))
    plain = _said_once(_cut(" ".join(plain.split()))).strip(_EDGES)
    for lead in ("Report: ", "REPORT: ", "Title: ", "TITLE: "):
        plain = plain.removeprefix(lead)
    if plain.isupper():
        return _as_title(plain.split())
    return _shouted(plain)


def _cut(text: str) -> str:
    """The text up to an agenda item, a link to a file, a page number or a company's name at its end."""
    words = text.split()
    lower = [plain_words(word)[:1] or ("",) for word in words]
    for phrase in _CUT_AT:
        at = stands([word[0] for word in lower], phrase)
        if at > 1 and (phrase != ("foreword",) or at == len(words) - 1):
            words, lower = words[:at], lower[:at]
    told = next((at for at, word in enumerate(words) if at > 2 and word in _DATED_BY), len(words))
    words, lower = words[:told], lower[:told]
    if len(words) > 2 and words[-1].isdigit() and len(words[-1]) < 3 and lower[-2] in phrases("nouns"):
        words = words[:-1]
    text = " ".join(words)
    firm = [name for name in names_in(text) if name.kind and name.kind.sure and name.end == len(text)]
    return (
        text[: firm[0].start].rstrip() if firm and _has_noun(text[: firm[0].start]) else _without_firm(text)
    )


def _without_firm(text: str) -> str:
    """The text without a company in capitals at its end ("Climate Action Plan GEP Environmental Ltd")."""
    words = text.split()
    if not words or words[-1] not in ("Ltd", "Limited", "LLP", "plc"):
        return text
    initials = [at for at in range(max(1, len(words) - 4), len(words) - 1) if words[at].isupper()]
    return " ".join(words[: initials[0]]) if initials and len(words[initials[0]]) > 1 else text


def _has_noun(text: str) -> bool:
    words = plain_words(text)
    return any(stands(words, phrase) >= 0 for phrase in phrases("nouns"))


def _said_once(text: str) -> str:
    """The text without an ending that repeats words before it, as when a cover prints its title twice."""
    words = list(re.finditer(r"\w+", text))
    plain = [word.group().casefold() for word in words]
    for cut in range(2, len(plain) - 1):
        tail = plain[cut:]
        if any(plain[at : at + len(tail)] == tail for at in range(cut - len(tail) + 1)):
            return text[: words[cut].start()]
    return text


def _as_title(words: Iterable[str]) -> str:
    """Capitals as a title: small words in lower case, initials as they are."""
    kept = [
        word if len(word) <= 5 and not is_known_word(word.strip("’'&,.")) else word.capitalize()
        for word in words
    ]
    small = {phrase[0] for phrase in phrases("small")}
    return " ".join(word.lower() if at and word.lower() in small else word for at, word in enumerate(kept))


def _shouted(text: str) -> str:
    """The text with two and more words in capitals in a row as a title ("CLIMATE CHANGE Strategy")."""
    words = text.split()
    at = 0
    while at < len(words):
        stop = at
        while stop < len(words) and len(words[stop]) > 3 and words[stop].isalpha() and words[stop].isupper():
            stop += 1
        if stop - at > 1:
            words[at:stop] = _as_title(words[at:stop]).split()
        at = max(stop, at + 1)
    return " ".join(words)


def without_body(title: str, body: Body | None) -> str:
    """The title without its organisation's name at its beginning or end, when enough is left."""
    if body is None:
        return title
    names = [name for name in names_in(title) if words_of(name.text) in names_of(body)]
    for name in names:
        before, after = (
            title[: name.start].rstrip(),
            title[name.end :].removeprefix("’s").removeprefix("'s").lstrip(),
        )
        rest = after if not before else before if not after and before[-1:] in "-–—:|·,(" else ""
        if rest and len(plain_words(rest)) >= 2 and not rest[:1].islower():
            left = rest.strip(_EDGES + "(")
            return left[:1].upper() + left[1:]
    return title


def is_letterhead(text: str) -> bool:
    """Whether the line is an organisation's name with its address behind it."""
    first = next(iter(names_in(text)), None)
    return first is not None and first.start == 0 and text[first.end :].lstrip().startswith(",")


def parts(text: str) -> list[str]:
    """The pieces of a web page's title between its marks."""
    pieces = [text]
    for mark in _MARKS[:4]:
        pieces = [piece for whole in pieces for piece in whole.split(mark)]
    return [piece.strip() for piece in pieces if piece.strip()]
