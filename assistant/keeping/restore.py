"""A backup read, compared with its list of digests, and put into an empty folder: wholly, or so that nothing can open it."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from assistant.keeping.backup import DATA, LIBRARY
from assistant.keeping.manifest import FILE, BadBackup, Entry, Manifest, manifest_from_json
from ingest.faults import named
from ingest.place import RESTORING
from ingest.stores import owe_vectors, store_fault, sync

_PIECE = 1 << 20
_LONGEST_LIST = 64 * 2**20
OF_THE_DISK = frozenset({"lost+found"})
"""What an empty folder may hold all the same."""


def verify(file: Path) -> Manifest:
    """The list of a backup after every file in it was read and found to be what the list says. Raises BadBackup."""
    with _opened(file) as packed:
        manifest = _manifest(packed, file)
        for entry in manifest.entries:
            _copy(packed, entry, None, file)
    return manifest


def restore(file: Path, folder: Path) -> Manifest:
    """Put a backup into an empty folder; vectors are made again when the library is next opened.

    Raises BadBackup, with the folder as it was, when the backup is not whole or the folder not empty. A restore that was
    killed leaves a mark; until it is done again nothing opens the folder.
    """
    place = folder / RESTORING
    _empty(folder, place)
    with _opened(file) as packed, named(folder):
        manifest = _manifest(packed, file)
        place.mkdir(mode=0o700, parents=True)
        try:
            for entry in manifest.entries:
                _unpack(packed, entry, place, file)
            _refuse_damaged(place, file)
        except BaseException:
            shutil.rmtree(place)
            raise
        owe_vectors(place / LIBRARY)
        _move_in(place, folder)
    return manifest


def _empty(folder: Path, place: Path) -> None:
    """Refuse a folder that holds anything; what a restore of ours was killed over is cleared away."""
    if folder.exists() and not folder.is_dir():
        raise BadBackup(f"{folder} is a file: name a folder that is empty or not there yet.")
    held = [path for path in folder.iterdir() if path.name not in OF_THE_DISK] if folder.exists() else []
    if place in held:  # nothing could open the folder since, so all of it came from that restore
        for path in (path for path in held if path != place):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.rmtree(place)
    elif held:
        raise BadBackup(f"{folder} is not empty ({held[0].name} is in it): restore into an empty folder.")


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """The backup, opened; whatever is wrong with it as a file is told as a sentence."""
    if not file.is_file():
        raise BadBackup(f"There is no file {file}.")
    try:
        with zipfile.ZipFile(file) as packed:
            yield packed
    except (zipfile.BadZipFile, EOFError, zlib.error) as fault:
        raise BadBackup(f"{file} is damaged or was cut short ({fault}): use another backup.") from None


def _manifest(packed: zipfile.ZipFile, file: Path) -> Manifest:
    names = packed.namelist()
    if FILE not in names or packed.getinfo(FILE).file_size > _LONGEST_LIST:
        raise BadBackup(f"{file} holds no list of its files, so it is no backup of Moothall.")
    manifest = manifest_from_json(packed.read(FILE))
    absent = [entry.path for entry in manifest.entries if f"{DATA}/{entry.path}" not in names]
    if absent or LIBRARY not in {entry.path for entry in manifest.entries}:
        raise BadBackup(
            f"{file} lacks {(absent or [LIBRARY])[0]}, so it cannot be restored: use another backup."
        )
    return manifest


def _unpack(packed: zipfile.ZipFile, entry: Entry, place: Path, file: Path) -> None:
    target = place / entry.path
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        _copy(packed, entry, written, file)
        written.flush()
        os.fsync(written.fileno())


def _copy(packed: zipfile.ZipFile, entry: Entry, written: IO[bytes] | None, file: Path) -> None:
    """Read one file of the backup, and no more of it than the list says, and compare its digest."""
    digest, size = hashlib.sha256(), 0
    with packed.open(f"{DATA}/{entry.path}") as read:
        while size <= entry.size and (piece := read.read(_PIECE)):
            digest.update(piece)
            size += len(piece)
            if written is not None:
                written.write(piece)
    if (size, digest.hexdigest()) != (entry.size, entry.sha256):
        raise BadBackup(f"In {file}, {entry.path} is not what the list of digests says: use another backup.")


def _refuse_damaged(place: Path, file: Path) -> None:
    for store in sorted(place.glob("*.sqlite")):
        if (fault := store_fault(store)) is not None:
            raise BadBackup(f"In {file}, {store.name} is damaged ({fault}): use another backup.")


def _move_in(place: Path, folder: Path) -> None:
    """Move everything up; the mark goes last, when all names have been written to the disk."""
    for path in sorted(place.iterdir()):
        path.rename(folder / path.name)
    sync(folder)
    place.rmdir()
    sync(folder)
