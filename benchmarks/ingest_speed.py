"""How fast files become searchable, as a ratio to what embedding alone allows on this machine.

    python benchmarks/ingest_speed.py PATH...

Goal: at least 0.75 of embedding alone. The library is made in a temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import indexed_text

GOAL = 0.75


def main(paths: list[str]) -> int:
    """Print seconds, chunks a second and the ratio; 0 when the goal is met."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "data") as library:
        begun = time.perf_counter()
        outcomes = library.ingest([Path(path) for path in paths])
        cold_s = time.perf_counter() - begun
        texts = [indexed_text(chunk) for card in library.documents() for chunk in library.chunks_of(card.id)]
        # A fresh embedder: start-up counts for both.
        begun = time.perf_counter()
        Embedder(Path(folder)).passages(texts)
        alone_s = time.perf_counter() - begun
    print(f"files {len(outcomes)}, chunks {len(texts)}")
    print(f"ingest, cold          {cold_s:7.2f} s  {len(texts) / cold_s:7.1f} chunks/s")
    print(f"embedding alone       {alone_s:7.2f} s  {len(texts) / alone_s:7.1f} chunks/s")
    print(f"ratio to embedding    {alone_s / cold_s:7.2f}    goal >= {GOAL}")
    return 0 if alone_s / cold_s >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["samples/library"]))
