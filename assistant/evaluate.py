"""``moothall eval``: question files in, scores by stage out, compared with the last run, held to floors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation import floors as floors_file
from assistant.evaluation.asking import OnRow, Outcome, ask_rows
from assistant.evaluation.report import NAMES, page
from assistant.evaluation.rows import read_rows
from assistant.evaluation.scores import Scores, scored
from assistant.model import Route
from ingest.library import Library

FOLDER = "evaluation"
LAST = "last.json"
REPORT = "report.html"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run: outcomes, scores of all rows and by question file, the last run's stages, broken floors."""

    outcomes: Sequence[Outcome]
    scores: Scores
    by_file: Mapping[str, Scores]
    before: Mapping[str, float]
    broken: Sequence[str]
    folder: Path

    def to_json(self) -> dict[str, Any]:
        """The scores as plain data, with every answer that is wrong."""
        return {
            **asdict(self.scores),
            "files": {file: asdict(scores) for file, scores in self.by_file.items()},
            "before": dict(self.before),
            "broken_floors": list(self.broken),
            "failures": [
                {
                    "id": o.row.id,
                    "file": o.row.file,
                    "question": o.row.question,
                    "fault": o.fault,
                    "text": o.answer.text,
                }
                for o in self.outcomes
                if not o.passed
            ],
        }


def evaluate(
    library: Library,
    files: Sequence[Path],
    *,
    folder: Path,
    floors: Path | None = None,
    record: bool = False,
    on_row: OnRow | None = None,
) -> Evaluation:
    """Ask every question of the files; the report and the run are written into ``folder``.

    ``record`` writes the scores into the floors file instead of holding them to it. Raises BadQuestions,
    BadFloors, OSError.
    """
    rows = read_rows(files)
    if floors is not None and not record:
        floors_file.read_floors(floors)
    outcomes = ask_rows(library, rows, on_row=on_row)
    by_file = {
        file: scored([o for o in outcomes if o.row.file == file])
        for file in dict.fromkeys(row.file for row in rows)
    }
    stages = {file: dict(scores.stages) for file, scores in by_file.items()}
    if floors is not None and record:
        floors_file.record(floors, stages)
    broken = floors_file.broken(floors, stages) if floors is not None else []
    evaluation = Evaluation(
        outcomes, scored(outcomes), by_file, _last_run(folder, list(by_file)), broken, folder
    )
    _write(evaluation, f"{len(library.documents())} documents were loaded.")
    return evaluation


def _last_run(folder: Path, files: Sequence[str]) -> Mapping[str, float]:
    """The stages of the last run over the same question files; empty when there was none."""
    try:
        last = json.loads((folder / LAST).read_text("utf-8"))
        stages = last["stages"] if list(last["files"]) == list(files) else {}
        return {str(stage): float(share) for stage, share in stages.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write(evaluation: Evaluation, library: str) -> None:
    evaluation.folder.mkdir(parents=True, exist_ok=True)
    text = page(evaluation.outcomes, evaluation.scores, before=evaluation.before, library=library)
    (evaluation.folder / REPORT).write_text(text, "utf-8")
    (evaluation.folder / LAST).write_text(
        json.dumps(evaluation.to_json(), ensure_ascii=False, indent=1), "utf-8"
    )


def table(evaluation: Evaluation) -> str:
    """The scores as lines for a terminal."""
    scores, before = evaluation.scores, evaluation.before
    lines = [f"{'stage':<36}{'score':>8}{'before':>9}"]
    for stage, share in scores.stages.items():
        last = f"{before[stage]:>9.1%}" if stage in before else f"{'–':>9}"
        lines.append(f"{NAMES.get(stage, stage):<36}{share:>8.1%}{last}")
    lines += [
        "",
        f"{'asked for':<12}{'right':>7}{'asked':>7}   " + "".join(f"{route.value:>10}" for route in Route),
    ]
    for kind, (right, asked) in scores.kinds.items():
        went = "".join(f"{scores.confusion[kind].get(route.value, ''):>10}" for route in Route)
        lines.append(f"{kind:<12}{right:>7}{asked:>7}   {went}")
    lines += [
        "",
        f"quotes altered {scores.altered} of {scores.quotes}",
        f"answers with a figure from nowhere {scores.figures_from_nowhere}",
        f"seconds: median {scores.median_s:.3f}, p95 {scores.p95_s:.3f}",
        f"report: {evaluation.folder / REPORT}",
        *evaluation.broken,
    ]
    return "\n".join(lines)
