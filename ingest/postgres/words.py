"""The search by words: the database says where they stand, and BM25 is reckoned here, by the sums of SQLite's FTS5."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from psycopg.rows import DictRow

from ingest.catalogue_chunks import HEADER_WEIGHT, TEXT_WEIGHT, asked_words
from ingest.catalogue_terms import Place, terms_of
from ingest.holdings.extent import Extent
from ingest.index import Scored
from ingest.postgres.database import Database, Moment
from ingest.postgres.papers import seen

K1, B, LEAST_IDF = 1.2, 0.75, 1e-6
_VERSION = "SELECT value FROM meta WHERE key = 'version'"
_TOTALS = """SELECT coalesce(sum(chunks), 0)::bigint AS chunks, coalesce(sum(words), 0)::bigint AS words FROM lengths
    WHERE (%(seen)s::text[] IS NULL OR document = ANY(%(seen)s))"""
_HITS = """SELECT term, sum(chunks)::bigint AS chunks FROM words WHERE term = ANY(%(terms)s)
    AND (%(seen)s::text[] IS NULL OR document = ANY(%(seen)s)) GROUP BY term"""
_COUNTED = "SELECT term, chunks FROM word_counts WHERE term = ANY(%(terms)s)"
# One row for a word, and one for all lengths: a row for each paper would cost more than all the sums.
_PLACES = """SELECT term, array_agg(document ORDER BY document) AS documents, array_agg(chunks ORDER BY document) AS chunks,
    string_agg(places, '' ORDER BY document) AS places FROM words
    WHERE term = ANY(%(terms)s) AND (%(within)s::text[] IS NULL OR document = ANY(%(within)s)) GROUP BY term"""
_LENGTHS = """SELECT array_agg(document ORDER BY document) AS documents, array_agg(chunks ORDER BY document) AS chunks,
    string_agg(sizes, '' ORDER BY document) AS sizes FROM lengths
    WHERE (%(within)s::text[] IS NULL OR document = ANY(%(within)s))"""
_IDS = """SELECT chunks.id, n FROM unnest(%s::text[], %s::int[], %s::int[]) AS found (document, ordinal, n)
    JOIN chunks ON chunks.document = found.document AND chunks.ordinal = found.ordinal"""

Numbers = NDArray[np.float64]


@dataclass(slots=True)
class Totals:
    """How much an extent holds: its chunks, the words in them, and in how many chunks a word stands."""

    version: int
    chunks: int
    words: int
    hits: dict[str, int] = field(default_factory=dict)


class Counts:
    """What was counted over each extent, kept until the library changes."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._kept: WeakKeyDictionary[Extent, Totals] = WeakKeyDictionary()

    def of(self, moment: Moment, extent: Extent, terms: Collection[str] = ()) -> Totals:
        """The totals of an extent, with the hits of these words among them."""
        version = int(moment.rows(_VERSION)[0]["value"])
        with self._guard:
            kept = self._kept.get(extent)
        if kept is None or kept.version != version:
            row = moment.rows(_TOTALS, {"seen": seen(extent)})[0]
            kept = Totals(version, int(row["chunks"]), int(row["words"]))
        missing = sorted(set(terms) - kept.hits.keys())
        if missing:
            whole = extent.documents is None
            found = moment.rows(_COUNTED if whole else _HITS, {"terms": missing, "seen": seen(extent)})
            kept.hits.update(dict.fromkeys(missing, 0))
            kept.hits.update({str(row["term"]): int(row["chunks"]) for row in found})
        with self._guard:
            self._kept[extent] = kept
        return kept


