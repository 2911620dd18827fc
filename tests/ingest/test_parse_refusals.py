"""What cannot be read is refused with one sentence that names the file, and nothing takes the reader down."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from ingest.errors import (
    Damaged,
    Empty,
    NoText,
    NotWhatItSays,
    Refused,
    TookTooLong,
    TooLarge,
    Unreadable,
    Unsupported,
    ZipBomb,
)
from ingest.parse import Limits, read

TEXT = "# People Plan\n\nWe will train every manager in the council by May 2024.\n"


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        read(path, limits=limits or Limits())
    assert path.name in str(caught.value)
    return caught.value


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def test_a_text_file_is_read_whole_and_known_by_its_bytes(tmp_path: Path) -> None:
    found = read(put(tmp_path, "plan.md", TEXT.encode()))

    assert (found.format, found.title, found.file) == ("text", "People Plan", "plan.md")
    assert found.id == found.digest[:16]
    assert found.text.endswith("by May 2024.")


def test_a_file_named_as_another_format_is_read_by_content_with_a_warning(tmp_path: Path) -> None:
    page = "<!doctype html><html><body><h1>Plan</h1><p>We will train every manager by May.</p></body></html>"

    found = read(put(tmp_path, "plan.txt", page.encode()))

    assert found.format == "html"
    assert "named as text" in found.report.warnings[0]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert isinstance(refusal(put(tmp_path, "a.pdf", b"")), Empty)
    assert isinstance(refusal(put(tmp_path, "b.txt", b" \n\n ")), Empty)


def test_a_picture_named_as_a_document_is_not_what_it_says(tmp_path: Path) -> None:
    assert isinstance(refusal(put(tmp_path, "plan.docx", b"\x89PNG\r\n\x1a\n" + bytes(64))), NotWhatItSays)


def test_a_presentation_of_a_program_that_is_not_read_is_not_supported(tmp_path: Path) -> None:
    data = zipped(Index__Document_iwa=b"slides")

    assert isinstance(refusal(put(tmp_path, "slides.key", data)), Unsupported)


def test_a_deck_without_its_slides_is_damaged(tmp_path: Path) -> None:
    data = zipped(**{"ppt/presentation.xml": b"<presentation/>"})

    assert isinstance(refusal(put(tmp_path, "slides.pptx", data)), Damaged)


def test_a_workbook_with_broken_parts_is_damaged(tmp_path: Path) -> None:
    data = zipped(xl__workbook_xml=b"<workbook/>").replace(b"xl/workbook_xml", b"xl/workbook.xml")

    assert isinstance(refusal(put(tmp_path, "figures.xlsx", data)), Damaged)


def test_an_old_office_file_of_no_known_kind_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    found = refusal(put(tmp_path, "plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)))

    assert isinstance(found, NotWhatItSays)
    assert "save it again as" in str(found)


def test_a_word_file_cut_short_is_damaged(tmp_path: Path) -> None:
    out = io.BytesIO()
    docx.Document().save(out)

    assert isinstance(refusal(put(tmp_path, "plan.docx", out.getvalue()[:2000])), Damaged)


def test_a_word_file_with_broken_xml_is_damaged(tmp_path: Path) -> None:
    data = zipped(word__document_xml=b"<w:document")
    data = data.replace(b"word/document_xml", b"word/document.xml")

    assert isinstance(refusal(put(tmp_path, "plan.docx", data)), Damaged)


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    data = zipped(word__document_xml=bytes(30 * 2**20)).replace(b"word/document_xml", b"word/document.xml")

    assert isinstance(refusal(put(tmp_path, "plan.docx", data), Limits(unpacked_bytes=20 * 2**20)), ZipBomb)
    assert isinstance(refusal(put(tmp_path, "again.docx", data)), ZipBomb)


def test_a_file_over_the_limit_is_too_large(tmp_path: Path) -> None:
    assert isinstance(refusal(put(tmp_path, "plan.txt", TEXT.encode()), Limits(file_bytes=10)), TooLarge)


def test_a_file_without_words_has_no_text(tmp_path: Path) -> None:
    assert isinstance(refusal(put(tmp_path, "plan.txt", b"1 2 3 4 5\n-- --\n12 13\n")), NoText)


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    long = put(tmp_path, "plan.txt", TEXT.encode() * 20_000)

    assert isinstance(refusal(long, Limits(timeout_s=0.01)), TookTooLong)


def test_a_reader_without_memory_is_ended_and_says_so(tmp_path: Path) -> None:
    plan = put(tmp_path, "plan.txt", TEXT.encode())

    assert isinstance(refusal(plan, Limits(memory_bytes=15 * 2**20)), Unreadable)


def test_entities_that_grow_are_not_expanded(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    page = (
        f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]><html><body><p>We will train all managers &l8;.</p>'
        f"</body></html>"
    )

    assert len(read(put(tmp_path, "plan.html", page.encode())).text) < 5_000
