"""Captions of a recorded meeting (WebVTT) read as blocks: what each speaker said, without times and styles.

What a caption shows is cut for the screen, so pieces are joined until a sentence ends or somebody else speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby

from ingest.errors import NoText
from ingest.parse.clean import clean
from ingest.parse.raw import RawBlock, RawDocument, RawParagraph

_TIMES = "-->"
_ENDS = (".", "!", "?")
_SENTENCES = 3  # in one paragraph of one speaker
_VOICE = "v"
Said = tuple[str, str]


def read_captions(data: bytes, file: str) -> RawDocument:
    """The blocks of a captions file; its title is what stands behind its first word. Raises ``NoText`` for one without words."""
    head, *cues = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    said = [piece for cue in cues for piece in _spoken(cue.split("\n"))]
    if not said:
        raise NoText(f"“{file}” holds no captions with words: add the one that has them.")
    blocks: list[RawBlock] = [RawParagraph([(text, None)]) for text in _paragraphs(said)]
    title = clean(head.split("\n")[0].removeprefix("WEBVTT")).lstrip("-–: ")
    return RawDocument("vtt", blocks, title=title or file)


def _spoken(lines: Sequence[str]) -> Iterator[Said]:
    """Speaker and words of each line below the times of a cue; a note or a style has no times."""
    times = next((number for number, line in enumerate(lines) if _TIMES in line), None)
    speaker = ""
    for line in () if times is None else lines[times + 1 :]:
        named, words = _without_tags(line)
        speaker = named or speaker
        if words := clean(unescape(words)):
            yield clean(unescape(speaker)), words


def _without_tags(line: str) -> Said:
    """The name in the line's voice tag, and its words without tags."""
    first, *rest = line.split("<")
    tags = [piece.partition(">") for piece in rest]
    voices = [tag.split(maxsplit=1) for tag, _, _ in tags if tag.split(".")[0].split()[:1] == [_VOICE]]
    speaker = next((voice[1] for voice in voices if len(voice) > 1), "")
    return speaker, first + "".join(words for _, _, words in tags)


def _paragraphs(said: Sequence[Said]) -> Iterator[str]:
    """What each speaker said at a stretch, a few whole sentences at a time, the name before it."""
    for speaker, pieces in groupby(said, key=lambda one: one[0]):
        taken: list[str] = []
        for _, words in pieces:
            taken.append(words)
            if sum(each.endswith(_ENDS) for each in taken) == _SENTENCES:
                yield _named(speaker, taken)
                taken = []
        if taken:
            yield _named(speaker, taken)


def _named(speaker: str, pieces: Sequence[str]) -> str:
    words = " ".join(pieces)
    return f"{speaker}: {words}" if speaker else words
