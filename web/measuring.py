"""The commands that measure: ``eval`` scores questions or a benchmark, ``calibrate`` sets thresholds."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing

from assistant.settings import Settings
from web.printing import print_json, printed

EVERY_S = 30
"""How often a long run tells where it is when nobody sits at a terminal."""


def evaluate(options: Namespace, settings: Settings) -> int:
    """Score files of questions against this library, or search on a benchmark; 1 when a floor is broken."""
    if options.benchmark is not None:
        return _benchmark(options, settings)
    from assistant.evaluate import FOLDER, evaluate, table
    from assistant.evaluation.errors import BadQuestions, EvaluationError
    from assistant.weights import override
    from ingest.library import Library

    if not options.files:
        raise BadQuestions("Name at least one file of questions, or --benchmark FOLDER.")
    if options.record and options.floors is None:
        raise EvaluationError("--record needs --floors FILE to write the scores into.")
    override(settings.data)
    with Library.open(settings.data, database=settings.database, read_only=True) as library:
        evaluation = evaluate(
            library,
            options.files,
            folder=options.out or settings.data / FOLDER,
            floors=options.floors,
            record=options.record,
            on_row=_told,
        )
    if options.json:
        print_json(evaluation.to_json())
    else:
        print(printed(table(evaluation)))
    return 1 if evaluation.broken else 0


def _benchmark(options: Namespace, settings: Settings) -> int:
    from assistant.evaluation.benchmark import measure, table
    from assistant.weights import override

    override(settings.data)
    result = measure(options.benchmark, cache=settings.data / "benchmarks", on_step=_now_and_then())
    if options.json:
        print_json(result.to_json())
    else:
        print(printed(table(result)))
    return 0


def calibrate(options: Namespace, settings: Settings) -> int:
    """Set the thresholds of answering on question files over this library, and write them beside it."""
    from assistant.evaluation.calibrate import calibrate, gather, table, write
    from assistant.evaluation.rows import read_rows
    from assistant.weights import FILE, override
    from ingest.library import Library

    override(settings.data)
    with closing(Library.open(settings.data, database=settings.database, read_only=True)) as library:
        result = calibrate(gather(library, read_rows(options.files), on_row=_told))
    path = settings.data / FILE
    if not options.dry_run:
        write(path, result)
    if options.json:
        print_json(result.to_json())
    else:
        print(printed(table(result)))
        print("Nothing was written." if options.dry_run else f"Written: {path}")
    return 0


def _now_and_then() -> Callable[[int, int], None]:
    """A running count for what may take an hour: on a terminal all the time, elsewhere a line every half minute."""
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        _told(done, total)
        if not sys.stderr.isatty() and time.monotonic() - last >= EVERY_S:
            last = time.monotonic()
            print(f"{done:,} of {total:,}", file=sys.stderr, flush=True)

    return tell


def _told(done: int, total: int) -> None:
    """A running count, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r{done:,} of {total:,}", end="\n" if done == total else "", file=sys.stderr, flush=True)
