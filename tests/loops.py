"""Coroutines of tests, run whatever runs beside them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Made = TypeVar("Made")
LONGEST_S = 120


def in_a_loop(work: Coroutine[Any, Any, Made]) -> Made:
    """What the coroutine gives, run in a thread: a browser of other tests may hold this one's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result(LONGEST_S)
