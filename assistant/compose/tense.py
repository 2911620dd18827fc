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
_OF_OTHERS = r"\b(?:government|national(?:ly)?|uk|country|nation|united kingdom)\b(?! grid)[^.;]{0,25}?\b"
_NATIONAL = re.compile(
    r"\b(?:government\w*|national\w*|uk|country|nation|ministers?|parliament|britain|england)\b", re.I
)
_ON = r"\b(?:in|on|during|since|from|dated|of)\s+(?:the\s+)?(?:(?:early|late|mid|spring|summer|autumn|winter)[\s-])?(?:of\s+)?"
_STARTS = re.compile(
    r"\b(?:start(?:s|ed|ing)?|beg[aiu]n\w*|commenc\w*|launch\w*|open(?:s|ed|ing)?|go(?:es|ing)? live|went live|come into|kick\w* off|"
    r"introduc\w*|roll\w* out)\b",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:end(?:s|ed|ing)?|finish\w*|complet\w*|done|ready|conclud\w*|expir\w*|clos(?:e|es|ed|ing)|run(?:s)? out)\b",
    re.I,
)
BONUS, OPEN_LESS, HAPPENED, OF_THE_VERB, NO_VERB, OF_OTHERS = 0.09, 0.1, 0.05, 0.08, 0.05, 0.35
BEFORE_DATE = 50


@dataclass(frozen=True, slots=True)
class Tense:
    """Whether the question asks for what is to come, or for what has happened; for neither when it does not tell."""

    ahead: bool
    past: bool
    often: bool
    verb: re.Pattern[str] | None = None
    national: bool = False

    @classmethod
    def of(cls, question: str) -> Tense:
        """The tense of a question in words."""
        past = bool(_PAST.search(question))
        starts, ends = bool(_STARTS.search(question)), bool(_ENDS.search(question))
        verb = None if starts == ends else _STARTS if starts else _ENDS
        return cls(
            bool(_AHEAD.search(question)) and not past,
            past,
            bool(_OFTEN.search(question)),
            verb,
            bool(_NATIONAL.search(question)),
        )

    def first(self, text: str, dates: list[str]) -> list[str]:
        """The dates of a text, those of the question's verb and tense first, else as they stand."""
        if self.verb is not None:
            dates = sorted(dates, key=lambda date: not self._of_verb(text, date))
        if not (self.ahead or self.past):
            return dates
        return sorted(dates, key=lambda date: due(text, date) is not self.ahead)

    def _of_verb(self, text: str, date: str) -> bool:
        """Whether the text says right before the date that something starts, or ends, as the question asks."""
        at = text.find(date)
        return self.verb is not None and bool(self.verb.search(text[max(0, at - BEFORE_DATE) : max(0, at)]))

    def weighed(self, found: Answering, *, open_ended: re.Pattern[str]) -> Answering:
        """The candidate ahead when its date is to be met and that is asked, behind when what happened is asked, behind too
        when it is the Government's own, or says no more than "annually" and nobody asks how often."""
        change, text = 0.0, found.document.text[found.start : found.end]
        if not self.national and of_others(text, found.value):
            change = -OF_OTHERS
        elif due(text, found.value):
            change = BONUS if self.ahead else -BONUS if self.past else 0.0
        elif self.past and re.search(_ON + re.escape(found.value), text, re.I):
            change = HAPPENED
        if self._of_verb(text, found.value):
            change += OF_THE_VERB
        elif self.verb is not None and not found.column and not self.verb.search(text):
            change -= NO_VERB
        if open_ended.fullmatch(found.value.strip()) and not self.often:
            change -= OPEN_LESS
        return replace(found, score=found.score + change)


def of_others(text: str, date: str) -> bool:
    """Whether the date is the Government's own ("well ahead of the Government's 2050 target")."""
    return bool(re.search(_OF_OTHERS + re.escape(date), text, re.I))


def due(text: str, date: str) -> bool:
    """Whether the text sets this date as the one to be met."""
    return bool(re.search(_BY + re.escape(date), text, re.I))
