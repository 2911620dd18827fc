"""Numbers as council papers print them: "3,204", "14.30", "twenty-five", "two and a half", "1.5 million"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: i for i, word in enumerate(_UNITS)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SUFFIXES = {
    "dozen": 12.0,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mil": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_WORD = "(?:" + "|".join(sorted((*_SMALL, *_SCALES), key=len, reverse=True)) + ")"
WORDS = (
    rf"(?:(?:an?\s+(?=dozen|hundred|thousand|million))?{_WORD}"
    rf"(?:[\s-]+(?:and\s+)?{_WORD}){{0,9}}(?:\s+and\s+a\s+half)?\b)"
)
NUMBER = rf"(?:{DIGITS}|{WORDS})"
SUFFIX = r"(?:millions?|thousand|billion|mil|mn|bn|[kmb])(?![A-Za-z])"


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from text: its value, the decimals it was printed with, whether it stood in words."""

    value: float
    decimals: int = 0
    words: bool = False


def read_number(text: str) -> Number | None:
    """The number that the whole of ``text`` is, in digits or words; None when it is none."""
    stripped = text.strip()
    if re.fullmatch(DIGITS, stripped):
        plain = stripped.replace(",", "")
        return Number(float(plain), len(plain.partition(".")[2]))
    return _read_words(stripped.lower())


def scale_of(suffix: str | None) -> float:
    """What a suffix such as "m" or "thousand" multiplies by; 1 for none or an unknown one."""
    return _SUFFIXES.get((suffix or "").strip().lower(), 1.0)


def _read_words(text: str) -> Number | None:
    """Value of number words: "two hundred and five", "one thousand two hundred", "two and a half"."""
    half = text.endswith("and a half")
    tokens = re.findall(r"[a-z]+", text.removesuffix("and a half"))
    total, current = 0.0, 0.0
    seen = False
    for token in tokens:
        if token in _SMALL:
            current, seen = current + _SMALL[token], True
        elif token == "hundred":
            current, seen = (current or 1) * 100, True
        elif token in _SCALES:
            total, current, seen = total + (current or 1) * _SCALES[token], 0.0, True
        elif token not in {"and", "a", "an"}:
            return None
    if not seen:
        return None
    return Number(total + current + (0.5 if half else 0.0), 1 if half else 0, words=True)
