"""The question files answered from facts extracted out of the papers themselves: ours, and the development set.

The figure and the status are judged as the public scorer judges them; the wording is free.
"""

# ruff: noqa: E501 (a pattern stays on one line)

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from assistant import project
from assistant.model import Source
from assistant.project import EarlierTurn, ProjectionOutcome
from ingest import bodies
from ingest.fact_model import Fact
from ingest.facts import link, named
from ingest.facts import read as read_facts
from ingest.model import Body, Document
from ingest.overrides import read_library_file
from ingest.parse import read
from ingest.whose.recognise import recognise

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
NUMBER = re.compile(
    r"(?<![\w.])[-−]?£?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?!\d)(?:\s?(million|billion|bn|k|m)\b)?", re.I
)
SCALE = {"k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}


class Papers:
    """Documents of a folder with the facts they state, and questions asked of them."""

    def __init__(self, folder: Path) -> None:
        beside = read_library_file(folder)
        files = sorted(p for p in folder.iterdir() if p.suffix in {".txt", ".pdf", ".docx", ".html", ".md"})
        self.documents: dict[str, Document] = {}
        for path in files:
            document = recognise(read(path), overrides=beside.of(path.name), library_file=beside)
            self.documents[document.id] = document
        self.facts = named(
            link([fact for document in self.documents.values() for fact in read_facts(document)])
        )
        self.loaded = list({d.body.id: d.body for d in self.documents.values() if d.body}.values())

    def facts_of(self, *, body: str | None = None, metric: str | None = None) -> list[Fact]:
        return [f for f in self.facts if body in (None, f.body) and metric in (None, f.metric)]

    def source_of(self, document: str) -> Source:
        paper = self.documents[document]
        council = paper.body.name if paper.body else ""
        return Source(document, paper.title, council, paper.period, paper.status.value, paper.file)

    def named(self, question: str) -> tuple[Body, ...]:
        return tuple(dict.fromkeys(mention.body for mention in bodies.recognise(question, self.loaded)))

    def answer(self, question: str, history: list[str]) -> ProjectionOutcome | None:
        earlier = [EarlierTurn(turn, self.named(turn)) for turn in history]
        named = self.named(question)
        routing = project.wants(
            question, bodies=named, earlier=earlier, facts=self.facts_of, loaded=self.loaded
        )
        if not routing.route_is_project:
            return None
        return project.answer(
            question,
            bodies=named,
            loaded=self.loaded,
            facts=self.facts_of,
            earlier=earlier,
            source_of=self.source_of,
        )


@cache
def papers(folder: Path) -> Papers:
    return Papers(folder)


def _states(text: str, value: float, tolerance: float) -> bool:
    for whole, part, suffix in NUMBER.findall(re.sub(r"\[\d+\]", " ", text)):
        written = float(whole.replace(",", "") + part)
        scaled = written * SCALE.get(suffix.lower(), 1)
        if abs(written - value) <= tolerance or (
            suffix and abs(scaled - value) <= max(tolerance, abs(value) * 0.006)
        ):
            return True
    return False


def _fault(row: dict[str, object], outcome: ProjectionOutcome | None) -> str:
    """Empty when the row passes. A question that is left to the papers passes only as one to retrieve."""
    if row["route"] == "retrieve":
        return "" if outcome is None else "computed"
    if outcome is None:
        return "" if row["route"] in {"clarify", "error"} else "not routed"
    text = outcome.text.lower()
    barred = [
        word
        for word in row["none"]
        if re.search(rf"(?<![0-9a-z]){re.escape(str(word).lower())}(?![0-9a-z])", text)
    ]  # type: ignore[attr-defined]
    if barred:
        return f"says {barred[0]}"
    if row["route"] in {"clarify", "error"}:
        return "" if not outcome.status.value.startswith("answered") or outcome.warnings else "answered"
    for value, tolerance in row["values"]:  # type: ignore[attr-defined]
        if not _states(outcome.text, value, tolerance):
            return f"does not state {value}"
    return ""


def _share_passed(folder: Path, questions: Path) -> tuple[float, list[str]]:
    held = papers(folder)
    rows = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    faults = []
    for row in rows:
        fault = _fault(row, held.answer(row["q"], row.get("history", [])))
        if fault:
            faults.append(f"{row['id']}: {fault}: {row['q']}")
    return 1 - len(faults) / len(rows), faults


@pytest.mark.slow
@pytest.mark.parametrize("name", ["numeric.jsonl", "numeric_more.jsonl"])
def test_our_own_questions_are_answered_from_the_sample_papers(name: str) -> None:
    share, faults = _share_passed(ROOT / "samples" / "library", ROOT / "tests" / "questions" / name)

    assert share >= 0.95, "\n".join(faults)


@pytest.mark.slow
def test_the_development_questions_are_answered_from_the_seed_papers() -> None:
    if not (SHARED / "eval" / "numeric_dev.jsonl").exists():
        pytest.skip("the development set is not beside this checkout; our own questions cover the same kinds")

    share, faults = _share_passed(SHARED / "seeds", SHARED / "eval" / "numeric_dev.jsonl")

    assert share >= 0.95, "\n".join(faults)
