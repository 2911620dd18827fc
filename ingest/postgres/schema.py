"""The tables of the database, made and brought up to date by alembic."""

from __future__ import annotations

from importlib import resources

import psycopg

from ingest.library_errors import LibraryError, NoLibrary

VERSION = "0001"
"""The step that this program works with."""
_LOCK = 4_711_001


def prepare(url: str, *, read_only: bool) -> None:
    """Make the tables or bring them up to date; a reader only looks. Raises LibraryError."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = _found(connection)
        if found == VERSION:
            return
        if found is not None and found > VERSION:
            raise LibraryError(
                f"The database was made by a newer version (step {found}, this one knows {VERSION}): use that version."
            )
        if read_only:
            raise NoLibrary("There is no library in the database yet: ingest a document first.")
        # Two servers that start at once take turns.
        connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        _upgrade(url)


def _found(connection: psycopg.Connection) -> str | None:
    there = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
    if there is None or there[0] is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def _upgrade(url: str) -> None:
    # Imported here: only a database that is new or of an earlier version needs them.
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    with resources.as_file(resources.files("ingest.postgres") / "migrations") as place:
        config = Config()
        config.set_main_option("script_location", str(place).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
