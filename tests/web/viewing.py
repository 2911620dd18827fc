"""The document viewer without a server: the view of one document, and its HTML as a reader's eyes take it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from ingest.fact_model import Fact
from ingest.library_model import DocumentCard
from ingest.model import Document
from web.document_view import Place, document_view
from web.picture_marks import Letters
from web.render import environment
from web.views import Shell
from web.views_library import DocumentView

SHELL = Shell("Document", "Moothall", "", [], "1")


class _Pane(HTMLParser):
    """The letters of the text pane in order, and those among them that are marked."""

    def __init__(self) -> None:
        super().__init__()
        self.page: list[str] = []
        self.marked: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within.append("page-text" if dict(attrs).get("id") == "page-text" else tag)

    def handle_endtag(self, tag: str) -> None:
        self._within.pop()

    def handle_data(self, data: str) -> None:
        if "page-text" in self._within:
            self.page.append(data)
        if "mark" in self._within:
            self.marked.append(data)


def view_of(
    document: Document, place: Place, letters: Letters = lambda _: None, facts: Sequence[Fact] = ()
) -> DocumentView:
    card = DocumentCard(
        *(document.id, document.digest, document.file, document.format, document.title, document.body),
        *(
            document.period,
            document.type,
            document.status,
            document.report.pages,
            document.report,
            1,
            1,
            1,
            "",
        ),
    )
    return document_view(SHELL, card, document, facts, place, None, letters)


def article(view: DocumentView) -> str:
    """The text pane of the viewer, as the template writes it."""
    return _article(environment().get_template("document.html").render(view=view))


def page_text(view: DocumentView) -> str:
    """The letters of the page shown."""
    return solid("".join(_read(article(view)).page))


def marked_text(view: DocumentView) -> str:
    """The letters that are marked, on the page and beside it."""
    return marked_in(article(view))


def marked_in(html: str) -> str:
    """The letters that are marked in the text pane of a whole page."""
    return solid("".join(_read(_article(html)).marked))


def _article(html: str) -> str:
    return html[html.index("<article") : html.index("</article>") + len("</article>")]


def solid(text: str) -> str:
    """Text without white space: between blocks it is the page's own."""
    return re.sub(r"\s+", "", text)


def _read(html: str) -> _Pane:
    pane = _Pane()
    pane.feed(html)
    return pane
