"""One file that holds all that cannot be made again, taken while everything goes on.

The databases are copied by SQLite itself, each as it stood at one moment; then the files that the copied library names. When
one of them went meanwhile (a paper was removed), the databases are copied once more, so that the two always fit.
Vectors, models and pictures of pages are left out: they are made again from the rest.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from assistant.keeping.manifest import FILE, BadBackup, Entry, Manifest
from assistant.settings import Settings, settings_toml
from ingest.faults import named
from ingest.place import RESTORING, refuse_half_restored
from ingest.stores import BACKUPS, copy_store, format_of, needed_files, sync

LIBRARY = "library.sqlite"
AUDIT = "audit.sqlite"
DATA = "data"
"""The folder within the backup for what goes into the data folder."""
SETTINGS = "settings.toml"
BY_THE_LIBRARY = ("originals", "uploads")
MADE_AGAIN = ("vectors", "models", "pages")
SHORT_LIVED = ("removed", "edits")
"""What is kept for an hour only, so that a removal or an edit can be taken back."""
SECRET = ".key"
ATTEMPTS = 5
_PIECE = 1 << 20
_EXPLAINED = """A backup of Moothall. To restore it into an empty folder:

    moothall restore THIS_FILE --data FOLDER

data/ goes into the data folder; manifest.json has the size and the SHA-256 of each file. settings.toml has the settings that
were in force, without passwords and keys. Of people's passwords, sessions and API
keys there are hashes only. The key of the record of what was done (audit.key) is not in it: keep it elsewhere.
"""


@dataclass(frozen=True, slots=True)
class _Staged:
    """What was copied: paths relative to the stage, and what the library names and was not there."""

    files: tuple[Path, ...]
    missing: tuple[str, ...]


def back_up(settings: Settings, target: Path, version: str) -> Manifest:
    """Write a backup of the data folder to ``target``, which gets its name only when it is whole.

    Raises BadBackup when there is nothing to keep, another backup is being made, or the file is there already.
    """
    folder = settings.data
    refuse_half_restored(folder)
    if not (folder / LIBRARY).is_file():
        raise BadBackup(f"There is no library in {folder}, so there is nothing to back up.")
    if target.exists():
        raise BadBackup(f"{target} is there already: give another name, or move it away.")
    partial = target.with_name(f"{target.name}.part")
    with named(target), _only_one(folder), _stage(folder) as stage:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            manifest = _written(partial, stage, _staged(settings, stage), settings, version)
            sync(partial)
            partial.replace(target)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        sync(target.parent)
    return manifest


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of backups; the system lets it go when the process ends, however it ends."""
    handle = os.open(folder / "backup.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BadBackup("Another backup of this data folder is being made: wait until it is done.") from None
    finally:
        os.close(handle)


@contextmanager
def _stage(folder: Path) -> Iterator[Path]:
    """An empty folder beside the data to gather them in; what a killed backup left there goes."""
    stage = folder / BACKUPS / "making"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700, parents=True)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _staged(settings: Settings, stage: Path) -> _Staged:
    """Databases and files that fit each other; what is missing after several attempts was missing before."""
    folder = settings.data
    for _ in range(ATTEMPTS):
        for name in BY_THE_LIBRARY:  # what an earlier copy of the library named, and this one may not
            shutil.rmtree(stage / name, ignore_errors=True)
        for store in _stores(folder):
            copy_store(store, stage / store.name)
        needed = needed_files(stage / LIBRARY)
        missing = [str(path) for path in needed if not _taken(folder, path, stage)]
        if not missing:
            break
    for path in _others(settings):
        _taken(folder, path, stage)
    files = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
    return _Staged(tuple(files), tuple(missing))


def _stores(folder: Path) -> list[Path]:
    """The databases: what refers to others first, and the record of what was done last, so that it lacks nothing."""
    last = (LIBRARY, AUDIT)
    found = [path for path in sorted(folder.glob("*.sqlite")) if path.name not in last]
    return [*found, *(folder / name for name in last if (folder / name).is_file())]


def _others(settings: Settings) -> list[Path]:
    """Every other file that cannot be made again: thresholds, switches, marks; no keys, no locks, no earlier backups."""
    found, folder = [], settings.data
    backups = Path(settings.backup_folder).absolute() if settings.backup_folder else None
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        held = inner.parts[0] in (*BY_THE_LIBRARY, *MADE_AGAIN, *SHORT_LIVED, BACKUPS, RESTORING)
        passing = (
            path.suffix in (SECRET, ".head", ".lock", ".part")
            or ".sqlite" in path.name
            or path.name == "lock"
        )
        earlier = backups is not None and path.absolute().is_relative_to(backups)
        if path.is_file() and not path.is_symlink() and not (held or passing or earlier):
            found.append(inner)
    return found


def _taken(folder: Path, inner: Path, stage: Path) -> bool:
    """Whether a file is in the stage now: what never changes under a second name where the disk can do that, else a copy."""
    source, target = folder / inner, stage / inner
    if target.exists():
        return True
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        if inner.parts[0] not in BY_THE_LIBRARY or not _linked(source, target):
            shutil.copyfile(source, target)
    except FileNotFoundError:
        return False
    return True


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # a disk without such names, or on which this one may not be given
        return False
    return True


def _written(partial: Path, stage: Path, staged: _Staged, settings: Settings, version: str) -> Manifest:
    """The backup as a ZIP; the list of its files comes last, so that a file that was cut short has none."""
    formats = {path.name: format_of(stage / path) for path in staged.files if path.suffix == ".sqlite"}
    now = datetime.now(UTC)
    partial.unlink(missing_ok=True)
    with zipfile.ZipFile(os.fdopen(_private(partial), "wb"), "w", allowZip64=True) as packed:
        packed.writestr(_named("READ ME.txt", now), _EXPLAINED)
        packed.writestr(_named(SETTINGS, now), settings_toml(settings))
        entries = tuple(_packed(packed, stage, path, now) for path in staged.files)
        manifest = Manifest(now.isoformat(timespec="seconds"), version, formats, entries, staged.missing)
        packed.writestr(_named(FILE, now), manifest.to_json())
    return manifest


def _packed(packed: zipfile.ZipFile, stage: Path, path: Path, now: datetime) -> Entry:
    """Put one file in; the digest is of the very bytes that were put in."""
    digest, size = hashlib.sha256(), 0
    name = PurePosixPath(DATA, path.as_posix())
    with (
        (stage / path).open("rb") as read,
        packed.open(_named(str(name), now), "w", force_zip64=True) as written,
    ):
        while piece := read.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            written.write(piece)
    return Entry(path.as_posix(), size, digest.hexdigest())


def _named(name: str, now: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, now.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _private(path: Path) -> int:
    """A new file that nobody else may read."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
