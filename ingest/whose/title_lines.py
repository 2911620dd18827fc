"""Which lines can be a title at all: no item of an outline, label, address, date, or name of an organisation."""

from __future__ import annotations

from pathlib import PurePath

from ingest.bodies_names import core_of, words_of
from ingest.model import Document
from ingest.whose.names import names_in
from ingest.whose.words import Phrase, begins, holds, phrases, plain_words, stands

LONGEST = 240
"""Characters of a title at most."""

_DATE_WORDS = frozenset(phrase[0] for phrase in phrases("months")) | {"st", "nd", "rd", "th", "to", "of"}
_OUR = frozenset({"the", "our"})
_SERVES = ("support", "deliver", "replac", "supersed", "underpin")


def is_usable(text: str, own: frozenset[Phrase] = frozenset()) -> bool:
    """Whether a line could be a title at all."""
    words = plain_words(text)
    letters = [word for word in words if any(map(str.isalpha, word))]
    if not letters or not 4 <= len(text) <= LONGEST or text[:1] in "•●▪◦(" or _is_numbered(text):
        return False
    if words in phrases("sections") or begins(words, "never_first") or _is_contact(text):
        return False
    if all(word in _DATE_WORDS or not word.isalpha() for word in words) or _serves_another(words):
        return False
    spoken = words_of(text)
    named = [name for name in names_in(text) if not (name.kind and name.kind.weak)]
    whole = len(named) == 1 and named[0].end - named[0].start >= len(text.strip()) - 1
    return bool(spoken) and spoken not in own and core_of(spoken) not in own and not whole


def _is_numbered(text: str) -> bool:
    """Whether the line is an item of an outline ("1 Purpose", "2.1 Why", "a) Staff"); a year or "20 mph" begins a title."""
    first, _, rest = text.partition(" ")
    plain = first.rstrip(".):")
    number = plain.replace(".", "").isdigit() and (len(plain) < 4 or "." in plain)
    letter = len(plain) == 1 and plain.isalpha() and first != plain
    return bool(rest) and (letter or (number and rest[:1].isupper()))


def _is_contact(text: str) -> bool:
    """Whether the line is an address: mail, web, or a long telephone number."""
    digits = max((len(word) for word in text.replace(" ", "").split(":") if word.isdigit()), default=0)
    return "@" in text or "www." in text or "://" in text or digits > 8


def _serves_another(words: Phrase) -> bool:
    """Whether the line names the paper that this one serves ("Supporting the Corporate Plan 2019-2023")."""
    at = next((i for i, word in enumerate(words[:5]) if word.startswith(_SERVES)), -1)
    return at >= 0 and bool(set(words[at + 1 : at + 4]) & _OUR) and holds(words[at:], "nouns")


def is_made_up(text: str, document: Document) -> bool:
    """Whether a program made the title up: from nothing, or from the name of a file."""
    words = plain_words(text)
    stem = plain_words(PurePath(document.file).stem)
    named = " " not in text.strip() and any(char.isdigit() or char in "_.-" for char in text)
    return not words or bool(begins(words, "made_up")) or words == stem or named


def labelled(text: str) -> tuple[str, str]:
    """("title", its value) for "Title: …", ("other", …) for a line that labels something else, else ("", text)."""
    pieces = text.split(":")
    for label, value in zip(pieces, pieces[1:], strict=False):
        words = plain_words(label)
        told = next((phrase for phrase in phrases("title_labels") if words[-len(phrase) :] == phrase), ())
        last = value is pieces[-1]
        if (
            told
            and value.strip()
            and (words == told or (len(told) > 1 and label.split()[-len(told)][:1].isupper()))
        ):
            return "title", value if last else _without_label(value)
    words = plain_words(pieces[0])
    labels = len(pieces) > 1 and pieces[1].strip() and len(words) <= 6 and begins(words, "never_first")
    return ("other" if labels else ""), text


def _without_label(value: str) -> str:
    """A value without the label of the next one, which is its last words."""
    words = value.split()
    labels = (*phrases("never_first"), *phrases("title_labels"))
    size = next((size for size in (4, 3, 2, 1) if plain_words(" ".join(words[-size:])) in labels), 1)
    return " ".join(words[:-size])


def is_year(word: str) -> bool:
    """Whether a word is a year."""
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def is_span(text: str) -> bool:
    """Whether a line is years alone ("2014-2017", "2021/22 to 2024/25")."""
    words = plain_words(text)
    return (
        any(map(is_year, words)) and len(words) > 1 and all(word.isdigit() or word == "to" for word in words)
    )


def heads_a_section(text: str) -> bool:
    """Whether a line heads a section of every paper ("Introduction", "1 Purpose")."""
    words = plain_words(text)
    return _is_numbered(text) or stands(words, ("contents",)) == 0 or words in phrases("sections")
