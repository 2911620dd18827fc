"""What stands beside the text of a web page: its title, site name, publisher, header, footer and address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.model import Furniture
from ingest.parse.clean import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_METAS = {
    "og:site_name": "site name",
    "application-name": "site name",
    "author": "author",
    "dc.publisher": "author",
    "dc.creator": "author",
    "dcterms.publisher": "author",
    "dcterms.creator": "author",
    "og:url": "address",
}
_LONGEST = 200


def beside_of(root: Element) -> list[Furniture]:
    """What the page says of itself outside its text, each once."""
    found = [*_head(root), *_header(root), *_footer(root)]
    return list(dict.fromkeys(one for one in found if one.text and len(one.text) <= _LONGEST))


def _head(root: Element) -> Iterator[Furniture]:
    for found in list(root.iter("title"))[:1]:
        yield Furniture("html title", _text(found))
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in _METAS:
            yield Furniture(_METAS[name], clean(meta.get("content") or ""))
    for link in root.iter("link", "base"):
        if link.tag == "base" or (link.get("rel") or "").lower() == "canonical":
            yield Furniture("address", link.get("href") or "")


def _header(root: Element) -> Iterator[Furniture]:
    """The lines and the logo of the page's own header: not that of an article within it."""
    for header in root.iter("header"):
        if not any(parent.tag in ("article", "section", "main") for parent in header.iterancestors()):
            yield from (Furniture("html header", line) for line in _lines(header))
    for picture in root.iter("img"):
        marked = f"{picture.get('class') or ''} {picture.get('id') or ''} {picture.get('src') or ''}".lower()
        within = any(parent.tag == "header" for parent in picture.iterancestors())
        if within or "logo" in marked or "crest" in marked:
            yield Furniture("html header", clean(picture.get("alt") or ""))


def _footer(root: Element) -> Iterator[Furniture]:
    for footer in root.iter("footer"):
        yield from (Furniture("html footer", line) for line in _lines(footer))


def _lines(element: Element) -> Iterator[str]:
    """The texts of the elements within, each element's own text a line."""
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in ("script", "style"):
            yield clean(node.text or "")
        if node is not element:
            yield clean(node.tail or "")


def _text(element: Element) -> str:
    return clean(" ".join(piece for piece in element.itertext() if isinstance(piece, str)))
