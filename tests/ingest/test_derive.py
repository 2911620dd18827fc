"""What is made of a document in a process of its own: the same as here, and ended when its time is up."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.derive import Wanted, derive, derived
from ingest.errors import TookTooLong
from ingest.overrides import Overrides
from ingest.parse import read
from tests.ingest.papers import write_papers


def test_the_process_makes_what_this_one_would(tmp_path: Path) -> None:
    document = read(write_papers(tmp_path)[1])
    wanted = Wanted(document, known=False, overrides=Overrides(period="2023-2026"))

    made = derive(wanted)

    assert made == derived(wanted)
    assert made.document.body and made.chunks and made.facts


def test_a_document_that_takes_too_long_is_refused_by_name(tmp_path: Path) -> None:
    document = read(write_papers(tmp_path)[1])

    with pytest.raises(TookTooLong, match="westmarch.md"):
        derive(Wanted(document, known=True), timeout_s=0.01)
