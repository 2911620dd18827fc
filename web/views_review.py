"""What the templates of a figure's review are given (see ``web.views``)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from web.views import Field, Shell
from web.views_library import FactLine
from web.views_picture import PictureView


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One word on a figure: who said what and when, the fields it changed, why; whether it was taken back."""

    text: str
    changes: Sequence[str]
    note: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class FlowView:
    """The way through a paper's figures: "Figure 3 of 41, 12 not reviewed"; ``on`` when each decision leads to the next."""

    where: str
    previous: str
    next: str
    waiting: str
    on: bool


@dataclass(frozen=True, slots=True)
class FigureView:
    """``figure.html``: one figure with its words, open to review. ``lost`` when it is no longer found at its place.

    ``picture`` is the page that prints it, with its mark; ``flow`` the way to the paper's other figures.

    ``document`` is the id of the paper that states it, empty when that is not in the library; ``undo`` what the last
    word did, in a word, empty when there is none to take back.
    """

    shell: Shell
    line: FactLine
    document: str
    title: str
    fields: Sequence[Field]
    history: Sequence[HistoryLine]
    undo: bool
    lost: bool
    picture: PictureView | None = None
    flow: FlowView | None = None
    may: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class AddFigureView:
    """``add_figure.html``: the form that adds a figure to a document."""

    shell: Shell
    document: str
    title: str
    quote: Field
    fields: Sequence[Field]


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """``reviews.html``: every figure of which people said something, and those that are no longer found."""

    shell: Shell
    lines: Sequence[FactLine]
    lost: Sequence[FactLine]
