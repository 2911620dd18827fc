"""Questions and answers as a Word document: each statement with a footnote that names its paper, page and words."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from docx import Document as new_document
from docx.shared import Pt
from markdown_it.token import Token

from assistant.conversation import Turn
from web.answer_lines import lines_after, lines_before, tables
from web.answer_view import source_view
from web.footnotes_docx import Footnotes, writable
from web.markdown import citation_runs, tokens_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Said = TypeVar("Said")
LISTS = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}


def transcript(
    title: str, turns: Sequence[Turn], scopes: Sequence[str], *, today: date | None = None
) -> bytes:
    """The document's bytes; ``scopes`` say what each answer was made from, where that was chosen."""
    document, notes = new_document(), Footnotes()
    document.core_properties.author, document.core_properties.title = "Moothall", writable(title)[:250]
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(writable(title), 0)
    document.add_paragraph(
        f"Exported on {today or date.today():%d %B %Y}. Each note gives the words that prove it."
    )
    for turn, scope in zip(turns, scopes, strict=True):
        _Answer(document, notes, turn).write(scope)
    notes.attach(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Answer:
    """One question with its answer, written token by token."""

    def __init__(self, document: Document, notes: Footnotes, turn: Turn) -> None:
        self._document, self._notes, self._turn = document, notes, turn
        self._sources = {item.label: source_view(item, "", "") for item in turn.answer.evidence}
        self._numbers: dict[str, int] = {}

    def write(self, scope: str) -> None:
        answer = self._turn.answer
        self._document.add_heading(writable(self._turn.question), 1)
        for line in lines_before(self._turn, scope):
            self._document.add_paragraph(writable(line))
        self._body(tokens_of(answer.text))
        for table in tables(answer):
            self._table([table.columns, *table.rows], self._text)
        for label, sentence in lines_after(answer):
            self._labelled(label, sentence)
        rest = [label for label in self._sources if label not in self._numbers]
        if rest:
            self._cite(self._labelled("Also drawn on", ""), rest)

    def _labelled(self, label: str, sentence: str) -> Paragraph:
        paragraph = self._document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        self._text(paragraph, sentence)
        return paragraph

    def _body(self, tokens: Sequence[Token]) -> None:
        styles: list[str] = []
        rows: list[list[Token]] = []
        within_table = False
        for token in tokens:
            if token.type in LISTS:
                styles.append(LISTS[token.type])
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                styles.pop()
            elif token.type == "table_open":
                rows, within_table = [], True
            elif token.type == "tr_open":
                rows.append([])
            elif token.type == "table_close":
                self._table(rows, self._inline)
                within_table = False
            elif token.type == "inline" and within_table:
                rows[-1].append(token)
            elif token.type == "inline":
                paragraph = self._document.add_paragraph(style=styles[-1] if styles else None)
                self._inline(paragraph, token)

    def _table(self, rows: Sequence[Sequence[Said]], write: Callable[[Paragraph, Said], None]) -> None:
        width = max((len(row) for row in rows), default=0)
        table = self._document.add_table(len(rows), width, style="Table Grid")
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, said in zip(cells.cells, row, strict=False):
                write(cell.paragraphs[0], said)
        self._document.add_paragraph()

    def _inline(self, paragraph: Paragraph, line: Token) -> None:
        bold = False
        for token in line.children or ():
            if token.type in ("strong_open", "strong_close"):
                bold = token.type == "strong_open"
            elif token.type in ("softbreak", "hardbreak"):
                paragraph.add_run(" ")
            else:
                self._text(paragraph, token.content, bold=bold)

    def _text(self, paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
        """Words with a note in place of each citation."""
        at = 0
        for start, end, labels in citation_runs(text, self._sources):
            _run(paragraph, text[at:start].rstrip(), bold=bold)
            self._cite(paragraph, labels)
            at = end
        _run(paragraph, text[at:], bold=bold)

    def _cite(self, paragraph: Paragraph, labels: Sequence[str]) -> None:
        for number, label in enumerate(labels):
            if number:
                paragraph.add_run(", ").font.superscript = True
            before = self._numbers.get(label)
            written = self._notes.add(paragraph, f"As note {before}." if before else self._note(label))
            self._numbers.setdefault(label, written)

    def _note(self, label: str) -> str:
        source = self._sources[label]
        status = "".join(f" ({tag.text.lower()})" for tag in source.tags)
        quote = " ".join(source.quote.split())
        return f"{source.where}{status}" + (f": “{quote}”" if quote else "")


def _run(paragraph: Paragraph, text: str, *, bold: bool) -> None:
    if text:
        paragraph.add_run(writable(text)).bold = bold or None
