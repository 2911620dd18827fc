"""Leftovers of Markdown and HTML within a line of text are taken off, the words kept."""

from __future__ import annotations

import html
import re

_IMAGE = re.compile(r"!\[([^\]\[]{0,500})\]\([^)]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\[]{1,500})\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(r"</?(?:[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|<!--.*?-->")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRONG = re.compile(
    r"(?<!\\)(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)|(?<!\\)(\*{2,3})(?=\S)(.+?)(?<=[^\s\\])\3"
)
_UNDERLINE = re.compile(r"(?<![\w\\])_(?=\S)([^_]+?)(?<=\S)_(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~$&<])")
_CODE = re.compile(r"`([^`]+)`")
_BOLD_LINE = re.compile(
    r"^(?:\*\*\*?(?!\s)(?:(?!\*\*).)+\*\*\*?|__(?!\s)(?:(?!__).)+__|<(b|strong)>.*</\1>)\s*:?$", re.S
)


def strip_inline(text: str) -> str:
    """The text without emphasis marks, links' addresses, images, tags, escapes and entities."""
    text = _BREAK.sub(" ", text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _CODE.sub(r"\1", text)
    for _ in range(2):
        text = _STRONG.sub(lambda found: found.group(2) or found.group(4), text)
    text = _UNDERLINE.sub(r"\1", text)
    text = re.sub(r"(?<!\\)\*\*", "", text)
    return html.unescape(_ESCAPE.sub(r"\1", text))


def is_bold(text: str) -> bool:
    """Whether all of the text is set bold."""
    return bool(_BOLD_LINE.match(text.strip()))


def has_tags(text: str) -> bool:
    """Whether the text holds HTML tags that shape blocks (paragraphs, lists, tables)."""
    return bool(re.search(r"</?(?:p|ul|ol|li|br|div|table|tr|td|th)\b", text, re.IGNORECASE))
