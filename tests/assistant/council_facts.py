"""Facts of two fictional councils, written by hand, for the tests of projections."""

# ruff: noqa: E501 (a case stays on one line)
from __future__ import annotations

from collections.abc import Sequence

from assistant import project
from assistant.model import Source
from assistant.project import EarlierTurn, ProjectionOutcome, Routing
from ingest.fact_model import Approx, Fact, FactKind, Place, Scope
from ingest.model import Body

BARROW = Body("barrowmere", "Barrowmere District Council", "Barrowmere", "district", aliases=("barrowmere",))
THORN = Body("thornby", "Thornby Council", "Thornby", "unitary", aliases=("thornby",))
SILENT = Body("vale", "Valewick County Council", "Valewick", "county", aliases=("valewick",))
LOADED = (BARROW, THORN, SILENT)
ON = "2024-03-31"
YEAR = "2023/24"


def _fact(
    body: Body,
    metric: str,
    value: float | None,
    unit: str,
    quote: str,
    *,
    kind: FactKind = FactKind.ACTUAL,
    as_of: str | None = None,
    period: str | None = None,
    part: str = "",
    approx: Approx = Approx.NONE,
    decimals: int = 0,
    id: str = "",
    conflicts: tuple[str, ...] = (),
) -> Fact:
    place = Place(f"paper-{body.id}", 4, abs(hash(quote)) % 9000, abs(hash(quote)) % 9000 + len(quote), quote)
    return Fact(
        id or f"{body.id}:{metric}:{value}:{part}:{as_of}",
        body.id,
        metric,
        value,
        unit,
        kind,
        (place,),
        as_of=as_of,
        period=period,
        scope=Scope.PART if part else Scope.WHOLE,
        part=part,
        approx=approx,
        decimals=decimals,
        conflicts_with=conflicts,
    )


FACTS: tuple[Fact, ...] = (
    # Barrowmere: an undated plan with companies, casual workers and two turnovers.
    _fact(BARROW, "workforce.headcount", 600, "persons", "We employ 600 staff"),
    _fact(BARROW, "workforce.fte", 500.0, "fte", "FTE 500.0", decimals=1),
    _fact(BARROW, "workforce.headcount", 750, "persons", "Group total 750", part="group"),
    _fact(BARROW, "workforce.fte", 620.0, "fte", "Group total 620.0 FTE", part="group", decimals=1),
    _fact(BARROW, "workforce.casual", 90, "persons", "Casual workers 90"),
    _fact(BARROW, "workforce.fulltime", 380, "persons", "Full time 380"),
    _fact(BARROW, "leavers.rate", 12.5, "share", "Turnover 12.5%", decimals=1, id="t1", conflicts=("t2",)),
    _fact(
        BARROW,
        "leavers.rate",
        13,
        "share",
        "turnover of around 13%",
        approx=Approx.ABOUT,
        id="t2",
        conflicts=("t1",),
    ),
    _fact(BARROW, "agency.spend", 800_000, "gbp", "Agency workers £0.8m 2023/24", period=YEAR, decimals=1),
    _fact(BARROW, "div.share[sex=female]", 55, "share", "Women 55%"),
    _fact(BARROW, "div.share[gender identity=reassigned]", 1, "share", "Re-assigned 1%"),
    _fact(
        BARROW,
        "workforce.change_hist",
        4,
        "percent",
        "we assume an annual reduction of staff (full time equivalents) of 4%",
        kind=FactKind.ASSUMPTION,
    ),
    _fact(
        BARROW,
        "budget.opex_cut",
        20,
        "percent",
        "reduce our operating costs by 20% over the next 3 years",
        kind=FactKind.TARGET,
    ),
    _fact(BARROW, "sickness.days_per_fte", None, "days_per_fte", "Sickness absence: TBC days lost per FTE"),
    # Thornby: a dated profile.
    _fact(THORN, "workforce.headcount", 2000, "persons", "2,000 employees", as_of=ON),
    _fact(THORN, "workforce.headcount", 2100, "persons", "2,100 employees in 2022", as_of="2022-03-31"),
    _fact(THORN, "workforce.fte", 1600.0, "fte", "1,600.0 FTE", as_of=ON, decimals=1),
    _fact(THORN, "leavers.rate", 10.0, "share", "10.0% turnover", period=YEAR, decimals=1),
    _fact(
        THORN, "sickness.days_per_fte", 9.0, "days_per_fte", "9.0 days lost per FTE", period=YEAR, decimals=1
    ),
    _fact(THORN, "sickness.days", 14_000, "days", "14,000 days", period=YEAR),
    _fact(THORN, "sickness.occurrences", 1_750, "number", "1,750 occurrences", period=YEAR),
    _fact(THORN, "age.share[>55]", 30.0, "share", "30.00% are over 55", as_of=ON, decimals=2),
    _fact(THORN, "div.share[sex=female]", 65.0, "share", "65.00% are female", as_of=ON, decimals=2),
    _fact(THORN, "budget.gap", 6_000_000, "gbp", "a budget gap of £6m by 2026/27", period="2026/27"),
    _fact(THORN, "workforce.parttime", 700, "persons", "700 work part time", as_of=ON),
    # Valewick: blanks and targets only.
    _fact(SILENT, "workforce.headcount", None, "persons", "The council employs X people"),
    _fact(
        SILENT,
        "div.share[ethnicity=ethnic minority]",
        11,
        "share",
        "BME staff 11% by 2026",
        kind=FactKind.TARGET,
    ),
)


def facts_of(
    *, body: str | None = None, metric: str | None = None, document: str | None = None
) -> list[Fact]:
    """As ``library.facts``."""
    return [f for f in FACTS if body in (None, f.body) and metric in (None, f.metric)]


def source_of(document: str) -> Source:
    """The paper as people read it."""
    return Source(
        document, "Workforce plan", document.removeprefix("paper-"), None, "approved", f"{document}.pdf"
    )


def named(question: str) -> tuple[Body, ...]:
    """The fictional councils a question names, in order."""
    found = [(question.lower().find(body.short_name.lower()), body) for body in LOADED]
    return tuple(body for at, body in sorted(found, key=lambda pair: pair[0]) if at >= 0)


def turns(history: Sequence[str]) -> list[EarlierTurn]:
    """Earlier questions as turns."""
    return [EarlierTurn(question, named(question)) for question in history]


def ask(question: str, *history: str, loaded: Sequence[Body] = LOADED) -> ProjectionOutcome:
    """Answer a question after earlier ones; fails the test when it is not one for the engine."""
    outcome = project.answer(
        question,
        bodies=named(question),
        loaded=loaded,
        facts=facts_of,
        earlier=turns(history),
        source_of=source_of,
    )
    assert outcome is not None, question
    return outcome


def routed(question: str, *history: str) -> Routing:
    """Where a question goes."""
    return project.wants(
        question, bodies=named(question), earlier=turns(history), facts=facts_of, loaded=LOADED
    )
