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
        (IDS, [], "a, b, c, d", "themes", f"80 questions, and at most {MAX_CELLS}"),
        (IDS[:1], [], "x" * 101, "themes", "at most 100 characters"),
        (["gone"], ["workforce.fte"], "", "bodies", "There is no body 'gone'"),
        ([], ["workforce.fte"], "", "bodies", "Tick the bodies"),
        (IDS, [], " , ", "themes", "Type a theme, or tick a figure"),
    ],
)
def test_what_cannot_be_compared_is_said(
    body: list[str], metric: list[str], themes: str, field: str, said: str
) -> None:
    found = chosen(TWENTY, body, metric, themes)

    assert not found.ready
    assert said in found.errors[field]


def test_a_refused_comparison_keeps_what_was_ticked_and_typed(client: TestClient) -> None:
    themes = ", ".join(f"theme {number}" for number in range(40))
    query = {"body": ["elm", "oak"], "metric": "workforce.fte", "themes": themes}

    page = client.get("/compare", params=query)
    table = client.get("/compare/table.csv", params=query)

    assert page.status_code == table.status_code == 422
    assert "80 questions" in page.text and "80 questions" in table.json()["detail"]
    assert f'value="{themes}"' in page.text
    assert page.text.count(" checked") == 3


def test_a_comparison_shows_more_than_twelve_figures_and_five_themes(client: TestClient) -> None:
    metrics = [f"service.thing_{number}" for number in range(13)]
    query = {"body": ["elm", "oak"], "metric": metrics, "themes": "a, b, c, d, e, f"}

    page = client.get("/compare", params=query)

    assert page.status_code == 200
    assert page.text.count('<th scope="row"') == 13 + 6


def test_an_untouched_form_complains_of_nothing(client: TestClient) -> None:
    page = client.get("/compare")

    assert page.status_code == 200
    assert "There is a problem" not in page.text and page.text.count(" checked") == 2
