"""Time of whole answers as the library grows, as ratios to the search inside them.

    python -m benchmarks.answers [PAPERS ...]

Libraries of 100 and 1,000 papers (or the numbers named) are made of the sample papers under the names of real
councils; every question names another council, so that nothing is ready in memory. Limits on two free processors:
median under 200 ms with 100 papers and under 400 ms with 1,000; growth by ten at most doubles the median.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.bootstrap import Moothall
from assistant.conversation import Conversations
from assistant.model import Asked
from ingest.bodies_list import listed
from ingest.catalogue import Catalogue, add_document
from ingest.catalogue_chunks import add_chunks
from ingest.catalogue_facts import add_facts
from ingest.facts import read as extract
from ingest.library import Library
from ingest.model import Body
from samples.load import load

LIMITS_MS = {100: 200, 1_000: 400}
ASKED = 40
QUESTIONS = (
    "How many people does {} employ?",
    "What are {}'s priorities?",
    "When will {} review its strategy?",
    "Who is responsible for wellbeing at {}?",
    "Why does {} need to change?",
    "What is staff turnover at {}?",
)


def main(sizes: list[int]) -> int:
    """Build, ask, print; 0 when the limits are met."""
    medians = {}
    with tempfile.TemporaryDirectory() as made:
        load(Path(made) / "samples")
        for size in sizes:
            folder = Path(made) / str(size)
            grow(Path(made) / "samples", folder, size)
            medians[size] = _measured(folder, size)
    if len(sizes) > 1:
        print(
            f"growth from {sizes[0]} to {sizes[-1]} papers: {medians[sizes[-1]] / medians[sizes[0]]:.2f} (goal <= 2)"
        )
    return 0 if all(medians[size] <= limit for size, limit in LIMITS_MS.items() if size in medians) else 1


def grow(samples: Path, folder: Path, size: int) -> None:
    """A library of so many papers: the sample papers again and again, each under another council."""
    folder.mkdir()
    catalogue, noise, councils = Catalogue(folder), np.random.default_rng(7), _councils()
    with Library.open(samples, read_only=True) as library:
        rows = library.vectors()
        papers = [(library.document(card.id), library.chunks_of(card.id)) for card in library.documents()]
        papers = [paper for paper in papers if paper[0].body]
        facts = [extract(document) for document, _ in papers]
        with catalogue.write() as connection:
            for number in range(size):
                (document, chunks), stated = papers[number % len(papers)], facts[number % len(papers)]
                body, key = councils[number % len(councils)], hashlib.sha256(str(number).encode()).hexdigest()
                copy = replace(document, id=key[:16], digest=key, body=body, file=f"paper-{number:05d}.txt")
                add_document(connection, copy, size=1, chunks=len(chunks))
                wide = rows.vectors[rows.by_document[document.id]]
                wide = wide + noise.normal(scale=0.01, size=wide.shape).astype(np.float32)
                mine = [
                    replace(
                        c,
                        id=f"{key[:16]}-{c.ordinal:05d}",
                        document=copy.id,
                        header=f"{body.name} {c.header}",
                    )
                    for c in chunks
                ]
                add_chunks(connection, mine, wide / np.linalg.norm(wide, axis=1, keepdims=True))
                moved = [
                    replace(
                        fact,
                        id=f"{key[:8]}{fact.id}",
                        body=body.id,
                        places=tuple(replace(place, document=copy.id) for place in fact.places),
                    )
                    for fact in stated
                ]
                add_facts(connection, copy.id, moved)
    catalogue.close()


def _councils() -> list[Body]:
    return sorted((body for body in listed() if "ouncil" in body.name), key=lambda body: body.name)


def _measured(folder: Path, size: int) -> float:
    """The median milliseconds of an answer; the parts of it are printed."""
    with Library.open(folder, read_only=True) as library:
        conversations = Conversations.open(None)
        names = [body.name for body in library.bodies()]
        Moothall(library, conversations).ask(Asked("What are the priorities?"))
        spent, search = [], []
        for number in range(ASKED):
            question = QUESTIONS[number % len(QUESTIONS)].format(names[number * 7 % len(names)])
            # The copies share their sentences: a fresh assistant has none of them embedded.
            moothall = Moothall(library, conversations)
            begun = time.perf_counter()
            answer = moothall.ask(Asked(question))
            spent.append((time.perf_counter() - begun) * 1000)
            search.append(answer.timings.get("search", 0.0))
    median, within = statistics.median(spent), statistics.median(part for part in search if part)
    print(
        f"{size:>6} papers: answer {median:7.1f} ms, search in it {within:6.1f} ms, ratio {median / within:5.1f}"
    )
    return median


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [100, 1_000]))
