"""Footnotes of a Word document, which python-docx reads but cannot write: a part of their own in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
SMALL = "18"
"""Half points: the size of a footnote."""


class Footnotes:
    """The footnotes of one document; ``attach`` puts them into the file once all are written."""

    def __init__(self) -> None:
        self._root = OxmlElement("w:footnotes")
        for identifier, kind in SEPARATORS:
            note = self._note(identifier, kind)
            run = _child(_child(note, "w:p"), "w:r")
            _child(run, f"w:{kind}")
        self._count = 0

    def add(self, paragraph: Paragraph, text: str) -> int:
        """A mark at the end of the paragraph and the note it leads to; the note's number."""
        self._count += 1
        mark = _raised(paragraph._p)
        _child(mark, "w:footnoteReference").set(qn("w:id"), str(self._count))
        body = _child(self._note(str(self._count)), "w:p")
        _child(_raised(body), "w:footnoteRef")
        run = _child(body, "w:r")
        _sized(_child(run, "w:rPr"))
        words = _child(run, "w:t")
        words.text = f" {writable(text)}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return self._count

    def attach(self, document: Document) -> None:
        """Put the notes into the document."""
        package = document.part.package
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _note(self, identifier: str, kind: str = "") -> etree._Element:
        note = _child(self._root, "w:footnote")
        note.set(qn("w:id"), identifier)
        if kind:
            note.set(qn("w:type"), kind)
        return note


def writable(text: str) -> str:
    """The text without the characters that no XML may hold."""
    return "".join(
        char
        for char in text
        if char in "\t\n" or (" " <= char < "\ud800") or ("\ue000" <= char < "\ufffe") or char > "\uffff"
    )


def _child(parent: etree._Element, name: str) -> etree._Element:
    made: etree._Element = OxmlElement(name)
    parent.append(made)
    return made


def _raised(parent: etree._Element) -> etree._Element:
    run = _child(parent, "w:r")
    _child(_child(run, "w:rPr"), "w:vertAlign").set(qn("w:val"), "superscript")
    return run


def _sized(properties: etree._Element) -> None:
    _child(properties, "w:sz").set(qn("w:val"), SMALL)
