"""What each template is given: one frozen dataclass a template, documented here; templates decide nothing.

``Markup`` fields are HTML that was made from escaped text by ``web.markdown`` or ``web.marking``; every other
text is escaped by the template engine.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.disclosure import Disclosure


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its words; ``current`` marks the page one is on."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A short state with its tone: good, warn, bad, info or plain."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page has around it. ``refresh_s`` asks a page without script to look again; 0 never.
    ``undo`` is where a form takes back what the notice tells; ``private`` pages ask search engines to stay away.
    ``off_asking`` and ``off_uploads`` are the notices of what is switched off, empty while it is on.
    ``person`` is who signed in, empty where nobody does; ``may`` is what they may do, as ``access.model.Right`` names it.
    """

    title: str
    name: str
    council: str
    navigation: Sequence[Link]
    version: str
    errors: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    undo: str = ""
    refresh_s: int = 0
    address: str = ""
    script: str = ""
    private: bool = False
    off_asking: str = ""
    off_uploads: str = ""
    officer: bool = False
    person: str = ""
    may: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class GridView:
    """A table as people read it: the first cell of a row is a heading; ``here`` is row and column to mark."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool] = ()
    here: tuple[int, int] = (-1, -1)


@dataclass(frozen=True, slots=True)
class SourceView:
    """One cited passage; ``anchor`` is its id on the page. ``where`` is "Body, title, page 3"."""

    label: str
    anchor: str
    kind: str
    where: str
    heading: str
    quote: str
    url: str
    tags: Sequence[Tag] = ()


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of a comparison; ``sources`` links its proof, ``tag`` marks a draft or a superseded paper. ``absent`` is
    why it holds no quote.
    """

    text: str
    absent: str = ""
    sources: Sequence[Link] = ()
    detail: str = ""
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison as a table: ``rows`` are heading and cells."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[CellView]]]


@dataclass(frozen=True, slots=True)
class InputView:
    """One input of a projection with where it came from."""

    name: str
    display: str
    origin: str
    quote: str
    note: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ProjectionView:
    """A projection: finding, chart (none of a single figure), the same numbers as a table, working, inputs, assumptions, cautions."""

    hash: str
    headline: str
    chart_url: str
    chart_alt: str
    table: GridView
    readings: Sequence[tuple[str, str]]
    steps: GridView
    inputs: Sequence[InputView]
    assumptions: Sequence[tuple[str, str, str]]
    formula: str
    symbols: str
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Field:
    """A form field: label, hint, value and, when it was wrong, its error. ``options`` make it a select."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    error: str = ""
    options: Sequence[tuple[str, str]] = ()
    width: str = ""


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number with its slider; ``unit`` stands after it. ``proof`` is the quote that it was read from, ``proof_of``
    its paper and page; ``own`` says that a person typed it. A field without ``low`` has no slider.
    """

    name: str
    label: str
    value: str
    low: str
    high: str
    step: str
    unit: str = ""
    proof: str = ""
    proof_url: str = ""
    error: str = ""
    proof_of: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class TextView:
    """``about.html``, ``privacy.html``, ``accessibility.html`` and ``help.html``: true of what is running."""

    shell: Shell
    documents: int
    councils: Sequence[str]
    model: str
    contact: str
    keep_days: int
    data: str
    upload_mb: int
    sent: Disclosure = field(default_factory=Disclosure)
    model_off: str = ""
    reference: str = ""
    keep_audit_days: int = 0
    questions: str = ""
    tested: str = ""
    accounts: bool = False


@dataclass(frozen=True, slots=True)
class ErrorView:
    """``error.html``."""

    shell: Shell
    status: int
    heading: str
    detail: str
