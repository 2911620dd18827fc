"""An answer's Markdown as safe HTML: no markup of the text survives, no link but those to its own sources."""

from __future__ import annotations

import re
from collections.abc import Collection

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

LABELS = re.compile(r"\[(\w{1,6}(?:\s*,\s*\w{1,6})*)\]")
HEADING_SHIFT = 3

_PARSER = (
    MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    .enable("table")
    .disable(["link", "image", "autolink", "html_inline", "html_block", "reference", "code", "fence"])
)


def to_html(text: str, anchor: str, labels: Collection[str]) -> Markup:
    """The text as HTML; ``[1]`` links to ``#{anchor}-s1`` when the label is one of ``labels``."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADING_SHIFT)}"
        if token.type == "table_open":
            token.attrSet("class", "table")
        if token.children:
            token.children = [part for child in token.children for part in _cited(child, anchor, labels)]
    html: str = _PARSER.renderer.render(tokens, _PARSER.options, {})
    html = html.replace("<table", '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table')
    return Markup(html.replace("</table>", "</table></div>"))  # noqa: S704  # the renderer escaped every text


def _cited(token: Token, anchor: str, labels: Collection[str]) -> list[Token]:
    if token.type != "text":
        return [token]
    parts: list[Token] = []
    at = 0
    for match in LABELS.finditer(token.content):
        named = re.split(r"\s*,\s*", match.group(1))
        if all(name in labels for name in named):
            parts += [_text(token.content[at : match.start()]), _links(named, anchor)]
            at = match.end()
    return [*parts, _text(token.content[at:])]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _links(labels: Collection[str], anchor: str) -> Token:
    links = Markup(" ").join(
        Markup('<a class="cite" href="#{}-s{}" aria-label="Source {}">[{}]</a>').format(
            anchor, name, name, name
        )
        for name in labels
    )
    return Token("html_inline", "", 0, content=str(links))


def first_line(text: str) -> str:
    """The first line of an answer without its markup, for announcements and titles."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return re.sub(r"\s+", " ", re.sub(r"[*_#|`>]|\[\w{1,6}\]", "", line)).strip()


def escaped(text: str) -> Markup:
    """Plain text as HTML."""
    return escape(text)
