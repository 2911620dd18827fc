"""How a target is worded: to, under, at least, back to."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re

_TO = r"(?:\b(?:to have|to|at|be|is|are|reach(?:es|ing)?|hits?|hitting|touch(?:es)?|match(?:ed|es|ing)?(?: thebody's)?|becomes?|of only|only|down to|up to|makes? up|be at|get to|stand at|average of|average is|is it|is that|are they|are we|level of|target of|goal of|cap of|limit of|aims? (?:for|at)|aiming (?:for|at)|targets?|targeting|wants?)\s+(?:the |only |just |about |around |exactly |no more than |an? |lga's? |sector's? |national |average |median |of |(?:workforce|headcount|total|staff|establishment|level|fte|figure) of )*)$"


_SENSES = (
    ("back_to", r"\b(?:back|return\w*|regain\w*|recover\w*)\b[^,]{0,16}$"),
    ("under", r"\b(?:under|below|less than|fewer than|beneath|no more than|at most)\s+(?:the )?$"),
    (
        "at_least",
        r"\b(?:above|over|more than|at least|past|exceed\w*|no (?:fewer|less) than|beyond)\s+(?:the )?$",
    ),
)


def _target_sense(left: str) -> str | None:
    left = re.sub(
        r"\b(?:an? |the |its )?(?:workforce|headcount|total|staff|establishment|level|figure) of $", "", left
    )
    for sense, pattern in _SENSES:
        if re.search(pattern, left):
            return sense
    return "get_to" if re.search(_TO, left) else None


_SHARE_WORDS = re.compile(
    r"\b(?:wom[ae]n|men|female|male|ethnic|minority|bme|bame|disab\w+|under[- ]\d|over[- ]\d|turnover|part[- ]time|share|proportion|of (?:staff|the workforce))\b"
)
