"""An answer's Markdown as safe HTML: no markup of the text survives, no link but those to its own sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

LABELS = re.compile(r"\[(\w{1,6}(?:\s*,\s*\w{1,6})*)\]")
HEADING_SHIFT = 3
MANY = 4
"""So many sources of one statement are one link."""

_PARSER = (
    MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    .enable("table")
    .disable(["link", "image", "autolink", "html_inline", "html_block", "reference", "code", "fence"])
)


def to_html(text: str, anchor: str, labels: Collection[str]) -> Markup:
    """The text as HTML; ``[1]`` links to ``#{anchor}-s1`` when the label is one of ``labels``.

    Many labels in a row become one link.
    """
    tokens = tokens_of(text)
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


def tokens_of(text: str) -> list[Token]:
    """The text taken apart: paragraphs, lists, tables and emphasis, and nothing that could act."""
    return _PARSER.parse(text)


def citation_runs(text: str, labels: Collection[str]) -> list[tuple[int, int, list[str]]]:
    """Where labels of sources stand, ``[1] [2, 3]`` in a row as one: start, end and the labels."""
    runs: list[tuple[int, int, list[str]]] = []
    for match in LABELS.finditer(text):
        named = [name.strip() for name in match.group(1).split(",")]
        if not all(name in labels for name in named):
            continue
        if runs and not text[runs[-1][1] : match.start()].strip():
            start, _, before = runs.pop()
            runs.append((start, match.end(), before + named))
        else:
            runs.append((match.start(), match.end(), named))
    return runs


def _cited(token: Token, anchor: str, labels: Collection[str]) -> list[Token]:
    if token.type != "text":
        return [token]
    parts: list[Token] = []
    at = 0
    for start, end, named in citation_runs(token.content, labels):
        parts += [_text(token.content[at:start]), _links(named, anchor)]
        at = end
    return [*parts, _text(token.content[at:])]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _links(labels: Sequence[str], anchor: str) -> Token:
    """A link to each source, or to all of them together where they are many."""
    if len(labels) >= MANY:
        link = Markup('<a class="cite" href="#{}-s{}">[{} sources]</a>').format(
            anchor, labels[0], len(labels)
        )
        return Token("html_inline", "", 0, content=str(link))
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
