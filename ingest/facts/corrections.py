"""What a person may say of a figure's fields: each checked, and all of them together.

Text, numbers and nothing (to empty a field) come in, from a program or a form; what comes out is ready to be kept.
Every mistake is told at once, by field: the value that was given, and what is expected.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from ingest.bodies import by_id, by_name
from ingest.fact_model import Approx, Fact, FactKind, Scope
from ingest.facts.reviews import corrected
from ingest.library_errors import BadReview
from ingest.metrics import METRICS, base
from ingest.model import Body
from ingest.review_model import CORRECTABLE, Changes, Value

LARGEST = 1e15
_LONGEST = {"measure": 300, "part": 200, "period": 40, "unit": 40, "body": 120}
_UNITS = {"%": "percent", "£": "gbp", "pounds": "gbp", "people": "persons", "staff": "persons"}
_COUNTED = frozenset({"persons", "fte"})


def checked(given: Mapping[str, object], fact: Fact, bodies: Sequence[Body] = ()) -> Changes:
    """The fields that differ from the fact, as they are to be kept; raises BadReview with all mistakes.

    A new value is exact and no range unless that is said too; a part makes the scope a part. ``bodies`` are those of
    the library, by whose names a body is found first.
    """
    errors: dict[str, str] = {}
    said: dict[str, Value] = {}
    for name, value in given.items():
        try:
            said |= _field(name, value, fact, bodies)
        except ValueError as mistake:
            errors[name] = str(mistake)
    if not errors:
        said = _completed(said, fact)
        errors = _together(corrected(fact, said), said)
    if errors:
        raise BadReview(errors)
    return {name: value for name, value in said.items() if value != plain(getattr(fact, name))}


def plain(value: object) -> Value:
    """A field of a fact as it is kept in a history."""
    if isinstance(value, StrEnum):
        return value.value
    return value if value is None or isinstance(value, str) else float(str(value))


def _field(name: str, value: object, fact: Fact, bodies: Sequence[Body]) -> dict[str, Value]:
    if name not in CORRECTABLE:
        raise ValueError(f"A figure has no field {name[:40]!r} to correct: it has {', '.join(CORRECTABLE)}.")
    if name == "body":
        return _body(value, bodies)
    if name == "unit":
        typed = _text(name, value)
        return {
            name: fact.unit if typed == "%" and fact.unit == "share" else _UNITS.get(typed.lower(), typed)
        }
    read = _READ.get(name)
    return {name: read(value) if read else _text(name, value)}


def _text(name: str, value: object) -> str:
    if not isinstance(value, str | None):
        raise ValueError(f"{name.capitalize()} must be text, not {value!r}.")
    text = " ".join((value or "").split())
    if len(text) > _LONGEST.get(name, 300):
        raise ValueError(
            f"{name.capitalize()} must be {_LONGEST[name]} characters or fewer; it has {len(text)}."
        )
    return text


def _number(value: object) -> float | None:
    if value is None or value == "":
        return None
    shown = repr(value)[:60]
    told = f"{shown} is not a number: type a number, such as 512.5, or leave it empty for a blank."
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(told)
    try:
        number = (
            float(value.replace(",", "").replace("£", "").replace("%", "").strip())
            if isinstance(value, str)
            else float(value)
        )
    except (ValueError, OverflowError):
        raise ValueError(told) from None
    if not math.isfinite(number) or abs(number) >= LARGEST:
        raise ValueError(f"{shown} is no figure that a paper prints: it must be smaller than {LARGEST:,.0f}.")
    return number


def _one_of(kind: type[StrEnum]) -> Callable[[object], Value]:
    def read(value: object) -> Value:
        if value not in set(kind):
            raise ValueError(f"{value!r} is not one of {', '.join(kind)}.")
        return str(value)

    return read


def _day(value: object) -> Value:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ValueError(f"{str(value)[:40]!r} is no date: write it as 2024-03-31.") from None


def _metric(value: object) -> Value:
    text = _text("metric", value)
    known = {entry.name.casefold(): entry.id for entry in METRICS.values()}
    found = known.get(text.casefold(), text)
    if found and found not in METRICS and base(found) not in METRICS and not found.startswith("service."):
        raise ValueError(
            f"{text[:60]!r} is no metric of the taxonomy: give an id such as 'workforce.fte', or leave it empty."
        )
    return found


def _period(value: object) -> Value:
    return _text("period", value) or None


def _body(value: object, bodies: Sequence[Body]) -> dict[str, Value]:
    text = _text("body", value)
    if not text:
        raise ValueError("Give the name of the body that the figure is of.")
    body = (
        by_id(text, bodies)
        or next((body for body in bodies if body.name == text), None)
        or by_name(text, bodies)
    )
    return {"body": body.id, "owner": body.name}


_READ: Mapping[str, Callable[[object], Value]] = {
    "value": _number, "high": _number, "kind": _one_of(FactKind), "scope": _one_of(Scope), "approx": _one_of(Approx),
    "as_of": _day, "period": _period, "metric": _metric,
}  # fmt: skip


def _completed(said: Mapping[str, Value], fact: Fact) -> dict[str, Value]:
    """What follows from what was said: an exact value, and a scope that agrees with the part."""
    whole = dict(said)
    if "value" in said and said["value"] != fact.value:
        whole.setdefault("high", None)
        whole.setdefault("approx", Approx.NONE.value)
    if "part" in said and said["part"] != fact.part and said.get("scope", fact.scope) == fact.scope:
        whole["scope"] = Scope.PART.value if said["part"] else Scope.WHOLE.value
    elif said.get("scope", Scope.PART) != Scope.PART and "part" not in said:
        whole["part"] = ""
    return whole


def _together(fact: Fact, said: Changes) -> dict[str, str]:
    """What is wrong with the fields taken together."""
    found: dict[str, str] = {}
    value = fact.value
    if value is not None and fact.unit == "share" and not 0 <= value <= 100 and "value" in said:
        found["value"] = f"{value:g} is no share: a share is from 0 to 100 per cent."
    if value is not None and value < 0 and fact.unit in _COUNTED and not fact.change and "value" in said:
        found["value"] = f"{value:g} is no number of {fact.unit}: it must be 0 or more, or the kind a change."
    if fact.high is not None and (value is None or fact.high < value):
        found["high"] = f"{fact.high:g} must be the upper end of a range: more than the value."
    if fact.scope is Scope.PART and not fact.part:
        found["part"] = "Say which part of the body the figure is of, or choose another scope."
    if not fact.measure and not fact.metric:
        found["measure"] = "Say what the figure counts: its measure in the paper's words, or a metric."
    return found
