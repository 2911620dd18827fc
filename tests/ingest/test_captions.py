"""Captions of a recorded meeting become what was said, in whole sentences, with who said it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import NoText
from ingest.parse import read
from ingest.parse.captions import read_captions
from ingest.parse.raw import RawParagraph

MEETING = """WEBVTT - Cabinet, 8 July 2025

NOTE made by the webcast

STYLE
::cue { color: yellow }

1
00:00:01.000 --> 00:00:04.000 align:start
<v Councillor Jo Hale>Welcome
to the cabinet of

2
00:00:04.000 --> 00:00:06.000
<v Councillor Jo Hale>Elmford &amp; District.

3
00:00:07.000 --> 00:00:11.000
<v.loud Sam Reed>We employed <i>812</i> people <00:00:09.000>on 31 March 2025.
"""


def said(text: str) -> list[str]:
    blocks = read_captions(text.encode(), "meeting.vtt").blocks
    return [block.text for block in blocks if isinstance(block, RawParagraph)]


def test_pieces_of_one_speaker_are_joined_and_the_next_speaker_begins_anew() -> None:
    assert said(MEETING) == [
        "Councillor Jo Hale: Welcome to the cabinet of Elmford & District.",
        "Sam Reed: We employed 812 people on 31 March 2025.",
    ]


def test_a_long_speech_is_parted_after_three_sentences() -> None:
    cues = [f"00:00:0{n}.000 --> 00:00:0{n}.900\nThis is sentence {n}." for n in range(1, 6)]

    parts = said("WEBVTT\n\n" + "\n\n".join(cues))

    assert [part.count("sentence") for part in parts] == [3, 2]


def test_lines_may_end_as_windows_ends_them() -> None:
    assert said(MEETING.replace("\n", "\r\n")) == said(MEETING)


def test_the_file_is_told_by_its_first_bytes_and_titled_by_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "meeting.txt"
    path.write_bytes(b"\xef\xbb\xbf" + MEETING.encode())

    document = read(path)

    assert document.format == "vtt"
    assert document.title == "Cabinet, 8 July 2025"
    assert "812 people" in document.text


def test_captions_without_words_are_refused_with_one_sentence() -> None:
    with pytest.raises(NoText, match=r"“meeting\.vtt” holds no captions with words"):
        read_captions(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jo>\n", "meeting.vtt")
