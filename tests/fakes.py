"""Hand-written stand-ins for tests of the faces: a small library of two papers, and an assistant over it.

``test_fakes.py`` holds them to the shape of the real things.
"""

from __future__ import annotations

import hashlib
import itertools
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.conversation import Conversations
from assistant.keeping.switches import Switches
from assistant.model import (
    Answer,
    Asked,
    Carried,
    Clarification,
    Comparison,
    ComparisonCell,
    Conflict,
    Evidence,
    EvidenceKind,
    Json,
    Option,
    Route,
    Source,
    Status,
)
from engine.model import Scenario
from engine.run import compare, run
from ingest.bodies import by_name
from ingest.catalogue import Catalogue
from ingest.fact_model import Fact, FactKind, Place
from ingest.library_errors import UnknownDocument, UnknownJob
from ingest.library_model import DocumentCard, Job, JobState
from ingest.model import Block, BlockKind, Body, Document, DocumentStatus, IngestReport, Line, Section
from ingest.owners import owner
from ingest.slip import Slip
from ingest.sources.service import Sources
from tests.fakes_facts import FakeFacts
from tests.ingest.sources.shelf import FakeShelf

ELM = Body("elm", "Elmford Borough Council", "Elmford", "district", "England", "East", aliases=("elmford",))
OAK = Body("oak", "Oakshire County Council", "Oakshire", "county", "England", "North", aliases=("oakshire",))
NASTY = "<script>alert(1)</script>"


def paper(body: Body, title: str, file: str, pages: Sequence[str], *, status: DocumentStatus) -> Document:
    """A document whose every page is a heading (its first line) and one paragraph or list (the rest)."""
    text, starts, sections = "", [], []
    for number, page in enumerate(pages):
        starts.append(len(text))
        heading, _, rest = page.partition("\n")
        start, rest_start = len(text), len(text) + len(heading) + 1
        text += page + "\n"
        sections.append(
            Section(number, heading, 1, start, rest_start - 1, blocks=(_block(number, rest, rest_start),))
        )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=digest[:16],
        digest=digest,
        file=file,
        format="pdf" if file.endswith("pdf") else "md",
        title=title,
        text=text,
        sections=tuple(sections),
        body=body,
        period="2024-2027",
        type="workforce plan",
        status=status,
        page_starts=tuple(starts) if file.endswith("pdf") else (),
        report=IngestReport(
            pages=len(pages), sections=len(pages), lists=1, warnings=("One page is a scan.",)
        ),
    )


def _block(number: int, text: str, start: int) -> Block:
    lines, at = [], start
    for line in text.split("\n"):
        if line.startswith("- "):
            lines.append(Line(line[2:], at + 2, at + len(line), marker="-"))
        at += len(line) + 1
    kind = BlockKind.LIST if lines else BlockKind.PARAGRAPH
    return Block(kind, number, text, start, start + len(text), lines=tuple(lines))


ELM_PAPER = paper(
    ELM,
    "Workforce Strategy",
    "elmford-workforce.pdf",
    [
        "Introduction\nThis strategy says how Elmford will look after the people who work for it.",
        "Workforce profile\nWe employ 640 staff, which is 512.5 FTE. Staff turnover was 12.4% in 2023/24.",
        "Our priorities\n- Wellbeing at work\n- Skills for the future\n- A fair place to work",
        "Assumptions\nWe assume that FTE falls by 4% a year. Elsewhere turnover is put at 13%.",
    ],
    status=DocumentStatus.DRAFT,
)
OAK_PAPER = paper(
    OAK,
    f"People Plan {NASTY}",
    "oakshire <img src=x onerror=alert(1)>.md",
    [
        "Our people\nOakshire employs X people. Agency spend was £2.1m in 2023/24.",
        f'Notes\n{NASTY} [click](javascript:alert(1)) =HYPERLINK("x") is text like any other.',
    ],
    status=DocumentStatus.APPROVED,
)


def place(document: Document, quote: str) -> Place:
    """Where a quote first stands in a document."""
    start = document.text.index(quote)
    return Place(document.id, document.page_of(start), start, start + len(quote), quote)


