"""Whether a date is the one to be met or the one on which something happened: "by 2030" answers "by when", "in 2019" does not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.compose.answering import Answering

_AHEAD = re.compile(
    r"\b(?:by (?:when|what|which)|target|aim\w*|goal|wants?|will|deadline|due|plans? to|hop(?:e|es|ing) to|intend\w*|pledg\w*|"
    r"committed|set itself)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:when|what (?:date|year|month)|which (?:year|month)) (?:did|was|were|had|has|have)\b", re.I
)
_OFTEN = re.compile(r"\bhow (?:often|frequently|regularly)\b", re.I)
_BY = (
    r"\b(?:by|before|until|no later than|end of|achieve\w* in|target (?:date |year )?(?:of|for|is))\s+(?:the\s+)?"
    r"(?:(?:end|start) of\s+|year\s+|(?:early|late|mid)[\s-])?"
)
_OF_OTHERS = r"\b(?:government|national(?:ly)?|uk|country|nation|united kingdom)\b[^.;]{0,25}?\b"
BONUS, OPEN_LESS, OTHERS_LESS = 0.09, 0.1, 0.12


@dataclass(frozen=True, slots=True)
class Tense:
    """Whether the question asks for what is to come, or for what has happened; for neither when it does not tell."""

    ahead: bool
    past: bool
    often: bool

    @classmethod
    def of(cls, question: str) -> Tense:
        """The tense of a question in words."""
        past = bool(_PAST.search(question))
        return cls(bool(_AHEAD.search(question)) and not past, past, bool(_OFTEN.search(question)))

    def first(self, text: str, dates: list[str]) -> list[str]:
        """The dates of a text, those of the question's tense first, else as they stand."""
        if not (self.ahead or self.past):
            return dates
        return sorted(dates, key=lambda date: due(text, date) is not self.ahead)

    def weighed(self, found: Answering, *, open_ended: re.Pattern[str]) -> Answering:
        """The candidate ahead when its date is to be met and that is asked, behind when what happened is asked, behind too
        when the date is the Government's own, or when it says no more than "annually" and nobody asks how often."""
        change, text = 0.0, found.document.text[found.start : found.end]
        if self.ahead and re.search(_OF_OTHERS + re.escape(found.value), text, re.I):
            change = -OTHERS_LESS
        elif due(text, found.value):
            change = BONUS if self.ahead else -BONUS if self.past else 0.0
        if open_ended.fullmatch(found.value.strip()) and not self.often:
            change -= OPEN_LESS
        return replace(found, score=found.score + change)


def due(text: str, date: str) -> bool:
    """Whether the text sets this date as the one to be met."""
    return bool(re.search(_BY + re.escape(date), text, re.I))
