"""Reading one JSON value with the fault it may have: each function adds to ``faults`` and returns None."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from engine.dates import as_date, financial_year
from engine.scenario import Unit
from engine.units import unit_named

LARGEST = 1e15
Faults = list[str]
Form = Mapping[str, object]
Kind = TypeVar("Kind", bound=StrEnum)
Made_co = TypeVar("Made_co", covariant=True)


class Read(Protocol[Made_co]):
    """A function that reads one element of a list."""

    def __call__(self, data: object, at: str, faults: Faults, depth: int, /) -> Made_co | None:
        """The element, or None with a fault added."""
        ...


def load(text: str | bytes, faults: Faults) -> object:
    """JSON text to values; doubled keys, NaN and endless nesting are faults."""

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in found]
        faults.extend(f"the key {name!r} stands twice" for name in {n for n in names if names.count(n) > 1})
        return dict(found)

    try:
        made: object = json.loads(text, object_pairs_hook=pairs)
    except RecursionError:
        faults.append("the JSON is nested too deeply")
    except ValueError as error:
        faults.append(f"this is not JSON: {error}")
    else:
        return made
    return None


def said(value: object) -> str:
    """A bad value as it is quoted in a fault, cut to a readable length."""
    if isinstance(value, int) and abs(value) > 10**60:
        return "a number of more than 60 digits"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def mapping(data: object, at: str, faults: Faults, allowed: Sequence[str] | None) -> Form | None:
    """A JSON object with no key but those allowed (any, for None)."""
    if not isinstance(data, Mapping):
        faults.append(f"{at}: {said(data)} where an object belongs")
        return None
    for key in data:
        if not isinstance(key, str):
            faults.append(f"{at}: the key {said(key)} is not text")
        elif allowed is not None and key not in allowed:
            faults.append(f"{at}: unknown key {said(key)}; allowed are {', '.join(allowed)}")
    return data


def items(form: Form, key: str, at: str, faults: Faults) -> Sequence[object]:
    """A list, empty when absent."""
    value = form.get(key)
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        faults.append(f"{at}.{key}: {said(value)} where a list belongs")
        return ()
    return value


def text(form: Form, key: str, at: str, faults: Faults, *, required: bool = False) -> str | None:
    """A text of at most 500 characters."""
    value = form.get(key)
    if isinstance(value, str) and len(value) <= 500:
        return value
    if value is not None:
        faults.append(f"{at}.{key}: {said(value)} where a short text belongs")
    elif required:
        faults.append(f"{at}.{key}: missing")
    return None


def texts(form: Form, key: str, at: str, faults: Faults) -> tuple[str, ...]:
    """A list of texts."""
    found = items(form, key, at, faults)
    faults.extend(
        f"{at}.{key}: {said(item)} where text belongs" for item in found if not isinstance(item, str)
    )
    return tuple(item for item in found if isinstance(item, str))


def number(form: Form, key: str, at: str, faults: Faults, *, required: bool = False) -> float | None:
    """A finite number no larger than 10 to the 15."""
    value = form.get(key)
    if value is None:
        if required:
            faults.append(f"{at}.{key}: missing; a number belongs here")
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        faults.append(f"{at}.{key}: {said(value)} is not a number")
        return None
    wrong = number_fault(value)
    if wrong:
        faults.append(f"{at}.{key}: {wrong}")
        return None
    return float(value)


def number_fault(value: float) -> str:
    """What is wrong with a number, or nothing."""
    if isinstance(value, float) and not math.isfinite(value):
        return f"{value} is not a finite number"
    if abs(value) > LARGEST:
        return f"{said(value)} is larger than any figure this engine works with (10 to the 15)"
    return ""


def choice(
    form: Form, key: str, kind: type[Kind], at: str, faults: Faults, *, required: bool = False
) -> Kind | None:
    """One of the values of an enumeration."""
    value = form.get(key)
    if value is None:
        if required:
            faults.append(f"{at}.{key}: missing; one of {', '.join(kind)}")
        return None
    if isinstance(value, str) and value in {item.value for item in kind}:
        return kind(value)
    faults.append(f"{at}.{key}: {said(value)} is not one of {', '.join(kind)}")
    return None


def unit(form: Form, at: str, faults: Faults, usual: Unit | None) -> Unit | None:
    """A unit by any of its names; ``usual`` when absent."""
    value = form.get("unit")
    if value is None:
        if usual is None:
            faults.append(f"{at}.unit: missing; one of {', '.join(Unit)}")
        return usual
    found = unit_named(value) if isinstance(value, str) else None
    if found is None:
        faults.append(f"{at}.unit: {said(value)} is not one of {', '.join(Unit)}")
    return found


def day(form: Form, key: str, at: str, faults: Faults) -> str | None:
    """An ISO date or a financial year, kept as it was written."""
    value = text(form, key, at, faults)
    if value is None:
        return None
    try:
        as_date(value) if "/" not in value else financial_year(value)
    except ValueError as error:
        faults.append(f"{at}.{key}: {error}")
        return None
    return value
