"""Programs of the system that are started to read a file."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from ingest.child import command
from ingest.parse import ocr_tesseract
from ingest.parse.ocr_picture import Straight

_WRITES_ITS_THREADS = r"""#!/bin/sh
printf '5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\tthreads:%s\n' "$OMP_THREAD_LIMIT"
"""


def test_a_program_gets_the_environment_of_this_process_and_only_what_is_added_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HELD", "here")
    monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)

    given = command(["env"], timeout_s=10, environment={"ADDED": "there"}).split("\n")

    assert {"HELD=here", "ADDED=there"} <= set(given)
    assert not any(line.startswith("OMP_THREAD_LIMIT=") for line in given)


def test_tesseract_reads_a_page_with_one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text(_WRITES_ITS_THREADS)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)
    ocr_tesseract.languages.cache_clear()

    try:
        found = ocr_tesseract.recognise(Straight(numpy.zeros((9, 9), numpy.uint8), 0.0, 2.0))
    finally:
        ocr_tesseract.languages.cache_clear()

    assert [word.text for word in found] == ["threads:1"]
