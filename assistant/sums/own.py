"""Two typed amounts that make a sum by how they are typed: so many at so much each, a share of an amount, one over the other.

No paper is looked into: every figure is the asker's own, and the answer says so. How the amounts belong together is read from their
units, from what stands right behind them and from the words between them; where that leaves it open nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.asked import listed
from assistant.likely.chain import TYPED_UNITS
from assistant.reading.asks import scored
from assistant.reading.spans import Span, Type
from assistant.words import tokens
from engine.model import DerivedStep, Operation, Scenario, Typed, Unit

AMOUNTS = frozenset({Type.PCT, Type.MON, Type.NUM, Type.DAYS, Type.PTS})
SPELLS = frozenset({"year", "month", "week", "quarter", "day"})
_ARTICLES = frozenset({"a", "an", "per"})
_IS, _OF = frozenset({"is", "are", "was", "were"}), frozenset({"of"})
RESULT = "result"


@dataclass(frozen=True, slots=True)
class Own:
    """A sum of two typed amounts: a rule of the engine with its members, the unit of the result, and both as they were typed."""

    rule: str
    members: tuple[tuple[str, Span], tuple[str, Span]]
    unit: Unit

    @property
    def typed(self) -> tuple[Span, Span]:
        """The two amounts in the order of the sum."""
        return self.members[0][1], self.members[1][1]


def own_sum(question: str) -> Own | None:
    """The sum of the two amounts that a question types; None when it types others, or they may belong together in several ways."""
    spans = [span for span in scored(question)[0] if span.value is not None]
    marks = [span for span in spans if span.type is Type.PTS and _is_one_of_each(question, span)]
    amounts = [span for span in spans if span not in marks]
    if len(amounts) != 2 or any(
        span.type not in AMOUNTS or not span.value or span.change for span in amounts
    ):
        return None
    each = [span for span in amounts if _is_each(question, span)]
    if len(each) == 1:
        other = amounts[0] if each[0] is amounts[1] else amounts[1]
        return _of_each(question, other, each[0])
    return None if each else _over(question, amounts) or _share(question, amounts)


def scenario_of(own: Own) -> Scenario:
    """The sum as a scenario: two typed inputs and one step."""
    inputs = {member: (Typed(span.value or 0.0, _unit(span, own.rule)),) for member, span in _by_input(own)}
    of: dict[str, tuple[str, ...]] = {}
    for (member, _), name in zip(own.members, inputs, strict=True):
        of[member] = (*of.get(member, ()), name)
    step = DerivedStep(RESULT, own.rule, of, own.unit)
    return Scenario(Operation.DERIVE, inputs=inputs, outputs=(RESULT,), steps=(step,))


def _by_input(own: Own) -> list[tuple[str, Span]]:
    return [(f"figure_{place}", span) for place, (_, span) in enumerate(own.members, 1)]


def _unit(span: Span, rule: str) -> Unit:
    """The unit of a typed amount; points that are counted ("4.75% at £840k a point") are a number."""
    counted = rule == "product" and span.type in (Type.PCT, Type.PTS)
    return Unit.NUMBER if counted else TYPED_UNITS.get(span.type, Unit.NUMBER)


def _pounds(money: Span) -> Unit:
    """What a sum made of typed money is shown in: whole pounds, and pence where pence were typed."""
    return Unit.GBP_EACH if money.value == int(money.value or 0.0) else Unit.GBP_FINE


def _is_one_of_each(question: str, span: Span) -> bool:
    """Whether a typed "a point" says of the amount before it that it is one of each."""
    return tokens(span.text)[:1] == ["a"] and bool(question[: span.start].strip())


def _is_each(question: str, span: Span) -> bool:
    """Whether an amount is one of each: "each" stands right behind it, or "a post"; "a year" says how often."""
    behind = tokens(question[span.end :])[:2]
    if behind[:1] and "each" in listed("each").labels(behind[0]):
        return True
    if span.per:
        return span.per not in SPELLS
    return len(behind) == 2 and behind[0] in _ARTICLES and behind[1] not in SPELLS


def _of_each(question: str, other: Span, each: Span) -> Own | None:
    """So many at so much each; or how many such go into an amount of the same sort."""
    if _are_alike(question, other, each):
        return Own("times", (("first", other), ("second", each)), Unit.NUMBER)
    if other.type not in (Type.NUM, Type.PCT, Type.PTS) or each.type not in (Type.MON, Type.NUM, Type.DAYS):
        return None
    unit = {Type.MON: _pounds(each), Type.DAYS: Unit.DAYS}.get(each.type, Unit.NUMBER)
    return Own("product", (("factors", other), ("factors", each)), unit)


def _are_alike(question: str, other: Span, each: Span) -> bool:
    """Whether two amounts are of one sort: both money, a bare one with its scale among them, or both days."""
    if each.type is Type.MON:
        return other.type is Type.MON or (other.type is Type.NUM and other.text[-1:].isalpha())
    if each.type is Type.DAYS:
        return other.type is Type.DAYS or "days" in tokens(question[other.end :])[:2]
    return False


def _over(question: str, amounts: Sequence[Span]) -> Own | None:
    """Money over a count, where so much each is asked for."""
    money = [span for span in amounts if span.type is Type.MON]
    counts = [span for span in amounts if span.type is Type.NUM]
    if len(money) != 1 or len(counts) != 1 or not listed("each").find(question):
        return None
    return Own("times", (("first", money[0]), ("second", counts[0])), _pounds(money[0]))


def _share(question: str, amounts: Sequence[Span]) -> Own | None:
    """A share of an amount ("17% of all 1,216"), or the whole that an amount is a share of ("43 is 24.5%")."""
    first, second = sorted(amounts, key=lambda span: span.start)
    between = frozenset(tokens(question[first.end : second.start]))
    if (
        first.type is Type.PCT
        and second.type in (Type.NUM, Type.MON)
        and between & _OF
        and not listed("way").find(question)
    ):
        unit = _pounds(second) if second.type is Type.MON else Unit.NUMBER
        return Own("part", (("share", first), ("whole", second)), unit)
    if second.type is Type.PCT and first.type in (Type.NUM, Type.MON) and between and between <= _IS:
        unit = _pounds(first) if first.type is Type.MON else Unit.NUMBER
        return Own("whole", (("part", first), ("share", second)), unit)
    return None
