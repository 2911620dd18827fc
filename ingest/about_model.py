"""One statement of a paper about itself or about another paper, with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.quantities import Kind


class Aspect(StrEnum):
    """What is said of a paper."""

    PERIOD = "period"
    CALLED = "called"  # years that only stand beside a paper's name, as in "the People Strategy 2010-2013"
    DURATION = "duration"
    APPROVED = "approved"
    PUBLISHED = "published"
    UPDATED = "updated"
    REVIEW = "review"
    BEGINS = "begins"
    ENDS = "ends"
    DATED = "dated"
    VERSION = "version"
    DRAFT = "draft"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement: the value as printed (empty when only the fact is stated), its span, and of which paper.

    ``subject`` is empty when the paper speaks of itself, else the words that name the other paper. ``planned`` says that
    it had still to happen.
    """

    aspect: Aspect
    value: str
    start: int
    end: int
    subject: str = ""
    planned: bool = False


DATED = {Kind.DATE, Kind.YEAR, Kind.FINANCIAL_YEAR, Kind.QUARTER}
APPROVING = r"approved|adopted|agreed|endorsed|ratified|signed off|accepted"
OFTEN = re.compile(
    r"\b(?:annually|every (?:\w+ )?(?:year|month)s?|each year|yearly|quarterly|six[- ]monthly|biennially|"
    r"once a year|on an annual basis|regularly|periodically)\b",
    re.I,
)
