"""What lies within an archive or was sent with a message, written out as files; in a process of its own, with limits.

``python -m ingest.parse.unpack FILE FOLDER LIMITS`` writes the papers into FOLDER under names of its own making and
answers with a ``Contents`` in JSON. No name in an archive ever becomes a path: files are numbered, their names are kept
beside them. Sizes are counted while bytes are written, never taken from what the archive says of itself.
"""

from __future__ import annotations

import io
import json
import lzma
import os
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from ingest.child import limit
from ingest.errors import Damaged, Empty, Encrypted, Refused, TooLarge, Unreadable, ZipBomb
from ingest.file_names import short
from ingest.papers import may_be_paper
from ingest.parse.mail import attachments, message_of
from ingest.parse.unpack_model import ARCHIVES, MESSAGES, Contents, Member, UnpackLimits
from ingest.wire import to_json

_PIECE = 1 << 20


class _Unpacking:
    """One run over an archive or message and what lies within it."""

    def __init__(self, source: Path, folder: Path, limits: UnpackLimits) -> None:
        self.members: list[Member] = []
        self._source, self._folder, self._limits = source, folder, limits
        self._most = min(limits.total_bytes, max(limits.ratio * source.stat().st_size, limits.ratio_from))
        self._written = self._count = 0

    def take(self, path: Path, within: str, depth: int) -> None:
        """Write out what lies within the file at ``path``; ``within`` is the name of its folder for people."""
        members = _zipped if path.suffix.lower() in ARCHIVES else _attached
        for name, stream in members(path):
            shown = f"{within}{name}"
            self._count += 1
            if self._count > self._limits.files:
                raise ZipBomb(
                    f"“{self._source.name}” holds more than {self._limits.files} files, so it was not taken in: "
                    "unpack it and add the papers that matter."
                )
            if isinstance(stream, Refused):
                self.members.append(Member(shown, kind=type(stream).__name__, reason=str(stream)))
                continue
            with stream as opened:
                self._keep(shown, opened, depth)

    def _keep(self, shown: str, stream: IO[bytes], depth: int) -> None:
        """Write one file, and what lies within it when it is an archive or message itself."""
        place = self._folder / str(self._count)
        place.mkdir()
        path = place / file_name(shown)
        try:
            self._write(path, shown, stream)
        except (TooLarge, Damaged) as refusal:
            path.unlink()
            self.members.append(Member(shown, kind=type(refusal).__name__, reason=str(refusal)))
            return
        packed = path.suffix.lower() in ARCHIVES
        if not packed:
            self.members.append(Member(shown, str(path)))
        if packed and depth >= self._limits.depth:
            reason = f"“{shown}” lies within archives {depth} deep: add it by itself."
            self.members.append(Member(shown, kind=ZipBomb.__name__, reason=reason))
        elif packed or path.suffix.lower() in MESSAGES:
            self._inner(path, shown, depth)

    def _inner(self, path: Path, shown: str, depth: int) -> None:
        try:
            if path.suffix.lower() in ARCHIVES and not is_archive(path):
                self.members.append(Member(shown, str(path)))
                return
            self.take(path, f"{shown} › ", depth + 1)
        except ZipBomb:
            raise
        except Refused as refusal:
            self.members.append(Member(shown, kind=type(refusal).__name__, reason=str(refusal)))

    def _write(self, path: Path, shown: str, stream: IO[bytes]) -> None:
        """Write the bytes; raises TooLarge or Damaged for this file, and ZipBomb for all that it lies in."""
        size = 0
        with path.open("wb") as out:
            while piece := _read(stream, shown):
                size += len(piece)
                self._written += len(piece)
                if self._written > self._most:
                    raise ZipBomb(
                        f"“{self._source.name}” would unpack to more than {self._most >> 20} MB, so it was not taken "
                        "in: unpack it and add the papers that matter."
                    )
                if size > self._limits.file_bytes:
                    raise TooLarge(f"“{shown}” is larger than {self._limits.file_bytes >> 20} MB: split it.")
                out.write(piece)


