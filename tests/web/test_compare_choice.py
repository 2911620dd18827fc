"""Whatever is ticked is compared, or refused in words."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from ingest.model import Body
from web.compare_choice import MAX_CELLS, chosen

TWENTY = [Body(f"b{number}", f"Body {number}", f"Body {number}") for number in range(20)]
IDS = [body.id for body in TWENTY]


def test_every_ticked_body_figure_and_theme_is_compared() -> None:
    found = chosen(TWENTY, IDS, [f"metric.{number}" for number in range(30)], "a, b, c")

    assert found.ready
    assert (len(found.bodies), len(found.metrics), len(found.themes)) == (20, 30, 3)


@pytest.mark.parametrize(
    ("body", "metric", "themes", "field", "said"),
    [
        (IDS, [], ",".join(map(str, range(120))), "questions", f"2,400 look-ups, and at most {MAX_CELLS:,}"),
        (IDS[:1], [], "x" * 101, "themes", "at most 100 characters"),
        (["gone"], ["workforce.fte"], "", "bodies", "There is no body 'gone'"),
        ([], ["workforce.fte"], "", "bodies", "Tick the bodies"),
        (IDS, [], " , ", "themes", "Type a theme or a question, or tick a figure"),
    ],
)
def test_what_cannot_be_compared_is_said(
    body: list[str], metric: list[str], themes: str, field: str, said: str
) -> None:
    found = chosen(TWENTY, body, metric, themes)

    assert not found.ready
    assert said in found.errors[field]


def test_a_question_on_each_line_is_asked_in_its_own_words() -> None:
    found = chosen(TWENTY, IDS, [], "pay", "What of agency spend?\n\nHow many staff?")

    assert found.ready
    assert [topic.question for topic in found.topics] == [
        "What does the strategy say about pay?",
        "What of agency spend?",
        "How many staff?",
    ]


def test_many_bodies_stand_below_one_another_unless_told_otherwise() -> None:
    assert chosen(TWENTY, IDS, ["workforce.fte"], "").down
    assert not chosen(TWENTY, IDS[:3], ["workforce.fte"], "").down
    assert not chosen(TWENTY, IDS, ["workforce.fte"], "", layout="across").down


def test_a_refused_comparison_keeps_what_was_ticked_and_typed(client: TestClient) -> None:
    themes, question = "theme", "q" * 301
    query = {"body": ["elm", "oak"], "metric": "workforce.fte", "themes": themes, "questions": question}

    page = client.get("/compare", params=query)
    table = client.get("/compare/table.csv", params=query)

    assert page.status_code == table.status_code == 422
    assert "at most 300 characters" in page.text and "at most 300 characters" in table.json()["detail"]
    assert f'value="{themes}"' in page.text and question in page.text
