"""Public benchmarks are read as they come, measured as others measure, and searched by the product's own search."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from assistant.evaluation.benchmark import LEGS, measure, table
from assistant.evaluation.benchmark_files import Query, read_judgements, read_queries
from assistant.evaluation.errors import BadBenchmark
from assistant.evaluation.ranking import ndcg, recall, reciprocal_rank

CORPUS = {
    "a": ("Bins", "Household waste is collected every second Tuesday."),
    "b": ("Staff", "Apprentices are paid the living wage while they learn a trade."),
    "c": ("Trees", "Two thousand oaks were planted along the canal last winter."),
    "d": ("Homes", "Empty houses are bought, mended and let to families."),
}


def benchmark(folder: Path, queries: list[dict[str, object]], judged: list[str]) -> Path:
    """A folder in the usual layout over the four passages."""
    (folder / "qrels").mkdir(parents=True)
    passages = [{"_id": key, "title": title, "text": text} for key, (title, text) in CORPUS.items()]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, passages)), "utf-8")
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), "utf-8")
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *judged]), "utf-8")
    return folder


def test_recall_gain_and_reciprocal_rank_are_those_of_the_definitions() -> None:
    judged = {"a": 1, "b": 2, "c": 0}
    ranked = ["c", "a", "x", "b"]

    assert recall(ranked, judged, 3) == 0.5
    assert reciprocal_rank(ranked, judged) == 0.5
    gained = 1 / math.log2(3) + 2 / math.log2(5)
    assert ndcg(ranked, judged, 10) == pytest.approx(gained / (2 / math.log2(2) + 1 / math.log2(3)))


def test_each_leg_finds_what_is_asked_for(tmp_path: Path) -> None:
    queries: list[dict[str, object]] = [
        {"_id": "1", "text": "How many oaks were planted?"},
        {"_id": "2", "text": "What are apprentices paid?"},
    ]
    folder = benchmark(tmp_path / "b", queries, ["1\tc\t1", "2\tb\t1"])

    found = measure(folder, cache=tmp_path / "cache")

    assert (found.passages, found.queries) == (4, 2)
    assert {leg: found.scores[leg]["MRR"] for leg in LEGS} == dict.fromkeys(LEGS, 1.0)
    assert found.several == {}
    assert "nDCG@10" in table(found)
    assert measure(folder, cache=tmp_path / "cache") == found


def test_a_follow_up_is_searched_with_the_turn_it_leans_on(tmp_path: Path) -> None:
    queries: list[dict[str, object]] = [
        {"_id": "1", "text": "|user|: Tell me about apprentices\n|user|: what are they paid?"},
    ]
    folder = benchmark(tmp_path / "b", queries, ["1\tb\t1"])

    found = measure(folder, cache=tmp_path / "cache")

    assert found.several["hybrid"]["MRR"] == 1.0


def test_turns_are_read_in_every_usual_form_without_what_the_assistant_said(tmp_path: Path) -> None:
    turns = [{"role": "user", "content": "one"}, {"role": "assistant", "content": "no"}]
    queries: list[dict[str, object]] = [
        {"_id": "1", "text": "|user|: one\n|agent|: no\n|user|: two"},
        {"_id": "2", "text": "two", "history": ["one"]},
        {"_id": "3", "text": "two", "turns": turns},
        {"_id": "4", "text": "two"},
        {"_id": "5", "text": "|user|: one\nand a half\n|agent|: no\nand no again\n|user|: two"},
        {"_id": "6", "turns": [{"raw_utterance": "one"}, {"raw_utterance": "two"}, {"raw_utterance": "one"}]},
        {"_id": "7", "text": "two", "history": ["one", "two"]},
    ]
    folder = benchmark(tmp_path, queries, ["1\ta\t1"])

    assert read_queries(folder) == [
        Query("1", ("one", "two")),
        Query("2", ("one", "two")),
        Query("3", ("one", "two")),
        Query("4", ("two",)),
        Query("5", ("one and a half", "two")),
        Query("6", ("one", "two", "one")),
        Query("7", ("one", "two")),
    ]


def test_judgements_are_read_with_a_header_without_one_and_in_four_columns(tmp_path: Path) -> None:
    for name, lines in {"plain": "1\ta\t2", "header": "q\tc\tscore\n1\ta\t2", "trec": "1\t0\ta\t2"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "qrels.tsv").write_text(lines + "\n", "utf-8")

        assert read_judgements(tmp_path / name) == {"1": {"a": 2}}


def test_a_folder_that_is_no_benchmark_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadBenchmark, match="qrels"):
        measure(tmp_path, cache=tmp_path)
    (tmp_path / "qrels.tsv").write_text("1\ta\t1\n", "utf-8")
    with pytest.raises(BadBenchmark, match=r"queries\.jsonl"):
        measure(tmp_path, cache=tmp_path)


def test_vectors_are_kept_and_not_made_again(tmp_path: Path) -> None:
    queries: list[dict[str, object]] = [{"_id": "1", "text": "How many oaks were planted?"}]
    folder = benchmark(tmp_path / "b", queries, ["1\tc\t1"])

    def kept() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("*.npy")}

    first = measure(folder, cache=tmp_path / "cache")
    made = kept()

    assert len(made) == 1
    assert measure(folder, cache=tmp_path / "cache") == first
    assert kept() == made


def test_a_long_run_tells_how_far_it_is(tmp_path: Path) -> None:
    queries: list[dict[str, object]] = [{"_id": str(n), "text": "How many oaks?"} for n in range(50)]
    folder = benchmark(tmp_path / "b", queries, [f"{n}\tc\t1" for n in range(50)])
    told: list[tuple[int, int]] = []

    measure(folder, cache=tmp_path / "cache", on_step=lambda done, total: told.append((done, total)))

    assert told == [(4, 4), (50, 50)]  # passages embedded, then queries searched