def _read(stream: IO[bytes], shown: str) -> bytes:
    try:
        return stream.read(_PIECE)
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        OSError,
    ) as error:  # bzip2 raises OSError
        raise Damaged(f"“{shown}” is damaged within its archive: get a fresh copy and try again.") from error


def is_archive(path: Path) -> bool:
    """Whether a zip file holds files of its own making, and is no document that is kept as one (DOCX, ODS, …)."""
    try:
        with zipfile.ZipFile(path) as archive:
            return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Damaged(f"“{path.name}” is damaged or cut short: get a fresh copy and try again.") from error


def _zipped(path: Path) -> Iterator[tuple[str, IO[bytes] | Refused]]:
    """The files of a zip archive that may be papers, by their names; a name that leads out of it is refused."""
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not _is_noise(entry)]
        if any(entry.flag_bits & 1 for entry in entries):
            raise Encrypted(f"“{path.name}” is protected by a password: save a copy without it.")
        for entry in entries:
            yield shown_name(entry.filename), _opened(archive, entry)


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes] | Refused:
    name = shown_name(entry.filename)
    if leads_out(entry.filename) or stat.S_ISLNK(entry.external_attr >> 16):
        return Unreadable(f"“{name}” points outside its archive, so it was left out.")
    try:
        return archive.open(entry)
    except (NotImplementedError, zipfile.BadZipFile, RuntimeError):
        return Unreadable(
            f"“{name}” is packed in a way that is not read here: unpack the archive and add it."
        )


def _is_noise(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry is a folder, or what a system put there for itself."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    return entry.is_dir() or not parts or hidden or not may_be_paper(parts[-1])


def leads_out(name: str) -> bool:
    """Whether a name in an archive is no plain path below it: absolute, with a drive, or through a folder above."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ":" in plain.split("/")[0] or ".." in plain.split("/") or "\0" in name


def shown_name(name: str) -> str:
    """The name for people: its folders and file without what controls a screen."""
    plain = "".join(char for char in name.replace("\\", "/") if char.isprintable())
    return plain.strip("/") or "file"


def file_name(shown: str) -> str:
    """The last part of a name, short enough for any disk, never hidden and never a folder."""
    last = PurePosixPath(shown.rsplit(" › ", 1)[-1]).name.replace(":", "").strip().lstrip(".") or "file"
    return short(last)


def _attached(path: Path) -> Iterator[tuple[str, IO[bytes] | Refused]]:
    """The files that were sent with a message."""
    for name, data in attachments(message_of(path.read_bytes())):
        if not may_be_paper(name):
            continue
        yield shown_name(name.replace("/", "-")), io.BytesIO(data)


def unpack(source: Path, folder: Path, limits: UnpackLimits) -> Contents:
    """The papers within a file, written into the folder. Raises a ``Refused`` when none is taken."""
    if source.suffix.lower() in ARCHIVES and not is_archive(source):
        return Contents(whole=True)
    unpacking = _Unpacking(source, folder, limits)
    unpacking.take(source, "", 1)
    if not unpacking.members and source.suffix.lower() in ARCHIVES:
        raise Empty(f"“{source.name}” holds no file: check that it was packed completely.")
    return Contents(tuple(unpacking.members))


def main(path: str, folder: str, limits_json: str) -> None:
    """Unpack and answer on the real standard output."""
    answer_to = os.dup(1)
    os.dup2(2, 1)
    limits = UnpackLimits(**json.loads(limits_json))
    limit(memory_bytes=limits.memory_bytes, cpu_s=limits.cpu_s)
    try:
        contents = unpack(Path(path), Path(folder), limits)
    except Refused as refusal:
        contents = Contents(kind=type(refusal).__name__, reason=str(refusal))
    except (MemoryError, RecursionError):
        reason = (
            f"“{Path(path).name}” needs more memory than an archive may use: unpack it and add the papers."
        )
        contents = Contents(kind=Unreadable.__name__, reason=reason)
    with os.fdopen(answer_to, "wb") as out:
        out.write(to_json(contents).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
