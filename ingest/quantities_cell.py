"""The quantity grammar of table cells: a cell that holds a figure and little else, and the marks of unit and scale
that stand in captions and column heads ("£000", "£m", "(%)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.fact_model import Approx
from ingest.quantities_dates import find_dates
from ingest.quantities_model import MOMENTS, Quantity
from ingest.quantities_numbers import scale_of

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SUFFIX = r"k|m|mn|mil|bn|million|thousand|billion"
_FIGURE = re.compile(
    rf"(?P<approx>c\.|ca\.|circa|about|around|approx\.?|~|≈|over|under|up to|>|<|≥|≤)?\s*+(?P<open>\()?\s*+"
    rf"(?P<sign>[-–−+])?\s*+(?P<money>£)?\s*+(?P<open2>\()?(?P<sign2>[-–−])?\s*+(?P<number>{_NUMBER})(?P<half>½)?(?P<plus>\+(?!\d))?"
    rf"(?:\s?(?P<scale>{_SUFFIX})(?![A-Za-z]))?(?:\s?(?P<unit>%|per\s?cent(?![a-z])|pp(?![a-z])|p(?![A-Za-z])))?(?P<close>\))?",
    re.I,
)
_RANGE = re.compile(rf"\s?(?:-|–|to)\s?£?(?P<high>{_NUMBER})\s?(?P<unit>%|per\s?cent)?", re.I)
_APPROX = {
    "over": Approx.OVER, ">": Approx.OVER, "≥": Approx.OVER, "under": Approx.UNDER, "<": Approx.UNDER,
    "up to": Approx.UP_TO, "≤": Approx.UP_TO,
}  # fmt: skip
_NO_FIGURE = re.compile(
    r"\d:\d\d|\d(?:st|nd|rd|th)\b|^\W*0\d{3,}|\d\s?/\s?\d(?![\d.]*\s?%)|^\W*£?\s?['’]?0{3}s?\b|\d+\.\d+\.\d+",
    re.I,
)
_LEADING = re.compile(
    r"[\s*_•▲▼▶↑↓→◄►●✓✔–-]*(?=[(£\d.+~<>≈≥≤−-]|c\.|circa|about|around|approx|over|under|up to)", re.I
)
_SCALE_MARK = re.compile(
    r"£\s?\(?\s?(?P<scale>['’]?0{3}s?|k(?![a-z])|thousands?|m(?![a-z])|mn(?![a-z])|mil(?:lions?)?(?![a-z])|bn(?![a-z])|billions?)"
    r"|(?<![\w£,.])['’]?0{3}s(?!\w)|£(?!\s?[\d(])|£(?=\s?\()|\bpounds\b(?!\s+and)"
    r"|\bin (?P<word>thousands|millions)\b",
    re.I,
)  # fmt: skip
_PERCENT_MARK = re.compile(
    r"(?<![\d.])\s?%|(?<!\d )(?<!\d)\bper ?cent(?:age)?s?\b|\bpercentage\b|\bproportion\b", re.I
)
_BLANKS = frozenset({
    "tbc", "tba", "tbd", "n/a", "na", "n.a.", "not available", "not known", "not stated", "not given", "to be confirmed",
    "to be determined", "to be agreed", "to be decided", "to be set", "to follow", "..", "...", "x", "xx", "xxx", "nk", "n/k",
    "not yet known", "not yet agreed", "not yet set", "awaited", "unknown", "not reported", "no data",
})  # fmt: skip
_NIL = frozenset({"nil", "none", "zero"})


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A figure that a cell holds: ``unit`` is "gbp", "share", "points" or empty; ``rest`` what follows it."""

    start: int
    end: int
    value: float
    unit: str
    high: float | None = None
    approx: Approx = Approx.NONE
    decimals: int = 0
    scale: float = 1.0
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of unit: "gbp" with the scale that the figures are printed in, or "share"."""

    unit: str
    scale: float = 1.0


def cell_figures(text: str) -> tuple[CellFigure, ...]:
    """The figures of a cell that begins with one: "1,204", "(850)", "371 (68%)", "£3.2m to date".

    Empty for words, dates, codes and clock times; a second figure is read only in brackets or behind a stroke.
    """
    if not any(char.isdigit() for char in text) or says_when(text) or _NO_FIGURE.search(text):
        return ()
    first = _figure(text, _start(text))
    if (
        first is None
        or not _fits(first, text)
        or any(item.start <= first.start < item.end for item in times_in(text))
    ):
        return ()
    found = [first]
    after = re.match(r"\s*[(/|]\s*", text[first.end :])
    if after and (second := _figure(text, first.end + after.end())) is not None and second.unit != first.unit:
        found[0] = _with_rest(first, "")
        found.append(second)
    return tuple(found)


def is_blank(text: str) -> bool:
    """Whether a cell is a printed blank: "TBC", "n/a", ".."; an empty cell and a dash are none."""
    return " ".join(text.lower().split()).strip("*_()[] ") in _BLANKS or text.strip() == ".."


def is_nil(text: str) -> bool:
    """Whether a cell says nought in words."""
    return text.strip().lower() in _NIL


def says_when(text: str) -> bool:
    """Whether a text says when and nothing more: a year, a date, a quarter, with small words around it."""
    found = list(times_in(text))
    rest = _without(text, found)
    return (
        bool(found)
        and not any(char.isdigit() for char in rest)
        and len(re.findall(r"[A-Za-z]{2,}", rest)) <= 4
    )


def mark_of(text: str) -> Mark | None:
    """The mark of money with its scale, or of percent, in a head, a caption or a label; None without one."""
    if money := _SCALE_MARK.search(text):
        word = (money["scale"] or money["word"] or "").lower().strip("'’")
        plain = not word and not money.group().strip("'’ ").startswith("0")
        return Mark("gbp", 1.0 if plain else _scale_word(word))
    return Mark("share") if _PERCENT_MARK.search(text) else None


def count_scale(text: str) -> float:
    """What a count is multiplied by where brackets in a head or caption say so: "Journeys (millions)"; else 1."""
    for piece in text.split("(")[1:]:
        scale = _COUNT_SCALES.get(piece.partition(")")[0].strip().lower().strip("'’s"))
        if scale:
            return scale
    return 1.0


_COUNT_SCALES = {"million": 1e6, "m": 1e6, "thousand": 1e3, "000": 1e3, "k": 1e3}


def _scale_word(word: str) -> float:
    return 1e6 if word.startswith("m") else 1e9 if word.startswith("b") else 1e3


def _start(text: str) -> int:
    found = _LEADING.match(text)
    if found is None:
        return 0
    stop = found.end()
    # a dash next to the figure is its sign; one apart from it, or a mark before it, is none
    while (
        stop > found.start()
        and text[stop - 1] in "-–−"
        and (stop - 2 < found.start() or not text[stop - 2].isalnum())
    ):
        stop -= 1
    return stop


def _figure(text: str, at: int) -> CellFigure | None:
    found = _FIGURE.match(text, at)
    if (
        found is None
        or (found["unit"] or "").lower() == "p"
        and "." not in found["number"]
        and found["money"]
    ):
        return None
    digits = found["number"]
    decimals = len(digits.partition(".")[2]) + bool(found["half"])
    scale = scale_of(found["scale"]) * (0.01 if (found["unit"] or "").lower() == "p" else 1.0)
    value = round((float(digits.replace(",", "")) + (0.5 if found["half"] else 0.0)) * scale, 6)
    opened = found["open"] or found["open2"]
    minus = (opened and found["close"]) or (found["sign"] or "+") != "+" or bool(found["sign2"])
    word = (found["approx"] or "").lower()
    approx = Approx.OVER if found["plus"] else _APPROX.get(word, Approx.ABOUT if word else Approx.NONE)
    end = found.end() if not (found["close"] and not opened) else found.end("close") - 1
    unit = _unit(found)
    high = None
    if (
        not minus
        and (more := _RANGE.match(text, end))
        and float(more["high"].replace(",", "")) * scale > value
    ):
        high, end = round(float(more["high"].replace(",", "")) * scale, 6), more.end()
        unit = unit or ("share" if more["unit"] else "")
    return CellFigure(
        at, end, -value if minus else value, unit, high, approx, decimals, scale, text[end:].strip(" )*_")
    )


def _unit(found: re.Match[str]) -> str:
    mark = (found["unit"] or "").lower()
    if found["money"] or mark == "p":
        return "gbp"
    return "points" if mark == "pp" else "share" if mark else ""


def _with_rest(figure: CellFigure, rest: str) -> CellFigure:
    return CellFigure(
        figure.start,
        figure.end,
        figure.value,
        figure.unit,
        figure.high,
        figure.approx,
        figure.decimals,
        figure.scale,
        rest,
    )


def _fits(figure: CellFigure, text: str) -> bool:
    """Whether the figure is what the cell holds: few words follow, and no letter is glued to it."""
    after = text[figure.end : figure.end + 1]
    return not after.isalpha() and len(figure.rest.split()) <= 8


def _without(text: str, found: list[Quantity]) -> str:
    rest = text
    for quantity in sorted(found, key=lambda item: -item.start):
        if quantity.end <= len(rest):
            rest = rest[: quantity.start] + " " + rest[quantity.end :]
    return rest


def times_in(text: str) -> Iterator[Quantity]:
    """The times that a text names, in order, none overlapping another; the longer reading of a place first."""
    end = -1
    for quantity in sorted(find_dates(text), key=lambda item: (item.start, -item.end)):
        if quantity.kind in MOMENTS and quantity.start >= end:
            yield quantity
            end = quantity.end
