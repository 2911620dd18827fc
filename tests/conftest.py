"""What many tests share: the sample library, read once for all of them, and the assistant over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import Moothall
from assistant.conversation import Conversations
from assistant.room import Room
from ingest.library import Library
from samples.load import load


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library over the sample papers. Shared: a test that changes it must make its own."""
    folder = tmp_path_factory.mktemp("samples") / "data"
    load(folder)
    with Library.open(folder) as library:
        yield library


@pytest.fixture(scope="session")
def sample_room(sample_library: Library) -> Room:
    """The steps' view of the sample library."""
    return Room(sample_library)


@pytest.fixture
def sample_moothall(sample_library: Library, tmp_path: Path) -> Iterator[Moothall]:
    """The assistant over the sample library, with conversations of its own."""
    conversations = Conversations.open(tmp_path / "conversations.sqlite")
    yield Moothall(sample_library, conversations)
    conversations.close()
