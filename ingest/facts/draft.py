"""What is read of a figure before it becomes a fact, and what surrounds the block that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.fact_model import Approx, FactKind
from ingest.facts.others import Others
from ingest.model import Origin
from ingest.phrases import Phrases
from ingest.quantities import Kind


@dataclass(frozen=True, slots=True)
class Time:
    """When a figure holds: the printed words, first and last day (ISO), and where that was read."""

    text: str
    start: str
    end: str
    kind: Kind
    place: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that dates the figures around it: all of them, but for those that ``exceptions`` name (folded words)."""

    time: Time
    exceptions: frozenset[str] = frozenset()
    other: Time | None = None


@dataclass(slots=True)
class Draft:
    """A figure with everything read about it. ``start`` and ``end`` are the span that is quoted.

    ``measure`` is the paper's words for what is counted; ``context`` what stands around it and is weaker;
    ``own`` are the figure's own labels or clause, ``told`` the same with its brackets, ``around`` the texts further out,
    the nearest first; ``base`` is the noun that a share told in words is taken of. ``counts`` when it counts things in
    running text; ``owner`` the printed name of another body than the paper's.
    ``span`` is where the figure itself is printed, when it is printed in one place.
    """

    value: float | None
    unit: str
    measure: str
    start: int
    end: int
    high: float | None = None
    approx: Approx = Approx.NONE
    decimals: int = 0
    step: float = 1.0
    part: str = ""
    owner: str = ""
    area: bool = False
    change: bool = False
    time: Time | None = None
    kind: FactKind = FactKind.ACTUAL
    label: str = ""
    context: str = ""
    own: str = ""
    told: str = ""
    around: tuple[str, ...] = ()
    counts: bool = False
    item: bool = False
    band: str = ""
    base: str = ""
    note: Note | None = None
    heading: str = ""
    about_staff: bool = False
    per_head: bool = False
    body: str = ""
    ref: str = ""
    span: tuple[int, int] | None = None
    origins: list[Origin] = field(default_factory=list)

    def say(self, name: str, place: str, text: str = "") -> None:
        """Keep where a field was read."""
        if place:
            self.origins.append(Origin(name, place, text[:120]))


@dataclass(frozen=True, slots=True)
class Paper:
    """What holds for a whole paper: when it was written, the time it speaks of, the words that name its owner,
    whether it is about staff, the parts of the body that its tables list, the other bodies that it names, and what
    the figures of its tables are multiplied by to be pounds (None when it does not say, or says several)."""

    written: str = ""
    front: str = ""
    usual: Time | None = None
    own: tuple[str, ...] = ()
    about_staff: bool = False
    per_head: bool = False
    parts: Phrases = field(default_factory=lambda: Phrases({}))
    others: Others = field(default_factory=Others)
    money: float | None = None


@dataclass(slots=True)
class Setting:
    """What stands over a block: headings from the outermost in, caption, lead, the sentence that dates it."""

    paper: Paper
    headings: tuple[str, ...] = ()
    caption: str = ""
    lead: str = ""
    note: str = ""
    dated: Note | None = None
    run: str = ""

    @property
    def heading(self) -> str:
        """The heading next above."""
        return self.headings[-1] if self.headings else ""

    def backdrop(self) -> list[tuple[str, str]]:
        """The headings, in which a time is looked for when nothing nearer names one, the nearest first."""
        return [("heading", heading) for heading in reversed(self.headings)]
