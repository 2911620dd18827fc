from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.embedding import normalised
from ingest.index import Rows, VectorStore


def some_rows(count: int, documents: int, seed: int = 0) -> Rows:
    vectors = normalised(np.random.default_rng(seed).normal(size=(count, 384)))
    return Rows.of([f"c{n:04}" for n in range(count)], [f"d{n % documents}" for n in range(count)], vectors)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 60), st.integers(1, 5), st.integers(1, 70), st.integers(0, 5))
def test_exact_search_is_what_sorting_everything_gives(
    count: int, documents: int, limit: int, seed: int
) -> None:
    rows = some_rows(count, documents, seed)
    query = normalised(np.random.default_rng(seed + 1).normal(size=(1, 384)))[0]

    for chosen in (None, ["d0"], ["d0", "d3"], []):
        within = [n for n in range(count) if chosen is None or f"d{n % documents}" in chosen]
        expected = sorted(
            ((f"c{n:04}", float(rows.vectors[n] @ query)) for n in within), key=lambda p: (-p[1], p[0])
        )
        found = rows.nearest(query, documents=chosen, limit=limit)
        assert [one for one, _ in found] == [one for one, _ in expected[:limit]]


def test_equal_scores_are_ordered_by_id() -> None:
    rows = Rows.of(["a", "b", "c"], ["d", "d", "d"], np.ones((3, 384), np.float32))

    assert [one for one, _ in rows.nearest(np.ones(384, np.float32), limit=2)] == ["a", "b"]


def test_chroma_agrees_with_exact_search_and_holds_only_what_it_was_given(tmp_path: Path) -> None:
    rows = some_rows(300, 3)
    store = VectorStore(tmp_path)
    for document, numbers in rows.by_document.items():
        store.replace(document, [rows.ids[n] for n in numbers], rows.vectors[numbers])
    query = normalised(np.random.default_rng(9).normal(size=(1, 384)))[0]

    found = store.nearest(query, limit=10)

    assert [one for one, _ in found] == [one for one, _ in rows.nearest(query, limit=10)]
    store.replace("d1", [], rows.vectors[:0])
    assert store.ids() == {rows.ids[n] for document in ("d0", "d2") for n in rows.by_document[document]}
    assert store.differing(rows.ids[:3], rows.vectors[:3]) == [rows.ids[1]]
