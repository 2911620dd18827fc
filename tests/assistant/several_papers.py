"""A library of several Markdown papers, to be looked into or asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.bootstrap import open_moothall
from assistant.model import Asked
from assistant.room import Room
from assistant.settings import Settings
from ingest.library import Library
from tests.assistant.asking import Ask


@contextmanager
def library_of(folder: Path, *texts: str) -> Iterator[Library]:
    """A library of papers of these texts, made in the folder."""
    papers = [folder / f"paper{number}.md" for number in range(len(texts))]
    for paper, text in zip(papers, texts, strict=True):
        paper.write_text(text, encoding="utf-8")
    with Library.open(folder / "data") as library:
        library.ingest(papers)
        yield library


@contextmanager
def room_of(folder: Path, *texts: str) -> Iterator[Room]:
    """What the steps of an answer see of papers of these texts."""
    with library_of(folder, *texts) as library:
        yield Room(library)


@contextmanager
def asking_several(folder: Path, *texts: str) -> Iterator[Ask]:
    """Ask papers of these texts."""
    with library_of(folder, *texts):
        pass
    moothall = open_moothall(Settings(data=folder / "data"), read_only=True)
    yield lambda question: moothall.ask(Asked(question))
    moothall.close()
