"""One small library, read once; each module that changes it works on a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.signing import Site, open_site, write_library


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("access")
    write_library(folder)
    return folder / "data"


@pytest.fixture
def site(library_folder: Path, tmp_path: Path) -> Iterator[Site]:
    shutil.copytree(library_folder, tmp_path / "data")
    made = open_site(tmp_path / "data")
    with made.client:
        yield made
    made.moothall.close()
    made.desk.close()
