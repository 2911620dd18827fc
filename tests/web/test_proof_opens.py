"""The proof opens at its words: every link of every answer, cell and fact leads to a page that marks its quotation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.bootstrap import Moothall
from assistant.model import Asked
from assistant.settings import Settings
from tests.web.viewing import marked_in, solid
from web.app import create_app

QUESTIONS = Path(__file__).parents[1] / "questions"
EVERY = 6  # of our own questions, so that the test ends within a minute
COMPARED = (
    "staff turnover",
    "how do the councils approach wellbeing",
    "agency spend",
    "which councils mention apprenticeships",
)


def asked() -> list[str]:
    rows = (QUESTIONS / name for name in ("text.jsonl", "numeric.jsonl"))
    lines = [line for path in rows for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [str(json.loads(line)["q"]) for line in lines]


@pytest.fixture
def reader(sample_moothall: Moothall, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path)
    with TestClient(create_app(sample_moothall, settings), raise_server_exceptions=False) as opened:
        yield opened


def opens(reader: TestClient, url: str, quote: str) -> bool:
    """Whether the link leads to a page that marks exactly these words."""
    page = reader.get(url.partition("#")[0])
    return page.status_code == 200 and marked_in(page.text) == solid(quote) and 'id="passage"' in page.text


@pytest.mark.slow
def test_every_source_of_an_answer_opens_at_its_words(sample_moothall: Moothall, reader: TestClient) -> None:
    answers = [sample_moothall.ask(Asked(question)) for question in (*COMPARED, *asked()[::EVERY])]

    links = {(item.url, item.quote) for answer in answers for item in answer.evidence if item.document}
    assert len(links) > len(answers) / 2
    assert [link for link in sorted(links) if not opens(reader, *link)] == []


@pytest.mark.slow
def test_every_place_of_every_fact_opens_at_its_words(reader: TestClient) -> None:
    facts = reader.get("/api/facts").json()["facts"]

    links = {(place["url"], place["quote"]) for fact in facts for place in fact["places"]}
    assert len(links) > 50
    assert [link for link in sorted(links) if not opens(reader, *link)] == []


@pytest.mark.slow
def test_every_cell_of_a_comparison_opens_at_its_words(reader: TestClient, sample_moothall: Moothall) -> None:
    bodies = [body.id for body in sample_moothall.library.bodies()]
    metrics = sorted({fact.metric for fact in sample_moothall.library.facts()})
    query = {"body": bodies, "metric": metrics, "themes": "wellbeing, apprenticeships"}

    page, rows = reader.get("/compare", params=query), reader.get("/compare/table.csv", params=query)

    urls = {unescape(part.partition('"')[0]) for part in page.text.split('href="')[1:]}
    cells = [url for url in urls if url.startswith("/documents/") and "#passage" in url]
    assert len(cells) > len(bodies)
    quotes = {solid(row["quote"].removeprefix("'")) for row in csv.DictReader(io.StringIO(rows.text))}
    assert [
        url for url in cells if marked_in(reader.get(url.partition("#")[0]).text) not in quotes - {""}
    ] == []
