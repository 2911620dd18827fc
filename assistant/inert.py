"""A text of Markdown in which nothing that a paper brought along can act: no HTML, no picture, no link of its own.

The pages show only plain marks anyway; other chat programs that read ``text`` would load what stands there.
"""

from __future__ import annotations

_ACTIVE = (("![", "!\\["), ("](", "]\\("), ("://", ":\\/\\/"))


def inert(text: str) -> str:
    """The text with what would become markup or a link escaped, so that it is shown as it is printed.

    Escaped again it stays the same.
    """
    text = text.replace("\\<", "<").replace("<", "\\<")
    for active, shown in _ACTIVE:
        text = text.replace(active, shown)
    return text
