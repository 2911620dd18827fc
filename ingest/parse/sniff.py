"""Which format a file is, by its bytes; what cannot be read is refused before any parser sees it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Damaged, Empty, Encrypted, NotWhatItSays, TooLarge, Unsupported, ZipBomb
from ingest.parse.formats import FORMATS, SUFFIXES, Format

_OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format", "a database"),
    (b"%!PS", "a PostScript file"),
)
_WORKBOOKS = frozenset(("xlsx", "xls", "ods", "csv"))
_XLSX_MAIN = (
    b"spreadsheetml.sheet.main",
    b"ms-excel.sheet.macroEnabled.main",
    b"spreadsheetml.template.main",
)
_DECK = b"presentationml."
_MARK = b"\xef\xbb\xbf"  # of a text in UTF-8
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_XML_WORKBOOK = b"urn:schemas-microsoft-com:office:spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_MOST_BINARY = 0.1  # share of control bytes above which bytes are no text


_OLE_STREAMS = {
    "WordDocument": Format.DOC,
    "PowerPoint Document": Format.PPT,
    "Workbook": Format.XLS,
    "Book": Format.XLS,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost: bytes on disk and unpacked, seconds, memory, characters; a workbook's cells,
    sheets and unpacked bytes of sheets; pages that are read from their pictures.
    """

    file_bytes: int = 100 * 2**20
    unpacked_bytes: int = 300 * 2**20
    member_ratio: int = 200
    members: int = 5_000
    timeout_s: float = 120.0
    cpu_s: int = 110
    memory_bytes: int = 2 * 2**30
    characters: int = 20_000_000
    cells: int = 300_000
    sheets: int = 300
    sheet_bytes: int = 60 * 2**20
    scanned_pages: int = 400


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
    claimed = SUFFIXES.get(path.suffix.lower())
    if claimed is None or claimed == found:
        return found, ""
    return found, f"“{path.name}” is named as {claimed} but its content is {found}; it was read as {found}."


def _format_of(path: Path, data: bytes, limits: Limits) -> Format:
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_format(path, data, limits)
    if data.startswith(_OLE):
        return _ole_format(path, data)
    for known in FORMATS:
        if known.begins and data.removeprefix(_MARK).startswith(known.begins):
            return known.kind
    for magic, name in _OTHERS:
        if data.startswith(magic) and (len(magic) > 2 or _is_binary(data)):
            raise _other(path, name)
    if _is_binary(data):
        raise _other(path, "not text, PDF, Word, HTML or a workbook")
    if _HTML.match(data[:4096].removeprefix(_MARK)) or _is_utf16_html(data):
        return Format.HTML
    if _XML_WORKBOOK in data[:4096]:
        raise _other(path, "a workbook in the XML form of 2003")
    if path.suffix.lower() == ".eml" and _is_mail(data):
        return Format.EML
    return Format.CSV if SUFFIXES.get(path.suffix.lower()) in _WORKBOOKS else Format.TEXT


def _is_mail(data: bytes) -> bool:
    """Whether the bytes begin as a message does: with a sender, and a date or a subject."""
    head = data[:65536].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = {line.partition(b":")[0].lower() for line in head.split(b"\n") if b":" in line}
    return b"from" in names and bool(names & {b"date", b"subject"})


def _is_utf16_html(data: bytes) -> bool:
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") and bool(_HTML.match(data[2:8192].replace(b"\x00", b"")))


def _other(path: Path, name: str) -> NotWhatItSays | Unsupported:
    if path.suffix.lower() in SUFFIXES:
        return NotWhatItSays(
            f"“{path.name}” is not what its name says: its content is {name}; "
            "save it again as PDF, DOCX, PPTX, HTML, text or XLSX."
        )
    return Unsupported(
        f"“{path.name}” is {name}, which is not read here: save it as PDF, DOCX, PPTX, HTML, text or XLSX."
    )


def _ole_format(path: Path, data: bytes) -> Format:
    """XLS, DOC or PPT by the names of the streams within; other files of this container are refused."""
    if _stream("EncryptedPackage") in data:
        raise Encrypted(f"“{path.name}” is protected by a password: save a copy without it.")
    held = [kind for name, kind in _OLE_STREAMS.items() if _stream(name) in data]
    if held:  # one may lie within another: then the name says which
        claimed = SUFFIXES.get(path.suffix.lower())
        return next((kind for kind in held if kind == claimed), held[0])
    if _stream("__properties_version1.0") in data:
        raise _other(path, "an Outlook message (save it as .eml, with what is attached)")
    raise _other(path, "an old Office file of a kind that is not known")


def _stream(name: str) -> bytes:
    """The name of a stream as its directory entry begins: UTF-16, ended by a zero."""
    return f"{name}\0".encode("utf-16-le")


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
    types = _small_part(archive, names, "[Content_Types].xml")
    if b"wordprocessingml.document.main" in types:
        return Format.DOCX
    if told := next((each.kind for each in FORMATS if each.part and each.part in names), None):
        return told
    if "xl/workbook.bin" in names:
        raise _other(path, "a binary workbook (.xlsb)")
    if "xl/workbook.xml" in names or any(kind in types for kind in _XLSX_MAIN):
        _guard_sheets(path, members, limits)
        return Format.XLSX
    if _DECK in types:
        return Format.PPTX
    mimetype = _small_part(archive, names, "mimetype")
    if mimetype.startswith(_OPEN_DOCUMENT):
        if b"encryption-data" in _small_part(archive, names, "META-INF/manifest.xml"):
            raise Encrypted(f"“{path.name}” is protected by a password: save a copy without it.")
        return _open_document(path, mimetype.removeprefix(_OPEN_DOCUMENT), members, limits)
    if "mimetype" in names or "content.xml" in names:
        raise _other(path, "an EPUB or another file of OpenDocument")
    raise _other(path, "a zip archive")


def _open_document(path: Path, kind: bytes, members: list[zipfile.ZipInfo], limits: Limits) -> Format:
    if kind.startswith(b"spreadsheet"):
        _guard_sheets(path, members, limits)
        return Format.ODS
    if kind.startswith(b"text"):
        return Format.ODT
    if kind.startswith(b"presentation"):
        return Format.ODP
    raise _other(path, "a drawing or formula of OpenDocument")


def _small_part(archive: zipfile.ZipFile, names: set[str], name: str) -> bytes:
    """A part that says what kind of file it is in; empty when there is none, or it is oddly large or broken."""
    if name not in names or archive.getinfo(name).file_size > 2**20:
        return b""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return b""


def _guard_sheets(path: Path, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse sheets that would take too much memory as cells."""
    sheets = [m for m in members if m.filename.startswith("xl/worksheets/") or m.filename == "content.xml"]
    size = sum(member.file_size for member in sheets)
    if size > limits.sheet_bytes:
        raise TooLarge(
            f"“{path.name}” holds sheets of {size / 2**20:.0f} MB unpacked, the limit is "
            f"{limits.sheet_bytes / 2**20:.0f} MB: split it, or save the sheets that matter."
        )


def _guard_zip(path: Path, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what would unpack to far more than a real document; sizes are those the archive states."""
    total = sum(member.file_size for member in members)
    bomb = ZipBomb(
        f"“{path.name}” would unpack to {total / 2**20:.0f} MB in {len(members)} parts, far more than a real "
        "document holds, so it was not opened: save it again without embedded files."
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