def facts_of(document: Document) -> list[Fact]:
    """The facts of the two papers, by hand."""
    if document is ELM_PAPER:
        profile = place(document, "We employ 640 staff, which is 512.5 FTE.")
        turnover = place(document, "Staff turnover was 12.4% in 2023/24.")
        rival = place(document, "Elsewhere turnover is put at 13%.")
        return [
            Fact("f-heads", "elm", "workforce.headcount", 640.0, "persons", FactKind.ACTUAL, (profile,)),
            Fact("f-fte", "elm", "workforce.fte", 512.5, "fte", FactKind.ACTUAL, (profile,), decimals=1),
            Fact(
                *("f-turn", "elm", "leavers.rate", 12.4, "percent", FactKind.ACTUAL, (turnover,)),
                period="2023/24",
                decimals=1,
                conflicts_with=("f-turn-2",),
            ),
            Fact(
                *("f-turn-2", "elm", "leavers.rate", 13.0, "percent", FactKind.ASSUMPTION, (rival,)),
                conflicts_with=("f-turn",),
            ),
        ]
    if document is OAK_PAPER:
        blank = place(document, "Oakshire employs X people.")
        agency = place(document, "Agency spend was £2.1m in 2023/24.")
        return [
            Fact("f-blank", "oak", "workforce.headcount", None, "persons", FactKind.ACTUAL, (blank,)),
            Fact(
                "f-agency",
                "oak",
                "agency.spend",
                2_100_000.0,
                "gbp",
                FactKind.ACTUAL,
                (agency,),
                period="2023/24",
            ),
        ]
    return []


def slips_in(document: Document) -> list[Slip]:
    """One slip of the first paper, by hand."""
    if document is not ELM_PAPER:
        return []
    start = document.text.index("640")
    said = "The column “Staff” adds up to 604, the paper prints 640 for “All”."
    labels = ("Adults", f"Children {NASTY}")
    pair = (document.id, document.page_of(start), start, start + 3, "total", labels, 604.0, 640.0, 36.0)
    return [Slip(*pair, figure="640", place="All, Staff", sentence=said, heading="Workforce profile")]


class FakeLibrary(FakeFacts):
    """Two papers and whatever is submitted; an upload is ready at once, or refused when it is empty."""

    def __init__(self, folder: Path, documents: Sequence[Document] = (ELM_PAPER, OAK_PAPER)) -> None:
        self._folder = folder
        self._documents = {document.id: document for document in documents}
        super().__init__([fact for document in documents for fact in facts_of(document)])
        self._jobs: dict[str, Job] = {}
        self.sources = Sources(Catalogue(folder), FakeShelf())
        self._numbers = itertools.count(1)
        for document in documents:
            (folder / document.digest).write_bytes(document.text.encode())

    def documents(self) -> list[DocumentCard]:
        return [_card(document, number) for number, document in enumerate(self._documents.values(), 1)]

    def document(self, identifier: str) -> Document:
        if identifier not in self._documents:
            raise UnknownDocument(f"There is no document {identifier}.")
        return self._documents[identifier]

    def original(self, identifier: str) -> Path:
        return self._folder / self.document(identifier).digest

    def update(
        self, identifier: str, *, body: str | None = None, status: str | None = None, **more: Any
    ) -> None:
        given: dict[str, Any] = {name: value for name, value in more.items() if value is not None}
        given |= {"body": by_name(body)} if body else {}
        given |= {"status": DocumentStatus(status)} if status else {}
        self._documents[identifier] = replace(self.document(identifier), **given)

    def remove(self, identifier: str) -> None:
        del self._documents[self.document(identifier).id]
        self.forget_facts_of(identifier)

    def bodies(self) -> list[Body]:
        return list({body.id: body for body in map(owner, self.documents())}.values())

    def slips(self, document: str | None = None) -> list[Slip]:
        found = [slip for held in self._documents.values() for slip in slips_in(held)]
        return [slip for slip in found if document in (None, slip.document)]

    def trouble(self) -> str:
        return ""

    def submit(self, filename: str, data: bytes, overrides: Any = None) -> str:
        identifier = secrets.token_hex(8)
        if not data.strip():
            reason = f"{filename} is empty: upload the file again."
            self._jobs[identifier] = Job(identifier, filename, JobState.REFUSED, 100, reason)
            return identifier
        document = paper(
            ELM,
            (overrides and overrides.title) or filename.partition(".")[0],
            filename,
            [data.decode("utf-8", "replace")],
            status=DocumentStatus.UNKNOWN,
        )
        self._documents[document.id] = document
        (self._folder / document.digest).write_bytes(data)
        self._jobs[identifier] = Job(identifier, filename, JobState.READY, 100, "", document.id)
        return identifier

    def job(self, identifier: str) -> Job:
        if identifier not in self._jobs:
            raise UnknownJob(f"There is no job {identifier}.")
        return self._jobs[identifier]

    def recent_jobs(self, limit: int = 20) -> list[Job]:
        return list(reversed(self._jobs.values()))[:limit]

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.zeros((len(texts), 4), np.float32)


