"""What an HTML page holds but does not show: taken out of the tree before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])", re.I
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_BLOCK = re.compile(r"@[^{;]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?([.#][\w-]+)")
_HIDDEN_CLASSES = frozenset(("hidden", "d-none", "hide", "is-hidden", "screen-reader-text", "invisible"))
_HIDDEN_PART = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|cookie\w*|skip-?link|sr-only|visually-?hidden|pagination|share)(?:$|[\s_-])"
)


def hidden_selectors(root: Element) -> frozenset[str]:
    """The classes (".x") and ids ("#x") that the page's own style sheets hide on a screen."""
    found = (
        _selectors("".join(map(str, style.itertext()))) for style in root.iter("style") if _for_screen(style)
    )
    return frozenset(selector for selectors in found for selector in selectors)


def _for_screen(style: Element) -> bool:
    return (style.get("media") or "all").strip().lower() in ("all", "screen")


def _selectors(sheet: str) -> Iterator[str]:
    for names, rule in _RULE.findall(_AT_BLOCK.sub("", _COMMENT.sub("", sheet))):
        if _HIDES.search(rule):
            yield from (
                found.group(1) for name in names.split(",") if (found := _SIMPLE.fullmatch(name.strip()))
            )


def is_hidden(element: Element) -> bool:
    """Whether the element is hidden by an attribute, by its style, or by a class that hides."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.get("role") in ("navigation", "banner", "search", "contentinfo"):
        return True
    if _HIDDEN_CLASSES.intersection((element.get("class") or "").split()):
        return True
    classes = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(_HIDES.search(element.get("style") or "") or _HIDDEN_PART.search(classes))


def show_templates(root: Element) -> None:
    """Make plain parts of the templates that a script of the page puts in their place: reports made with R keep their
    tables so."""
    scripts = " ".join("".join(map(str, script.itertext())) for script in root.iter("script"))
    for template in list(root.iter("template")):
        name = template.get("id")
        if name and name in scripts:
            template.tag = "div"


def drop_hidden(root: Element) -> None:
    """Take what the style sheets hide out of the tree, the text after it kept."""
    selectors = hidden_selectors(root)
    for element in [found for found in root.iter() if selectors and _is_named(found, selectors)]:
        parent = element.getparent()
        if parent is not None:
            _cut(element, parent)


def _is_named(element: Element, selectors: frozenset[str]) -> bool:
    names = (element.get("class") or "").split()
    return f"#{element.get('id')}" in selectors or any(f".{name}" in selectors for name in names)


def _cut(element: Element, parent: Element) -> None:
    before = element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
