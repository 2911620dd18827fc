"""How often a scorer is right: operation, roles, whole readings, measures, calibration. Each wording counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.reading.learned import Candidate, Scored, Scorer
from assistant.reading.spans import WITH_ROLE
from training.fitting import Example, before_of


@dataclass(frozen=True)
class Result:
    """One example with what a scorer that had not seen its writer made of it."""

    example: Example
    scored: Scored


def run(scorer: Scorer, examples: Sequence[Example], *, embedding: bool = True) -> list[Result]:
    """The examples scored, with or without their embeddings."""
    results = []
    for example in examples:
        seen = example if embedding else replace(example, embedding=None, previous_embedding=None)
        before = before_of(scorer, seen)
        results.append(Result(example, scorer.score(example.row.text, example.spans, seen.embedding, before)))
    return results


def right_op(result: Result, first: int = 1) -> bool:
    """Whether the right operation is among the first."""
    return result.example.row.op in [ranked.label for ranked in result.scored.operations[:first]]


def is_right(example: Example, candidate: Candidate) -> bool:
    """Whether a whole reading is right: operation, direction, pace, and the role of every figure."""
    row = example.row
    return (
        not example.missed
        and (candidate.op, candidate.direction, candidate.per) == (row.op, row.direction, row.per)
        and candidate.roles == example.roles
    )


def whole(result: Result, first: int = 1) -> bool:
    """Whether a right whole reading is among the first candidates."""
    return any(is_right(result.example, candidate) for candidate in result.scored.candidates[:first])


def share(results: Sequence[Result], test: Callable[[Result], bool]) -> float:
    """The weighted share of results that pass."""
    weights = np.array([result.example.row.weight for result in results])
    return float(weights @ np.array([test(result) for result in results], dtype=float) / weights.sum())


def roles_right(results: Sequence[Result], *, played: bool = False) -> float:
    """The weighted share of spans with the right role; ``played`` leaves out those that play none."""
    right = total = 0.0
    for result in results:
        example = result.example
        for span, role, ranked in zip(example.spans, example.roles, result.scored.roles, strict=True):
            if span.type in WITH_ROLE and not (played and role == "none"):
                total += example.row.weight
                right += example.row.weight * (ranked[0].label == role)
    return right / max(total, 1e-9)


LINE = "{:34} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}"
HEAD = LINE.format("", "n", "top-1", "top-3", "dir", "per", "role", "played", "whole", "in 3")


def line(title: str, results: Sequence[Result]) -> str:
    """One row of the table headed by ``HEAD``."""
    values = (
        share(results, right_op),
        share(results, lambda r: right_op(r, 3)),
        share(results, lambda r: r.scored.candidates[0].direction == r.example.row.direction),
        share(results, lambda r: r.scored.candidates[0].per == r.example.row.per),
        roles_right(results),
        roles_right(results, played=True),
        share(results, whole),
        share(results, lambda r: whole(r, 3)),
    )
    n = round(sum(result.example.row.weight for result in results))
    return LINE.format(title, n, *(f"{value:.3f}" for value in values))


def measure_scores(results: Sequence[Result]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and count of tokens for each role of measures, and for "any"."""
    right, said, gold = Counter[str](), Counter[str](), Counter[str]()
    for result in results:
        example = result.example
        for i, token in enumerate(example.said):
            truth = example.measure_labels[i][2:]
            found = next((m.role for m in result.scored.measures if m.start <= token.start < m.end), "")
            for key in ({truth} - {""}) | ({"any"} if truth else set()):
                gold[key] += 1
            for key in ({found} - {""}) | ({"any"} if found else set()):
                said[key] += 1
            right[truth] += bool(truth) and truth == found
            right["any"] += bool(truth) and bool(found)
    return {
        key: (
            right[key] / max(1, said[key]),
            right[key] / gold[key],
            2 * right[key] / max(1, said[key] + gold[key]),
            gold[key],
        )
        for key in gold
    }
