"""``moothall eval --benchmark``: the product's own search on a public test set, each leg alone and fused.

The passages go into a library of their own, as an ingest would write them (cut to the model's size, words in
the full text, vectors beside), and are searched by the code that answers questions. Vectors are kept, so that
the next run on the same corpus takes seconds.
"""

from __future__ import annotations

import hashlib
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.evaluation.benchmark_files import Entry, Query, read_corpus, read_judgements, read_queries
from assistant.evaluation.errors import BadBenchmark
from assistant.evaluation.ranking import ndcg, recall, reciprocal_rank
from assistant.follow_up import Earlier, stand_alone
from assistant.question import read
from assistant.retrieve import fuse, kept_to_paper, legs
from assistant.sought import sought
from ingest.catalogue import Catalogue, add_document
from ingest.catalogue_chunks import add_chunks
from ingest.chunk import LIMIT, split_text
from ingest.embedding import DIMENSION, Embedder, installed_model
from ingest.library import Library
from ingest.model import Chunk, Document
from ingest.reading import Vectors
from ingest.tokens import count_tokens

OnStep = Callable[[int, int], None]
LEGS = ("BM25", "embeddings", "hybrid")
MEASURES = ("recall@5", "recall@10", "nDCG@10", "MRR")
_BATCH = 1_024
_SOME = 50
_CORPUS = "corpus"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Scores by leg and measure; ``single`` and ``several`` are those of queries of one turn and of more."""

    passages: int
    queries: int
    scores: Mapping[str, Mapping[str, float]]
    single: Mapping[str, Mapping[str, float]]
    several: Mapping[str, Mapping[str, float]]

    def to_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def measure(folder: Path, *, cache: Path, on_step: OnStep | None = None) -> Benchmark:
    """Index the folder's corpus and run its judged queries. Raises BadBenchmark and OSError."""
    judged = read_judgements(folder)
    queries = [query for query in read_queries(folder) if query.id in judged]
    if not queries:
        raise BadBenchmark(f"{folder}: none of the queries has a passage judged relevant.")
    entries = list(read_corpus(folder))
    with tempfile.TemporaryDirectory() as made:
        index(entries, Path(made), cache=cache, on_step=on_step)
        with Library.open(Path(made), read_only=True) as library:
            found = []
            for number, query in enumerate(queries, start=1):
                found.append((query, ranked(library, query, entries)))
                if on_step and number % _SOME == 0:
                    on_step(number, len(queries))
    held = [
        (query, {leg: _measured(keys, judged[query.id]) for leg, keys in legs.items()})
        for query, legs in found
    ]
    return Benchmark(
        passages=len(entries),
        queries=len(queries),
        scores=_means([scores for _, scores in held]),
        single=_means([scores for query, scores in held if len(query.turns) == 1]),
        several=_means([scores for query, scores in held if len(query.turns) > 1]),
    )


def index(entries: Sequence[Entry], folder: Path, *, cache: Path, on_step: OnStep | None = None) -> None:
    """Write the passages into a new library: chunk ids are the passage's number and the piece's."""
    chunks = _chunks(entries)
    vectors = _vectors(
        [f"{chunk.header}\n{chunk.text}" if chunk.header else chunk.text for chunk in chunks], cache, on_step
    )
    catalogue = Catalogue(folder)
    try:
        with catalogue.write() as connection:
            for document, held in Counter(chunk.document for chunk in chunks).items():
                empty = Document(document, document, _CORPUS, "text", "", "", ())
                add_document(connection, empty, size=1, chunks=held)
            add_chunks(connection, chunks, vectors)
    finally:
        catalogue.close()


