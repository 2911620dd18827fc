"""The process in which a file is parsed: it limits itself, parses, and answers in JSON on standard output.

``python -m ingest.parse.child PATH LIMITS [PICTURES]`` where LIMITS is JSON, and PICTURES a file with what was read from
pictures of its pages, without which none is asked for. The answer is ``{"document": …}``, ``{"refused": CLASS, "message":
…}``, ``{"convert": KIND}`` for a file that only an office program reads, or ``{"pictures": [PAGE, …]}`` for pages whose
pictures are to be read first. Nothing that a file holds can do more than make this process fail.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from ingest.child import limit
from ingest.errors import Damaged, Encrypted, NoText, Refused, TooLarge, Unreadable
from ingest.model import Document
from ingest.parse.formats import BY_KIND, Format
from ingest.parse.ocr_model import PageRead, PagesRead
from ingest.parse.office import SAVED_AS
from ingest.parse.raw import OfficeWanted, PicturesWanted, RawDocument
from ingest.parse.sniff import Limits, sniff
from ingest.wire import from_json

_ENOUGH_LETTERS = 20


def parse(path: Path, limits: Limits, pictures: Path | None = None) -> Document:
    """The document in this file. Raises a ``Refused`` when it cannot be read."""
    data = path.read_bytes()
    kind, warning = sniff(path, data, limits=limits)
    if kind.value in SAVED_AS:
        raise OfficeWanted(kind.value)
    raw = _read(path, data, kind, limits, pictures)
    from ingest.parse.structure import assemble

    document = assemble(raw, digest=hashlib.sha256(data).hexdigest(), file=path.name)
    if sum(char.isalpha() for char in document.text[:10_000]) < _ENOUGH_LETTERS:
        raise NoText(
            f"“{path.name}” holds no text that can be read, only pictures or blank pages: "
            "run text recognition (OCR) on it and add the result."
        )
    if len(document.text) > limits.characters:
        raise TooLarge(f"“{path.name}” holds {len(document.text):,} characters of text: split it into parts.")
    if warning:
        report = replace(document.report, warnings=(warning, *document.report.warnings))
        document = replace(document, report=report)
    return document


def _read(path: Path, data: bytes, kind: Format, limits: Limits, pictures: Path | None) -> RawDocument:
    """The raw blocks by the format's reader, imported only when needed."""
    form = BY_KIND[kind]
    given = {"path": path, "name": path.name, "data": data, "kind": kind, "limits": limits}
    try:
        reader = getattr(importlib.import_module(form.module), form.reader)
        raw: RawDocument = reader(*({**given, "pictures": _pictures(pictures)}[name] for name in form.takes))
        return raw
    except (Refused, MemoryError, ImportError, PicturesWanted):
        raise
    except Exception as error:  # the one place where whatever a parser raises becomes a refusal
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise Encrypted(f"“{path.name}” is protected by a password: save a copy without it.") from error
        raise Damaged(
            f"“{path.name}” is damaged and cannot be read as {kind}: get a fresh copy and try again."
        ) from error


def _pictures(path: Path | None) -> dict[int, PageRead] | None:
    """What was read from the pictures of pages, by page."""
    if path is None:
        return None
    return {page.page: page for page in from_json(PagesRead, path.read_text("utf-8")).pages}


def main(path: str, limits_json: str, pictures: str = "") -> None:
    """Parse and answer on the real standard output; whatever a library prints goes to standard error."""
    answer_to = os.dup(1)
    os.dup2(2, 1)
    limits = Limits(**json.loads(limits_json))
    limit(memory_bytes=limits.memory_bytes, cpu_s=limits.cpu_s)
    try:
        from ingest.wire import document_to_json

        read = Path(pictures) if pictures else None
        answer = '{"document":' + document_to_json(parse(Path(path), limits, read)) + "}"
    except OfficeWanted as other:
        answer = json.dumps({"convert": other.kind})
    except PicturesWanted as more:
        answer = json.dumps({"pictures": more.pages})
    except Refused as refusal:
        answer = json.dumps({"refused": type(refusal).__name__, "message": str(refusal)})
    except (MemoryError, RecursionError, ImportError):  # a library that does not fit fails to import
        name = Path(path).name
        message = f"“{name}” needs more memory than a document may use: save a simpler copy, or split it."
        answer = json.dumps({"refused": Unreadable.__name__, "message": message})
    with os.fdopen(answer_to, "wb") as out:
        out.write(answer.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
