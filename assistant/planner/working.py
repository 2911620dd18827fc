"""The working of a projection: each step of a chain as a line of arithmetic with the figures as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from engine.model import DerivedStep, Projection
from engine.rules import rule_named
from ingest.measures.table import table

Members = Mapping[str, list[str]]
Write = Callable[[Members, DerivedStep], str]
_TIMES, _OVER, _LESS = " × ", " ÷ ", " − "
_RATIO, _IDENTITY = " = ", "identity "
MOST_LINES = 6


def working(projection: Projection) -> tuple[str, ...]:
    """One line for each step that does a sum, the points of a series left out; at most ``MOST_LINES``."""
    shown = {used.name: used.display for used in projection.inputs}
    shown |= {result.name: result.display for result in projection.results}
    lines = [
        f"{_arithmetic(step, shown)} = {shown[step.name]}{_of(step)}"
        for step in projection.scenario.steps
        if step.at is None and step.rule != "named"
    ]
    return tuple(dict.fromkeys(lines))[-MOST_LINES:]


def _of(step: DerivedStep) -> str:
    """What a step gives, where its relation names it."""
    return f" ({step.label})" if step.label and step.label != rule_named(step.rule).words else ""


def _arithmetic(step: DerivedStep, shown: Mapping[str, str]) -> str:
    of = {member: [shown[name] for name in names] for member, names in step.of.items()}
    if _RATIO in step.rule:
        return _ratio(step.rule, of)
    if step.rule.startswith(_IDENTITY):
        return _identity(step.rule.removeprefix(_IDENTITY), of)
    return _SHAPES.get(step.rule, _listed)(of, step)


def _ratio(rule: str, of: Members) -> str:
    """The member left out of "rate = of / per" is what is worked out."""
    rate, _, both = rule.partition(_RATIO)
    upper, _, lower = both.partition(" / ")
    if rate not in of:
        return of[upper][0] + _OVER + of[lower][0]
    if upper not in of:
        return of[rate][0] + _TIMES + of[lower][0]
    return of[upper][0] + _OVER + of[rate][0]


def _identity(name: str, of: Members) -> str:
    """The whole from its parts, or a part from the whole less the others."""
    identity = next(one for one in table().identities if one.id == name)
    signs = {member.quantity: member.sign for member in identity.members}
    whole = of.get(identity.whole)
    if whole is None and identity.whole != "100%":
        return _signed((signs[member], value) for member, values in of.items() for value in values)
    asked = next((member for member in signs if member not in of), "")
    turn = -signs.get(asked, 1)
    rest = [(turn * signs[m], value) for m, values in of.items() if m in signs for value in values]
    return _signed([(-turn, whole[0] if whole else "100%"), *rest])


def _signed(terms: Sequence[tuple[int, str]] | Iterator[tuple[int, str]]) -> str:
    """Terms with their signs, those that count for first."""
    ordered = sorted(terms, key=lambda term: -term[0])
    words = [f"{' + ' if sign > 0 else _LESS}{value}" for sign, value in ordered]
    return "".join(words).strip().removeprefix("+ ")


def _plain(upper: str, sign: str, lower: str) -> Write:
    return lambda of, step: f"{of[upper][0]}{sign}{of[lower][0]}"


def _growth(of: Members, step: DerivedStep) -> str:
    """Where it starts, by how much it changes, and for how long."""
    rates, per = of["by"], str(step.options.get("per", "year"))
    years = step.options.get("years")
    if len(rates) > 1:
        return f"{of['start'][0]}, changed by {', '.join(rates)}"
    each = {"year": " a year", "month": " a month", "total": " in all"}[per]
    run = (
        f" for {years:g} {'year' if years == 1 else 'years'}"
        if isinstance(years, int | float) and per != "total"
        else ""
    )
    return f"{of['start'][0]}, changed by {rates[0]}{each}{run}"


def _scaled(of: Members, step: DerivedStep) -> str:
    times, over = step.options.get("times", 1.0), step.options.get("over", 1.0)
    parts = [of["amount"][0]]
    if isinstance(times, int | float) and times != 1:
        parts.append(f"{_TIMES}{times:g}")
    if isinstance(over, int | float) and over != 1:
        parts.append(f"{_OVER}{over:g}")
    return "".join(parts)


def _product(of: Members, step: DerivedStep) -> str:
    upper = _TIMES.join([*of.get("factors", []), *of.get("shares", [])])
    return upper + "".join(_OVER + value for value in of.get("divisors", []))


def _listed(of: Members, step: DerivedStep) -> str:
    """Any other rule: what it does, and from which figures."""
    return f"{rule_named(step.rule).words}, from {', '.join(value for values in of.values() for value in values)}"


_SHAPES: Mapping[str, Write] = {
    "sum": lambda of, step: " + ".join(of["items"]),
    "net": lambda of, step: _signed(
        [*((1, value) for value in of.get("plus", [])), *((-1, value) for value in of.get("minus", []))]
    ),
    "less": lambda of, step: _LESS.join([*of["whole"], *of["parts"]]),
    "share": _plain("part", _OVER, "whole"),
    "part": _plain("share", _TIMES, "whole"),
    "whole": _plain("part", _OVER, "share"),
    "rest": lambda of, step: "100%" + _LESS + of["share"][0],
    "difference": _plain("first", _LESS, "second"),
    "relative change": lambda of, step: f"({of['first'][0]}{_LESS}{of['second'][0]}){_OVER}{of['second'][0]}",
    "times": _plain("first", _OVER, "second"),
    "uplift": lambda of, step: f"{of['amount'][0]} and {of['on_top'][0]} on top",
    "mean": lambda of, step: f"({' + '.join(of['items'])}){_OVER}{len(of['items'])}",
    "growth": _growth,
    "steps": _growth,
    "scaled": _scaled,
    "product": _product,
}
