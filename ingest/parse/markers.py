"""The printed marks that open a list item: bullets, numbers, letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(r"^([•●■▪▫◆◇◦○‣⁃∙·➢➤►▶❖✓✔✗→§]|[-–—*+o](?=\s))\s*(?=\S)")
_BARE_BULLET = re.compile(r"^[•●■▪▫◆◇◦○‣⁃∙·➢➤►▶❖✓✔✗§–—*+o-]$")
_DECIMAL = re.compile(r"^(\d{1,3}(?:\.\d{1,2}){1,3}\.?|\d{1,3}\.\d{1,2}\))\s+(?=[A-Z\"“‘'(])")
_DECIMAL_DOT = re.compile(r"^(\d{1,3}(?:\.\d{1,2}){1,3}\.)\s+(?=\S)")
_NUMBER = re.compile(r"^(\(\d{1,3}\)|\d{1,3}[.)])\s+(?=\S)")
_LETTER = re.compile(r"^(\([a-z]\)|[a-z]\)|[a-hj-z]\.)\s+(?=\S)")
_ROMAN = re.compile(r"^(\([ivx]{1,5}\)|[ivx]{1,5}[.)])\s+(?=\S)")
_BARE_NUMBER = re.compile(r"^(\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\([a-z]\)|\([ivx]{1,5}\)|[a-z]\))$")


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark as printed, its kind, the numbers it holds, and the text after it."""

    text: str
    kind: str
    numbers: tuple[int, ...]
    rest: str

    @property
    def shown(self) -> str:
        """The mark as it is kept: every bullet is ``•``, numbers and letters are as printed."""
        return "•" if self.kind == "bullet" else self.text


def split_marker(text: str) -> Marker | None:
    """The marker that opens this text, or None when it opens with a word."""
    if found := _BULLET.match(text):
        return Marker(found.group(1), "bullet", (), text[found.end() :])
    for kind, pattern in (
        ("decimal", _DECIMAL_DOT),
        ("decimal", _DECIMAL),
        ("number", _NUMBER),
        ("roman", _ROMAN),
        ("letter", _LETTER),
    ):
        if found := pattern.match(text):
            mark = found.group(1)
            return Marker(mark, kind, tuple(map(int, re.findall(r"\d+", mark))), text[found.end() :])
    return None


def is_bare_marker(line: str) -> bool:
    """Whether the line is a marker alone, its text on the next line."""
    return bool(_BARE_BULLET.match(line) or _BARE_NUMBER.match(line))


def kind_of(marker: str) -> str:
    """The kind of a kept marker: bullet, number, decimal, letter, roman or nothing."""
    found = split_marker(f"{marker} X") if marker else None
    return found.kind if found else ""


def is_next(before: str, after: str) -> bool:
    """Whether one numbered marker directly follows the other: 4. 5. or 4.3 4.4 or a) b)."""
    first, second = re.findall(r"\d+", before), re.findall(r"\d+", after)
    if first and len(first) == len(second):
        return first[:-1] == second[:-1] and int(second[-1]) == int(first[-1]) + 1
    letters = re.sub(r"\W", "", before), re.sub(r"\W", "", after)
    return all(len(x) == 1 and x.isalpha() for x in letters) and ord(letters[1]) == ord(letters[0]) + 1


def in_form(number: int, form: str) -> str:
    """A count as Word and HTML print it: decimal, lowerLetter, upperLetter, lowerRoman or upperRoman."""
    if form.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26)
    elif form.endswith("Roman"):
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    out = ""
    for value, letters in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + letters, number - value
    return out
