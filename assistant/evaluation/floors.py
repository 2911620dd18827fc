"""Recorded scores that may move neither down nor up unrecorded.

A floors file is TOML: ``margin`` and one table for each question file (``["text.jsonl"]``), a share for each
stage. A score below its floor fails; so does one above it by more than the margin, until the better score is
recorded and so cannot be lost again unseen. Quotes and figures from nowhere have no margin.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from assistant.evaluation.errors import BadFloors

MARGIN = 0.01
ABSOLUTE = ("quotes", "figures")
_ROUNDING = 5e-5
Recorded = Mapping[str, Mapping[str, float]]


def read_floors(path: Path) -> tuple[float, Recorded]:
    """The margin, and the floors by question file and stage. Raises BadFloors and OSError."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        margin = float(data.pop("margin", MARGIN))
        return margin, {
            file: {stage: float(value) for stage, value in stages.items()} for file, stages in data.items()
        }
    except (tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as fault:
        raise BadFloors(
            f"{path} must hold a margin and a table of shares for each question file: {fault}."
        ) from None


def broken(path: Path, scores: Recorded) -> list[str]:
    """One sentence for each score that moved past its floor; ``scores`` are by question file."""
    margin, floors = read_floors(path)
    sentences = []
    for file, stages in scores.items():
        held = floors.get(file)
        if held is None:
            sentences.append(f"{file} has no floors in {path.name}: record them.")
            continue
        for stage, score in stages.items():
            sentences.extend(
                _moved(f"{file}: {stage}", score, held.get(stage), 0.0 if stage in ABSOLUTE else margin)
            )
    return sentences


def _moved(what: str, score: float, floor: float | None, margin: float) -> list[str]:
    if floor is None:
        return [f"{what} {score:.4f} has no floor: record it."]
    if score < floor - _ROUNDING:
        return [f"{what} fell to {score:.4f}, below its floor of {floor:.4f}."]
    if score > floor + margin + _ROUNDING:
        return [f"{what} rose to {score:.4f}, more than {margin:g} above its floor {floor:.4f}: record it."]
    return []


def record(path: Path, scores: Recorded) -> None:
    """Write these scores as the floors of their files, keeping the margin and the floors of other files."""
    margin, floors = read_floors(path) if path.is_file() else (MARGIN, {})
    lines = [
        "# Scores on our own questions over the sample library; `moothall eval --record` writes them.",
        "# A run fails when a score falls below its floor, or rises above it by more than the margin.",
        "",
        f"margin = {margin:g}",
    ]
    for file, stages in sorted({**floors, **scores}.items()):
        lines += ["", f"[{json.dumps(file)}]", *(f"{stage} = {value:.4f}" for stage, value in stages.items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")
