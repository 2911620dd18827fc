"""The one place that knows which store a library is in."""

from __future__ import annotations

from pathlib import Path

from ingest.catalogue import FILE_NAME, Catalogue
from ingest.holdings.embedded import embedded
from ingest.holdings.ports import Holdings
from ingest.library_errors import LibraryError


def open_holdings(folder: Path, database: str, *, read_only: bool) -> tuple[Catalogue, Holdings]:
    """The file of this folder, which has its uploads and sources, and the store of the papers.

    ``database`` is the URL of a server; without one everything is in the file.
    """
    if not database:
        catalogue = Catalogue(folder, read_only=read_only)
        return catalogue, embedded(catalogue, writing=not read_only)
    # Imported late: whoever keeps the library in the folder needs no client of a server.
    try:
        from ingest.postgres.holdings import in_database
    except ModuleNotFoundError as fault:
        raise LibraryError(
            f"MOOTHALL_DATABASE is set, but {fault.name} is not installed: make install-postgres, or install moothall[postgres]."
        ) from None
    held = in_database(folder, database, read_only=read_only)
    if read_only and not (folder / FILE_NAME).is_file():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        Catalogue(folder).close()
    return Catalogue(folder, read_only=read_only), held
