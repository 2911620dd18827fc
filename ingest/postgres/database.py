"""Connections to the database: a pool of them, one reading of a moment, one change at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from pgvector.psycopg import register_vector
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool

from ingest.library_errors import LibraryError, NotKept, ReadOnly, Unreachable
from ingest.postgres.schema import prepare

Connection = psycopg.Connection[DictRow]
Given = Mapping[str, object] | Sequence[object]
AT_ONCE = 16
_WAIT_S = 10.0
YOUNG_S = 0.05
_LOCK = 4_711_002


class Database:
    """A database that holds a library; safe to use from several threads and processes."""

    def __init__(self, url: str, *, read_only: bool) -> None:
        """Connect, and see that the tables are there."""
        self.read_only = read_only
        self._changes = 0
        self._known: tuple[float, int, int] | None = None
        with told():
            prepare(url, read_only=read_only)
        # Every query is planned for what it is given: a list of two papers and one of thousands need different plans.
        options: dict[str, Any] = {"autocommit": True, "row_factory": dict_row, "prepare_threshold": None}
        # Looked at before it is used: a restart of the server cuts those that wait.
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            url,
            kwargs=options,
            configure=_configured,
            check=ConnectionPool.check_connection,
            min_size=1,
            max_size=AT_ONCE,
            timeout=_WAIT_S,
            open=True,
        )

    def rows(self, query: str, given: Given = ()) -> list[DictRow]:
        """What one query gives."""
        with told(), self._pool.connection() as connection:
            return _all(connection, query, given)

    def row(self, query: str, given: Given = ()) -> DictRow | None:
        """The first row of what a query gives."""
        return next(iter(self.rows(query, given)), None)

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        """Several queries that see the database as it stood at one moment."""
        with told(), self._pool.connection() as connection:
            connection.isolation_level, connection.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
            try:
                with connection.transaction():
                    yield Moment(connection)
            finally:
                if not connection.closed:  # one that was cut is thrown away
                    connection.isolation_level = connection.read_only = None

    @contextmanager
    def change(self, *, quiet: bool = False) -> Iterator[Connection]:
        """One transaction. Those of all processes take turns, as in the embedded store."""
        if self.read_only:
            raise ReadOnly("This library was opened for reading only.")
        with told(), self._pool.connection() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            yield connection
            if not quiet:
                connection.execute("UPDATE meta SET value = (value::bigint + 1)::text WHERE key = 'version'")
        self._changes += 1

    def version(self) -> int:
        """Grows with every change: at once with those of this process, ``YOUNG_S`` later with those of others.

        One answer asks for it dozens of times, and each would go over the network.
        """
        read, changes, known = time.monotonic(), self._changes, self._known
        if known is None or known[1] != changes or read - known[0] > YOUNG_S:
            known = self._known = (read, changes, int(self.note("version") or 0))
        return known[2]

    def note(self, key: str) -> str | None:
        """One note, or None."""
        row = self.row("SELECT value FROM meta WHERE key = %s", (key,))
        return None if row is None else str(row["value"])

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()


class Moment:
    """The database as it stands at one moment."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, query: str, given: Given = ()) -> list[DictRow]:
        """What a query gives."""
        return _all(self.connection, query, given)


def _all(connection: Connection, query: str, given: Given) -> list[DictRow]:
    # Binary: bytes and vectors come as they are stored, not as digits.
    with connection.cursor(binary=True) as cursor:
        return cursor.execute(query, given).fetchall()


def _configured(connection: Connection) -> None:
    register_vector(connection)


@contextmanager
def told() -> Iterator[None]:
    """A fault of the database in the block, as a sentence with what to do; never with the address, which has a password."""
    try:
        yield
    except psycopg.errors.DiskFull as fault:
        raise NotKept("The disk of the database is full: make room, then try again.") from fault
    except psycopg.errors.ReadOnlySqlTransaction as fault:
        raise NotKept("The database may only be read: connect to the server that takes changes.") from fault
    except psycopg.errors.InsufficientPrivilege as fault:
        raise LibraryError(
            f"The database does not allow this ({_line(fault)}): see what the user needs in docs/scale.md."
        ) from fault
    except psycopg.OperationalError as fault:
        # As with a full disk, nothing is wrong with the file at hand: an upload waits and is tried again.
        raise Unreachable(
            f"The database cannot be reached or used ({_line(fault)}): see that it runs, and MOOTHALL_DATABASE."
        ) from fault


def _line(fault: psycopg.Error) -> str:
    said = str(fault.diag.message_primary or fault or type(fault).__name__)
    return said.splitlines()[0]
