"""Ingest from the command line, with a progress bar when somebody watches."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from ingest.identity import id_of_bytes
from ingest.library import Library
from ingest.library_model import IngestOutcome, Progress
from ingest.overrides import Overrides


def ingest_with_progress(
    library: Library, paths: Sequence[Path], overrides: Overrides
) -> Sequence[IngestOutcome]:
    """The outcome of every file; the bar is drawn on a terminal only."""
    from tqdm import tqdm

    with tqdm(total=None, unit="file", disable=not sys.stderr.isatty(), file=sys.stderr) as bar:

        def show(progress: Progress) -> None:
            bar.total = progress.total
            bar.n = progress.done
            bar.set_postfix_str(f"{progress.step} {Path(progress.file).name}"[:60])

        return library.ingest(paths, overrides=overrides, on_progress=show)


def put_into(folder: Path, library: Library, paths: Sequence[Path], collection: str) -> None:
    """Let the files lie in a collection before they are read, so that a server beside shows them to nobody else.

    Raises AccessError for a collection that is not there.
    """
    from access.desk import AccessDesk

    known = {card.id for card in library.documents()}
    files = [one for path in paths for one in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    desk = AccessDesk.open(folder)
    try:
        for file in filter(Path.is_file, files):
            document = id_of_bytes(file.read_bytes())
            desk.shelves.put_new(document, collection, there=document in known)
    finally:
        desk.close()


def overrides_of_options(options: Namespace) -> Overrides:
    """What the command line says of every file; raises BadOverrides."""
    return Overrides(
        council=options.council,
        title=options.title,
        period=options.period,
        type=options.type,
        status=options.status,
    )
