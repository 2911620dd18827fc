"""Search over a library of 100,000 made-up passages: times as ratios, recall against exact search.

    python benchmarks/retrieval.py [CHUNKS]

Goals: one council's search at most twice its parts, memory at most 4 times the raw vectors,
recall@10 of the unfiltered search at least 0.98,
and 1 with named documents.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ingest.catalogue import Catalogue, add_document
from ingest.catalogue_chunks import add_chunks
from ingest.embedding import DIMENSION, normalised
from ingest.index import VectorStore
from ingest.library import Library
from ingest.model import Chunk, Document
from ingest.reading import Vectors

PER_DOCUMENT = 200
QUERIES = 40
WORDS = [
    f"{a}{b}"
    for a in ("staff", "turn", "recru", "absen", "budg", "climat", "hous", "care")
    for b in map(str, range(400))
]


def main(chunks: int) -> int:
    """Fill a library, search it, print the ratios; 0 when the goals are met."""
    chance = np.random.default_rng(7)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        vectors = _fill(Path(folder), chunks, chance)
        print(
            f"{chunks:,} chunks written in {time.perf_counter() - begun:.0f} s (SQLite, full text and Chroma)"
        )
        before = _memory()
        with Library.open(Path(folder)) as library:
            return _measure(library, vectors, chance, before)


def _fill(folder: Path, chunks: int, chance: np.random.Generator) -> Vectors:
    """Documents of clustered vectors and random words, written as an ingest writes them."""
    centres = chance.normal(size=(chunks // PER_DOCUMENT, DIMENSION))
    noise = chance.normal(size=(chunks, DIMENSION), scale=1.2)
    vectors = normalised(np.repeat(centres, PER_DOCUMENT, axis=0)[:chunks] + noise)
    catalogue, store = Catalogue(folder), VectorStore(folder / "vectors")
    for number in range(chunks // PER_DOCUMENT):
        id = f"{number:016x}"
        rows = vectors[number * PER_DOCUMENT : (number + 1) * PER_DOCUMENT]
        made = [
            Chunk(
                f"{id}-{n:05}",
                id,
                n,
                f"Council {number % 50}",
                "",
                " ".join(chance.choice(WORDS, 90)),
                0,
                0,
                1,
            )
            for n in range(PER_DOCUMENT)
        ]
        with catalogue.write() as connection:
            add_document(
                connection, Document(id, id, f"{id}.txt", "text", id, "", ()), size=1, chunks=PER_DOCUMENT
            )
            add_chunks(connection, made, rows)
        store.replace(id, [chunk.id for chunk in made], rows)
    catalogue.close()
    return vectors


def _measure(library: Library, vectors: Vectors, chance: np.random.Generator, before: int) -> int:
    rows = library.vectors()
    documents = [card.id for card in library.documents()]
    council = documents[:10]
    queries = normalised(
        vectors[chance.integers(len(vectors), size=QUERIES)]
        + chance.normal(size=(QUERIES, DIMENSION), scale=0.02)
    )
    texts = [" ".join(chance.choice(WORDS, 8)) for _ in range(QUERIES)]
    library.search_meaning(queries[0])
    exact_all = _median(lambda i: rows.nearest(queries[i], limit=50))
    whole = _median(lambda i: library.search_meaning(queries[i], limit=50))
    wanted = rows.vectors[np.concatenate([rows.by_document[one] for one in council])]
    bare = _median(lambda i: np.argsort(-(wanted @ queries[i]))[:50])
    named = _median(lambda i: library.search_meaning(queries[i], documents=council, limit=50))
    words_all = _median(lambda i: library.search_words(texts[i], limit=50))
    words_named = _median(lambda i: library.search_words(texts[i], documents=council, limit=50))
    recall = _recall(library, queries, None)
    recall_named = _recall(library, queries, council)
    memory = (_memory() - before) / vectors.nbytes
    print(
        f"meaning, all          {whole:7.2f} ms   exact {exact_all:.2f} ms   recall {recall:.3f} (goal .98)"
    )
    print(
        f"meaning, one council  {named:7.2f} ms   bare {bare:.2f} ms   recall@10 {recall_named:.3f} (goal 1)"
    )
    print(f"words, all            {words_all:7.2f} ms   words, one council {words_named:.2f} ms")
    print(f"memory beyond start   {memory:7.2f} of the raw vectors (goal <= 4)")
    return 0 if recall >= 0.98 and recall_named == 1 and memory <= 4 else 1


def _recall(library: Library, queries: Vectors, documents: list[str] | None) -> float:
    """The share of the ten truly nearest that the library's search gives."""
    rows = library.vectors()
    shares = []
    for query in queries:
        true = {one for one, _ in rows.nearest(query, documents=documents, limit=10)}
        found = {one for one, _ in library.search_meaning(query, documents=documents, limit=10)}
        shares.append(len(true & found) / len(true))
    return statistics.mean(shares)


def _median(call: Callable[[int], object]) -> float:
    """Median milliseconds over the queries."""
    spent = []
    for index in range(QUERIES):
        begun = time.perf_counter()
        call(index)
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def _memory() -> int:
    """The memory this process holds now, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