def _card(document: Document, number: int) -> DocumentCard:
    return DocumentCard(
        id=document.id,
        digest=document.digest,
        file=document.file,
        format=document.format,
        title=document.title,
        body=document.body,
        period=document.period,
        type=document.type,
        status=document.status,
        pages=len(document.page_starts),
        report=document.report,
        added=number,
        bytes=len(document.text),
        added_at="2026-01-01T00:00:00Z",
        chunks=4,
    )


def evidence(label: str, document: Document, quote: str) -> Evidence:
    """A cited passage of one of the papers."""
    found = place(document, quote)
    source = Source(
        document.id,
        document.title,
        document.body.name if document.body else "",
        document.period,
        document.status.value,
        document.file,
    )
    pairs = (("page", found.page), ("start", found.start), ("end", found.end))
    query = "&".join(f"{name}={value}" for name, value in pairs if value is not None)
    url = f"/documents/{document.id}?{query}#passage"
    return Evidence(
        label,
        EvidenceKind.PASSAGE,
        quote,
        source,
        found.page,
        "Workforce profile",
        url,
        found.start,
        found.end,
    )


SCENARIO: Json = {
    "operation": "project_compound",
    "bodies": ["elm"],
    "metric": "workforce.fte",
    "baseline": {"value": 512.5, "unit": "fte", "origin": "document", "decimals": 1},
    "changes": [{"kind": "rate", "amounts": [{"value": -4.0, "unit": "percent"}], "per": "year"}],
    "horizon": {"length": 3, "unit": "years"},
}


def project(scenario: Json, facts: Sequence[Fact] = ()) -> Json:
    """What the engine itself makes of a scenario."""
    return run(Scenario.from_json(dict(scenario)), {fact.id: fact for fact in facts}).to_json()


