"""A client over the application with the hand-written assistant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.settings import Settings
from tests.fakes import FakeMoothall
from web.app import create_app


@pytest.fixture
def moothall(tmp_path: Path) -> FakeMoothall:
    return FakeMoothall(tmp_path)


@pytest.fixture
def client(moothall: FakeMoothall, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path, upload_limit=50_000, upload_count=3, body_limit=20_000)
    app = create_app(moothall, settings)
    with TestClient(app, raise_server_exceptions=False, client=("127.0.0.1", 50_000)) as opened:
        yield opened
