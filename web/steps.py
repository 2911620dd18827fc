"""What is being done while a question is answered, in words for people."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "": "Waiting for its turn",
    "read": "Reading the question",
    "search": "Searching the papers",
    "decide": "Weighing what was found",
    "compare": "Comparing the councils",
    "project": "Looking for figures to compute from",
    "compose": "Putting the answer together",
    "write": "Wording the answer",
    "check": "Checking every figure against its source",
    "keep": "Keeping the answer",
}


def step_words(step: str) -> str:
    """The words for a step; one without any is work like any other."""
    return WORDS.get(step, "Working on it")
