"""The pages on which figures are reviewed: what they show, keep and refuse, over plain forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.bootstrap import open_moothall
from assistant.settings import Settings
from tests.fakes import ELM_PAPER
from web.app import create_app
from web.library_view import FIGURES_SHOWN

PAPER = """# Service Plan 2025/26

Westmarch Borough Council

## Vacancies by service

| Service | 2024/25 | 2025/26 |
|---|---|---|
| Highways | 92 | 118 |
"""


@pytest.fixture
def real(tmp_path: Path) -> Iterator[TestClient]:
    """The pages over a real library with one paper."""
    settings = Settings(data=tmp_path / "data")
    moothall = open_moothall(settings)
    (tmp_path / "plan.md").write_text(PAPER)
    moothall.library.ingest([tmp_path / "plan.md"])
    with TestClient(create_app(moothall, settings)) as client:
        yield client
    moothall.close()


def details_of(client: TestClient) -> str:
    (document,) = client.get("/api/documents").json()["documents"]
    return f"/library/{document['id']}"


def figure_of(client: TestClient, value: float) -> str:
    """The address of the one figure of this value."""
    (found,) = [fact["id"] for fact in client.get("/api/facts").json()["facts"] if fact["value"] == value]
    return f"/facts/{found}"


def test_a_figure_shows_what_it_is_of_and_where_each_field_was_read(real: TestClient) -> None:
    page = real.get(details_of(real)).text

    assert "Period: 2025/26" in page and "Part: Highways" in page or "Measure: Highways" in page
    assert "period read from the column: ‘2025/26’" in page


def test_the_name_is_typed_once_and_remembered_letter_for_letter(client: TestClient) -> None:
    client.post("/facts/f-fte/review", data={"review": "confirmed", "author": "Zoë O’Neill; clerk"})
    client.post("/facts/f-turn/review", data={"review": "rejected"})

    said = {fact["id"]: fact["author"] for fact in client.get("/api/facts").json()["facts"]}
    assert said["f-fte"] == said["f-turn"] == "Zoë O’Neill; clerk"


def test_a_new_value_keeps_about_when_the_form_still_says_about(client: TestClient) -> None:
    client.post("/api/facts/f-fte/review", json={"approx": "about"})

    client.post(
        "/facts/f-fte/review", data={"review": "corrected", "value": "520", "approx": "about", "high": ""}
    )

    now = next(fact for fact in client.get("/api/facts").json()["facts"] if fact["id"] == "f-fte")
    assert (now["value"], now["approx"]) == (520, "about")


def test_confirming_over_typed_changes_is_refused_and_keeps_them(client: TestClient) -> None:
    page = client.post("/facts/f-fte/review", data={"review": "confirmed", "value": "999"})

    assert page.status_code == 422
    assert 'value="999"' in page.text and "save the correction, or put it back first" in page.text


def test_saving_is_what_enter_does_in_the_form(client: TestClient) -> None:
    form = (
        client.get("/facts/f-fte").text.partition('action="/facts/f-fte/review">')[2].partition("</form>")[0]
    )

    assert form.partition("<button ")[2].startswith('name="review" value="corrected"')


def test_hostile_words_of_a_review_are_shown_as_words(client: TestClient) -> None:
    nasty = "<script>alert(1)</script>"

    client.post(
        "/facts/f-fte/review", data={"review": "corrected", "part": nasty, "note": nasty, "author": nasty}
    )

    pages = [client.get(path).text for path in ("/facts/f-fte", f"/library/{ELM_PAPER.id}", "/reviews")]
    assert all("&lt;script&gt;alert" in page and nasty not in page for page in pages)


def test_unknown_figures_and_words_are_not_found(client: TestClient) -> None:
    assert client.get("/facts/none").status_code == 404
    assert client.post("/facts/none/review", data={"review": "confirmed"}).status_code == 404
    assert client.post("/facts/f-fte/review", data={"review": "liked"}).status_code == 404
    assert client.get("/library/none/add-figure").status_code == 404


def test_a_figure_that_is_no_longer_found_is_told_with_its_history(real: TestClient) -> None:
    figure, details = figure_of(real, 118), details_of(real)
    real.post(f"{figure}/review", data={"review": "corrected", "value": "119", "author": "Jo"})

    real.post(f"{details}/remove")

    listed, page = real.get("/reviews").text, real.get(figure).text
    assert "No longer found at its place" in listed and figure in listed
    assert "no longer found at its place" in page and "Jo" in page and "118 → 119" in page
    assert "Save the correction" not in page


def test_many_figures_are_shown_a_hundred_at_a_time(real: TestClient, tmp_path: Path) -> None:
    rows = "\n".join(f"| Street {number} | {1000 + number} |" for number in range(FIGURES_SHOWN + 20))
    text = f"# Roads\n\nEastmere County Council\n\n## Lengths\n\n| Street | Metres |\n|---|---|\n{rows}\n"
    real.app.state.moothall.library.ingest([_written(tmp_path / "roads.md", text)])  # type: ignore[attr-defined]
    address = next(
        f"/library/{one['id']}"
        for one in real.get("/api/documents").json()["documents"]
        if one["file"] == "roads.md"
    )

    first = real.get(address).text
    last = real.get(f"{address}?first={FIGURES_SHOWN}").text
    later = last.partition('id="fact-')[2].partition('"')[0]
    saved = real.post(f"/facts/{later}/review", data={"review": "confirmed"}, follow_redirects=False)

    assert first.count('id="fact-') == FIGURES_SHOWN and "Further figures" in first
    assert 20 <= last.count('id="fact-') < FIGURES_SHOWN and "Earlier figures" in last
    assert f"first={FIGURES_SHOWN}#fact-{later}" in saved.headers["location"]


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path
