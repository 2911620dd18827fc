"""What people said of facts, laid over facts as extracted; it survives because ids do not change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from ingest.model import Approx, Fact, Review


class FactReview(Protocol):
    """A person's word on one fact; ``value`` is the corrected one, in the metric's unit."""

    @property
    def review(self) -> Review:
        """Confirmed, corrected or rejected."""

    @property
    def value(self) -> float | None:
        """The right value of a corrected fact."""


def apply_reviews(facts: Sequence[Fact], reviews: Mapping[str, FactReview]) -> list[Fact]:
    """Facts as people left them, marked as such; ``reviews`` are by fact id. Rejected ones stay, marked."""
    return [_reviewed(fact, reviews[fact.id]) if fact.id in reviews else fact for fact in facts]


def _reviewed(fact: Fact, said: FactReview) -> Fact:
    if said.review is not Review.CORRECTED or said.value is None:
        return replace(fact, review=said.review)
    decimals = len(f"{said.value:.10f}".rstrip("0").partition(".")[2])
    exact = replace(fact, value=said.value, high=None, approx=Approx.NONE)
    return replace(exact, review=said.review, decimals=max(fact.decimals, decimals))
