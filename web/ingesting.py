"""Ingest from the command line, with a progress bar when somebody watches."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

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


def overrides_of_options(options: Namespace) -> Overrides:
    """What the command line says of every file; raises BadOverrides."""
    return Overrides(
        council=options.council,
        title=options.title,
        period=options.period,
        type=options.type,
        status=options.status,
    )
