"""What a question says, as frozen objects: whose, of what, when, which figures were typed and what each of them is.

Every field may be empty, which means that it was not said; nothing fills it in silently. ``frozen`` reads the JSON form,
``thawed`` writes it; both are the form of the contract, kept with the turn and edited on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

OPEN = "other:"  # begins the metric of a quantity that the taxonomy does not name; the paper's or the asker's words follow


class BadReading(ValueError):
    """A reading in JSON that cannot be one; says which part, what stood there and what was expected."""


class Ask(StrEnum):
    """What is wanted: a figure of one of these shapes, or (from ``LIST`` on) words."""

    VALUE = "value"
    CHANGE = "change"
    DIFFERENCE = "difference"
    SHARE = "share"
    RATIO = "ratio"
    RATE = "rate"
    TIME = "time"
    ENOUGH = "enough"
    SUM = "sum"
    MEAN = "mean"
    POOL = "pool"
    RANK = "rank"
    SOLVE = "solve"
    PHASE = "phase"
    SPLIT = "split"
    SEVERAL = "several"
    LIST = "list"
    WHO = "who"
    WHEN = "when"
    WHY = "why"
    HOW = "how"
    YES_OR_NO = "yes or no"
    TEXT = "text"


class Role(StrEnum):
    """What a typed figure does: given as it stands, set to, changed by, to be reached, or phasing weights."""

    IS = "is"
    BECOMES = "becomes"
    BY = "by"
    TARGET = "target"
    WEIGHTS = "weights"


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing to look up or work out.

    ``metric`` is an id of the table of relations, or ``OPEN`` and words; ``group`` is "women" or "55 and over". ``body``,
    ``part`` and ``when`` may hold several, joined by "|"; ``part`` and ``when`` may be "*" (each one printed), ``when``
    "..2027" (up to then). ``rest`` means those that are not; ``sign`` is -1 in a signed sum.
    """

    metric: str
    group: str = ""
    body: str = ""
    part: str = ""
    without: str = ""
    when: str = ""
    kind: str = ""
    unit: str = ""
    rest: bool = False
    sign: int = 1

    @property
    def open(self) -> bool:
        """Whether the taxonomy does not name it."""
        return self.metric.startswith(OPEN)

    @property
    def words(self) -> str:
        """The words of an open quantity."""
        return self.metric.removeprefix(OPEN).strip() if self.open else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that was typed, or a thing that stands for one ("its target", "that rate").

    ``value`` is a number, a list (a path by year, or the values of a grid with ``each``), None (the unknown of a solve), a
    Ref or a Reading. ``per`` is "year", "month" or "total"; ``relative`` says of a per cent on a per cent whether it is one
    of the rate (True) or points (False), None when not said. ``span`` is its first and last character in the question.
    """

    value: Value
    unit: str = ""
    metric: str = ""
    role: Role = Role.IS
    per: str = ""
    relative: bool | None = None
    of: Ref | None = None
    body: str = ""
    part: str = ""
    when: str = ""
    delay: float = 0.0
    each: bool = False
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral of the question and what it was taken for: "figure", "period", "name", or why it is none."""

    span: tuple[int, int]
    text: str
    taken: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One question. ``of`` is the thing asked, ``against`` the other side (whole, base, target, second body).

    ``terms`` are further things named, in order. ``span`` is "" (at the end), "each" or "in_all"; ``basis`` "compound" or
    "linear"; ``pace`` "same" (the pace so far holds) or "even"; ``per`` answers a year, month or week; ``lead`` is the unit
    asked for ("%", "point", "number", "times"); ``which`` is "high", "low", "all" or "spread".
    """

    ask: Ask
    of: Ref | Figure | Reading | None = None
    against: Ref | Figure | Reading | None = None
    figures: tuple[Figure, ...] = ()
    terms: tuple[Ref | Figure | Reading, ...] = ()
    years: float | None = None
    start: str = ""
    end: str = ""
    span: str = ""
    basis: str = ""
    pace: str = ""
    lasting: bool = False
    per: str = ""
    lead: str = ""
    which: str = ""
    weight: Ref | None = None
    body: str = ""
    numerals: tuple[Numeral, ...] = ()


Thing = Ref | Figure | Reading
Value = float | tuple[float, ...] | Ref | Reading | None


def thawed(thing: Thing | Numeral) -> dict[str, Any]:
    """The JSON form: fields that were not said are left out."""
    blank = {field.name: field.default for field in fields(thing)}
    said: dict[str, Any] = {}
    for name, empty in blank.items():
        value = getattr(thing, name)
        if value != empty or (isinstance(thing, Figure) and name == "value"):
            said[name] = _plain(value)
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, Ref | Figure | Reading | Numeral):
        return thawed(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value


def frozen(data: object) -> Reading:
    """A Reading from its JSON form; raises BadReading."""
    thing = _thing(data, "reading")
    if not isinstance(thing, Reading):
        raise BadReading("A reading must say what is asked: 'ask' is missing.")
    return thing


def _thing(data: object, where: str) -> Thing:
    """A mapping with "ask" is a Reading, with "value" a Figure, with "metric" a Ref."""
    if not isinstance(data, Mapping):
        raise BadReading(f"{where} is {data!r}; expected an object with ask, value or metric.")
    kind: type[Thing] | None = next(
        (made for key, made in (("ask", Reading), ("value", Figure), ("metric", Ref)) if key in data), None
    )
    if kind is None:
        raise BadReading(
            f"{where} has {', '.join(map(str, data)) or 'nothing'}; expected ask, value or metric."
        )
    known = {field.name for field in fields(kind)}
    if strange := [str(key) for key in data if key not in known]:
        raise BadReading(f"{where} has {', '.join(strange)}; it may have {', '.join(sorted(known))}.")
    return kind(**{name: _field(name, value, f"{where}.{name}") for name, value in data.items()})


_THINGS = frozenset({"of", "against", "weight"})
_NUMBERS = frozenset({"years", "delay"})
_FLAGS = frozenset({"rest", "each", "lasting"})


def _field(name: str, value: object, where: str) -> Any:
    """One field checked for its kind."""
    match name:
        case "ask":
            return _one_of(Ask, value, where)
        case "role":
            return _one_of(Role, value, where)
        case "value":
            return _value(value, where)
        case "figures" | "terms" if isinstance(value, list | tuple):
            return tuple(_thing(item, f"{where}[{place}]") for place, item in enumerate(value))
        case "numerals" if isinstance(value, list | tuple):
            return tuple(_numeral(item, f"{where}[{place}]") for place, item in enumerate(value))
        case "span" if isinstance(value, list | tuple):
            return _pair(value, where)
        case "sign" if value in (1, -1):
            return value
        case "relative" if value is None or isinstance(value, bool):
            return value
    if name in _THINGS and value is not None:
        return _thing(value, where)
    if name in _NUMBERS and (_is_number(value) or value is None):
        return value
    if name in _FLAGS and isinstance(value, bool):
        return value
    if isinstance(value, str) and name not in _THINGS | _NUMBERS | _FLAGS | {
        "sign",
        "relative",
        "figures",
        "terms",
    }:
        return value
    raise BadReading(f"{where} is {value!r}, which it cannot be.")


def _value(value: object, where: str) -> Value:
    if value is None or _is_number(value):
        return value  # type: ignore[return-value]
    if isinstance(value, list | tuple) and value and all(_is_number(item) for item in value):
        return tuple(value)
    thing = _thing(value, where)
    if isinstance(thing, Figure):
        raise BadReading(
            f"{where} is a figure again; expected a number, a list of numbers, a thing or a reading."
        )
    return thing


def _numeral(value: object, where: str) -> Numeral:
    if not isinstance(value, Mapping) or set(value) != {"span", "text", "taken"}:
        raise BadReading(f"{where} is {value!r}; expected span, text and taken.")
    return Numeral(_pair(value["span"], where), str(value["text"]), str(value["taken"]))


def _pair(value: object, where: str) -> tuple[int, int]:
    if (
        not isinstance(value, list | tuple)
        or len(value) != 2
        or not all(isinstance(item, int) for item in value)
    ):
        raise BadReading(f"{where} is {value!r}; expected the first and the last character.")
    return int(value[0]), int(value[1])


def _one_of(kind: type[StrEnum], value: object, where: str) -> StrEnum:
    try:
        return kind(str(value))
    except ValueError:
        raise BadReading(f"{where} is {value!r}; expected one of {', '.join(kind)}.") from None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
