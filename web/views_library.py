"""What the templates of the library and of the document viewer are given (see ``web.views``)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from web.views import Field, Link, Shell, Tag
from web.views_picture import PageLink, PictureView


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a document's page as HTML, exact marks within. ``kind`` is heading, text, list or table."""

    kind: str
    html: Markup
    level: int = 0


@dataclass(frozen=True, slots=True)
class PassagePart:
    """What of a marked passage stands on another page than the one shown: "page 4", its address, its words."""

    where: str
    url: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A heading of the outline."""

    text: str
    url: str
    level: int
    current: bool = False


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as a line; ``review`` is "", confirmed, corrected, rejected or added, ``by`` who said so and when.

    ``fields`` are what it is of, by name (measure, part, period, unit); ``evidence`` where each was read.
    """

    id: str
    metric: str
    value: str
    when: str
    kind: str
    quote: str
    url: str
    where: str
    review: str
    conflict: bool = False
    by: str = ""
    fields: Sequence[tuple[str, str]] = ()
    evidence: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DocumentView:
    """``document.html``: a page beside its picture. ``uncertain`` says why nothing is marked.

    ``pieces`` are the whole stored text of the page; ``begun`` and ``goes_on`` what of the marked passage stands on
    pages before and after it. ``row`` are the pages around it as small pictures; ``kept`` what a form on the page carries
    on: the words looked for, the answer, the zoom.
    """

    shell: Shell
    id: str
    title: str
    council: str
    about: Sequence[tuple[str, str]]
    status: Tag
    page_label: str
    word: str
    page: int
    pages: int
    picture: PictureView | None
    begun: Sequence[PassagePart]
    pieces: Sequence[Piece]
    goes_on: Sequence[PassagePart]
    outline: Sequence[OutlineLine]
    facts: Sequence[FactLine]
    report: Sequence[tuple[str, str]]
    cautions: Sequence[str]
    previous_page: str
    next_page: str
    hit_label: str
    previous_hit: str
    next_hit: str
    uncertain: str
    find: str
    back: str
    row: Sequence[PageLink] = ()
    kept: Sequence[tuple[str, str]] = ()
    evidence: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document in the library's table."""

    id: str
    title: str
    council: str
    period: str
    type: str
    status: Tag
    pages: str
    file: str
    cautions: int
    added: str = ""
    amiss: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LibraryListView:
    """The documents as they are wanted; ``queue`` are the kinds of trouble, ``everything`` takes the filter away."""

    lines: Sequence[DocumentLine]
    count: str
    span: str
    earlier: str
    further: str
    find: str
    fields: Sequence[Field]
    queue: Sequence[Link]
    everything: str


@dataclass(frozen=True, slots=True)
class JobLine:
    """One upload; ``done`` when nothing more will happen."""

    id: str
    file: str
    state: Tag
    percent: int
    reason: str
    document_url: str
    done: bool


@dataclass(frozen=True, slots=True)
class LibraryView:
    """``library.html``: uploads under way, the form, and the documents. ``known`` are bodies to choose from.

    ``collections`` are those that an upload may go to, where there is a choice.
    """

    shell: Shell
    documents: int
    list: LibraryListView
    known: Sequence[str]
    jobs: Sequence[JobLine]
    fields: Sequence[Field]
    upload_mb: int
    upload_count: int
    accept: str
    bodies: int
    slips: int = 0
    collections: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DocumentDetailsView:
    """``details.html``: what was understood of a document, open to correction; its facts; removal.

    ``facts`` are some of its figures, ``figures`` says which of how many; ``lost`` are reviewed ones no longer found.
    ``may`` is what whoever looks may do with it, ``collections`` where it may lie, each with whether it does.
    """

    shell: Shell
    id: str
    title: str
    file: str
    fields: Sequence[Field]
    report: Sequence[tuple[str, str]]
    cautions: Sequence[str]
    facts: Sequence[FactLine]
    figures: str
    previous_figures: str
    next_figures: str
    lost: Sequence[FactLine]
    evidence: Sequence[str] = ()
    slips: int = 0
    known: Sequence[str] = ()
    review_url: str = ""
    may: Collection[str] = ()
    collections: Sequence[tuple[str, bool]] = ()


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A printed figure that its table does not give: the sentence, what went in, and where it stands."""

    sentence: str
    terms: str
    title: str
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class ChecksView:
    """``checks.html``: sums that do not add up, of one document (``document``, ``title``) or of all."""

    shell: Shell
    document: str
    title: str
    lines: Sequence[SlipLine]
    documents: int


@dataclass(frozen=True, slots=True)
class RemoveView:
    """``remove.html``: are you sure?"""

    shell: Shell
    id: str
    title: str
    council: str
    facts: int