def _chunks(entries: Sequence[Entry]) -> list[Chunk]:
    """Each passage whole when the model can read it, else cut as papers are; the title is its header.

    Passages of one title are of one paper; those without a title are taken together, which tells nothing of them.
    """
    documents: dict[str, str] = {}
    room = [LIMIT - min(tokens, LIMIT // 4) for tokens in _sizes([entry.title for entry in entries])]
    sizes = list(_sizes([entry.text for entry in entries]))
    chunks: list[Chunk] = []
    for number, entry in enumerate(entries):
        pieces = [entry.text] if sizes[number] <= room[number] else split_text(entry.text, limit=room[number])
        for part, text in enumerate(pieces):
            key = f"{number:08d}-{part:03d}"
            document = documents.setdefault(entry.title, f"{_CORPUS}-{len(documents)}")
            chunks.append(Chunk(key, document, len(chunks), entry.title, "", text, 0, len(text), None))
    return chunks


def _sizes(texts: Sequence[str]) -> Iterator[int]:
    """Tokens of each text, some at a time: what the tokenizer makes of fifty thousand would fill the memory."""
    for first in range(0, len(texts), _BATCH):
        yield from count_tokens(texts[first : first + _BATCH])


def _vectors(texts: Sequence[str], cache: Path, on_step: OnStep | None) -> Vectors:
    """One vector a text. Each batch is kept under the digest of all texts and of the model: the next run on the same
    corpus, or one that goes on where another was stopped, embeds only what is missing.
    """
    digest = hashlib.sha256(installed_model().digest.encode())
    for text in texts:
        digest.update(text.encode() + b"\0")
    kept = cache / digest.hexdigest()[:32]
    kept.mkdir(parents=True, exist_ok=True)
    embedder, made = Embedder(cache), np.zeros((len(texts), DIMENSION), np.float32)
    # Texts of like length share a batch, so that little padding is computed.
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    for first in range(0, len(order), _BATCH):
        some, path = order[first : first + _BATCH], kept / f"{first:08d}.npy"
        if not path.is_file():
            fresh = embedder.passages([texts[number] for number in some], expected=len(texts))
            with path.with_suffix(".part").open("wb") as part:
                np.save(part, fresh)
            path.with_suffix(".part").replace(path)
        made[some] = np.load(path, allow_pickle=False)
        if on_step:
            on_step(min(first + _BATCH, len(order)), len(order))
    return made


def ranked(library: Library, query: Query, entries: Sequence[Entry]) -> dict[str, list[str]]:
    """Passage ids by each leg, best first; a passage counts by its best piece."""
    stood = stand_alone(query.turns[-1], [], [], [Earlier(turn, ()) for turn in query.turns[:-1]])
    wanted = sought(library.embed, [read(text) for text in (*stood.turns, stood.text)])
    dense, lexical = legs(library, wanted)
    scores = fuse(dense, lexical)
    chunks = {chunk.id: chunk for chunk in library.chunks(list(scores))}
    found = zip(LEGS, (lexical, dense, kept_to_paper(library, scores, chunks, wanted)), strict=True)
    return {leg: _passages(scores, entries) for leg, scores in found}


def _passages(scores: Mapping[str, float], entries: Sequence[Entry]) -> list[str]:
    ordered = sorted(scores, key=lambda key: (-scores[key], key))
    return list(dict.fromkeys(entries[int(key.partition("-")[0])].id for key in ordered))


def _measured(ranked: Sequence[str], judged: Mapping[str, int]) -> dict[str, float]:
    values = (recall(ranked, judged, 5), recall(ranked, judged, 10), ndcg(ranked, judged, 10))
    return dict(zip(MEASURES, (*values, reciprocal_rank(ranked, judged)), strict=True))


def _means(scores: Sequence[Mapping[str, Mapping[str, float]]]) -> dict[str, dict[str, float]]:
    if not scores:
        return {}
    return {
        leg: {name: round(statistics.fmean(one[leg][name] for one in scores), 4) for name in MEASURES}
        for leg in LEGS
    }


def table(benchmark: Benchmark) -> str:
    """The legs beside each other as lines for a terminal."""
    lines = [f"{benchmark.passages:,} passages, {benchmark.queries:,} judged queries"]
    parts = [("all queries", benchmark.scores)]
    if benchmark.several:
        parts += [("one turn", benchmark.single), ("several turns", benchmark.several)]
    for name, scores in parts:
        if scores:
            lines += ["", f"{name:<16}" + "".join(f"{measure:>11}" for measure in MEASURES)]
            lines += [
                f"{leg:<16}" + "".join(f"{scores[leg][measure]:>11.3f}" for measure in MEASURES)
                for leg in LEGS
            ]
    return "\n".join(lines)
