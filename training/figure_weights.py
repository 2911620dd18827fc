"""Train the weights by which a printed figure is found (assistant/data/figure_weights.toml), and print how well they do.

    python -m training.figure_weights MATERIAL [--write]

MATERIAL holds ``training/pairs_*.jsonl`` (everyday questions with the sentence or row that answers), ``papers/*/text.jsonl``
(questions with the figure that answers) and the papers of both. A fact is right when its sentence is the unit, or its value the
figure. The weights are those of a softmax over the facts of one question (listwise), each held to the sign that it must have by
meaning, so that no weight can reward a fact for being further from the question. No chance is involved: the same material, the
same weights.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import question as questions
from assistant.figures import found as founds
from assistant.figures.asked import listed
from assistant.figures.found import LEAD_ALONE, READ_AGAIN
from assistant.figures.signs import Signs
from assistant.room import Room
from ingest.fact_model import Fact
from ingest.library import Library
from ingest.quantities import TEMPORAL, find
from training.listwise import Fit, listwise

Floats = NDArray[np.float64]
RISING = """own part heading quote names meant_own meant part_said unit same_time part_time stage latest near likeness_own likeness_quote
aligned_own aligned_quote actual same_metric""".split()
FALLING = """missing spare of_a_part part_unsaid other_unit uncountable other_time undated other_stage planned benchmark withdrawn change
area dateless length other_metric no_metric""".split()
PLAIN = [name for name in (*RISING, *FALLING) if not name.startswith(("likeness", "aligned"))]
MEANING = [*RISING, *FALLING]
SURE = [
    "always",
    "lead",
    "quote",
    "names",
    "aligned_quote",
    "aligned_own",
    "likeness_quote",
    "other_time",
    "other_unit",
    "near",
    "missing",
    "asks",
    "same_metric",
    "other_metric",
    "no_metric",
    "spare",
    "likeness_own",
]
STEPS, RATE, PENALTY = 500, 0.05, 10.0
NEGATIVES = 120
KINDS = frozenset({"figure", "yesno", "why", "fact", "when", "who", "how", "list"})
"""What the second writer asks for; the first writer's rows say only in what sort of text the answer stands."""
CELLS = 8
SILENT = 3
"""Of the questions that no figure answers every third: they teach how sure to be, not what to choose."""


@dataclass(frozen=True)
class Row:
    """A question over some facts: the signs of each, which are right, and whose row it is (never split)."""

    source: str
    question: str
    given: list[Signs]
    facts: list[Fact]
    right: NDArray[np.bool_]
    families: frozenset[str]


