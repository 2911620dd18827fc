"""Quality of the search on our own questions over the sample library: each leg alone, and both fused.

    python -m benchmarks.retrieval_quality [FOLDER]

Makes a benchmark in the usual layout (kept in FOLDER when named): the passages are the chunks of the sample papers, a
passage is right when it holds the expected words of most groups and is of a paper to be cited. Prints what
``moothall eval --benchmark`` prints, and the ratio of the fused search to the better leg (goal: above 1).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.evaluation.asking import cited_as
from assistant.evaluation.benchmark import LEGS, measure, table
from assistant.evaluation.judge import folded
from assistant.evaluation.rows import Row, read_rows
from assistant.room import Room
from ingest.library import Library
from ingest.model import Chunk
from samples.load import load

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions" / "text.jsonl"
MOST_RIGHT = 6


def main(folder: Path) -> int:
    """Make the benchmark, run it, print the scores; 0 when fusing pays."""
    load(folder / "library")
    with Library.open(folder / "library", read_only=True) as library:
        make(library, read_rows([QUESTIONS]), folder / "benchmark")
    found = measure(folder / "benchmark", cache=folder / "vectors")
    print(table(found))
    gain = {leg: found.scores[leg]["nDCG@10"] for leg in LEGS}
    ratio = gain["hybrid"] / max(gain["BM25"], gain["embeddings"])
    print(f"\nhybrid to the better leg, nDCG@10: {ratio:.3f} (goal above 1)")
    return 0 if ratio > 1 else 1


def make(library: Library, rows: list[Row], folder: Path) -> None:
    """Write corpus, queries and judgements."""
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    chunks = [chunk for card in library.documents() for chunk in library.chunks_of(card.id)]
    corpus = [{"_id": chunk.id, "title": chunk.header, "text": chunk.text} for chunk in chunks]
    judged = {row.id: list(_right(library, row, chunks)) for row in rows if not row.refuse and row.all}
    kept = [row for row in rows if 0 < len(judged.get(row.id, ())) <= MOST_RIGHT]
    queries = [{"_id": row.id, "text": "\n".join((*row.history, row.question))} for row in kept]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), "utf-8")
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), "utf-8")
    lines = [f"{row.id}\t{key}\t1" for row in kept for key in judged[row.id]]
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *lines]), "utf-8")


def _right(library: Library, row: Row, chunks: list[Chunk]) -> Iterator[str]:
    room = Room(library)
    ids = {
        card.id for card in library.documents() if any(cited_as(n, room.source(card.id)) for n in row.cite)
    }
    held = {
        chunk.id: sum(any(folded(words) in folded(chunk.text) for words in group) for group in row.all)
        for chunk in chunks
        if chunk.document in ids
    }
    most = max(held.values(), default=0)
    return (key for key, count in held.items() if most and count == most)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as made:
        sys.exit(main(Path(made)))
