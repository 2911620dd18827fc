"""Train what chooses a sum over printed figures (assistant/data/sum_asks.npz and sum_weights.toml), and print how well it does.

    python -m training.train_sums PAPERS... [--write]

``training/sums/`` has questions with the figures that answer them (``questions_*.jsonl``) and wordings with what they ask for
(``wordings_*.jsonl``). PAPERS are the folders of the papers that the questions are about; rows whose paper is not there are left
out. A sum is right when it comes to the right figure from the right ones. What is asked is learnt by logistic regression, the
choice by a softmax over all sums of one question (listwise). No chance is involved but seeds that are fixed.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from assistant.follow_up import stand_alone
from assistant.likely.asks import (
    MEANING,
    OPERATIONS,
    WORDS,
    chances_by,
    log_chance,
    operations_of,
    words_of,
)
from assistant.likely.chosen import sums_of
from assistant.likely.marks import Marker
from assistant.likely.offered import field_of
from assistant.likely.shapes import Sum, shapes
from assistant.model import Asked
from assistant.reading.asks import scored
from assistant.reading.linear import Linear, as_bytes
from assistant.room import Room
from assistant.sums import asks as asking
from assistant.text_case import case_of
from ingest.library import Library
from training.listwise import Fit, listwise

Floats = NDArray[np.float64]
HERE = Path(__file__).parent / "sums"
DATA = Path(asking.__file__).parents[1] / "data"
FOLDS, SEED = 5, 0
KEPT = 9000
SCALES = {WORDS: 5.0, MEANING: 5.0, OPERATIONS: 2.0}
STRENGTH = 4.0
EASY, HARD = 250, 200
STEPS, RATE, PENALTY = 120, 0.06, 10.0
OPERATION_NAMES = """O1 O2 O3 O4 O5 O6 O7 O8 O9 O10 O11 O12 O13 O14 O15 O16 O17 O18 O19 ratio share sum lookup compare text other""".split()


@dataclass
class Row:
    """A question over the figures of its paper: its sums with their marks, and which of them are right."""

    question: str
    group: str
    asks: str
    value: float | None
    others: tuple[float, ...]
    tolerance: float
    sums: list[Sum]
    marks: list[dict[str, float]]
    right: NDArray[np.bool_]
    vector: Floats


def main(papers: Sequence[Path], *, write: bool) -> None:
    """Train and judge across papers that are held out, then train on all."""
    wordings = [row for path in sorted(HERE.glob("wordings_*.jsonl")) for row in _lines(path)]
    questions = [row for path in sorted(HERE.glob("questions_*.jsonl")) for row in _lines(path)]
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder))
        library.ingest([path for place in papers for path in sorted(place.iterdir()) if path.is_file()])
        room = Room(library)
        held = {Path(card.file).name for card in library.documents()}
        rows = [made for row in questions if row["paper"] in held if (made := _row(room, row)) is not None]
        said = [(row["q"], row["op"], "") for row in wordings]
        said += [(row["q"], row["op"], row["paper"]) for row in questions if row["op"] != "none"]
        vectors = {text: np.asarray(room.embed([text])[0], np.float64) for text, _, _ in said}
    print(
        f"{len(rows)} questions, {sum(row.right.any() for row in rows)} of them with a right sum; {len(said)} wordings"
    )
    groups = sorted({row.group for row in rows})
    fold = {group: place % FOLDS for place, group in enumerate(groups)}
    judged: list[tuple[Row, float, float]] = []
    for number in range(FOLDS):
        models = _asks([one for one in said if fold.get(one[2]) != number], vectors)
        learnt = _weights([row for row in rows if fold[row.group] != number], models)
        judged += [_judged(row, models, learnt) for row in rows if fold[row.group] == number]
    _report(judged)
    if write:
        models = _asks(said, vectors)
        _write(models, _weights(rows, models), len(said), len(rows))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _row(room: Room, row: Mapping[str, Any]) -> Row | None:
    text, _ = room.spelled(row["q"])
    mentions = room.subjects(text)
    stood = stand_alone(
        text,
        list(dict.fromkeys(mention.body for mention in mentions)),
        [(mention.start, mention.end) for mention in mentions],
        [],
    )
    case = case_of(room, Asked(row["q"]), stood, lambda step: None)
    field = field_of(case)
    made = sums_of(field, scored(case.question.text)[0])
    marker = Marker(field)
    value = None if row["value"] is None else float(row["value"])
    right = np.array([_is_right(one, row) for one in made], bool)
    return (
        Row(
            case.question.text,
            row["paper"],
            row["op"],
            value,
            tuple(row.get("also") or ()),
            float(row.get("tol") or 0.0),
            made,
            [marker.marks(one) for one in made],
            right,
            np.asarray(case.pool.matcher.vector, np.float64),
        )
        if made
        else None
    )


def _is_right(made: Sum, row: Mapping[str, Any]) -> bool:
    """Whether a sum comes to the right figure, and from figures that its writer used."""
    if row["value"] is None or not _meets(
        made.value, [row["value"], *(row.get("also") or ())], row.get("tol") or 0.0
    ):
        return False
    printed = [number for text, _ in row["operands"] if (number := _number(text)) is not None]
    return all(any(_is_scaled(one.fact.value or 0.0, number) for number in printed) for one in made.of)


def _meets(value: float, wanted: Sequence[float], tolerance: float) -> bool:
    return any(abs(abs(value) - abs(one)) <= max(tolerance, 0.002 * abs(one)) for one in wanted)


def _number(text: str) -> float | None:
    found = re.search(r"\d[\d,]*\.?\d*", text)
    return float(found.group().replace(",", "").rstrip(".")) if found else None


def _is_scaled(value: float, printed: float) -> bool:
    """Whether a value is that of printed figures, as they stand or in thousands or millions."""
    return any(
        abs(abs(value) - printed * scale) <= 1e-6 * max(1.0, printed * scale) for scale in (1, 1e3, 1e6, 1e9)
    )


def _asks(said: Sequence[tuple[str, str, str]], vectors: Mapping[str, Floats]) -> dict[str, Linear]:
    """What a question asks for: one logistic regression over words, meaning and operations, kept as three models."""
    texts = [words_of(text) for text, _, _ in said]
    counts = Counter(name for names in texts for name in names)
    names = sorted(sorted(name for name in counts if counts[name] > 1), key=lambda name: -counts[name])[:KEPT]
    place = {name: number for number, name in enumerate(names)}
    words = sparse.lil_matrix((len(said), len(names)))
    for number, found in enumerate(texts):
        known = [place[name] for name in found if name in place]
        for column in known:
            words[number, column] = SCALES[WORDS] / max(1, len(known)) ** 0.5
    meaning = np.array([vectors[text] for text, _, _ in said]) * SCALES[MEANING]
    operations = np.array([operations_of(text, OPERATION_NAMES) for text, _, _ in said]) * SCALES[OPERATIONS]
    every = sparse.hstack([words.tocsr(), sparse.csr_matrix(meaning), sparse.csr_matrix(operations)]).tocsr()
    fitted = LogisticRegression(C=STRENGTH, max_iter=400).fit(every, [label for _, label, _ in said])
    labels = tuple(str(label) for label in fitted.classes_)
    ends = np.cumsum([len(names), meaning.shape[1], len(OPERATION_NAMES)])
    parts = np.split(fitted.coef_, ends[:-1], axis=1)
    kinds = (
        (WORDS, names),
        (MEANING, [str(n) for n in range(meaning.shape[1])]),
        (OPERATIONS, OPERATION_NAMES),
    )
    made = {}
    for (kind, columns), part in zip(kinds, parts, strict=True):
        bias = fitted.intercept_ if kind == WORDS else np.zeros(len(labels))
        made[kind] = _linear(tuple(columns), labels, part.T * SCALES[kind], bias)
    return made


def _linear(names: tuple[str, ...], labels: tuple[str, ...], weight: Floats, bias: Floats) -> Linear:
    scale = np.abs(weight).max(axis=0) / 127 + 1e-12
    return Linear(
        names, labels, np.round(weight / scale).astype(np.int8), scale, np.asarray(bias, np.float64)
    )


def _asked(models: Mapping[str, Linear], row: Row) -> Mapping[str, float]:
    return chances_by(models, row.question, row.vector)


Learnt = tuple[list[str], Floats]


def _names(rows: Sequence[Row]) -> list[str]:
    marks = sorted({name for row in rows for one in row.marks for name in one})
    families = sorted({shape.family for shape in shapes().values()})
    return [
        *(f"every.{name}" for name in (*marks, "asked")),
        *(f"{family}.{name}" for family in families for name in marks),
        *(f"shape.{name}" for name in shapes()),
    ]


def _matrix(
    row: Row, among: Sequence[int], place: Mapping[str, int], asked: Mapping[str, float]
) -> NDArray[np.float32]:
    made = np.zeros((len(among), len(place)), np.float32)
    for line, number in enumerate(among):
        one = row.sums[number]
        shape = shapes()[one.shape]
        for name, value in row.marks[number].items():
            for key in (f"every.{name}", f"{shape.family}.{name}"):
                if key in place:
                    made[line, place[key]] = value
        made[line, place["every.asked"]] = log_chance(asked, shape.asks)
        made[line, place[f"shape.{one.shape}"]] = 1.0
    return made


def _weights(rows: Sequence[Row], models: Mapping[str, Linear]) -> Learnt:
    """Listwise weights, learnt twice: against sums at random, then against those that the first weights like best too."""
    rows = [row for row in rows if row.right.any()]
    names = _names(rows)
    place = {name: number for number, name in enumerate(names)}
    asked = [_asked(models, row) for row in rows]
    chance = np.random.RandomState(SEED)
    among = [np.union1d(chance.randint(0, len(row.sums), EASY), np.flatnonzero(row.right)) for row in rows]
    learnt = _fitted(rows, among, place, asked)
    for number, row in enumerate(rows):
        values = _matrix(row, range(len(row.sums)), place, asked[number]) @ learnt
        among[number] = np.union1d(among[number], np.argsort(-values, kind="stable")[:HARD])
    return names, _fitted(rows, among, place, asked)


def _fitted(
    rows: Sequence[Row],
    among: Sequence[NDArray[Any]],
    place: Mapping[str, int],
    asked: Sequence[Mapping[str, float]],
) -> Floats:
    lists = [
        (_matrix(row, list(some), place, chances), row.right[some])
        for row, some, chances in zip(rows, among, asked, strict=True)
    ]
    spread = np.vstack([matrix for matrix, _ in lists]).std(0) + 1e-6
    spread[place["every.asked"]] = 1.0
    lists = [(matrix / spread, right) for matrix, right in lists]
    penalty = np.array([PENALTY if name.startswith(("every.", "shape.")) else 3 * PENALTY for name in place])
    weight = listwise(lists, Fit(STEPS, RATE, penalty))
    return np.asarray(weight / spread, np.float64)


def _judged(row: Row, models: Mapping[str, Linear], learnt: Learnt) -> tuple[Row, float, float]:
    """The chance of the sum chosen, 0 where it is a figure alone, and its value."""
    names, weight = learnt
    place = {name: number for number, name in enumerate(names)}
    values = _matrix(row, range(len(row.sums)), place, _asked(models, row)) @ weight
    shares = np.exp(values - values.max())
    shares /= shares.sum()
    together: dict[float, float] = {}
    for one, share in zip(row.sums, shares, strict=True):
        key = float(f"{abs(one.value):.6g}")
        together[key] = together.get(key, 0.0) + float(share)
    best = max(
        range(len(shares)),
        key=lambda number: (together[float(f"{abs(row.sums[number].value):.6g}")], shares[number]),
    )
    chance = together[float(f"{abs(row.sums[best].value):.6g}")]
    return row, (0.0 if row.sums[best].shape == "printed" else chance), row.sums[best].value


def _report(judged: Sequence[tuple[Row, float, float]]) -> None:
    def right(row: Row, value: float) -> bool:
        return row.value is not None and _meets(value, [row.value, *row.others], row.tolerance)

    asked = [one for one in judged if one[0].value is not None]
    print(f"first is right: {sum(right(row, value) for row, _, value in asked)} of {len(asked)}")
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        some = [(row, value) for row, chance, value in judged if chance >= least]
        hits = sum(right(row, value) for row, value in some)
        unasked = sum(row.value is None for row, _ in some)
        plain = sum(row.asks == "printed" for row, _ in some)
        print(
            f"at {least}: {len(some)} of {len(judged)} worked out, {hits} right; "
            f"{unasked} without an answer, {plain} printed"
        )


def _write(models: Mapping[str, Linear], learnt: Learnt, wordings: int, rows: int) -> None:
    arrays: dict[str, Any] = {}
    for name, model in models.items():
        arrays |= model.arrays(name)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(HERE.glob("*.jsonl")))).hexdigest()
    arrays["digest"] = as_bytes([digest])
    np.savez_compressed(DATA / "sum_asks.npz", **arrays)
    tables: dict[str, dict[str, float]] = {}
    for name, value in zip(*learnt, strict=True):
        table, _, key = name.partition(".")
        if abs(value) >= 0.0005:
            tables.setdefault(table, {})[key] = round(float(value), 3)
    lines = [
        f"# Made by training/train_sums.py from {rows} questions and {wordings} wordings ({digest[:12]}): how much each mark of a",
        "# sum counts (assistant/likely/marks.py), for every sum, for each family beside, and for each shape.",
    ]
    for table, found in tables.items():
        lines += ["", f"[{table}]", *(f"{key} = {value}" for key, value in found.items())]
    (DATA / "sum_weights.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:] if not one.startswith("--")], write="--write" in sys.argv)
