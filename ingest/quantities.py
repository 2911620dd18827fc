"""The quantity grammar: what stands for a quantity in council English, and what only looks like one.

``find`` reads a text in one pass of rules, best reading first: things that are never quantities, dates, ages,
fractions in words, placeholders, then amounts and ranges. Every row of the grammar has its own test.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from ingest.fact_model import Approx
from ingest.quantities_amounts import find_amounts
from ingest.quantities_dates import find_dates
from ingest.quantities_model import MOMENTS, TEMPORAL, Kind, Quantity
from ingest.quantities_never import name_spans, never_spans
from ingest.quantities_words import find_ages, find_fractions, find_placeholders

__all__ = ["MOMENTS", "TEMPORAL", "Kind", "Quantity", "find"]

_BEFORE = re.compile(
    r"(?:(?P<about>\babout|\baround|\bapproximately|\bapprox\.?|\bcirca|\bc\.?|\broughly|~|≈|\bsome|"
    r"\bin the region of|\bestimated(?: at| to be)?|\baround about)|"
    r"(?P<over>(?<!and )(?<!or )\b(?:over|above)|\bmore than|\bat least|\bexceed(?:s|ing|ed)?|"
    r"\bin excess of|\bgreater than|"
    r"\b(?:no|not) (?:fewer|less) than|\b(?:a )?minimum of|\bupwards of|\bjust over|\bwell over|>=?|≥)|"
    r"(?P<under>(?<!and )(?<!or )\b(?:under|below)|\bless than|\bfewer than|\bnearly|\balmost|\bjust under|"
    r"\bclose to|\bapproaching|<)|"
    r"(?P<up_to>\bup to|\bat most|\b(?:no|not) more than|\b(?:a )?maximum of|<=|≤))\s*(?:the\s|a\s|"
    r"an\s)?[*_]*$",
    re.I,
)
_AFTER = re.compile(
    r"\s?(?:(?P<over>\+(?!\d)|\bor more|\band over|\bor over)|(?P<about>\bor so)|(?P<up_to>\bor (?:less|"
    r"fewer)))",
    re.I,
)
_MINUS = re.compile(r"(?P<sign>[-−–—])\s?$")
_DASH_BEFORE_MINUS = re.compile(
    r"(?:^|[(\[=:|,;]\s*|\b(?:by|at|of|to|with|is|was|are|and|or|from|between|than|a|be|falls?|fell|rises?|"
    r"grows?|changes?|changed|down|up|minus)\s+|\n\s*)$",
    re.I,
)
_PER = re.compile(
    r"\s?(?:,\s)?(?:(?:[A-Za-z][\w'’]*\s+){0,4}?(?:a|per|each|every)\s+(?P<time>year|yr|annum|month|week)\b|"
    r"(?:lost\s+)?(?:a|per|each|for each|for every)\s+(?:\w+\s+)?(?P<who>fte|post|head|person|employee|hour|"
    r"day|leaver|worker)\b|"
    r"(?:\w+\s+){0,2}?(?P<adverb>annually|yearly|pa\b|p\.a\.?|year[\s-]on[\s-]year))",
    re.I,
)
_ANNUAL = re.compile(r"\b(?:annual|yearly|annually)\b[^.;,\d]{0,60}$", re.I)
_TIMES = {"annum": "year", "yr": "year"}
_WHO = {"person": "head", "employee": "head", "worker": "head"}


def find(text: str) -> list[Quantity]:
    """Every quantity of ``text`` in reading order, none overlapping another. Never raises.

    ``text[q.start:q.end] == q.text`` holds for each.
    """
    taken = _Spans()
    found: list[Quantity] = []
    for start, end in name_spans(text):
        taken.add(start, end, force=True)
    dates = find_dates(text)
    for candidate in (*find_placeholders(text), *dates):
        if taken.add(candidate.start, candidate.end):
            found.append(candidate)
    for start, end in never_spans(text):
        taken.add(start, end, force=True)
    for candidate in (*find_ages(text), *find_fractions(text), *find_amounts(text)):
        if taken.add(candidate.start, candidate.end):
            found.append(candidate)
    return sorted((_qualify(text, quantity) for quantity in found), key=lambda quantity: quantity.start)


class _Spans:
    """Spans already read; asks in logarithmic time whether a new one overlaps them."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []

    def add(self, start: int, end: int, *, force: bool = False) -> bool:
        """Take the span unless it overlaps one taken before; ``force`` takes the parts that are free."""
        if end <= start:
            return False
        at = bisect_left(self._starts, start)
        before = at > 0 and self._spans[at - 1][1] > start
        after = at < len(self._spans) and self._spans[at][0] < end
        if (before or after) and not force:
            return False
        if before or after:
            return self._add_free_parts(start, end)
        self._starts.insert(at, start)
        self._spans.insert(at, (start, end))
        return True

    def _add_free_parts(self, start: int, end: int) -> bool:
        cuts = [span for span in self._spans if span[0] < end and span[1] > start]
        position, added = start, False
        for left, right in cuts:
            added = (position < left and self.add(position, left)) or added
            position = max(position, right)
        return (position < end and self.add(position, end)) or added


def _qualify(text: str, quantity: Quantity) -> Quantity:
    """The quantity with its approximation, its sign and its rate, read from the words around it."""
    if quantity.kind in TEMPORAL and quantity.kind is not Kind.DURATION:
        return quantity
    quantity = _with_sign(text, quantity)
    before = text[max(0, quantity.start - 75) : quantity.start]
    approx = _approximation(before, text[quantity.end : quantity.end + 12], quantity)
    per = quantity.per or _rate(before, text[quantity.end : quantity.end + 60], quantity)
    return replace(quantity, approx=approx, per=per)


def _approximation(before: str, after: str, quantity: Quantity) -> Approx:
    if match := _BEFORE.search(before):
        # "20% over 12 years", "under 1 year": the preposition belongs to the period
        if (
            quantity.kind is Kind.DURATION
            and match.lastgroup in {"over", "under"}
            and match.group().strip().lower()
            in {
                "over",
                "under",
            }
        ):
            return Approx.NONE
        return Approx(match.lastgroup or "none")
    if match := _AFTER.match(after):
        return Approx(match.lastgroup or "none")
    return quantity.approx


def _rate(before: str, after: str, quantity: Quantity) -> str:
    if quantity.kind is Kind.DURATION or quantity.kind is Kind.PLACEHOLDER:
        return ""
    if match := _PER.match(after):
        if match["who"]:
            word = match["who"].lower()
            return _WHO.get(word, word)
        return "year" if match["adverb"] else _TIMES.get(match["time"].lower(), match["time"].lower())
    return "year" if _ANNUAL.search(before) else ""


def _with_sign(text: str, quantity: Quantity) -> Quantity:
    """A minus when the sign can only be one: after a label, "Male -54%", it is a dash."""
    sign = _MINUS.search(text[max(0, quantity.start - 3) : quantity.start])
    if quantity.value is None or quantity.high is not None or sign is None:
        return quantity
    start = quantity.start - (len(sign.group()))
    true_minus = sign["sign"] == "−" or (
        sign["sign"] == "-" and _DASH_BEFORE_MINUS.search(text[max(0, start - 12) : start]) is not None
    )
    if not true_minus or (text[:start].strip() == "" and sign.group() != sign["sign"]):
        return quantity
    return replace(quantity, start=start, text=text[start : quantity.end], value=-quantity.value)
