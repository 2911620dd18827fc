"""Outcomes counted by stage: routing, evidence, answerability, kinds, quotes, loose figures, seconds."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.asking import Outcome
from assistant.evaluation.judge import REFUSALS
from assistant.evaluation.rows import Row
from assistant.model import Route

_TEXT = frozenset({Route.LOOKUP, Route.PASSAGES})
_NOT_COMPUTED = frozenset(Route) - {Route.PROJECT}
# Which ways are right for which kind. A stated fact is looked up, but not every fact is a figure ("which
# standard is aimed at?" is read in a passage); a sum over councils may be a comparison; a statement put to the
# papers is looked up, figures and all; what is refused is never computed.
RIGHT_ROUTES: Mapping[str, frozenset[Route]] = {
    "fact": _TEXT,
    "who": frozenset({Route.LOOKUP}),
    "date": frozenset({Route.LOOKUP}),
    "list": frozenset({Route.PASSAGES}),
    "explain": frozenset({Route.PASSAGES}),
    "compare": frozenset({Route.COMPARE}),
    "conflict": _TEXT | {Route.COMPARE},
    "statement": _TEXT,
    "refuse": _NOT_COMPUTED,
    "project": frozenset({Route.PROJECT, Route.COMPARE}),
    "retrieve": _NOT_COMPUTED,
}


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one run. ``stages`` are shares (0 to 1), without those that no row speaks to."""

    questions: int
    passed: int
    stages: Mapping[str, float]
    kinds: Mapping[str, tuple[int, int]]
    confusion: Mapping[str, Mapping[str, int]]
    quotes: int
    altered: int
    figures_from_nowhere: int
    median_s: float
    p95_s: float


def scored(outcomes: Sequence[Outcome]) -> Scores:
    """The scores of these outcomes, which are at least one."""
    kinds: dict[str, tuple[int, int]] = {}
    for outcome in outcomes:
        right, asked = kinds.get(outcome.row.group, (0, 0))
        kinds[outcome.row.group] = (right + outcome.passed, asked + 1)
    seconds = sorted(outcome.seconds for outcome in outcomes)
    quotes, altered = sum(o.quotes for o in outcomes), sum(o.altered for o in outcomes)
    passed = sum(outcome.passed for outcome in outcomes)
    stages = {
        "passed": passed / len(outcomes),
        "routing": _share(
            [o.answer.route in RIGHT_ROUTES[o.row.group] for o in outcomes if o.row.group in RIGHT_ROUTES]
        ),
        "evidence": _share([not o.uncited for o in outcomes if o.row.cite and not o.row.refuse]),
        "answerability": _share([_shown(o) != o.row.refuse for o in outcomes if _speaks(o.row)]),
        "refused": _share([not _shown(o) for o in outcomes if o.row.refuse]),
        "answered": _share([_shown(o) for o in outcomes if _speaks(o.row) and not o.row.refuse]),
        "quotes": 1 - altered / quotes if quotes else 1.0,
        "figures": 1 - sum(bool(o.loose) for o in outcomes) / len(outcomes),
    }
    return Scores(
        questions=len(outcomes),
        passed=passed,
        stages={name: round(value, 4) for name, value in stages.items() if value is not None},
        kinds=dict(sorted(kinds.items())),
        confusion=_confusion(outcomes),
        quotes=quotes,
        altered=altered,
        figures_from_nowhere=sum(bool(o.loose) for o in outcomes),
        median_s=statistics.median(seconds),
        p95_s=seconds[int(0.95 * (len(seconds) - 1))],
    )


def _share(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None


def _speaks(row: Row) -> bool:
    """Whether the row says if there is an answer: text rows do, engine rows judge otherwise."""
    return not row.route


def _shown(outcome: Outcome) -> bool:
    """Whether an answer was given, rather than refused or asked back."""
    return not outcome.answer.status.startswith((*REFUSALS, "clarify", "invalid", "withheld", "error"))


def _confusion(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """Rows by kind of question, columns by route taken."""
    counted = Counter((outcome.row.group, outcome.answer.route.value) for outcome in outcomes)
    groups = sorted({group for group, _ in counted})
    return {
        group: {route.value: counted[group, route.value] for route in Route if counted[group, route.value]}
        for group in groups
    }


def misrouted(outcome: Outcome) -> bool:
    """Whether the question went a way that is wrong for its kind."""
    right = RIGHT_ROUTES.get(outcome.row.group)
    return right is not None and outcome.answer.route not in right
