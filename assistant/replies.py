"""The fixed replies, read once from ``replies.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


@cache
def _all() -> Mapping[str, Mapping[str, str]]:
    data = tomllib.loads(files("assistant").joinpath("replies.toml").read_text("utf-8"))
    return {table: {key: str(text) for key, text in rows.items()} for table, rows in data.items()}


def reply(table: str, key: str, **filled: str) -> str:
    """One fixed reply with its placeholders filled."""
    return _all()[table][key].format(**filled)


def names(words: Sequence[str], *, most: int = 8, none: str = "no council yet") -> str:
    """Names in a sentence: "A, B and C", shortened when there are many."""
    if not words:
        return none
    shown = list(words[:most])
    if len(words) > most:
        return f"{', '.join(shown)} and {len(words) - most} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