class PostgresWords:
    """Word search over the papers of an extent."""

    def __init__(self, database: Database, counts: Counts) -> None:
        self._database, self._counts = database, counts

    def search(self, query: str, extent: Extent, documents: Collection[str] | None, limit: int) -> Scored:
        """Chunk ids by BM25. Two words of one stem count twice, as they do in FTS5."""
        asked = [term for word in asked_words(query) for term in terms_of(word)]
        within = extent.within(documents)
        if not asked or limit <= 0 or (within is not None and not within):
            return []
        with self._database.moment() as moment:
            totals = self._counts.of(moment, extent, asked)
            given = {"terms": sorted(set(asked)), "within": None if within is None else sorted(within)}
            found = _Found.of(moment.rows(_LENGTHS, given)[0], moment.rows(_PLACES, given))
            best = found.best(found.scores(asked, totals), limit)
            ids = moment.rows(
                _IDS, ([one[0] for one in best], [one[1] for one in best], list(range(len(best))))
            )
        named = {int(row["n"]): str(row["id"]) for row in ids}
        scored = sorted((-score, named[n]) for n, (_, _, score) in enumerate(best))
        return [(id, -score) for score, id in scored[:limit]]

    def frequency(self, words: Sequence[str], extent: Extent) -> tuple[dict[str, int], int]:
        """In how many chunks each word stands, and how many there are."""
        stems = {word: [term for part in asked_words(word) for term in terms_of(part)] for word in words}
        with self._database.moment() as moment:
            plain = [terms[0] for terms in stems.values() if len(terms) == 1]
            totals = self._counts.of(moment, extent, plain)
            counts = {
                word: totals.hits[terms[0]] if len(terms) == 1 else _any_of(moment, terms, extent)
                for word, terms in stems.items()
            }
        return counts, totals.chunks


@dataclass(frozen=True, slots=True)
class _Found:
    """The chunks of the papers in which words were found, one after the other, and where each word stands among them."""

    papers: tuple[str, ...]
    begins: tuple[int, ...]
    sizes: Numbers
    times: Mapping[str, tuple[NDArray[np.int64], Numbers]]

    @classmethod
    def of(cls, lengths: DictRow, places: Sequence[DictRow]) -> _Found:
        """From the rows of the database."""
        papers: list[str] = lengths["documents"] or []
        ends = np.cumsum(np.array(lengths["chunks"] or [], np.int64)).tolist()
        begins = [0, *ends]
        first = dict(zip(papers, begins, strict=False))
        times = {}
        for row in places:
            triples = _triples(row["places"])
            base = np.repeat([first[paper] for paper in row["documents"]], row["chunks"])
            often = triples[:, 1] * HEADER_WEIGHT + triples[:, 2] * TEXT_WEIGHT
            times[str(row["term"])] = (triples[:, 0] + base, often)
        sizes = np.frombuffer(lengths["sizes"] or b"", "<i4").astype(np.float64)
        return cls(tuple(papers), tuple(begins), sizes, times)

    def scores(self, asked: Sequence[str], totals: Totals) -> Numbers:
        """The BM25 of every chunk, word by word in the order asked: the order of sums decides the last bit."""
        scores = np.zeros(len(self.sizes))
        average = totals.words / totals.chunks if totals.chunks else 1.0
        for term in asked:
            if term not in self.times:
                continue
            at, often = self.times[term]
            length = K1 * (1 - B + B * self.sizes[at] / average)
            scores[at] += _idf(totals.chunks, totals.hits[term]) * ((often * (K1 + 1.0)) / (often + length))
        return scores

    def best(self, scores: Numbers, limit: int) -> list[tuple[str, int, float]]:
        """Paper, ordinal and score of the best, and of all that are as good as the last of them."""
        matched = np.flatnonzero(scores > 0)
        if len(matched) > limit:
            edge = np.partition(scores[matched], len(matched) - limit)[len(matched) - limit]
            matched = matched[scores[matched] >= edge]
        papers = np.searchsorted(np.array(self.begins), matched, side="right") - 1
        return [
            (self.papers[paper], at - self.begins[paper], float(scores[at]))
            for at, paper in zip(matched.tolist(), papers.tolist(), strict=True)
        ]


def _idf(chunks: int, hits: int) -> float:
    """How telling a word is: none tells against a chunk, however common it is."""
    found = math.log((chunks - hits + 0.5) / (hits + 0.5))
    return found if found > 0.0 else LEAST_IDF


def _any_of(moment: Moment, terms: Sequence[str], extent: Extent) -> int:
    """In how many chunks any of several words stands."""
    rows = moment.rows(_PLACES, {"terms": sorted(set(terms)), "within": seen(extent)}) if terms else []
    found: set[tuple[str, int]] = set()
    for row in rows:
        papers = np.repeat(np.array(row["documents"], object), row["chunks"]).tolist()
        found.update(zip(papers, _triples(row["places"])[:, 0].tolist(), strict=True))
    return len(found)


def places_of(kept: bytes) -> list[Place]:
    """Where a word stands, from the bytes that are kept of it."""
    return [(ordinal, header, text) for ordinal, header, text in _triples(kept).tolist()]


def _triples(kept: bytes) -> NDArray[np.int32]:
    return np.frombuffer(kept, "<i4").reshape(-1, 3)
