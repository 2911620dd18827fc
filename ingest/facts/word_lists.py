"""The word lists about figures, one table of ``figure_words.toml`` each."""

from __future__ import annotations

from ingest.phrases import Phrases, listed


def lists(table: str) -> Phrases:
    """One of the word lists about figures."""
    return listed("figure_words.toml", table)