class FakeMoothall:
    """Answers by word: turnover, project, compare, priorities, ambiguous; else nothing is stated."""

    def __init__(self, folder: Path) -> None:
        self.library = FakeLibrary(folder)
        self.conversations = Conversations.open(None)
        self.switches = Switches(folder)
        self.asked: list[Asked] = []
        self.finished: list[str] = []

    def seen(self, documents: frozenset[str] | None, conversations: Conversations) -> FakeMoothall:
        """This one shows everything to everybody: who may see what is tested over a real library."""
        raise AssertionError("nobody signs in over the hand-written assistant")

    def ask(self, asked: Asked, *, listen: Callable[[str, str], None] | None = None) -> Answer:
        say = listen or (lambda kind, text: None)
        self.asked.append(asked)
        say("step", "search")
        if "slow" in asked.question:
            time.sleep(2)
        answer = self._answer(asked)
        say("step", "write")
        for word in answer.text.split(" "):
            say("delta", word + " ")
            if "drip" in asked.question:
                time.sleep(0.2)
        self.finished.append(asked.question)
        return answer

    def _answer(self, asked: Asked) -> Answer:
        question = asked.question.lower()
        if "boom" in question:
            raise RuntimeError("the inside of the machine")
        if asked.scenario is not None or "project" in question:
            return _projected(asked.scenario or SCENARIO)
        if "turnover" in question:
            return _turnover(asked)
        if "compare" in question:
            return _compared()
        if "priorities" in question:
            return _priorities()
        if "ambiguous" in question:
            options = (Option("Two points", "turnover down two points"), Option("2%", "turnover down 2%"))
            clarification = Clarification("Do you mean two points, or 2% of the rate?", options)
            return Answer(
                Status.CLARIFY_AMBIGUOUS,
                Route.PROJECT,
                "Do you mean two points?",
                clarification=clarification,
            )
        if "notes" in question:
            return Answer(
                Status.ANSWERED,
                Route.PASSAGES,
                f"**Oakshire says** {NASTY} [click](javascript:alert(1)) [1]\n\n![x](http://evil.example/x.png)",
                (evidence("1", OAK_PAPER, f"{NASTY} [click](javascript:alert(1))"),),
            )
        text = f"The documents do not state that. I searched 2 documents for: {asked.question}"
        return Answer(Status.NOT_STATED, Route.LOOKUP, text, follow_ups=("What is Elmford's turnover?",))

    def starters(self) -> list[str]:
        return [
            "What is Elmford's turnover?",
            "What are Elmford's priorities?",
            "Project Elmford's FTE in three years",
        ]

    def parse_scenario(self, question: str, conversation_id: str | None) -> Json:
        return {"scenario": SCENARIO, "missing": []}

    def run_scenario(self, scenario: Json) -> Json:
        return project(scenario, self.library.facts())

    def compare_scenarios(self, scenarios: Sequence[Json]) -> Json:
        both = compare([Scenario.from_json(dict(scenario)) for scenario in scenarios])
        return {"projections": [project(scenario) for scenario in scenarios], "comparison": both.to_json()}

    def projection(self, hash: str) -> Json | None:
        return None

    def feedback(self, answer_id: str, helpful: bool, reason: str, comment: str) -> None:
        self.conversations.save_feedback(answer_id, helpful, reason, comment)


def _turnover(asked: Asked) -> Answer:
    first = evidence("1", ELM_PAPER, "Staff turnover was 12.4% in 2023/24.")
    second = evidence("2", ELM_PAPER, "Elsewhere turnover is put at 13%.")
    return Answer(
        Status.ANSWERED,
        Route.LOOKUP,
        "**Elmford's staff turnover was 12.4% in 2023/24** [1].\n\nElsewhere it is put at 13% [2].",
        (first, second),
        conflicts=(Conflict("Turnover is 12.4% in one place and 13% in another.", ("1", "2")),),
        follow_ups=(
            asked.question,
            "How many staff does Elmford employ?",
            "Project Elmford's FTE in three years",
        ),
        warnings=("Read “turnovr” as “turnover”.", "This document is a draft."),
        notes=("Read “turnovr” as “turnover”.",),
        why="Quoted from 1 document",
        timings={"search": 3.0},
        carried=Carried(("Elmford Borough Council",), "turnover", asked.question),
    )


def _projected(scenario: Json) -> Answer:
    result = project(scenario)
    quote = "We employ 640 staff, which is 512.5 FTE."
    return Answer(
        Status.ANSWERED,
        Route.PROJECT,
        f"**{result['display']} in year three.** The start is the plan's own figure [1].",
        (evidence("1", ELM_PAPER, quote),),
        projection=result,
        why="Computed from 1 stated figure",
    )


def _compared() -> Answer:
    cells = (
        (ComparisonCell("found", "12.4% in 2023/24", ("1",)), ComparisonCell("not_stated", "")),
        (ComparisonCell("not_comparable", "on another basis"), ComparisonCell("not_loaded", "")),
    )
    comparison = Comparison((ELM.name, OAK.name), ("Turnover", "Agency"), cells)
    first = evidence("1", ELM_PAPER, "Staff turnover was 12.4% in 2023/24.")
    return Answer(
        Status.ANSWERED,
        Route.COMPARE,
        "Only Elmford states its turnover [1].",
        (first,),
        comparison=comparison,
    )


def _priorities() -> Answer:
    quote = "- Wellbeing at work\n- Skills for the future\n- A fair place to work"
    text = f"Elmford sets out three priorities [1]:\n\n{quote}"
    return Answer(
        Status.ANSWERED,
        Route.PASSAGES,
        text,
        (evidence("1", ELM_PAPER, quote),),
        why="Quoted from 1 document",
    )
