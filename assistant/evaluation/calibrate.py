"""``moothall calibrate``: the thresholds of answering set on questions whose answers are known.

Every question is asked with all thresholds open, so that the draft behind a refusal is known too. From then
on only the signals are looked at: each threshold is moved in turn to where most questions end rightly, a few
rounds long. What is gained is told on folds that the thresholds were not set on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.decide import Band, Signals, band_of, listening
from assistant.evaluation.asking import OnRow, each_outcome
from assistant.evaluation.rows import Row
from assistant.model import Route
from assistant.weights import packaged, trial, weights
from ingest.library import Library

FOLDS = 5
ROUNDS = 3
GRID = tuple(round(0.02 * step, 2) for step in range(5, 46))
"""Thresholds tried: 0.10 to 0.90."""

WRONG_COSTS = 0.5
"""A wrong answer shown costs this beside the point it does not earn: worse than silence."""

PULL = 0.1
"""What moving a threshold by one whole costs, as a share of the questions, so that a few rows move nothing:
at .02 five hundred questions were fitted better, and unseen ones worse (see docs/decisions)."""

LEAST_ROWS = 30
Table = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """One question as calibration sees it: its signals, is the draft right, is there an answer at all."""

    id: str
    signals: Signals
    right: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """Thresholds before and after, and the share of questions that end rightly: on all, and held out."""

    cases: int
    before: Table
    after: Table
    accuracy_before: float
    accuracy_after: float
    held_out_before: float
    held_out_after: float
    auroc: Mapping[str, float]

    def to_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def gather(library: Library, rows: Sequence[Row], *, on_row: OnRow | None = None) -> list[Case]:
    """The cases of the rows that the thresholds decide: not computed, not compared, not ended before."""
    open_wide = dict.fromkeys(packaged()["answer"], 0.0)
    cases = []
    heard: list[Signals] = []
    with trial({"answer": open_wide}), listening(heard.append):
        for outcome in each_outcome(library, rows, on_row=on_row):
            row = outcome.row
            if heard and not row.route and outcome.answer.route is not Route.COMPARE:
                name = f"{row.file} {row.id} {row.question}"
                cases.append(Case(name, heard[-1], outcome.passed, not row.refuse))
            heard.clear()
    return cases


def calibrate(cases: Sequence[Case]) -> Calibration:
    """The best thresholds for the cases, and how much of the gain holds on questions not used to set them."""
    before = dict(weights("answer"))
    after = fitted(cases, before)
    held_before, held_after = [], []
    for fold in range(FOLDS):
        test = [case for case in cases if _fold(case) == fold]
        trained = fitted([case for case in cases if _fold(case) != fold], before)
        held_before += [_ends_rightly(case, before) for case in test]
        held_after += [_ends_rightly(case, trained) for case in test]
    return Calibration(
        cases=len(cases),
        before=before,
        # What unseen questions do not confirm is not taken over.
        after=after if _mean(held_after) >= _mean(held_before) else before,
        accuracy_before=_mean([_ends_rightly(case, before) for case in cases]),
        accuracy_after=_mean([_ends_rightly(case, after) for case in cases]),
        held_out_before=_mean(held_before),
        held_out_after=_mean(held_after),
        auroc=aurocs(cases),
    )


def fitted(cases: Sequence[Case], start: Table) -> dict[str, float]:
    """The thresholds that earn most on these cases, from ``start`` on, moved one at a time.

    With fewer cases than can teach anything, and for shapes that no case has, they stay.
    """
    table = dict(start)
    if len(cases) < LEAST_ROWS:
        return table
    for _ in range(ROUNDS):
        moved = False
        for key in sorted(table):
            best = _best_value(cases, table, key, start[key])
            moved, table[key] = moved or best != table[key], best
        if not moved:
            break
    return table


def _best_value(cases: Sequence[Case], table: Table, key: str, start: float) -> float:
    """The value for one threshold: the middle of the widest run of best ones, far from both its edges."""
    values = sorted({*GRID, table[key]})
    earned = [
        sum(_earns(case, {**table, key: value}) for case in cases) / len(cases) - PULL * abs(value - start)
        for value in values
    ]
    most = max(earned)
    if most <= earned[values.index(table[key])] + 1e-9:
        return table[key]
    near = [index for index, value in enumerate(earned) if value >= most - PULL * 0.04]
    runs = np.split(np.array(near), np.flatnonzero(np.diff(near) > 1) + 1)
    widest = max(runs, key=lambda run: (len(run), -int(run[0])))
    return float(values[int(widest[len(widest) // 2])])


def shown(signals: Signals, table: Table) -> bool:
    """Whether an answer is given under these thresholds; the closest passage counts, where it may stand."""
    band = band_of(signals, table)
    if band is Band.OFF_TOPIC:
        return False
    return band is Band.ANSWER or (band is Band.CLOSEST and not signals.typed)


def _ends_rightly(case: Case, table: Table) -> bool:
    return shown(case.signals, table) and case.right if case.answerable else not shown(case.signals, table)


def _earns(case: Case, table: Table) -> float:
    if _ends_rightly(case, table):
        return 1.0
    return -WRONG_COSTS if shown(case.signals, table) else 0.0


def _fold(case: Case) -> int:
    """The fold of a case by its wording: the same on every run, whatever else is in the file."""
    return hashlib.sha256(case.id.encode()).digest()[0] % FOLDS


def _mean(held: Sequence[bool]) -> float:
    return round(sum(held) / len(held), 4) if held else 0.0


def aurocs(cases: Sequence[Case]) -> dict[str, float]:
    """How well each signal alone tells what the papers answer from what they do not (0.5 is chance)."""
    unsure = [case for case in cases if not case.signals.certain]
    truth = [case.answerable for case in unsure]
    named = ("score", "coverage", "likeness", "topic")
    return {name: auroc([float(getattr(case.signals, name)) for case in unsure], truth) for name in named}


def auroc(values: Sequence[float], truth: Sequence[bool]) -> float:
    """The chance that a value of the true ones is above one of the others (ties half); NaN without both."""
    yes = np.array([value for value, held in zip(values, truth, strict=True) if held])
    no = np.array([value for value, held in zip(values, truth, strict=True) if not held])
    if not len(yes) or not len(no):
        return float("nan")
    above = (yes[:, None] > no[None, :]).mean() + 0.5 * (yes[:, None] == no[None, :]).mean()
    return round(float(above), 4)


def write(path: Path, calibration: Calibration) -> None:
    """Write the thresholds where they override the packaged ones; other tables of the file are kept."""
    from assistant import weights as kept

    tables = dict(kept.read_file(path)) if path.is_file() else {}
    tables["answer"] = {**tables.get("answer", {}), **calibration.after}
    lines = [
        "# Set by `moothall calibrate` on this library's questions; without it the packaged ones hold.",
        f"# {calibration.cases} questions: {calibration.held_out_before:.1%} ended rightly before, "
        f"{calibration.held_out_after:.1%} after (held out).",
    ]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{json.dumps(key)[1:-1]} = {value:g}" for key, value in table.items())]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def table(calibration: Calibration) -> str:
    """The result as lines for a terminal."""
    lines = [
        f"{calibration.cases} questions are decided by thresholds.",
        f"{'threshold':<16}{'before':>8}{'after':>8}",
    ]
    for key, value in calibration.before.items():
        lines.append(f"{key:<16}{value:>8.2f}{calibration.after[key]:>8.2f}")
    lines += [
        "",
        f"ended rightly: {calibration.accuracy_before:.1%} before, {calibration.accuracy_after:.1%} after",
        f"held out:      {calibration.held_out_before:.1%} before, {calibration.held_out_after:.1%} after",
        "tells answerable from not (AUROC): "
        + ", ".join(f"{name} {value:.2f}" for name, value in calibration.auroc.items()),
    ]
    if calibration.cases < LEAST_ROWS:
        lines.append(
            f"Fewer than {LEAST_ROWS} questions teach nothing: the thresholds were left as they are."
        )
    return "\n".join(lines)
