"""Menus of a web page that are not marked as such: groups of links before its title and behind its last sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.parse.clean import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GROUPS = ("ul", "ol", "div", "section", "aside", "p", "dl")
_FEWEST_LINKS = 3
_MOSTLY = 0.8  # share of a group's letters that stand in its links
_LONGEST = 8  # words of a link in a menu
_SENTENCE = 60  # letters outside links that make a paragraph of the page's own text


def drop_menus(root: Element) -> None:
    """Take the menus out of a page that does not say where its main part is; tables and what holds one stay."""
    if next(root.iter("main", "article"), None) is not None:
        return
    every = list(root.iter())
    places = {element: place for place, element in enumerate(every)}
    title = next(root.iter("h1"), None)
    texts = [places[element] for element in root.iter("p", "td", "li") if _own_letters(element) >= _SENTENCE]
    if title is None or not texts:
        return
    first, last = places[title], max(texts)
    for element in every:
        outside = places[element] < first or places[element] > last
        if (
            outside
            and element.tag in _GROUPS
            and _is_menu(element)
            and title not in element.iterdescendants()
        ):
            element.attrib["hidden"] = ""


def _is_menu(element: Element) -> bool:
    links = [clean("".join(map(str, link.itertext()))) for link in element.iter("a")]
    if len(links) < _FEWEST_LINKS or next(element.iter("table", "form"), None) is not None:
        return False
    letters = len(clean("".join(map(str, element.itertext()))))
    short = all(len(link.split()) <= _LONGEST for link in links)
    return short and sum(map(len, links)) >= _MOSTLY * letters


def _own_letters(element: Element) -> int:
    linked = sum(len(clean("".join(map(str, link.itertext())))) for link in element.iter("a"))
    return len(clean("".join(map(str, element.itertext())))) - linked
