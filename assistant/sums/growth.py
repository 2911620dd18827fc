"""A printed or typed figure of any measure that grows or shrinks at a typed rate: what it comes to."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.figures.asked import listed
from assistant.likely.chain import TYPED_UNITS
from assistant.reading.asks import scored
from assistant.reading.learned import Candidate
from assistant.reading.spans import Span, Type
from engine.model import Change, ChangeKind, Horizon, Input, Operation, Per, Scenario, Typed, Unit

_GROWTH = {"O1": Operation.PROJECT_COMPOUND, "O2": Operation.PROJECT_LINEAR}
LIKELY = 0.5
_TIMES = {"hor", "end", "start", "asof", "none"}


@dataclass(frozen=True, slots=True)
class Growth:
    """What the question types: the operation, its change, how long, and the figure it starts from when that is typed too."""

    operation: Operation
    change: Change
    words: str
    years: float
    base: Typed | None


def growth_of(question: str) -> Growth | None:
    """The growth that a question asks for; None when it asks for none, or types a figure whose part in it is not clear."""
    spans, read = scored(question)
    first = read.candidates[0]
    if first.op not in _GROWTH or first.probability < LIKELY:
        return None
    rate, years, base = (_one(spans, first, role) for role in ("rate", "hor", "base"))
    placed = [role for span, role in zip(spans, first.roles, strict=True) if span.value is not None]
    if rate is None or rate.value is None or years is None or years.value is None:
        return None
    if any(role not in {"rate", "base", *_TIMES} for role in placed) or placed.count("rate") != 1:
        return None
    ways = set(listed("way").labels(question))
    if len(ways) != 1:
        return None  # which way it goes is not guessed: a wrong sign would be a wrong answer that nobody sees
    down = ways == {"down"}
    kind = ChangeKind.RATE if rate.type is Type.PCT else ChangeKind.STEP
    amount = Typed(abs(rate.value), TYPED_UNITS.get(rate.type, Unit.NUMBER))
    change = Change(kind, (amount,), per=Per.YEAR, direction="down" if down else "up")
    words = f"{rate.text.lstrip('-−')} {'less' if down else 'more'} each year, from"
    return Growth(_operation(first), change, words, years.in_years, _typed(base))


def scenario_of(growth: Growth, baseline: Input, body: str, metric: str) -> Scenario:
    """The scenario of a growth from a baseline."""
    linear = growth.operation is Operation.PROJECT_LINEAR
    return Scenario(
        Operation.PROJECT_LINEAR
        if growth.change.kind is ChangeKind.STEP or linear
        else Operation.PROJECT_COMPOUND,
        bodies=(body,) if body else (),
        metric=metric,
        baseline=baseline,
        changes=(growth.change,),
        horizon=Horizon(length=growth.years),
    )


def _operation(first: Candidate) -> Operation:
    return _GROWTH[first.op]


def _one(spans: tuple[Span, ...], read: Candidate, role: str) -> Span | None:
    return next((span for span, given in zip(spans, read.roles, strict=True) if given == role), None)


def _typed(base: Span | None) -> Typed | None:
    if base is None or base.value is None:
        return None
    return Typed(base.value, TYPED_UNITS.get(base.type, Unit.NUMBER))
