"""The words of a DOCX paragraph as a person sees them: no deletions, no hidden text; notes, boxes and strokes kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ingest.parse.clean import clean, raised, struck, visible, without_gaps
from ingest.parse.raw import RawParagraph

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from lxml.etree import _Element as Element

BOX = qn("w:txbxContent")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ELSEWHERE = frozenset((BOX, FALLBACK, qn("w:moveFrom"), qn("w:del")))
_TEXT, _HYPHEN, _SYMBOL, _FIELD = qn("w:t"), qn("w:noBreakHyphen"), qn("w:sym"), qn("w:ffData")
_TAB, _BREAK, _RETURN = qn("w:tab"), qn("w:br"), qn("w:cr")
_FOOT, _END = qn("w:footnoteReference"), qn("w:endnoteReference")
_NODES = (_TEXT, _HYPHEN, _SYMBOL, _FIELD, _TAB, _BREAK, _RETURN, _FOOT, _END)
_ON = ("1", "true", "on")
_SYMBOLS = {"FE": "☒", "FD": "☒", "A8": "☐", "6F": "☐", "71": "☐", "FC": "✓", "FB": "✗", "52": "☑", "A3": "☐"}
_PARTS = {_FOOT: "footnotes", _END: "endnotes"}


@dataclass(slots=True)
class Notes:
    """The foot- and endnotes of a document, given out near their marks."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    pending: list[tuple[int, str]] = field(default_factory=list)
    count: int = 0

    def mark(self, node: Element) -> str:
        """The mark that stands at this reference; its note waits until the block ends."""
        text = self.texts.get((_PARTS[str(node.tag)], node.get(qn("w:id"), "")), "")
        self.count += 1
        if text:
            self.pending.append((self.count, text))
        return raised(str(self.count))

    def take(self) -> list[RawParagraph]:
        """The notes that wait, one paragraph each."""
        pending, self.pending = self.pending, []
        return [RawParagraph([(f"Note {number}: {text}", None)]) for number, text in pending]


def notes_of(document: DocxDocument) -> Notes:
    """The notes that the document holds."""
    notes = Notes()
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in _PARTS.values() or relation.is_external:
            continue
        for note in parse_xml(relation.target_part.blob):
            if note.get(qn("w:type")) in (None, "normal"):
                paragraphs = (text_of(found, Notes()) for found in note.iter(qn("w:p")))
                notes.texts[kind, note.get(qn("w:id"), "")] = clean(" ".join(paragraphs))
    return notes


def text_of(paragraph: Element, notes: Notes) -> str:
    """The text of a paragraph without what was deleted, hidden or stands in a text box; tabs and breaks kept."""
    pieces: list[str] = []
    for node in paragraph.iter(*_NODES):
        parents = list(_within(node, paragraph))
        if any(parent.tag in _ELSEWHERE or _is_empty_control(parent) for parent in parents):
            continue
        run = next((parent for parent in parents if parent.tag == qn("w:r")), None)
        if run is None or not _is_set(run, "w:vanish"):
            pieces.append(_shown(node, run, notes))
    return visible("".join(pieces))


def _within(node: Element, top: Element) -> Iterator[Element]:
    parent = node.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()


def _is_empty_control(element: Element) -> bool:
    """Whether this is a content control that still shows its prompt."""
    return element.tag == qn("w:sdt") and element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def _shown(node: Element, run: Element | None, notes: Notes) -> str:
    if node.tag == _TEXT:
        return _styled(without_gaps(node.text or ""), run)
    if node.tag == _HYPHEN:
        return "-"
    if node.tag == _SYMBOL:
        return _SYMBOLS.get((node.get(qn("w:char")) or "")[-2:].upper(), "")
    if node.tag == _FIELD:
        return _field(node)
    if node.tag in _PARTS:
        return notes.mark(node)
    if run is None or node.getparent() is not run:
        return ""
    return "\t" if node.tag == _TAB else "\n"


def _styled(text: str, run: Element | None) -> str:
    """The text of a run; raised figures stay raised, struck words are marked."""
    if run is None:
        return text
    height = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    if height is not None and height.get(qn("w:val")) == "superscript":
        text = raised(text)
    return struck(text) if _is_set(run, "w:strike") or _is_set(run, "w:dstrike") else text


def _is_set(run: Element, name: str) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return found is not None and found.get(qn("w:val"), "1") in _ON


def _field(data: Element) -> str:
    """What a form field of the old kind shows: a tick box, or the chosen entry of a list."""
    if (box := data.find(qn("w:checkBox"))) is not None:
        state = box.find(qn("w:checked"))
        state = box.find(qn("w:default")) if state is None else state
        return "☒" if state is not None and state.get(qn("w:val"), "1") in _ON else "☐"
    if (choices := data.find(qn("w:ddList"))) is not None:
        entries = [entry.get(qn("w:val"), "") for entry in choices.iterchildren(qn("w:listEntry"))]
        result = choices.find(qn("w:result"))
        place = result.get(qn("w:val"), "0") if result is not None else "0"
        return entries[int(place)] if place.isdigit() and int(place) < len(entries) else ""
    return ""
