"""What a paper brings along cannot act in another program that shows the text."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from assistant.inert import inert

OTHER_PROGRAM = MarkdownIt("commonmark", {"html": True})
BROUGHT = (
    "a <img src=http://evil.example/x> b",
    "<script>alert(1)</script>",
    "see <http://evil.example/> now",
    "![seen](http://evil.example/x.png)",
    "[here](http://evil.example/)",
    "go to http://evil.example/path",
)


@pytest.mark.parametrize("text", BROUGHT)
def test_it_is_shown_and_does_nothing(text: str) -> None:
    html = OTHER_PROGRAM.render(inert(text))

    assert not any(tag in html for tag in ("<img", "<script", "<a "))
    assert "http://evil" not in inert(text)
    assert html.count("evil.example") == text.count("evil.example")


@pytest.mark.parametrize("text", BROUGHT)
def test_twice_is_once(text: str) -> None:
    assert inert(inert(text)) == inert(text)


def test_plain_marks_and_labels_stay() -> None:
    text = "**508.4** [1]\n\n- one [2], [3]\n\n| a | b |\n|---|---|"

    assert inert(text) == text
