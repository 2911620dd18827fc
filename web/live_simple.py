"""Sums without a path as formulas: ratio, sum, difference, and chains of plain relations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.model import Json
from web.live_formulas import Term, number
from web.live_sheet import SHARES, Figures, LiveSheet

Members = Mapping[str, Sequence[Term]]


def _ratio(figures: Figures) -> Iterator[LiveSheet]:
    above, below = (item.term for item in figures.inputs[:2])
    quotient = above / below
    names = {str(item["name"]) for item in figures.result["results"]}
    results: dict[str, Term] = {name: quotient for name in ("value", "percent", "times") if name in names}
    yield LiveSheet([], figures.inputs, results=results)


def _sum(figures: Figures) -> Iterator[LiveSheet]:
    yield LiveSheet([], figures.inputs, results={"value": _added([one.term for one in figures.inputs])})


def _difference(figures: Figures) -> Iterator[LiveSheet]:
    first, second = (item.term for item in figures.inputs[:2])
    yield LiveSheet([], figures.inputs, results={"value": first - second})


def _added(terms: Sequence[Term]) -> Term:
    made = terms[0]
    for term in terms[1:]:
        made = made + term
    return made


def _times_all(terms: Sequence[Term]) -> Term:
    made = terms[0]
    for term in terms[1:]:
        made = made * term
    return made


def _grown(of: Members, options: Json) -> Term:
    start, rates = of["start"][0], of["by"]
    if len(rates) > 1:
        passed = rates[: int(options.get("years", len(rates))) - int(options.get("delay", 0))]
        return _times_all([start, *((1.0 + rate) for rate in passed)])
    years = max(0.0, float(options.get("years", 1.0)) - float(options.get("delay", 0.0)))
    if options.get("basis") == "straight":
        return start * (1.0 + rates[0] * years)
    return start * (1.0 + rates[0]) ** years


def _product(of: Members, options: Json) -> Term:
    made = _times_all([*of.get("factors", ()), *of.get("shares", ())] or [number(1.0)])
    for divisor in of.get("divisors", ()):
        made = made / divisor
    return made


def _net(of: Members, options: Json) -> Term:
    made = _added(of.get("plus") or [number(0.0)])
    for term in of.get("minus", ()):
        made = made - term
    return made


def _less(of: Members, options: Json) -> Term:
    made = of["whole"][0]
    for term in of["parts"]:
        made = made - term
    return made


RULES: dict[str, Callable[[Members, Json], Term]] = {
    "sum": lambda of, options: _added(of["items"]),
    "net": _net,
    "less": _less,
    "share": lambda of, options: of["part"][0] / of["whole"][0],
    "part": lambda of, options: of["share"][0] * of["whole"][0],
    "whole": lambda of, options: of["part"][0] / of["share"][0],
    "rest": lambda of, options: 1.0 - of["share"][0],
    "mean": lambda of, options: _added(of["items"]) / float(len(of["items"])),
    "difference": lambda of, options: of["first"][0] - of["second"][0],
    "relative change": lambda of, options: (of["first"][0] - of["second"][0]) / of["second"][0],
    "times": lambda of, options: of["first"][0] / of["second"][0],
    "product": _product,
    "uplift": lambda of, options: of["amount"][0] * (1.0 + of["on_top"][0]),
    "named": lambda of, options: of["figure"][0] * 1.0,
    "growth": _grown,
    "required rate": lambda of, options: (of["end"][0] / of["start"][0]) ** (1.0 / of["times"][0]) - 1.0,
    "required step": lambda of, options: (of["end"][0] - of["start"][0]) / of["times"][0],
}


def _derived(figures: Figures) -> Iterator[LiveSheet]:
    """Each step a formula over the cells of the figures and of the steps before."""
    known = {str(item.item["name"]): item.term for item in figures.inputs}
    units = {str(item["name"]): str(item["unit"]) for item in figures.result["results"]}
    results: dict[str, Term] = {}
    for place, step in enumerate(figures.scenario.get("steps") or ()):
        of = {
            member: [known[name] for name in ([names] if isinstance(names, str) else names)]
            for member, names in step["of"].items()
        }
        term = RULES[step["rule"]](of, step.get("options") or {})
        results[str(step["name"])] = term
        known[str(step["name"])] = Term(f"Path!B{place + 2}", term.value)
        if units.get(str(step["name"])) in SHARES and step["rule"] in ("difference",):
            return  # points of percentages are held otherwise than these cells hold them
    yield LiveSheet([], figures.inputs, results=results)


SIMPLE: dict[str, Callable[[Figures], Iterator[LiveSheet]]] = {
    "ratio": _ratio,
    "sum": _sum,
    "difference": _difference,
    "derive": _derived,
}
