"""ODT, RTF, DOC and old presentations are read through LibreOffice where it is installed, else refused in one sentence."""

from __future__ import annotations

import hashlib
import subprocess
import time
from pathlib import Path

import pytest

from ingest.derive import Wanted, derived
from ingest.errors import Damaged, NoText, Refused, TookTooLong, Unsupported
from ingest.model import Document
from ingest.parse import office, read
from ingest.refs import ref_at
from tests.ingest.one_paper import as_docx, as_pptx, put

INSTALLED = pytest.mark.skipif(not office.program(), reason="LibreOffice is not installed")
RTF = rb"{\rtf1\ansi {\b People Plan 2025-2029}\par Westmarch Borough Council employs 1,204 people.\par}"


def saved_as(folder: Path, source: Path, suffix: str) -> Path:
    """The file as LibreOffice saves it in another format."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office.program(),
        profile,
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(folder / suffix),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / suffix / f"{source.stem}.{suffix}"


def told(document: Document) -> set[tuple[str, float | None, str, str | None, str]]:
    facts = derived(Wanted(document, False)).facts
    return {(fact.metric, fact.value, fact.unit, fact.as_of or fact.period, fact.part) for fact in facts}


@INSTALLED
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["odt", "rtf", "doc"])
def test_a_text_of_another_office_program_gives_the_figures_of_the_word_document(
    tmp_path: Path, suffix: str
) -> None:
    word = put(tmp_path, "plan.docx", as_docx())
    path = saved_as(tmp_path, word, suffix)

    document = read(path)

    assert told(document) == told(read(word))
    assert (document.format, document.file) == (suffix, f"plan.{suffix}")
    assert document.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.id == document.digest[:16]


@INSTALLED
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["odp", "ppt"])
def test_a_deck_of_another_office_program_is_cited_by_its_slides(tmp_path: Path, suffix: str) -> None:
    path = saved_as(tmp_path, put(tmp_path, "plan.pptx", as_pptx()), suffix)
    if not path.is_file():
        pytest.skip("LibreOffice Impress is not installed")

    document = read(path)
    start = document.text.index("1,204")

    assert ref_at(document, start, start + 5) == "slide 1"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("plan.rtf", RTF, "an RTF file"),
        (
            "plan.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument\0".encode("utf-16-le"),
            "a document of old Word",
        ),
    ],
)
def test_without_libreoffice_such_a_file_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, kind: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Unsupported) as caught:
        read(put(tmp_path, name, data))

    assert str(caught.value) == (
        f"“{name}” is {kind}, which is read only where LibreOffice is installed: save it as DOCX or PDF."
    )


@INSTALLED
def test_a_file_that_libreoffice_cannot_open_is_refused_in_one_sentence(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument\0".encode("utf-16-le")

    with pytest.raises(Refused) as caught:
        read(put(tmp_path, "plan.doc", data))

    assert isinstance(caught.value, Damaged)
    assert (
        str(caught.value)
        == "“plan.doc” could not be opened by LibreOffice: save it as DOCX or PDF and add that."
    )


@INSTALLED
def test_a_refusal_of_what_libreoffice_saved_names_the_file_that_was_given(tmp_path: Path) -> None:
    path = put(tmp_path, "minutes.rtf", rb"{\rtf1\ansi Two words.\par}")

    with pytest.raises(NoText) as caught:
        read(path)

    assert str(caught.value) == (
        "“minutes.rtf” holds no text that can be read, only pictures or blank pages: run text recognition (OCR) on it "
        "and add the result."
    )


def test_an_office_program_that_does_not_end_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = put(tmp_path / "bin", "soffice", b"#!/bin/sh\nsleep 60 & echo $! > $HOME/started; wait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    (tmp_path / "made").mkdir()

    with pytest.raises(TookTooLong) as caught:
        office.saved_as_read(put(tmp_path, "plan.rtf", RTF), "rtf", tmp_path / "made", timeout_s=3)

    assert str(caught.value) == (
        "“plan.rtf” was not opened by LibreOffice within 3 seconds: save it as DOCX or PDF."
    )
    started = int((tmp_path / "made" / "started").read_text())
    until = time.monotonic() + 10
    while is_running(started) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(started)


def is_running(number: int) -> bool:
    """Whether a process runs; one that was ended and not yet told of does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
