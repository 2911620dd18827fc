"""The numbers and bullets that Word prints before list paragraphs and keeps out of their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from ingest.parse.markers import in_form

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Mark:
    """The printed mark of a list paragraph and its level, 0 outermost."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of a document as they pass."""

    def __init__(self, document: DocxDocument) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._abstract: dict[str, str] = {}
        try:
            part = document.part.numbering_part
        except (KeyError, NotImplementedError):
            return
        root = part.element
        abstract = {
            found.get(qn("w:abstractNumId")): _levels_of(found) for found in root.iter(qn("w:abstractNum"))
        }
        for number in root.iter(qn("w:num")):
            reference = number.find(qn("w:abstractNumId"))
            identity = number.get(qn("w:numId"))
            base = reference.get(qn("w:val")) if reference is not None else None
            self._levels[identity] = abstract.get(base, {})
            self._abstract[identity] = base or identity
            for override in number.iter(qn("w:startOverride")):
                self._abstract[identity] = f"{identity} {override.get(qn('w:val'))}"

    def mark(self, paragraph: Paragraph) -> Mark | None:
        """The mark Word prints before this paragraph, or None; call once for each paragraph in order."""
        found = _reference(paragraph)
        if found is None:
            return None
        identity, level = found
        levels = self._levels.get(identity)
        if identity == "0" or levels is None:
            return None
        form = levels.get(level, _Level("bullet", "•", 1))
        if form.form == "bullet":
            return Mark("•", level)
        if form.form == "none":
            return None
        counts = self._counts.setdefault(self._abstract[identity], {})
        counts[level] = counts.get(level, form.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return Mark(_printed(form, level, levels, counts) or "•", level)


def _reference(paragraph: Paragraph) -> tuple[str, int] | None:
    """The numbering id and level of a paragraph, its own or its style's."""
    properties = paragraph._p.pPr
    found: Element | None = properties.find(qn("w:numPr")) if properties is not None else None
    style = paragraph.style
    while found is None and style is not None:
        found = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = style.base_style
    if found is None:
        return None
    identity, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    if identity is None:
        return None
    return identity.get(qn("w:val"), "0"), int(level.get(qn("w:val"), "0")) if level is not None else 0


def _levels_of(abstract: Element) -> dict[int, _Level]:
    out = {}
    for level in abstract.iter(qn("w:lvl")):
        values = {
            name: found.get(qn("w:val"), "")
            for name in ("numFmt", "lvlText", "start")
            if (found := level.find(qn(f"w:{name}"))) is not None
        }
        start = values.get("start", "1")
        out[int(level.get(qn("w:ilvl"), "0"))] = _Level(
            values.get("numFmt", "decimal"), values.get("lvlText", ""), int(start) if start.isdigit() else 1
        )
    return out


def _printed(form: _Level, level: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    def number(found: re.Match[str]) -> str:
        place = int(found.group(1)) - 1
        other = levels.get(place, form)
        return in_form(counts.get(place, other.start), other.form)

    return re.sub(r"%(\d)", number, form.text).strip()
