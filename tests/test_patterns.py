"""Regular expressions are for the syntax of files, numbers and dates; how many there are in each room may only fall."""

from __future__ import annotations

import re

import pytest

from tests.docs_examples import ROOT
from tests.test_architecture import ROOMS

CALL = re.compile(r"\bre\.(compile|search|match|fullmatch|findall|finditer|sub|split)\(")
MOST = {"access": 0, "assistant": 468, "engine": 2, "ingest": 363, "moothall": 0, "web": 13}
"""Calls by room on 30 November 2026. A number here is never raised: a word list takes the place of a pattern over wording."""
SLACK = 20


def calls(text: str) -> int:
    """How many regular expressions are made or used in a piece of code."""
    return len(CALL.findall(text))


def calls_of(room: str) -> int:
    return sum(calls(path.read_text("utf-8")) for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_no_more_patterns_than_it_had(room: str) -> None:
    assert calls_of(room) <= MOST[room], (
        "say it with a word list (data/*.toml) or with the structure of the text"
    )


@pytest.mark.parametrize("room", ROOMS)
def test_the_ceiling_comes_down_with_the_patterns(room: str) -> None:
    assert MOST[room] - calls_of(room) < SLACK, "there are fewer now: write the number down in MOST"


def test_a_call_is_counted_wherever_it_stands() -> None:
    assert calls('X = re.compile("a")\nif re.search(b, c): re.sub(d, e, f)') == 3
    assert calls("more.split(text); re.escape(text)") == 0
