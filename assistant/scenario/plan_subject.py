"""The measure that is to be projected, and the basis and direction of its change."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import FTE, HEADCOUNT, Case
from assistant.scenario.draft import Stop, ask
from assistant.scenario.subjects import Subject
from engine.model import (
    Basis,
)
from ingest.quantities_model import Kind

_STOCKS = (
    "workforce.casual",
    "agency.spend",
    "sickness",
    "leavers.rate",
    "age.share",
    "div.share",
    "vacancy.rate",
    "vacancy.posts",
    "pay.bill",
    "workforce.parttime",
    "workforce.fulltime",
    "apprentice",
    "paygap.mean",
    "budget.gap",
    "workforce.fte",
    "workforce.headcount",
)


def subject_of(case: Case) -> Subject | None:
    """The measure to be projected: the most particular one named; a unit of the change settles staff or FTE."""
    frame = case.frame
    for metric in _STOCKS:
        found = frame.subject(metric)
        if found is not None and not (metric == "workforce.headcount" and _in_fte(case)):
            return found
    units = {a.kind for a in frame.all(Role.CHANGE, Role.TARGET)}
    if Kind.FTE in units:
        return FTE
    counted = any(a.kind is Kind.COUNT and a.unit for a in frame.all(Role.CHANGE, Role.TARGET))
    return HEADCOUNT if counted else None


def _in_fte(case: Case) -> bool:
    return any(a.kind is Kind.FTE for a in case.frame.all(Role.CHANGE, Role.TARGET))


def default_subject(case: Case) -> Subject:
    """The measure when none is named: the one that the body's own plan states a yearly rate for, else FTE."""
    named = subject_of(case)
    if named is not None:
        return named
    planned = case.planned()
    if planned is not None and planned.metric == "workforce.headcount":
        return HEADCOUNT
    return FTE if case.choice(FTE) or not case.choice(HEADCOUNT) else HEADCOUNT


def basis_said(case: Case) -> Basis | None:
    """Compound or straight line when the asker chose; None leaves both to be shown."""
    if case.frame.says("of_today") and case.frame.all(Role.CHANGE) and not case.frame.all(Role.TARGET):
        return Basis.LINEAR
    if case.frame.says("linear") and not case.frame.says("compound"):
        return Basis.LINEAR
    return Basis.COMPOUND if case.frame.says("compound") and not case.frame.says("linear") else None


def _with_direction(case: Case, changes: tuple[Amount, ...], *, compared: bool = False) -> tuple[Amount, ...]:
    """A rate without a direction takes that of the plan's own rate; with none, it is asked for."""
    if all(a.sign for a in changes):
        return changes
    known = next((a.sign for a in changes if a.sign), 0)
    if not known:
        other = case.frame.about("agency.spend", "sickness", "leavers.rate", "pay.bill", "budget.gap")
        planned = None if other else case.planned(changes[0].value) or case.planned()
        elsewhere = [f for b in case.frame.earlier_bodies for f in case.ledger.planned_rates(b.id)]
        known = -1 if planned is not None or elsewhere else 0
    if not known and (case.frame.all(Role.TARGET) or compared):
        known = -1
    if not known:
        stem = f"{changes[0].value:g}% a year"
        raise Stop(
            ask(
                f"Up or down by {stem}?",
                [
                    ("down", f"{case.frame.question.rstrip('?. ')}, falling {stem}?"),
                    ("up", f"{case.frame.question.rstrip('?. ')}, rising {stem}?"),
                ],
            )
        )
    return tuple(replace(a, sign=a.sign or known) for a in changes)


def with_direction(case: Case, changes: tuple[Amount, ...], *, compared: bool = False) -> tuple[Amount, ...]:
    """As used by other plans; rates that are only set against each other are taken as falls when nothing is said."""
    return _with_direction(case, changes, compared=compared)
