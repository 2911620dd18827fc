"""Our own question sets ask only what the sample papers can show: every expected word stands in its paper."""

from __future__ import annotations

import json
import re
import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.test_samples import LIBRARY, text_of

QUESTIONS = Path(__file__).parent / "questions"
KINDS = {"fact", "who", "date", "list", "explain", "compare", "refuse", "conflict", "statement"}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (QUESTIONS / name).read_text("utf-8").splitlines()]


def plain(text: str) -> str:
    """Lower case with tags, bold marks, line ends and soft punctuation folded, as the scorer folds them."""
    text = re.sub(r"<[^>]+>", " ", text.lower().replace(",", ""))
    return re.sub(r"[^0-9a-z£%.]+", " ", text).strip()


@pytest.fixture(scope="module")
def papers() -> dict[str, str]:
    return {path.name: plain(text_of(path)) for path in LIBRARY.iterdir() if path.suffix != ".toml"}


@pytest.mark.parametrize("name", ["text.jsonl", "numeric.jsonl", "numeric_more.jsonl", "facts.jsonl"])
def test_every_row_has_an_id_of_its_own(name: str) -> None:
    counts = Counter(row["id"] for row in rows(name))
    assert [identity for identity, count in counts.items() if count > 1] == []


def test_no_question_is_asked_twice() -> None:
    asked = Counter(
        (row["q"].lower(), *row["history"]) for name in ("text.jsonl", "numeric.jsonl") for row in rows(name)
    )
    assert [question for question, count in asked.items() if count > 1] == []


def test_there_are_questions_enough_of_every_kind() -> None:
    text, numeric = rows("text.jsonl"), rows("numeric.jsonl")

    assert {row["kind"] for row in text} == KINDS
    assert len(text) >= 150
    assert sum(row["refuse"] for row in text) >= 35
    assert len(numeric) >= 120
    assert {row["route"] for row in numeric} == {"project", "clarify", "error", "retrieve"}
    used = {word for row in numeric for word in re.findall(r"O\d+", row["scenario"])}
    assert used >= {f"O{number}" for number in range(1, 20)}


def test_every_expected_word_stands_in_the_paper_to_be_cited(papers: dict[str, str]) -> None:
    missing = []
    for row in rows("text.jsonl"):
        silent = row["kind"] == "compare"  # a comparison also names who says nothing
        cited = [name for name in papers if silent or name.startswith(tuple(row["cite"]))]
        text = " ".join(papers[name] for name in cited)
        for group in row["all"]:
            if not any(plain(choice) in text for choice in group):
                missing.append((row["id"], group))
    assert missing == []


def test_what_a_statement_has_otherwise_is_told_from_what_it_has_right() -> None:
    statements = [row for row in rows("text.jsonl") if row["kind"] == "statement"]
    otherwise = [row for row in statements if row.get("status") == "answered_partly"]
    supported = [row for row in statements if not row["refuse"] and row not in otherwise]

    assert len(supported) == 2 * len(otherwise) == len(statements) / 2
    assert all("the paper says so" in row["none"] for row in statements if row not in supported)
    assert all("the paper says so" not in row["none"] for row in supported)


def test_every_gold_fact_stands_in_its_file(papers: dict[str, str]) -> None:
    assert [row["id"] for row in rows("facts.jsonl") if plain(row["quote"]) not in papers[row["file"]]] == []


def test_a_refusal_expects_nothing_and_an_answer_expects_something() -> None:
    for row in rows("text.jsonl"):
        assert bool(row["all"]) != row["refuse"], row["id"]
        assert bool(row["cite"]) != row["refuse"], row["id"]


def test_the_numeric_questions_are_those_of_the_sums_beside_them() -> None:
    worked = runpy.run_path(str(QUESTIONS / "make_numeric.py"))["text"]()

    assert worked == (QUESTIONS / "numeric.jsonl").read_text("utf-8")
