"""Characters made plain without changing a word: white space, invisible marks, symbol-font bullets."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
GAP = "\ufdd0"
"""Stands, while a paper is read, where the source has something else between two words; no text holds it."""
STRUCK, END = "\ufdd1", "\ufdd2"
"""Stand, while a paper is read, around each word that is struck out."""
_MARKS = str.maketrans(dict.fromkeys((GAP, STRUCK, END)))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTERS = dict(zip("abcdefgh", "ᵃᵇᶜᵈᵉᶠᵍʰ", strict=True))
NOTE_MARKS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ")

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def clean(text: str) -> str:
    """The text on one line, trimmed: single spaces, no invisible or control characters, NFC.

    Symbol-font bullets (private use area) become ``•``; smart quotes and dashes stay as printed.
    """
    return _SPACE.sub(" ", visible(text)).strip()


def visible(text: str) -> str:
    """The text without invisible and control characters; line breaks, tabs and form feeds are kept."""
    text = unicodedata.normalize("NFC", text).translate(_LIGATURES)
    return _PRIVATE.sub("•", _CONTROL.sub("", _INVISIBLE.sub("", text)))


def without_gaps(text: str) -> str:
    """The text without the marks that only stand while a paper is read: of gaps and of struck words."""
    return text.translate(_MARKS) if GAP in text or STRUCK in text or END in text else text


def raised(text: str) -> str:
    """Figures, or a lone letter, as superscripts, so that the mark of a note never becomes part of a number."""
    return _LETTERS.get(text.strip()) or text.translate(_RAISED)


def struck(text: str) -> str:
    """The text with each word marked as struck out; word by word, so that no cut parts a mark from its end."""
    return re.sub(r"\S+", lambda word: f"{STRUCK}{word.group()}{END}", text)


def join(first: str, second: str, *, known: frozenset[str] = frozenset(), gap: bool = False) -> str:
    """Two pieces of a broken line put together.

    A hyphen at the break stays ("long-" + "term") unless the joined word is among the ``known`` words. With
    ``gap`` the break is marked, since the source has something else there.
    """
    if not first or not second:
        return first or second
    if gap:
        whole = join(first, second, known=known)
        place = len(whole) - len(second)
        return f"{whole[:place].rstrip()}{GAP}{whole[len(whole[:place].rstrip()) :]}"
    broken = re.search(r"(\w+)-$", first)
    word = re.match(r"\w+", second)
    if broken and word and second[0].islower():
        whole = broken.group(1) + word.group()
        return first[:-1] + second if whole.lower() in known else first + second
    return f"{first} {second}"
