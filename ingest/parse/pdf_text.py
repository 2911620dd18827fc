"""The doorway to pypdf: opening, title, outline, and the text of each page as the file holds it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject

from ingest.model import Furniture
from ingest.parse.pdf_forms import Entry
from ingest.parse.pdf_page import Box, Page, Style, Word

_MAX_CONTENT_BYTES = 4_000_000
_MAX_OUTLINE = 2_000
_HIDDEN, _PASSWORD, _PUSH = (
    0b10,
    1 << 13,
    1 << 16,
)  # flags of annotations and fields (ISO 32000-1, 12.5 and 12.7)
_NO_TITLE = re.compile(
    r"\W*(?:untitled|anonymous|unspecified|document ?\d*|slide ?1|title)?\W*$|[\w.-]*\d[\w.-]*$", re.I
)
_PROPERTIES = {"/Title": "title property", "/Author": "author", "/Subject": "subject"}
_CID = re.compile(r"\(cid:\d+\)")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on broken files would fill the terminal


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file says of itself: its title, the depth (from 1) of each outline entry, and its properties."""

    title: str = ""
    outline: dict[str, int] = field(default_factory=dict)
    beside: tuple[Furniture, ...] = ()


class TextReader:
    """An open PDF. Raises ``PermissionError`` when it needs a password, pypdf's errors when it is broken."""

    def __init__(self, path: Path) -> None:
        self._pdf = PdfReader(path, strict=False)
        if self._pdf.is_encrypted and not self._pdf.decrypt(""):
            raise PermissionError(path.name)
        self._stem = path.stem
        self._count = len(self._pdf.pages)

    def __len__(self) -> int:
        return self._count

    def facts(self) -> FileFacts:
        """Title, outline and properties; empty where the file has none or they cannot be read."""
        return FileFacts(self._title(), self._outline(), tuple(self._properties()))

    def _properties(self) -> Iterator[Furniture]:
        try:
            metadata = self._pdf.metadata
            said = {key: _flat(metadata.get(name)) for name, key in _PROPERTIES.items()} if metadata else {}
        except Exception:  # noqa: BLE001 - broken properties say nothing
            return
        yield from (Furniture(place, text) for place, text in said.items() if text)

    def _title(self) -> str:
        try:
            metadata = self._pdf.metadata
            title = str(metadata.title or "").strip() if metadata else ""
        except Exception:  # noqa: BLE001 - a broken title is no title
            return ""
        title = re.sub(r"^Microsoft (?:Word|PowerPoint) - |\.(?:docx?|pdf|pptx?|indd|rtf|odt)$", "", title)
        return "" if _NO_TITLE.match(title) or title == self._stem else title

    def _outline(self) -> dict[str, int]:
        try:
            entries = self._pdf.outline
        except Exception:  # noqa: BLE001 - a broken outline is no outline
            return {}
        found: dict[str, int] = {}
        stack: list[tuple[object, int]] = [(entries, 0)]
        while stack and len(found) < _MAX_OUTLINE:
            entry, depth = stack.pop()
            if isinstance(entry, list):
                stack.extend((child, depth + 1) for child in reversed(entry) if depth < 8)
            elif isinstance(entry, Destination):
                letters = "".join(c for c in str(entry.title or "").lower() if c.isalnum())
                if len(letters) > 2:
                    found.setdefault(letters, max(depth, 1))
        return found

    def text(self, index: int) -> str | None:
        """The page's text in drawing order, or None when pypdf cannot read it or it is huge."""
        if index >= self._count:
            return None
        try:
            page = self._pdf.pages[index]
            contents = page.get_contents()
            if contents is None:
                return ""
            if len(contents.get_data()) > _MAX_CONTENT_BYTES:
                return None
            return page.extract_text()
        except Exception:  # noqa: BLE001 - one page that fails must not take the others with it
            return None

    def entries(self, index: int) -> list[Entry]:
        """What was filled into the fields of the page or typed on it; nothing from a turned page."""
        try:
            page = self._pdf.pages[index]
            notes = page.get("/Annots")
            if notes is None or page.rotation:
                return []
            left, top = float(page.cropbox.left), float(page.cropbox.top)
            held = notes.get_object()
            found = (
                _entry(note.get_object(), left, top) for note in (held if isinstance(held, list) else ())
            )
            return [entry for entry in found if entry is not None]
        except Exception:  # noqa: BLE001 - a broken form is no form
            return []

    def page(self, index: int) -> Page | None:
        """The page as words placed by pypdf's runs: widths are estimated; None when it fails."""
        try:
            page = self._pdf.pages[index]
            box = page.cropbox
            seen = Page(index + 1, float(box.width), float(box.height))
            left, top = float(box.left), float(box.top)

            def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4] - left
                y = top - (tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
                scale = abs(tm[3] * cm[3]) or 1.0
                name = str(font.get("/BaseFont", "")) if isinstance(font, dict) else ""
                _place(
                    seen, text, x, y, Style(name, round((size or 10.0) * scale, 1), "bold" in name.lower())
                )

            page.extract_text(visitor_text=visit)
            return seen
        except Exception:  # noqa: BLE001 - the other library may still read the page
            return None


def _flat(text: object) -> str:
    return " ".join(str(text or "").split())


def _entry(note: DictionaryObject, left: float, top: float) -> Entry | None:
    """The annotation as an entry; None for a link, a button, an empty field or what is hidden."""
    parent = note.get("/Parent")
    field = {**(parent.get_object() if parent is not None else {}), **note}
    kind = field.get("/FT") if note.get("/Subtype") == "/Widget" else note.get("/Subtype")
    if int(note.get("/F", 0)) & _HIDDEN:
        return None
    if kind == "/Btn":
        text = "" if int(field.get("/Ff", 0)) & _PUSH else "☐" if note.get("/AS", "/Off") == "/Off" else "☒"
    elif kind in ("/Tx", "/Ch"):
        value = field.get("/V")
        text = "" if int(field.get("/Ff", 0)) & _PASSWORD or value is None else str(value)
    else:
        text = str(note.get("/Contents") or "") if kind == "/FreeText" else ""
    rect = note.get("/Rect")
    if not text.strip() or not isinstance(rect, ArrayObject):
        return None
    x0, y0, x1, y1 = map(float, rect)
    return Entry(text, Box(min(x0, x1) - left, top - max(y0, y1), max(x0, x1) - left, top - min(y0, y1)))


def _place(seen: Page, text: str, x: float, y: float, style: Style) -> None:
    width = 0.5 * style.size
    for number, line in enumerate(text.strip("\n").split("\n")):
        at = x
        for word in re.findall(r"\S+", line):
            end = at + width * len(word)
            place = Word(word, at, end, y + 1.2 * style.size * number, style, len(seen.words))
            seen.words.append(place)
            at = end + 0.3 * style.size


def agree(words: str, text: str) -> float:
    """The share of ``text``'s letters and digits that ``words`` has too; 1.0 when ``text`` has none."""
    have, want = Counter(c for c in words if c.isalnum()), Counter(c for c in text if c.isalnum())
    total = sum(want.values())
    return sum((have & want).values()) / total if total else 1.0


def garbled(text: str) -> bool:
    """Whether much of the text is what no one writes: replacement, private use, control, (cid:12)."""
    shown = _CID.sub("\ufffd", re.sub(r"\s", "", text))
    if len(shown) < 20:
        return False
    odd = sum(
        1
        for c in shown
        if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or (ord(c) < 32) or 0x80 <= ord(c) < 0xA0
    )
    return odd > 0.25 * len(shown)
