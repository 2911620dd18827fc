"""Where things stand in a question: tokens with their clauses, and how far two stretches of it lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.reading import features
from assistant.reading.features import Token
from assistant.reading.spans import WITH_ROLE, Span, Type

STOPS = frozenset({".", ";", "?", ":", "!"})
BREAKS = STOPS | frozenset({",", "(", ")"})
JOINS = frozenset({"and", "but", "while", "or"})
TIMES = frozenset({Type.DUR, Type.YEAR, Type.DATE, Type.AGE})
AMOUNTS = WITH_ROLE - TIMES


@dataclass(frozen=True)
class Placed:
    """A question with its spans and tokens."""

    text: str
    spans: tuple[Span, ...]

    @cached_property
    def tokens(self) -> list[Token]:
        """The words, signs and spans in reading order."""
        return features.tokens(self.text, self.spans)

    @cached_property
    def at(self) -> dict[int, int]:
        """By span the place of its token."""
        return {token.span: place for place, token in enumerate(self.tokens) if token.span >= 0}

    def left(self, span: int, *, within: int = 12, breaks: frozenset[str] = STOPS) -> list[Token]:
        """The tokens before a span, nearest first, up to a break or another amount."""
        return self._side(range(self.at[span] - 1, max(-1, self.at[span] - 1 - within), -1), breaks)

    def right(self, span: int, *, within: int = 12, breaks: frozenset[str] = STOPS) -> list[Token]:
        """The tokens after a span in order, up to a break or another amount."""
        first = self.at[span] + 1
        return self._side(range(first, min(len(self.tokens), first + within)), breaks)

    def _side(self, places: range, breaks: frozenset[str]) -> list[Token]:
        found: list[Token] = []
        for place in places:
            token = self.tokens[place]
            if token.text in breaks or (token.span >= 0 and self.spans[token.span].type in AMOUNTS):
                break
            found.append(token)
        return found

    def text_of(self, tokens: Sequence[Token]) -> str:
        """The stretch of the question that some neighbouring tokens cover."""
        if not tokens:
            return ""
        return self.text[min(token.start for token in tokens) : max(token.end for token in tokens)]

    def apart(self, start: int, end: int, span: Span) -> tuple[int, float, int]:
        """Between a stretch and a span: how many tokens, how many breaks, how many other amounts."""
        first, last = (end, span.start) if end <= span.start else (span.end, start)
        gap = [token for token in self.tokens if first <= token.start < last]
        others = sum(token.span >= 0 and self.spans[token.span].type in AMOUNTS for token in gap)
        breaks = sum(token.text in BREAKS for token in gap) + 0.6 * sum(token.text in JOINS for token in gap)
        return len(gap), breaks, others
