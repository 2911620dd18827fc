"""Write a sample paper as an HTML page of a council's web site, or as plain Markdown."""

from __future__ import annotations

import html
import re
from itertools import groupby
from pathlib import Path

from samples.markup import Block, Paper

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title} | {council}</title>
<style>body {{ font-family: sans-serif; max-width: 48em }} td, th {{ border: 1px solid }}</style>
</head>
<body>
<header><a href="#main">Skip to main content</a>
<nav><ul><li><a href="/">Home</a></li>
<li><a href="/council">The council</a></li>
<li>Plans and policies</li></ul></nav>
</header>
<main id="main">
<p class="site">{council}</p>
<h1>{title}</h1>
<p class="lead">{subtitle}</p>
{body}
</main>
<footer><p>{footer}</p></footer>
</body>
</html>
"""


def write_html(paper: Paper, path: Path) -> None:
    """Write the paper to this path as one HTML page."""
    body = "\n".join(_html(block) for block in paper.blocks)
    meta = {key: html.escape(value) for key, value in paper.meta.items()}
    path.write_text(PAGE.format(body=body, **meta), "utf-8", newline="\n")


def write_markdown(paper: Paper, path: Path) -> None:
    """Write the paper to this path as Markdown: the source without its front matter."""
    path.write_text(paper.body.strip() + "\n", "utf-8", newline="\n")


def _html(block: Block) -> str:
    """One block as HTML; headings begin at h2, for the page's title is its h1."""
    match block.kind:
        case "heading":
            return f"<h{block.level + 1}>{_inline(block.text)}</h{block.level + 1}>"
        case "list":
            return _list(block)
        case "table":
            return _table(block)
        case "quote":
            return f"<blockquote><p>{_inline(block.text)}</p></blockquote>"
        case _:
            return f"<p>{_inline(block.text)}</p>"


def _inline(text: str) -> str:
    """Escaped text with bold kept."""
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text, quote=False))


def _list(block: Block) -> str:
    """A bulleted or numbered list of one level."""
    tag = "ul" if block.items[0][1] == "-" else "ol"
    items = "\n".join(f"<li>{_inline(text)}</li>" for _, _, text in block.items)
    return f"<{tag}>\n{items}\n</{tag}>"


def _table(block: Block) -> str:
    """A table with its header cells marked; bullets within a cell become a list."""
    rows = []
    for number, row in enumerate(block.rows):
        tag = "th" if block.header and number == 0 else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{_cell(cell)}</{tag}>" for cell in row) + "</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _cell(text: str) -> str:
    """A cell's lines, runs of bullets as lists."""
    made = []
    for bullet, lines in groupby(text.split("<br>"), key=lambda line: line.startswith("- ")):
        if bullet:
            made.append("<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>")
        else:
            made.append("<br>".join(_inline(line) for line in lines))
    return "".join(made)
