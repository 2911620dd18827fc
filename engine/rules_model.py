"""What a rule of arithmetic is: its name, the members it takes, what it says in plain words, and the sum itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Of = Mapping[str, float | tuple[float, ...]]
Options = Mapping[str, float | str]


class BadStep(ValueError):
    """A step that cannot be worked: no such rule, or members that the rule does not take or lacks."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``members`` says of each name what it stands for; ``run`` may raise as arithmetic does."""

    name: str
    members: Mapping[str, str]
    words: str
    run: Callable[[Of, Options], float]


def one(of: Of, name: str) -> float:
    """A member that is one figure."""
    value = of.get(name)
    if value is None or (isinstance(value, tuple) and len(value) != 1):
        raise BadStep(f"{name} must be one figure, not {value!r}.")
    return float(value[0] if isinstance(value, tuple) else value)


def several(of: Of, name: str) -> tuple[float, ...]:
    """A member that may be several figures; none when it is not there."""
    value = of.get(name, ())
    return value if isinstance(value, tuple) else (float(value),)


def number(options: Options, name: str, default: float) -> float:
    """An option that is a number."""
    value = options.get(name, default)
    if isinstance(value, str):
        raise BadStep(f"The option {name} is {value!r}; expected a number.")
    return float(value)
