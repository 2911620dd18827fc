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
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
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
import sys
from pathlib import Path
from ingest.library import Library
with Library.open(Path(sys.argv[1]), database=sys.argv[2], read_only=True) as library:
    library.prepare()
    library.documents()
    for number in range(20):
        asked = f"w{number:05d}x w{number * 7:05d}x w{number * 31:05d}x"
        library.search_words(asked)
        library.search_meaning(library.embed([asked])[0])
# Of this program alone: the greatest of all, which getrusage gives, begins with that of the program that started it.
lines = Path("/proc/self/status").read_text().splitlines()
print(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024)
"""


def main() -> int:
    """Measure each size; 1 when one body's median grew more than twofold or recall is below .98."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000]
    with ExitStack() as open_now:
        folder = Path(open_now.enter_context(tempfile.TemporaryDirectory()))
        address = open_now.enter_context(server())
        made = [
            open_now.enter_context(_made(size, folder / str(size), new_database(address))) for size in sizes
        ]
        medians = {name: _medians(made, leg) for name, leg in LEGS.items()}
        for name, values in medians.items():
            print(f"{name:18} {'  '.join(f'{value:7.1f} ms' for value in values)}")
        recall = [_recall(one) for one in made]
        print(f"{'recall@10':18} {'  '.join(f'{value:10.3f}' for value in recall)}")
    growth = max(medians[name][-1] / medians[name][0] for name in ("words, one body", "meaning, one body"))
    print(f"one body at {sizes[-1]:,} against {sizes[0]:,}: {growth:.2f} times (goal 2)")
    return 0 if growth <= 2 and recall[-1] >= 0.98 else 1


@dataclass(frozen=True, slots=True)
class _Made:
    """A made library, and what it is asked."""

    library: Library
    vectors: Vectors
    asked: Vectors
    texts: list[str]


BODY = [f"{number:016x}" for number in range(PAPERS_A_BODY)]
LEGS: dict[str, Callable[[_Made, int], object]] = {
    "words, one body": lambda made, n: made.library.search_words(made.texts[n], documents=BODY),
    "words, all": lambda made, n: made.library.search_words(made.texts[n]),
    "meaning, one body": lambda made, n: made.library.search_meaning(made.asked[n], documents=BODY),
    "meaning, all": lambda made, n: made.library.search_meaning(made.asked[n]),
}


@contextmanager
def _made(size: int, folder: Path, url: str) -> Iterator[_Made]:
    chance = np.random.default_rng(size)
    vectors = _vectors(size, chance)
    with Library.open(folder, database=url) as library:
        begun = time.perf_counter()
        with psycopg.connect(url, autocommit=True) as connection:
            definition = connection.execute("SELECT pg_get_indexdef('vectors_near'::regclass)").fetchone()
            connection.execute("DROP INDEX vectors_near")
            _fill(library.holdings, vectors, chance)
            filled = time.perf_counter()
            connection.execute(str(definition[0] if definition else ""))
            connection.execute("VACUUM ANALYZE")  # as the server does by itself in time
            (held,) = connection.execute("SELECT pg_database_size(current_database())").fetchone() or (0,)
        graph = time.perf_counter() - filled
        print(
            f"{size:,} chunks: written in {(filled - begun) / size * 1e3:.2f} ms each, the graph in {graph:.0f} s;",
            end="",
        )
        print(
            f" {held / 1e6:.0f} MB; a server that answered from it takes {_memory(folder, url):.0f} MB",
            flush=True,
        )
        asked = vectors[chance.integers(size, size=QUERIES)] + chance.normal(
            size=(QUERIES, DIMENSION), scale=0.02
        )
        asked = (asked / np.linalg.norm(asked, axis=1, keepdims=True)).astype(np.float32)
        yield _Made(library, vectors, asked, [" ".join(_words(chance, 7)) for _ in range(QUERIES)])


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


def _medians(several: Sequence[_Made], leg: Callable[[_Made, int], object]) -> list[float]:
    """In milliseconds; by turns, so that whatever else the machine does falls on all of them."""
    spent: list[list[float]] = [[] for _ in several]
    for number in range(QUERIES):
        for made, kept in zip(several, spent, strict=True):
            begun = time.perf_counter()
            leg(made, number)
            kept.append(time.perf_counter() - begun)
    return [statistics.median(kept[1:]) * 1e3 for kept in spent]


def _recall(made: _Made) -> float:
    """The share of the ten truly nearest that the search over everything gives."""
    vectors, asked, library = made.vectors, made.asked, made.library
    ids = [f"{n // PER_PAPER:016x}-{n % PER_PAPER:05d}" for n in range(len(vectors))]
    hits = 0
    for one in asked:
        near = np.argpartition(-(vectors @ one), 30)[:30]
        truly = {id for id, _ in ranked([ids[int(n)] for n in near], vectors[near], one, limit=10)}
        hits += len(truly & {id for id, _ in library.search_meaning(one, limit=10)})
    return hits / (10 * len(asked))


if __name__ == "__main__":
    sys.exit(main())
