"""Figures as a table of a paper states them, made by hand for the tests of linking and of the planner's ledger."""

from __future__ import annotations

from itertools import count

from ingest.fact_model import Approx, Fact, FactKind, Place, Review, Scope
from ingest.model import Origin

_NUMBERS = count(1)


def figure(
    value: float | None,
    unit: str,
    measure: str,
    *,
    part: str = "",
    when: str = "",
    at: str = "",
    kind: FactKind = FactKind.ACTUAL,
    heading: str = "",
    metric: str = "",
    body: str = "tarrowby",
    owner: str = "Tarrowby Borough Council",
    paper: str = "plan",
    dimension: str = "",
    change: bool = False,
    prose: bool = False,
    review: Review | None = None,
    approx: Approx = Approx.NONE,
    decimals: int = 0,
    area: bool = False,
) -> Fact:
    """One figure; ``when`` is its period, ``at`` its date, ``prose`` when it stands in running text and not in a table."""
    number = next(_NUMBERS)
    return Fact(
        id=f"f{number}",
        body=body,
        metric=metric,
        value=value,
        unit=unit,
        kind=kind,
        places=(Place(paper, 1, number, number + 1, f"{measure} {value}"),),
        measure=measure,
        heading=heading,
        owner=owner,
        scope=Scope.AREA if area else Scope.PART if part else Scope.WHOLE,
        part=part,
        dimension=dimension,
        change=change,
        as_of=at or None,
        period=when or None,
        approx=approx,
        decimals=decimals,
        step=10.0**-decimals,
        review=review,
        origins=(Origin("measure", "clause" if prose else "column", ""),),
    )
