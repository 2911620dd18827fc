"""The library: found, filtered, sorted, a page at a time; what is amiss as a queue; removals taken back; periods that can be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ingest.fact_model import Review
from tests.fakes import ELM_PAPER, OAK_PAPER, FakeMoothall
from web.library_list import SHOWN, Wanted, list_view, troubles_of
from web.periods import fault_of
from web.removed_papers import FOLDER


def titles(moothall: FakeMoothall, wanted: Wanted) -> list[str]:
    return [line.title[:11] for line in list_view(moothall.library, wanted).lines]


def test_documents_are_found_by_words_of_title_body_and_type(moothall: FakeMoothall) -> None:
    assert titles(moothall, Wanted(find="oakshire plan")) == ["People Plan"]
    assert titles(moothall, Wanted(find="strategy")) == ["Workforce S"]
    assert titles(moothall, Wanted(find="moon")) == []


def test_documents_are_filtered_by_status_and_by_what_is_amiss(moothall: FakeMoothall) -> None:
    assert titles(moothall, Wanted(status="approved")) == ["People Plan"]
    assert titles(moothall, Wanted(trouble="sums")) == ["Workforce S"]


def test_documents_are_sorted(moothall: FakeMoothall) -> None:
    assert titles(moothall, Wanted(sort="title")) == ["People Plan", "Workforce S"]
    assert titles(moothall, Wanted(sort="body")) == ["Workforce S", "People Plan"]


def test_each_kind_of_trouble_is_counted_by_paper(moothall: FakeMoothall) -> None:
    counted = troubles_of(moothall.library)[ELM_PAPER.id]

    # Four figures of which two disagree with one another, and one sum that does not add up.
    assert (counted["unreviewed"], counted["conflicts"], counted["sums"]) == (4, 2, 1)
    moothall.library.review("f-heads", review=Review.CONFIRMED)
    assert troubles_of(moothall.library)[ELM_PAPER.id]["unreviewed"] == 3


def test_the_queue_of_troubles_leads_to_the_papers_that_have_them(client: TestClient) -> None:
    html = client.get("/library").text

    assert "Figures that nobody reviewed (2)" in html
    assert 'href="/library?trouble=sums#documents">Sums that do not add up (1)</a>' in html
    assert "1 of 2 documents" in client.get("/library?trouble=sums").text


def test_a_large_library_is_shown_a_page_at_a_time(client: TestClient, moothall: FakeMoothall) -> None:
    for number in range(SHOWN):
        moothall.library.submit(f"paper {number:02}.txt", f"Words of paper {number}.".encode())

    first, second = client.get("/library").text, client.get(f"/library?first={SHOWN}").text

    assert f"1 to {SHOWN} of {SHOWN + 2}" in first and "Further documents" in first
    assert second.count('scope="row"') == 2 and "Earlier documents" in second


def test_refusals_stay_with_their_reasons_when_the_page_is_left(client: TestClient) -> None:
    client.post("/library", files={"file": ("empty.txt", b"", "text/plain")})

    assert "empty.txt is empty: upload the file again." in client.get("/library").text


def test_a_removal_is_taken_back_with_what_was_known(client: TestClient, moothall: FakeMoothall) -> None:
    removed = client.post(f"/library/{OAK_PAPER.id}/remove", follow_redirects=False)
    html = client.get(removed.headers["location"]).text
    token = removed.headers["location"].rpartition("undo=")[2]

    assert f'action="/library/put-back/{token}"' in html
    assert len(moothall.library.documents()) == 1
    client.post(f"/library/put-back/{token}")

    assert [card.title for card in moothall.library.documents()][1].startswith("People Plan")
    assert client.post(f"/library/put-back/{token}").status_code == 404


def test_what_was_removed_long_ago_is_gone_for_good(client: TestClient, tmp_path: Path) -> None:
    removed = client.post(f"/library/{OAK_PAPER.id}/remove", follow_redirects=False)
    token = removed.headers["location"].rpartition("undo=")[2]
    os.utime(tmp_path / FOLDER / token, (0, 0))

    assert client.post(f"/library/put-back/{token}").status_code == 404
    assert not (tmp_path / FOLDER / token).exists()


@pytest.mark.parametrize(
    "period", ["2024", "2024/25", "2024-2027", "2024-27", "April 2023 to March 2026", "1999/00"]
)
def test_a_period_that_can_be_is_taken(period: str) -> None:
    assert fault_of(period) == ""


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2027-2024", "2024 is before 2027"),
        ("2024/27", "2024 is followed by 25"),
        ("0024", "24 is not a year"),
        ("soon", "names no year"),
    ],
)
def test_a_period_that_cannot_be_is_refused(period: str, said: str) -> None:
    assert said in fault_of(period)


def test_an_impossible_period_is_told_at_its_field(client: TestClient) -> None:
    reply = client.post(f"/library/{ELM_PAPER.id}", data={"period": "2027-2024"})

    assert reply.status_code == 422
    assert 'id="period-error"' in reply.text and "2024 is before 2027" in reply.text


def test_bodies_are_chosen_from_a_list(client: TestClient) -> None:
    html = client.get(f"/library/{ELM_PAPER.id}").text

    assert 'list="bodies"' in html
    assert '<option value="Gateshead Metropolitan Borough Council">' in html


def test_figures_are_reviewed_one_after_the_other(client: TestClient, moothall: FakeMoothall) -> None:
    html = client.get("/facts/f-heads?flow=1").text
    assert "Figure 2 of 4 in this paper, 4 not reviewed" in html

    onward = client.post(
        "/facts/f-heads/review", data={"review": "settled", "flow": "1"}, follow_redirects=False
    )

    assert moothall.library.fact("f-heads").review is Review.CONFIRMED
    assert onward.headers["location"] == "/facts/f-turn?flow=1&done=confirmed"


def test_what_was_typed_over_is_saved_on_the_way_through(client: TestClient, moothall: FakeMoothall) -> None:
    client.post("/facts/f-heads/review", data={"review": "settled", "flow": "1", "value": "641"})

    fact = moothall.library.fact("f-heads")
    assert (fact.review, fact.value) == (Review.CORRECTED, 641.0)


def test_the_last_figure_leads_back_to_its_paper(client: TestClient) -> None:
    for fact in ("f-fte", "f-turn", "f-turn-2"):
        client.post(f"/facts/{fact}/review", data={"review": "confirmed"})

    last = client.post(
        "/facts/f-heads/review", data={"review": "settled", "flow": "1"}, follow_redirects=False
    )

    assert last.headers["location"].startswith(f"/library/{ELM_PAPER.id}?done=confirmed")


def test_the_only_figure_of_marked_words_is_typed_already(client: TestClient) -> None:
    one = client.get(f"/library/{ELM_PAPER.id}/add-figure", params={"quote": "Employees | 2,486"}).text
    two = client.get(f"/library/{ELM_PAPER.id}/add-figure", params={"quote": "from 640 to 512.5"}).text

    assert 'name="value" value="2486"' in one
    assert 'name="value" value=""' in two
