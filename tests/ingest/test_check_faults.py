"""A library that lost something is not called whole, by a reading process too, and is made whole again."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.catalogue import FILE_NAME
from ingest.library import Library
from tests.ingest.papers import write_papers


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    with Library.open(folder / "data") as made:
        made.ingest(write_papers(folder / "papers"))
    return folder / "data"


def sql(*statements: str) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        connection = sqlite3.connect(folder / FILE_NAME)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return run


HARM = {
    "no vectors": lambda folder: shutil.rmtree(folder / "vectors"),
    "an empty vector store": lambda folder: (shutil.rmtree(folder / "vectors"), (folder / "vectors").mkdir()),
    "a vector store that is none": lambda folder: (folder / "vectors" / "chroma.sqlite3").write_bytes(
        b"x" * 9000
    ),
    "words of no chunk": sql("INSERT INTO chunk_words(chunk_words) VALUES ('delete-all')"),
    "an emptied index": sql("DELETE FROM chunk_words_data"),
    "no index": sql("DROP TABLE chunk_words"),
}


@pytest.mark.slow
@pytest.mark.parametrize("harm", HARM)
def test_what_is_lost_is_noticed_and_made_again(harm: str, library: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(library, tmp_path / "data")
    HARM[harm](folder)

    with Library.open(folder, read_only=True) as reading:
        assert not reading.check().whole
    with Library.open(folder) as writing:
        writing.check(repair=True)
        assert writing.check().problems == ()
        assert writing.search_words("turnover") and writing.documents()


def test_a_whole_library_is_called_whole(library: Path) -> None:
    with Library.open(library, read_only=True) as reading:
        assert reading.check().problems == ()
