"""The same library in both stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.library import Library
from tests.conformance.server import new_database, server

Opened = Callable[..., Library]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a running server."""
    with server() as found:
        yield found


@pytest.fixture(params=["embedded", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """The setting that names the store: empty for the embedded one."""
    if request.param == "embedded":
        return ""
    return new_database(request.getfixturevalue("address"))


@pytest.fixture
def library(tmp_path: Path, database: str) -> Iterator[Library]:
    """An empty library in the store."""
    with Library.open(tmp_path / "data", database=database) as opened:
        yield opened
