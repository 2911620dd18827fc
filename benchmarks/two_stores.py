"""The same library in SQLite and in PostgreSQL: are the answers the same to the byte, and what do they cost?

    python -m benchmarks.two_stores [QUESTIONS]

Asks every own question over the sample library, and so many (500) that are put together by chance from its words. A server
is started for it. Prints how many answers differ, and times as ratios to the embedded store; 1 when any differs.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.room import Room
from assistant.same_answers import answer_bytes
from ingest.library import Library
from ingest.moving import move
from samples.load import load
from tests.conformance.made_questions import made_questions
from tests.conformance.server import new_database, server

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions"
OWN = ("text.jsonl", "numeric.jsonl", "numeric_more.jsonl")


def main() -> int:
    """Ask both; 1 when an answer differs."""
    made = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder, server() as address:
        data, url = Path(folder) / "data", new_database(address)
        load(data)
        begun = time.perf_counter()
        moved = move(data, "", url)
        print(f"moved {moved.written} papers in {time.perf_counter() - begun:.1f} s")
        with (
            Library.open(data, read_only=True) as embedded,
            Library.open(data, database=url, read_only=True) as postgres,
        ):
            own = [json.loads(line)["q"] for name in OWN for line in _lines(QUESTIONS / name)]
            differing = _asked("own questions", own, embedded, postgres)
            differing += _asked(
                "questions made by chance", made_questions(embedded, made, seed=1), embedded, postgres
            )
            _legs(own[::10], embedded, postgres)
    return 1 if differing else 0


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.strip()]


def _asked(what: str, questions: Sequence[str], embedded: Library, postgres: Library) -> int:
    first, second = Room(embedded), Room(postgres)
    for room in (first, second):
        answer_bytes(room, questions[0])  # what is loaded once is not counted
    times: tuple[list[float], list[float]] = ([], [])
    differing = 0
    for question in questions:
        one, other = (_timed(room, question, kept) for room, kept in zip((first, second), times, strict=True))
        if one != other:
            differing += 1
            print(f"differs: {question}")
    medians = [statistics.median(kept) for kept in times]
    print(
        f"{what:26} {len(questions) - differing} of {len(questions)} the same to the byte;"
        f" median {medians[0] * 1e3:.0f} and {medians[1] * 1e3:.0f} ms, {medians[1] / medians[0]:.2f} times"
    )
    return differing


def _timed(room: Room, question: str, kept: list[float]) -> bytes:
    begun = time.perf_counter()
    answer = answer_bytes(room, question)
    kept.append(time.perf_counter() - begun)
    return answer


def _legs(questions: Sequence[str], embedded: Library, postgres: Library) -> None:
    vectors = {question: embedded.embed([question])[0] for question in questions}
    legs: dict[str, Callable[[Library, str], object]] = {
        "words leg": lambda library, question: library.search_words(question),
        "meaning leg": lambda library, question: library.search_meaning(vectors[question]),
    }
    for what, leg in legs.items():
        medians = []
        for library in (embedded, postgres):
            spent = []
            for question in questions:
                begun = time.perf_counter()
                leg(library, question)
                spent.append(time.perf_counter() - begun)
            medians.append(statistics.median(spent) * 1e3)
        print(f"{what:26} median {medians[0]:.1f} and {medians[1]:.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
