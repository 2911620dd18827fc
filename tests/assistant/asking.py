"""A library of one Markdown paper, ready to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.bootstrap import open_moothall
from assistant.model import Answer, Asked
from assistant.settings import Settings
from ingest.library import Library

Ask = Callable[[str], Answer]


@contextmanager
def asking(folder: Path, text: str) -> Iterator[Ask]:
    """Ask a paper of this text, whose library is made in the folder."""
    (folder / "paper.md").write_text(text, encoding="utf-8")
    with Library.open(folder / "data") as library:
        library.ingest([folder / "paper.md"])
    moothall = open_moothall(Settings(data=folder / "data"), read_only=True)
    yield lambda question: moothall.ask(Asked(question))
    moothall.close()
