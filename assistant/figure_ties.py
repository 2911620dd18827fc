"""Figures with what they count: each quantity of a text keeps the words that stand with it.

A figure on the page is not enough. "12%" of the neighbouring row is wrong though 12% is printed, so a
figure of a written sentence must be the one whose own words fit best among all figures of what it cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.words import STOP, alike, stem, tokens
from ingest.fact_model import Approx
from ingest.quantities import TEMPORAL, Kind, Quantity, find

_BREAK = re.compile(
    r"[,;:()|\n–—]|\b(?:and|while|whereas|but|against|compared|of (?:whom|which|these))\b", re.I
)
_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+(?:\.\d+)?")
_LABEL = re.compile(r"\[\d{1,3}\]")
_UNITS = "percent cent per point fte wte day year figure number total million thousand billion m k bn"
_UNIT_WORDS = frozenset(stem(word) for word in _UNITS.split())
NEAR, BESIDE = 2, 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: ``key`` says what it is (kind, value or dates), ``words`` what it counts, stem to weight.

    ``at`` is its place among the figures of its text.
    """

    key: tuple[object, ...]
    kind: Kind
    approx: Approx
    words: dict[str, int]
    at: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of one text in order; ``segments`` are the places of those that one clause holds together."""

    figures: tuple[Figure, ...]
    segments: tuple[tuple[int, ...], ...] = ()


def read_figures(text: str, *, about: str = "") -> Reading:
    """The figures of a text with their words; ``about`` (a row's or column's label) is near to all of them."""
    plain = _LABEL.sub(lambda match: " " * len(match.group()), text.replace("*", " ").replace("_", " "))
    found = _quantities(plain)
    spans = _segments(plain)
    homes = [_home(spans, item.start) for item in found]
    taken = [(item.start, item.end) for item in found]
    made = []
    for place, item in enumerate(found):
        words = _words(plain, spans, homes, place, taken)
        words.update(dict.fromkeys(_stems(f"{about} {item.unit if item.kind is Kind.COUNT else ''}"), NEAR))
        for other, when in enumerate(found):
            if other != place and when.kind in TEMPORAL and homes[other] == homes[place]:
                words[_when(when)] = NEAR
        made.append(Figure(_key(item), item.kind, item.approx, words, place, item.text))
    by_segment = (tuple(i for i, home in enumerate(homes) if home == s) for s in range(len(spans)))
    return Reading(tuple(made), tuple(group for group in by_segment if len(group) > 1))


def _quantities(text: str) -> list[Quantity]:
    """Every quantity, and every other number as a bare count ("Level 3", "Priority 4"), in order."""
    found = find(text)
    rest = text
    for item in found:
        rest = rest[: item.start] + " " * (item.end - item.start) + rest[item.end :]
    for match in _NUMBER.finditer(rest):
        value = float(match.group().replace(",", ""))
        found.append(Quantity(match.start(), match.end(), match.group(), Kind.COUNT, value))
    return sorted(found, key=lambda item: item.start)


def fits(figure: Figure, printed: Sequence[Figure]) -> bool:
    """Whether, of all printed figures of its kind, the one that this figure's words fit best is this
    figure.
    """
    rivals = [other for other in printed if _like(other.kind, figure.kind)]
    same = [other for other in rivals if other.key == figure.key and other.approx is figure.approx]
    if not same:
        return False
    best = max(_overlap(figure, other) for other in same)
    needs = any(other.words for other in same) and bool(figure.words)
    if figure.kind in TEMPORAL:
        needs = False
    unlike = [_overlap(figure, other) for other in rivals if other.key != figure.key]
    return best >= max(unlike, default=0) and (best > 0 or not needs)


def in_order(written: Reading, printed: Iterable[Reading]) -> bool:
    """Whether figures that one clause prints together ("from 14% to 12%") keep their order."""
    keys = [figure.key for figure in written.figures]
    for told in (keys_of for reading in printed for keys_of in _told_together(reading)):
        here = [key for key in keys if key in told]
        if len(set(told)) == len(told) == len(set(here)) == len(here) and here != told:
            return False
    return True


def _told_together(reading: Reading) -> Iterable[list[tuple[object, ...]]]:
    """The figures of one kind that one clause prints, in its order."""
    for group in reading.segments:
        figures_here = [reading.figures[place] for place in group]
        for kind in sorted({figure.kind for figure in figures_here}):
            yield [figure.key for figure in figures_here if figure.kind is kind]


def _key(item: Quantity) -> tuple[object, ...]:
    if item.kind in TEMPORAL and item.start_date:
        return ("when", item.start_date, item.end_date)
    if item.value is None:
        return (item.kind.value,)
    per = item.unit if item.kind in (Kind.DURATION, Kind.AGE) else ""
    high = None if item.high is None else round(item.high, 6)
    return (item.kind.value, round(item.value, 6), high, per)


def _like(one: Kind, other: Kind) -> bool:
    dates = {Kind.DATE, Kind.YEAR, Kind.FINANCIAL_YEAR, Kind.SPAN, Kind.QUARTER}
    return one is other or (one in dates and other in dates)


def _overlap(one: Figure, other: Figure) -> int:
    return sum(
        min(
            weight,
            max((other.words[like] for like in alike(word) | {word} if like in other.words), default=0),
        )
        for word, weight in one.words.items()
    )


def _segments(text: str) -> list[tuple[int, int]]:
    """Clauses, so that a figure's words are not those of the figure beside it."""
    edges = [0]
    for match in _BREAK.finditer(text):
        inside = match.group() in ",:" and text[match.end() : match.end() + 1].isdigit()
        if not inside:
            edges.append(match.end())
    edges.append(len(text))
    return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if b > a]


def _home(spans: Sequence[tuple[int, int]], start: int) -> int:
    return next((index for index, (a, b) in enumerate(spans) if a <= start < b), len(spans) - 1)


def _words(
    text: str,
    spans: Sequence[tuple[int, int]],
    homes: Sequence[int],
    place: int,
    taken: Sequence[tuple[int, int]],
) -> dict[str, int]:
    """The words of the figure's own clause, and at less weight those of clauses beside it that have no
    figure.
    """
    home = homes[place]
    words: dict[str, int] = {}
    lone = not _stems(text[slice(*spans[home])])
    for step in (-1, 1):
        beside = home + step
        while 0 <= beside < len(spans) and beside not in homes:
            border = spans[max(beside, beside - step)][0]
            if not lone and text[border - 1] == "\n":
                break  # a figure that has words on its own line does not take those of the next
            words.update(dict.fromkeys(_stems(text[slice(*spans[beside])]), BESIDE))
            beside += step
    start, end = spans[home]
    shared = [span for index, span in enumerate(taken) if homes[index] == home and index != place]
    if shared:
        left = max((b for _, b in shared if b <= taken[place][0]), default=start)
        right = min((a for a, _ in shared if a >= taken[place][1]), default=end)
        words.update(dict.fromkeys(_stems(text[start:end]), BESIDE))
        start, end = left, right
    words.update(dict.fromkeys(_stems(text[start:end]), NEAR))
    return words


def _stems(text: str) -> set[str]:
    return {
        stem(token)
        for token in tokens(text)
        if token not in STOP
        and token not in "£%"
        and not token[0].isdigit()
        and stem(token) not in _UNIT_WORDS
    }


def _when(item: Quantity) -> str:
    return f"@{item.start_date}/{item.end_date}/{item.value}"
