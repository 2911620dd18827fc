"""Which of several facts are of the years that a question names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.fact_model import Fact


def of_years(facts: Sequence[Fact], years: Sequence[str]) -> list[Fact]:
    """The facts of these years; those dated so, where there are any, before those that only stand beside the year."""

    def among(texts: Callable[[Fact], str]) -> list[Fact]:
        return [fact for fact in facts if any(_plain(year) in _plain(texts(fact)) for year in years)]

    return among(lambda fact: f"{fact.as_of or ''} {fact.period or ''}") or among(lambda fact: fact.quote)


def _plain(text: str) -> str:
    """Years as they are compared: "2022 - 23" as "2022/23"."""
    return text.replace("-", "/").replace("–", "/").replace(" ", "")
