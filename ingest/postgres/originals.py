"""Originals in the database; a folder of this machine has copies of those that were asked for."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ingest.library_errors import LibraryError
from ingest.place import original_path
from ingest.postgres.database import Database

_PIECE = 1 << 20
_PART = "SELECT bytes FROM originals WHERE digest = %s AND part = %s"


class PostgresOriginals:
    """Files in pieces."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder, self._database = folder, database

    def keep(self, source: Path, digest: str) -> None:
        """Write a file into the database, wholly or not at all."""
        if self.has(digest):
            return
        read = hashlib.sha256()
        with self._database.change(quiet=True) as connection, source.open("rb") as file:
            part = 0
            while piece := file.read(_PIECE):
                read.update(piece)
                connection.execute(
                    "INSERT INTO originals VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", (digest, part, piece)
                )
                part += 1
            if read.hexdigest() != digest:
                raise LibraryError(f"{source.name} changed while it was read: ingest it again.")

    def path(self, digest: str) -> Path:
        """The copy on this machine, made when it is not there yet."""
        place = original_path(self._folder, digest)
        if not place.is_file() and self.has(digest):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial = place.with_suffix(f".{os.getpid()}.part")
            with partial.open("wb") as file:
                for part in range(self._parts(digest)):
                    row = self._database.row(_PART, (digest, part))
                    file.write(row["bytes"] if row else b"")
            partial.replace(place)
        return place

    def remove(self, digest: str) -> None:
        """Let go of a file, here and in the database."""
        with self._database.change(quiet=True) as connection:
            connection.execute("DELETE FROM originals WHERE digest = %s", (digest,))
        original_path(self._folder, digest).unlink(missing_ok=True)

    def has(self, digest: str) -> bool:
        """Whether the database has the file."""
        return self._parts(digest) > 0

    def digest(self, digest: str) -> str:
        """The digest of what the database has under this one."""
        read = hashlib.sha256()
        for part in range(self._parts(digest)):
            row = self._database.row(_PART, (digest, part))
            read.update(row["bytes"] if row else b"")
        return read.hexdigest()

    def all(self) -> set[str]:
        """Under which digests the database has a file."""
        return {str(row["digest"]) for row in self._database.rows("SELECT DISTINCT digest FROM originals")}

    def _parts(self, digest: str) -> int:
        row = self._database.row("SELECT count(*) AS parts FROM originals WHERE digest = %s", (digest,))
        return int(row["parts"]) if row else 0
