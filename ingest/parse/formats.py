"""The formats that are read: what their files are called, how they are told, and which module reads them.

A new one is a module that makes a ``RawDocument``, a name in ``Format`` and a line in ``FORMATS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """The formats that are read."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    PPTX = "pptx"
    EML = "eml"
    ODT = "odt"
    RTF = "rtf"
    DOC = "doc"
    PPT = "ppt"
    ODP = "odp"
    VTT = "vtt"


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One format.

    ``reader`` is a function of ``module``, which is imported when a file is to be read. ``takes`` names what it is given: the
    file's ``path``, ``name`` and ``data``, its ``kind``, the ``limits``, the ``pictures`` of its pages that were read.
    ``module`` is empty where an office program saves it as another format first.

    ``begins`` are the first bytes of every such file, ``part`` is the file within a ZIP that tells it; a format without
    either is told in ``ingest.parse.sniff``.
    """

    kind: Format
    suffixes: tuple[str, ...]
    module: str = ""
    reader: str = ""
    takes: tuple[str, ...] = ("data",)
    begins: bytes = b""
    part: str = ""


_WORKBOOK = ("ingest.parse.workbook", "read_workbook", ("data", "name", "kind", "limits"))
FORMATS = (
    FileFormat(Format.PDF, (".pdf",), "ingest.parse.pdf", "read_pdf", ("path", "pictures")),
    FileFormat(Format.DOCX, (".docx", ".docm"), "ingest.parse.docx", "read_docx", part="word/document.xml"),
    FileFormat(Format.HTML, (".html", ".htm", ".xhtml"), "ingest.parse.html", "read_html"),
    FileFormat(Format.TEXT, (".txt", ".md", ".markdown", ".text"), "ingest.parse.text", "read_text"),
    FileFormat(Format.XLSX, (".xlsx", ".xlsm", ".xltx"), *_WORKBOOK),
    FileFormat(Format.XLS, (".xls",), *_WORKBOOK),
    FileFormat(Format.ODS, (".ods",), *_WORKBOOK),
    FileFormat(
        Format.PPTX,
        (".pptx", ".pptm", ".ppsx", ".potx"),
        "ingest.parse.pptx",
        "read_pptx",
        ("data", "name"),
        part="ppt/presentation.xml",
    ),
    FileFormat(Format.EML, (".eml",), "ingest.parse.mail", "read_mail", ("data", "name")),
    FileFormat(
        Format.VTT, (".vtt",), "ingest.parse.captions", "read_captions", ("data", "name"), begins=b"WEBVTT"
    ),
    FileFormat(Format.ODT, (".odt",)),
    FileFormat(Format.RTF, (".rtf",), begins=b"{\\rtf"),
    FileFormat(Format.DOC, (".doc",)),
    FileFormat(Format.PPT, (".ppt",)),
    FileFormat(Format.ODP, (".odp",)),
    FileFormat(Format.CSV, (".csv", ".tsv"), *_WORKBOOK),
)
SUFFIXES = {suffix: each.kind.value for each in FORMATS for suffix in each.suffixes}
BY_KIND = {each.kind: each for each in FORMATS}
