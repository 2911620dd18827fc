"""Whether a change is yearly or in all, and up or down."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re

from assistant.scenario.cues import DOWN, UP, YEARLY, has
from ingest.quantities_model import Kind, Quantity


def _per(item: Quantity, left: str, right: str, text: str) -> str:
    """Whether a change is each year, each month or in all; empty when the words do not say."""
    near = re.split(r",| and | then | but |\bfor\b|\bover\b|\buntil\b|\bby\b|\d", right, maxsplit=1)[0]
    if (
        re.search(rf"\b(?:{YEARLY})", near)
        or re.match(rf"\s*(?:{YEARLY})", right)
        or item.per == "year"
        and re.match(r"\W*(?:a|per|each|every|yearly|annual|p\.?a)", right)
    ):
        return "year"
    if re.search(r"\b(?:a|per|each|every) month\b|\bmonthly\b", near):
        return "month"
    asked = has(text, "what_rate")
    if not asked and re.search(rf"\b(?:{YEARLY}|annual|yearly)\s+(?:\w+ ){{0,4}}(?:of|by|at)?\s*$", left):
        return "year"
    if re.search(r"\b(?:in total|in all|overall|altogether|all told|total)\b", near) or re.search(
        r"\b(?:a total (?:of )?|overall |in total )$", left
    ):
        return "total"
    if re.match(
        r"\s*(?:off )?(?:(?!what|how|equals?\b|is\b)\w+['’s]* ){0,5}?(?:each|every|per|a) year\b", right
    ) or re.match(r"\s*cuts? (?:each|every|a|per) year", right):
        return "year"
    in_each = r"\s*(?:[\w'’-]+ ){0,7}?in each of\b"
    if re.match(in_each, right) or re.search(r"\bin each of [^,]{0,40}$", left):
        return "year"
    if (
        not has(text, "what_rate")
        and re.search(
            r"\b(?:yearly|annual) (?:cuts?|falls?|reductions?|rates?|growth|rises?|changes?)\b", text
        )
        and item.kind is Kind.PERCENT
    ):
        return "year"
    if re.search(r"\b(?:each|every) year\b[^,]{0,60}$", left) and not re.search(
        r"\d[^,]{0,40}\b(?:each|every) year\b", left
    ):
        return "year"
    return ""


def _direction(left: str, right: str, text: str, item: Quantity) -> int:
    """-1 down, 1 up, 0 unknown: the nearest word of direction before the figure, else just after it."""
    if re.search(r"\b(?:tak(?:e|es|ing)|took|strip\w*|knock\w*)\s+(?:\w+ )?$", left) and re.search(
        r"\b(?:off|out|from|away)\b", right
    ):
        return -1
    if re.match(
        r"\W{0,2}(?:fte |posts |jobs |roles |people |staff |heads )+[^.%]{0,30}?\b(?:go|went|disappear)\b",
        right,
    ):
        return -1
    after = re.match(
        rf"\W*(?:\w+['’]?\w* ){{0,3}}?(?P<down>{DOWN})|\W*(?:\w+['’]?\w* ){{0,3}}?(?P<up>{UP})", right
    )
    close = re.match(
        rf"\W{{0,2}}(?:annual |yearly |pay |fte |staff |total |of |further )*(?:(?P<down>{DOWN})|(?P<up>{UP}))",
        right,
    )
    if close:
        return -1 if close["down"] else 1
    downs = [m.end() for m in re.finditer(rf"\b(?:{DOWN})", left)]
    ups = [m.end() for m in re.finditer(rf"\b(?:{UP})", left)]
    if downs or ups:
        return -1 if max(downs, default=-1) > max(ups, default=-1) else 1
    if after:
        return -1 if after["down"] else 1
    far = re.search(rf"\b(?:(?P<down>{DOWN}|off|out|away|gone)|(?P<up>{UP}))\b", re.split(r"\d", right)[0])
    if far and item.kind in {Kind.PERCENT, Kind.POINTS, Kind.FTE}:
        return -1 if far["down"] else 1
    return 0
