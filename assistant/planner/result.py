"""What a plan comes to: a figure with what stands beside it, or what is asked back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.planner.derivation import Derivation
from assistant.planner.printed import Printed
from assistant.planner.refusal import Open, Option, Refused
from assistant.reading.model import Figure, Reading, Ref


class Status(StrEnum):
    """Answered; asked back; refused; or worked out without a figure that was typed, which is asked about."""

    ANSWERED = "answered"
    ASK = "ask"
    REFUSED = "refused"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Said:
    """A further figure of the answer: what it is, its value and unit, and how it was worked out."""

    name: str
    value: float
    unit: str
    derivation: Derivation | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one plan.

    ``others`` are further figures of the same answer, ``readings`` those of other readings of the question, ``series`` the
    years on the way. ``unused`` are the typed figures that the value does not rest on, ``options`` what may be meant.
    """

    status: Status
    value: float | None = None
    unit: str = ""
    label: str = ""
    derivation: Derivation | None = None
    base: Derivation | None = None
    others: tuple[Said, ...] = ()
    readings: tuple[Said, ...] = ()
    series: tuple[float, ...] = ()
    unused: tuple[Ref | Figure | Reading, ...] = ()
    assumed: tuple[str, ...] = ()
    rivals: tuple[Derivation, ...] = ()
    conflicts: tuple[tuple[Printed, Printed], ...] = ()
    why: Open | None = None
    words: str = ""
    wants: tuple[Ref, ...] = ()
    options: tuple[Option, ...] = ()
    nearest: tuple[Printed, ...] = ()
    tried: int = 0

    @property
    def facts(self) -> tuple[Printed, ...]:
        """The printed figures that the value rests on."""
        return self.derivation.facts if self.derivation is not None else ()

    @property
    def steps(self) -> tuple[Derivation, ...]:
        """The figures worked out on the way to the value."""
        nodes = list(self.derivation.nodes()) if self.derivation is not None else []
        return tuple(node for node in nodes[1:] if node.rule and node.relations)

    def also(
        self, *others: Said | None, readings: tuple[Said | None, ...] = (), series: tuple[float, ...] = ()
    ) -> Result:
        """The same result with further figures beside it; those that could not be worked out are left away."""
        return replace(
            self,
            others=self.others + tuple(one for one in others if one is not None),
            readings=self.readings + tuple(one for one in readings if one is not None),
            series=series or self.series,
        )


def refused(refusal: Refused) -> Result:
    """The outcome of a plan that put a question back."""
    return Result(
        Status(refusal.status),
        why=refusal.why,
        words=refusal.words,
        wants=refusal.wants,
        options=refusal.options,
        nearest=refusal.nearest,
    )


def asked_back(result: Result) -> Refused:
    """What is put back for a plan within another one that came to no figure."""
    return Refused(
        result.why or Open.NOT_STATED,
        result.words,
        status=Status.REFUSED if result.status is Status.REFUSED else Status.ASK,
        wants=result.wants,
        options=result.options,
        nearest=result.nearest,
    )


def said(name: str, node: Derivation | None) -> Said | None:
    """A further figure from its derivation."""
    return None if node is None else Said(name, node.value, node.unit, node)


def led_by(result: Result, lead: str) -> Result:
    """The result with the figure first that is in the unit asked for, when one stands beside it."""
    unit = {"number": "", "times": "x"}.get(lead, lead)
    if not lead or result.value is None or _leads(result.unit, lead):
        return result
    wanted = next((one for one in result.others if one.derivation and _leads(one.unit, lead)), None)
    if wanted is None or wanted.name not in _OF_THE_SAME:
        return result
    first = Said(result.label, result.value, result.unit, result.derivation)
    rest = tuple(one for one in result.others if one is not wanted)
    return replace(
        result,
        value=wanted.value,
        unit=wanted.unit or unit,
        label=wanted.name,
        derivation=wanted.derivation,
        others=(first, *rest),
    )


CHANGE_PERCENT, DIFFERENCE_PERCENT, RATE, STEP, TIMES = "change, %", "difference, %", "rate", "step", "times"
_OF_THE_SAME = frozenset({CHANGE_PERCENT, DIFFERENCE_PERCENT, RATE, STEP, TIMES, "share"})


def _leads(unit: str, lead: str) -> bool:
    """Whether a unit is the one asked for; a number is anything that is no per cent."""
    if lead == "number":
        return unit != "%"
    return unit == ("x" if lead == "times" else lead)
