"""The two legs of the search in PostgreSQL over made libraries of growing size.

    python -m benchmarks.postgres_at_scale [CHUNKS ...]

For each size (10,000 and 100,000) a library of papers with 100 chunks, 10 papers a body, text by chance with the
frequencies of real words, vectors by chance around the middles of subjects. A server is started for it. Prints medians, recall@10
of the search over the whole library, and how the larger size compares with the smaller one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psycopg

from ingest.embedding import DIMENSION
from ingest.holdings.ports import Holdings
from ingest.index import ranked
from ingest.library import Library
from ingest.model import Body, Chunk, Document
from ingest.reading import Vectors
from tests.conformance.server import new_database, server

PER_PAPER, PAPERS_A_BODY, WORDS_A_CHUNK, SUBJECTS, QUERIES = 100, 10, 90, 400, 40
VOCABULARY = np.array([f"w{number:05d}x" for number in range(40_000)])
ANSWERS = """
import resource, sys
from pathlib import Path
from ingest.library import Library
with Library.open(Path(sys.argv[1]), database=sys.argv[2], read_only=True) as library:
    library.prepare()
    library.documents()
    for number in range(20):
        asked = f"w{number:05d}x w{number * 7:05d}x w{number * 31:05d}x"
        library.search_words(asked)
        library.search_meaning(library.embed([asked])[0])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> int:
    """Measure each size; 1 when one body's median grew more than twofold or recall is below .98."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000]
    with tempfile.TemporaryDirectory() as folder, server() as address:
        measured = [_measured(size, Path(folder) / str(size), new_database(address)) for size in sizes]
    first, last = measured[0], measured[-1]
    growth = max(last[name] / first[name] for name in ("words, one body", "meaning, one body"))
    print(f"one body at {sizes[-1]:,} against {sizes[0]:,}: {growth:.2f} times (goal 2)")
    return 0 if growth <= 2 and last["recall"] >= 0.98 else 1


def _measured(size: int, folder: Path, url: str) -> dict[str, float]:
    chance = np.random.default_rng(size)
    vectors = _vectors(size, chance)
    with Library.open(folder, database=url) as library:
        begun = time.perf_counter()
        _fill(library.holdings, vectors, chance)
        print(f"{size:,} chunks written, {(time.perf_counter() - begun) / size * 1e3:.2f} ms each")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")  # as the server does by itself in time
        asked = vectors[chance.integers(size, size=QUERIES)] + chance.normal(
            size=(QUERIES, DIMENSION), scale=0.02
        )
        asked = (asked / np.linalg.norm(asked, axis=1, keepdims=True)).astype(np.float32)
        texts = [" ".join(_words(chance, 7)) for _ in range(QUERIES)]
        body = [f"{number:016x}" for number in range(PAPERS_A_BODY)]
        found = {
            "words, one body": _median(lambda n: library.search_words(texts[n], documents=body)),
            "words, all": _median(lambda n: library.search_words(texts[n])),
            "meaning, one body": _median(lambda n: library.search_meaning(asked[n], documents=body)),
            "meaning, all": _median(lambda n: library.search_meaning(asked[n])),
            "recall": _recall(library, asked, vectors),
        }
    for name, value in found.items():
        print(f"  {name:20} {value:8.3f}" if name == "recall" else f"  {name:20} {value:8.1f} ms")
    with psycopg.connect(url) as connection:
        (held,) = connection.execute("SELECT pg_database_size(current_database())").fetchone() or (0,)
    print(f"  database {held / 1e6:.0f} MB, a server that answered from it {_memory(folder, url):.0f} MB")
    return found


def _vectors(size: int, chance: np.random.Generator) -> Vectors:
    middles = chance.normal(size=(SUBJECTS, DIMENSION))
    made = middles[chance.integers(SUBJECTS, size=size)] + chance.normal(size=(size, DIMENSION), scale=0.7)
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def _words(chance: np.random.Generator, count: int) -> list[str]:
    """Words by chance, the n-th commonest as often as 1/n."""
    ranks = np.exp(chance.random(count) * np.log(len(VOCABULARY))).astype(int) - 1
    return [str(word) for word in VOCABULARY[ranks]]


def _fill(holdings: Holdings, vectors: Vectors, chance: np.random.Generator) -> None:
    for number in range(len(vectors) // PER_PAPER):
        id, name = f"{number:016x}", f"Council {number // PAPERS_A_BODY}"
        body = Body(name.lower().replace(" ", "-"), name, name)
        chunks = [
            Chunk(f"{id}-{n:05d}", id, n, name, "", " ".join(_words(chance, WORDS_A_CHUNK)), 0, 0, 1)
            for n in range(PER_PAPER)
        ]
        paper = Document(id, id, f"{id}.txt", "text", id, "", (), body=body)
        with holdings.keeper.change() as change:
            change.papers.add(paper, size=1, chunks=PER_PAPER, instead_of=None)
            change.passages.add(id, chunks, vectors[number * PER_PAPER : (number + 1) * PER_PAPER])


def _memory(folder: Path, url: str) -> float:
    """What a process of its own takes that has the model loaded and has searched, in MB."""
    run = subprocess.run(
        [sys.executable, "-c", ANSWERS, str(folder), url],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return float(run.stdout)


def _median(run: Callable[[int], object]) -> float:
    """In milliseconds, the first of all left out."""
    spent = []
    for number in range(QUERIES):
        begun = time.perf_counter()
        run(number)
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent[1:]) * 1e3


def _recall(library: Library, asked: Vectors, vectors: Vectors) -> float:
    """The share of the ten truly nearest that the search over everything gives."""
    ids = [f"{n // PER_PAPER:016x}-{n % PER_PAPER:05d}" for n in range(len(vectors))]
    hits = 0
    for one in asked:
        near = np.argpartition(-(vectors @ one), 30)[:30]
        truly = {id for id, _ in ranked([ids[int(n)] for n in near], vectors[near], one, limit=10)}
        hits += len(truly & {id for id, _ in library.search_meaning(one, limit=10)})
    return hits / (10 * len(asked))


if __name__ == "__main__":
    sys.exit(main())
