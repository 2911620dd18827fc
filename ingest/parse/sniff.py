"""Which format a file is, by its bytes; what cannot be read is refused before any parser sees it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.errors import Damaged, Empty, Encrypted, NotWhatItSays, TooLarge, Unsupported, ZipBomb

_TEXT_SUFFIXES = frozenset((".txt", ".md", ".markdown", ".text", ""))
_SUFFIXES = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
    ".text": "text",
}
_OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format", "a database"),
    (b"%!PS", "a PostScript file"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_MOST_BINARY = 0.1  # share of control bytes above which bytes are no text


class Format(StrEnum):
    """The formats that are read."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost: bytes on disk and unpacked, seconds, memory, characters."""

    file_bytes: int = 100 * 2**20
    unpacked_bytes: int = 300 * 2**20
    member_ratio: int = 200
    members: int = 5_000
    timeout_s: float = 120.0
    cpu_s: int = 110
    memory_bytes: int = 2 * 2**30
    characters: int = 20_000_000


def sniff(path: Path, data: bytes, *, limits: Limits) -> tuple[Format, str]:
    """The format of these bytes and a warning when the name says otherwise (else empty).

    Raises a ``Refused`` for what is empty, too large, a bomb, encrypted, or not readable here.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Empty(f"“{path.name}” is empty: check that the file was saved or copied completely.")
    if len(data) > limits.file_bytes:
        raise TooLarge(
            f"“{path.name}” has {len(data) / 2**20:.0f} MB, the limit is {limits.file_bytes / 2**20:.0f} MB: "
            "split it, or save it with smaller pictures."
        )
    found = _format_of(path, data, limits)
    claimed = _SUFFIXES.get(path.suffix.lower())
    if claimed is None or claimed == found:
        return found, ""
    return found, f"“{path.name}” is named as {claimed} but its content is {found}; it was read as {found}."


def _format_of(path: Path, data: bytes, limits: Limits) -> Format:
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_format(path, data, limits)
    if data.startswith(_OLE):
        raise _ole(path, data)
    for magic, name in _OTHERS:
        if data.startswith(magic) and (len(magic) > 2 or _is_binary(data)):
            raise _other(path, name)
    if _is_binary(data):
        raise _other(path, "not text, PDF, Word or HTML")
    return (
        Format.HTML
        if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) or _is_utf16_html(data)
        else Format.TEXT
    )


def _is_utf16_html(data: bytes) -> bool:
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") and bool(_HTML.match(data[2:8192].replace(b"\x00", b"")))


def _other(path: Path, name: str) -> NotWhatItSays | Unsupported:
    if path.suffix.lower() in _SUFFIXES:
        return NotWhatItSays(
            f"“{path.name}” is not what its name says: its content is {name}; "
            "save it again as PDF, DOCX, HTML or text."
        )
    return Unsupported(
        f"“{path.name}” is {name}, which is not read here: save it as PDF, DOCX, HTML or text."
    )


def _ole(path: Path, data: bytes) -> Encrypted | Unsupported | NotWhatItSays:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Encrypted(f"“{path.name}” is protected by a password: save a copy without it.")
    return _other(path, "an old Office file (such as .doc or .xls)")


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    control = sum(
        sample.count(bytes((code,))) for code in range(32) if code not in (7, 8, 9, 10, 11, 12, 13, 27)
    )
    return b"\x00" in sample[:1024] or control > len(sample) * _MOST_BINARY


def _zip_format(path: Path, data: bytes, limits: Limits) -> Format:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Damaged(f"“{path.name}” is damaged or cut short: get a fresh copy and try again.") from error
    _guard_zip(path, members, limits)
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise Encrypted(f"“{path.name}” is protected by a password: save a copy without it.")
    if "word/document.xml" in names or _main_part(archive, names):
        return Format.DOCX
    if any(name.startswith("xl/") for name in names):
        raise _other(path, "a spreadsheet")
    if any(name.startswith("ppt/") for name in names):
        raise _other(path, "a presentation")
    if "mimetype" in names or "content.xml" in names:
        raise _other(path, "an OpenDocument or EPUB file")
    raise _other(path, "a zip archive")


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether the package's main part is a Word document under another name."""
    if "[Content_Types].xml" not in names or archive.getinfo("[Content_Types].xml").file_size > 2**20:
        return False
    try:
        return b"wordprocessingml.document.main" in archive.read("[Content_Types].xml")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return False


def _guard_zip(path: Path, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what would unpack to far more than a real document; sizes are those the archive states."""
    total = sum(member.file_size for member in members)
    bomb = ZipBomb(
        f"“{path.name}” would unpack to {total / 2**20:.0f} MB in {len(members)} parts, far more than a real "
        "document holds, so it was not opened: save it again from Word without embedded files."
    )
    if total > limits.unpacked_bytes or len(members) > limits.members:
        raise bomb
    for member in members:
        is_xml = member.filename.lower().endswith((".xml", ".rels"))
        packed = max(1, member.compress_size)
        if is_xml and member.file_size > 20 * 2**20 and member.file_size / packed > limits.member_ratio:
            raise bomb
        if (
            member.filename.lower().endswith((".zip", ".docx", ".gz"))
            and member.file_size > limits.unpacked_bytes / 4
        ):
            raise bomb