def main(material: Path, *, write: bool) -> None:
    """Build the rows, print the scores of each source under the weights of the others, and write those of all."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder))
        files = [
            path for path in sorted(material.glob("papers/*/papers/*")) if "strategies" not in path.parts
        ]
        files += sorted(material.glob("plans/*.txt")) + sorted(material.glob("seeds/*.txt"))
        library.ingest(files)
        rows = list(_rows(material, library))
    sources = sorted({row.source for row in rows})
    held_out: list[tuple[Row, list[int], list[float]]] = []
    for source in sources:
        others = [row for row in rows if row.source != source]
        plain, meaning = _trained(others)
        mine = [row for row in rows if row.source == source]
        orders = [_ranked(row, plain, meaning) for row in mine]
        held_out += [(row, *order) for row, order in zip(mine, orders, strict=True)]
        _report(source, [(row, order) for row, order in zip(mine, orders, strict=True) if row.right.any()])
    sure = _calibrated(held_out)
    plain, meaning = _trained(rows)
    if write:
        _write({"plain": plain, "meaning": meaning, "sure": sure}, len(rows))


def _rows(material: Path, library: Library) -> Iterator[Row]:
    cards = {Path(card.file).name: card.id for card in library.documents()}
    room = Room(library)
    for path in sorted(material.glob("training/pairs_*.jsonl")):
        if "strategies" in path.name:
            continue
        for index, line in enumerate(path.read_text("utf-8").splitlines()):
            row = json.loads(line)
            document = cards.get(row.get("file") or row.get("paper"))
            if document and not row["silent"] and _asks_a_figure(row):
                unit = " ".join(row["unit"].split())
                yield from _row(
                    room, path.stem, row["question"], [document], lambda fact, unit=unit: _same(fact, unit)
                )
            elif (
                document
                and (row["silent"] or not any(char.isdigit() for char in row["unit"]))
                and not index % SILENT
            ):
                yield from _row(room, path.stem, row["question"], [document], lambda fact: False, silent=True)
    for card in library.documents():
        yield from _rows_of_cells(room, card.id)
    for path in sorted(material.glob("papers/*/text.jsonl")):
        for line in path.read_text("utf-8").splitlines() if "strategies" not in path.parts else ():
            row = json.loads(line)
            values = (
                _values(row["all"][0])
                if row["all"] and row["kind"] == "fact" and not row["history"]
                else set()
            )
            if values:
                named = [mention.body for mention in room.subjects(row["q"])]
                documents = room.documents_of(named) or [
                    card.id for card in library.documents() if card.id in set(cards.values())
                ]
                yield from _row(
                    room,
                    path.parent.name,
                    row["q"],
                    documents,
                    lambda fact, values=values: _is_one(fact, values),
                )


def _rows_of_cells(room: Room, document: str) -> Iterator[Row]:
    """Questions in the words of a table's own labels, as people type who have it before them: measure, part and time."""
    facts = [
        fact
        for fact in room.library.facts(document=document)
        if fact.value is not None and " ; " in fact.measure
    ]
    for fact in facts[:: max(1, len(facts) // CELLS)][:CELLS]:
        parts = set(fact.part.split(" ; "))
        labels = [label for label in fact.measure.split(" ; ") if label not in parts][-2:]
        text = ", ".join((*labels, fact.part.split(" ; ")[-1], fact.period or fact.as_of or "")).strip(", ")
        same = (fact.measure, fact.part, fact.period, fact.as_of, fact.kind)
        yield from _row(room, "cells", text, [document],
                        lambda one, same=same: (one.measure, one.part, one.period, one.as_of, one.kind) == same)  # fmt: skip


def _asks_a_figure(row: dict[str, str]) -> bool:
    """Whether a row asks for a figure: as its writer says, else by the sort of unit that its words name."""
    if "kind" in row and row["kind"] in KINDS:
        return row["kind"] == "figure"
    return any(char.isdigit() for char in row["unit"]) and bool(listed("family").labels(row["question"]))


def _same(fact: Fact, unit: str) -> bool:
    quote = " ".join(fact.quote.split())
    return quote in unit or unit in quote


def _values(printed: Sequence[str]) -> set[float]:
    found = {
        item.value
        for text in printed
        for item in find(text)
        if item.value is not None and item.kind not in TEMPORAL
    }
    for text in printed:
        found.update(float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text))
    return {value for value in found if value is not None}


def _is_one(fact: Fact, values: set[float]) -> bool:
    return any(
        abs((fact.value or 0.0) - value * scale) <= 0.0051 * max(1e-9, abs(value * scale))
        for value in values
        for scale in (1, 1e3, 1e6)
    )


def _row(
    room: Room, source: str, text: str, documents: list[str], is_right, *, silent: bool = False
) -> Iterator[Row]:  # type: ignore[no-untyped-def]
    spans = [(mention.start, mention.end) for mention in room.subjects(text)]
    question = questions.read(text, body_spans=spans)
    facts = [
        fact
        for document in documents
        for fact in room.library.facts(document=document)
        if fact.value is not None
    ]
    right = np.array([is_right(fact) for fact in facts], bool)
    if not silent and (not right.any() or right.all()) or not facts:
        return
    vector = room.embed([text])[0]
    near = founds.nearness(room.library, vector, documents)
    wanted, made = founds.signs_of(question, facts, near)
    founds.read_again(wanted, vector, _likely(made), room.read)
    yield Row(source, text, [given for given, _ in made], facts, right, wanted.families)


def _likely(made):  # type: ignore[no-untyped-def]
    """Those that may come among the first under any weights near the present ones: the others need no reading."""
    return sorted(made, key=lambda pair: -founds.score(pair[0], "plain"))[: 3 * READ_AGAIN]


def _matrix(row: Row, names: Sequence[str]) -> Floats:
    return np.array([[given.get(name, 0.0) for name in names] for given in row.given])


def _fit(lists: Sequence[tuple[Floats, NDArray[np.bool_]]], names: Sequence[str]) -> dict[str, float]:
    """Listwise weights by Adam, each held to its sign."""
    every = np.vstack([matrix for matrix, _ in lists])
    spread = every.std(0) + 1e-6
    scaled = [(matrix / spread, right) for matrix, right in lists]
    up = np.array([name in RISING for name in names])
    hold = lambda weight: np.where(up, np.maximum(weight, 0.0), np.minimum(weight, 0.0))  # noqa: E731
    weight = listwise(scaled, Fit(STEPS, RATE, PENALTY, hold))
    return {name: round(float(value), 3) for name, value in zip(names, weight / spread, strict=True)}


def _answerable(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.right.any()]


def _trained(rows: Sequence[Row]) -> tuple[dict[str, float], dict[str, float]]:
    rows, lists = _answerable(rows), []
    for row in rows:
        matrix = _matrix(row, PLAIN)
        keep = np.argsort(-(matrix[:, PLAIN.index("quote")] + matrix[:, PLAIN.index("near")]), kind="stable")[
            :NEGATIVES
        ]
        keep = np.union1d(keep, np.flatnonzero(row.right)[:10])
        lists.append((matrix[keep], row.right[keep]))
    plain = _fit(lists, PLAIN)
    again = []
    for row in rows:
        first = _first(row, plain)
        again.append((_matrix(row, MEANING)[first], row.right[first]))
    return plain, _fit(again, MEANING)


def _first(row: Row, plain: dict[str, float]) -> NDArray[np.intp]:
    return np.argsort(-(_matrix(row, PLAIN) @ np.array([plain[name] for name in PLAIN])), kind="stable")[
        :READ_AGAIN
    ]


def _ranked(row: Row, plain: dict[str, float], meaning: dict[str, float]) -> tuple[list[int], list[float]]:
    first = _first(row, plain)
    value = _matrix(row, MEANING)[first] @ np.array([meaning[name] for name in MEANING])
    order = np.argsort(-value, kind="stable")
    return [int(first[place]) for place in order], [float(value[place]) for place in order]


def _report(source: str, rows: Sequence[tuple[Row, tuple[list[int], list[float]]]]) -> None:
    right = [[bool(row.right[place]) for place in order] for row, (order, _) in rows]
    first, three, ten = (sum(any(hits[:most]) for hits in right) / len(rows) for most in (1, 3, READ_AGAIN))
    print(f"{source}: {len(rows)} questions; first {first:.2f}, in three {three:.2f}, read again {ten:.2f}")


def _calibrated(held_out: Sequence[tuple[Row, list[int], list[float]]]) -> dict[str, float]:
    """A logistic fit of "the first is right" on questions that the weights were not trained on."""
    given, right = [], []
    for row, order, values in held_out:
        best = row.facts[order[0]]
        rival = next(
            (
                value
                for place, value in zip(order[1:], values[1:], strict=True)
                if row.facts[place].value != best.value
            ),
            None,
        )
        lead = LEAD_ALONE if rival is None else min(values[0] - rival, LEAD_ALONE)
        asks = float(bool(row.families))
        signs_of = {**row.given[order[0]], "lead": lead, "asks": asks, "always": 1.0}
        given.append([signs_of.get(name, 0.0) for name in SURE])
        right.append(bool(row.right[order[0]]))
    matrix, hit = np.array(given), np.array(right, float)
    weight = np.zeros(len(SURE))
    rises = np.array([name in RISING or name in ("lead", "asks") for name in SURE])
    falls = np.array([name in FALLING for name in SURE])
    for _ in range(4000):
        chance = 1 / (1 + np.exp(-(matrix @ weight)))
        weight += 0.5 / len(hit) * (matrix.T @ (hit - chance)) - 0.0005 * weight
        weight = np.where(falls, np.minimum(weight, 0.0), np.where(rises, np.maximum(weight, 0.0), weight))
    chance = 1 / (1 + np.exp(-(matrix @ weight)))
    for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 1.01)):
        among = (low <= chance) & (chance < high)
        if among.any():
            print(
                f"sure {low:.2f} to {high:.2f}: {among.sum()} questions, first right in {hit[among].mean():.2f}"
            )
    return {name: round(float(value), 3) for name, value in zip(SURE, weight, strict=True)}


def _write(tables: dict[str, dict[str, float]], rows: int) -> None:
    target = Path(founds.__file__).parents[1] / "data" / "figure_weights.toml"
    lines = [
        f"# Made by training/figure_weights.py from {rows} questions: how much each sign of a fact counts (assistant/figures/signs.py)."
    ]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {value}" for key, value in table.items() if value)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), write="--write" in sys.argv)
