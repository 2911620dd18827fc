"""HTML read as blocks: headings, paragraphs, lists, tables; navigation and hidden text left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import lxml.html
from lxml.etree import ParserError

from ingest.parse.cells import split_lines
from ingest.parse.clean import clean, raised, struck, visible
from ingest.parse.html_beside import beside_of
from ingest.parse.html_hidden import drop_hidden, is_hidden, show_templates
from ingest.parse.html_menus import drop_menus
from ingest.parse.html_tables import tables_of
from ingest.parse.markers import in_form, split_marker
from ingest.parse.raw import (
    RawBlock,
    RawDocument,
    RawHeading,
    RawLine,
    RawList,
    RawParagraph,
    RawTable,
)
from ingest.parse.tables import nested_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TAG = re.compile(r"\w+")
_DROPPED = frozenset(
    _TAG.findall(
        "nav script style noscript template svg math iframe object button select option input textarea"
        " footer head audio video canvas map dialog"
    )
)
_CONTAINERS = frozenset(
    _TAG.findall(
        "html body div section article main header aside figure details summary blockquote center address"
        " fieldset td th li dd dt font form"
    )
)
_BLOCKS = _CONTAINERS | frozenset(
    _TAG.findall("p pre ul ol dl table h1 h2 h3 h4 h5 h6 hr figcaption caption")
)
_GAP = re.compile(r"\s{4,}")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_html(data: bytes) -> RawDocument:
    """The blocks of an HTML page. Raises ``ValueError`` when it holds no element."""
    try:
        root = lxml.html.document_fromstring(
            data,
            parser=lxml.html.HTMLParser(remove_comments=True, no_network=True, encoding=_encoding(data)),
        )
    except ParserError as error:
        raise ValueError("no HTML element") from error
    show_templates(root)
    drop_hidden(root)
    drop_menus(root)
    titles = [clean(_inline(found)) for found in root.iter("title")]
    bodies = list(root.iter("main")) or list(root.iter("body")) or [root]
    blocks = [block for body in bodies for block in blocks_of(body)]
    first = next((block.text for block in blocks if isinstance(block, RawHeading) and block.level == 1), "")
    title = clean(first) or (titles[0] if titles else "")
    return RawDocument("html", blocks, title=title, beside=beside_of(root))


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes can be nothing else, declared or not; else None: what the page declares holds."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if text.isascii() or "\0" in text else "utf-8"


def fragment_lines(markup: str) -> list[RawLine]:
    """The paragraphs and bullets of a piece of HTML such as a table cell."""
    try:
        root = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError):
        return [RawLine(clean(re.sub(r"<[^>]*>", " ", markup)))]
    return cell_lines(root)


def fragment_blocks(markup: str) -> list[RawBlock]:
    """The blocks of a piece of HTML, such as a table in a text file."""
    try:
        return list(blocks_of(lxml.html.fragment_fromstring(markup, create_parent="div")))
    except (ParserError, ValueError):
        return []


def blocks_of(element: Element) -> Iterator[RawBlock]:
    """The blocks within an element, in order."""
    inline: list[str] = [element.text or ""]
    bold: list[bool] = [not clean(element.text or "")]

    def paragraph() -> Iterator[RawBlock]:
        text = "".join(inline)
        inline.clear()
        pieces = [piece for piece in text.split("\n\n") if clean(piece)]
        for piece in pieces:
            yield RawParagraph([(clean(piece), None)], bold=all(bold) and len(bold) > 1)
        bold[:] = [True]

    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or _is_dropped(child):
            pass
        elif tag in _BLOCKS or _holds_blocks(child):
            yield from paragraph()
            yield from _block(child, tag)
        else:
            text = "\n\n" if _is_double_break(child) else _inline(child)
            inline.append(text)
            bold.append(tag in ("b", "strong") or not clean(text))
        inline.append(child.tail or "")
        bold.append(not clean(child.tail or ""))
    yield from paragraph()


def _is_double_break(element: Element) -> bool:
    following = element.getnext()
    return element.tag == "br" and following is not None and following.tag == "br"


def _is_dropped(element: Element) -> bool:
    return element.tag in _DROPPED or is_hidden(element)


def _holds_blocks(element: Element) -> bool:
    return any(isinstance(found.tag, str) and found.tag in _BLOCKS for found in element.iterdescendants())


def _inline(element: Element) -> str:
    if element.tag == "br":
        return "\n"
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _is_dropped(child):
            pieces.append(_inline(child))
        pieces.append(child.tail or "")
    text = "".join(pieces)
    if element.tag == "sup":
        return raised(text.strip())
    return struck(text) if element.tag in ("s", "del", "strike") else text


def _block(element: Element, tag: str) -> Iterator[RawBlock]:
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield RawHeading(clean(_inline(element)), int(tag[1]))
    elif tag in ("ul", "ol"):
        yield from _list_blocks(element)
    elif tag == "table":
        yield from _table_blocks(element)
    elif tag in ("figcaption", "caption"):
        yield RawParagraph([(clean(_inline(element)), None)], caption=True)
    elif tag == "dl":
        yield from _definitions(element)
    elif tag != "hr":
        yield from blocks_of(element)


def _definitions(element: Element) -> Iterator[RawBlock]:
    lines = [
        RawLine(clean(_inline(child)), 0 if child.tag == "dt" else 1, "•" if child.tag == "dt" else "")
        for child in element
        if child.tag in ("dt", "dd")
    ]
    if lines:
        yield RawList(lines)


def _list_blocks(element: Element) -> Iterator[RawBlock]:
    """A list as one block; a table within an item follows it."""
    lines = list(_items(element, 0))
    if lines:
        yield RawList(lines)
    for table in element.iter("table"):
        yield from _table_blocks(table)


def _items(element: Element, level: int) -> Iterator[RawLine]:
    start = element.get("start") or "1"
    number = int(start) if start.isdigit() else 1
    yield from _stray(element.text, level)
    for child in element:
        if child.tag in ("ul", "ol"):
            yield from _items(child, level + 1)
        elif child.tag == "li":
            mark = _mark(element, number) if element.tag == "ol" else "•"
            number += 1
            yield from _item(child, level, mark)
        elif isinstance(child.tag, str) and not _is_dropped(child):
            yield from _stray(_inline(child), level)
        yield from _stray(child.tail, level)


def _stray(text: str | None, level: int) -> Iterator[RawLine]:
    """Text that stands in a list outside any item, its bullets printed in it."""
    for line in split_lines(text or ""):
        yield RawLine(line.text, level, line.marker)


def _mark(element: Element, number: int) -> str:
    kind = element.get("type") or "1"
    return f"{in_form(number, _FORMS[kind])})" if kind in _FORMS else f"{number}."


def _item(element: Element, level: int, mark: str) -> Iterator[RawLine]:
    first = True
    for block in blocks_of(element):
        if isinstance(block, RawList):
            for line in block.lines:
                yield RawLine(line.text, level + 1 + line.level, line.marker)
        elif isinstance(block, RawParagraph | RawHeading):
            text = block.text
            found = split_marker(text) if first and mark == "•" else None
            if found and found.kind != "letter":
                mark, text = found.shown, found.rest
            yield RawLine(text, level if first else level + 1, mark if first else "")
            first = False


def _table_blocks(element: Element) -> Iterator[RawBlock]:
    for caption in element.iterchildren("caption"):
        yield RawParagraph([(clean(_inline(caption)), None)], caption=True)
    yield from tables_of(element, _lines)


def cell_lines(element: Element) -> list[RawLine]:
    """The paragraphs and bullets of a piece of a page; a table in it gives one line a row."""
    return _lines(element, None)


def _lines(element: Element, inner: list[RawTable] | None) -> list[RawLine]:
    """The paragraphs and bullets of a table cell; tables in it are put to ``inner``, if that is given."""
    lines: list[RawLine] = []
    for block in _cell_blocks(element):
        if isinstance(block, RawList):
            lines.extend(block.lines)
        elif isinstance(block, RawTable):
            lines.extend(nested_lines(block, inner))
        elif isinstance(block, RawParagraph | RawHeading):
            lines.extend(split_lines(block.text))
    return lines


def _cell_blocks(element: Element) -> Iterator[RawBlock]:
    """As ``blocks_of``, but breaks and wide gaps separate lines."""
    for found in element.iter("br"):
        found.tail = "\n\n" + (found.tail or "")
    for found in element.iter():
        if isinstance(found.tag, str) and found.tag not in ("table", "tr", "tbody", "ul", "ol"):
            found.text = (
                _GAP.sub("\n\n", visible(found.text or ""))
                if found.text and found.text.strip()
                else found.text
            )
        if found.tail and found.tail.strip():
            found.tail = _GAP.sub("\n\n", visible(found.tail))
    return blocks_of(element)
