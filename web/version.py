"""The version of the installed program."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

TESTED = "30 November 2026"
"""When the pages of this version were last tested in full for accessibility."""


@lru_cache(maxsize=1)
def own_version() -> str:
    """The version as packaged; "(not installed)" when run from a source tree that was never installed."""
    try:
        return version("moothall")
    except PackageNotFoundError:
        return "(not installed)"
