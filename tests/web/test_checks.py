"""Sums that do not add up, over HTTP and as a page."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from tests.fakes import ELM_PAPER, OAK_PAPER

PAGE = {"accept": "text/html"}


def test_every_slip_comes_with_what_was_added_both_values_and_its_page(client: TestClient) -> None:
    found = client.get("/api/checks").json()["checks"]

    assert [(slip["computed"], slip["printed"], slip["difference"]) for slip in found] == [
        (604.0, 640.0, 36.0)
    ]
    assert found[0]["page"] == 2
    assert found[0]["terms"][0] == "Adults"
    assert ELM_PAPER.text[found[0]["start"] : found[0]["end"]] == "640"


def test_the_slips_of_one_document_can_be_asked_for(client: TestClient) -> None:
    assert len(client.get(f"/api/checks?document={ELM_PAPER.id}").json()["checks"]) == 1
    assert client.get(f"/api/checks?document={OAK_PAPER.id}").json()["checks"] == []


def test_the_slips_of_a_document_that_is_not_there_are_not_found(client: TestClient) -> None:
    assert client.get("/api/checks?document=nowhere").status_code == 404


def test_the_page_says_what_does_not_add_up_and_its_link_opens_at_the_figure(client: TestClient) -> None:
    html = client.get("/checks", headers=PAGE).text

    assert "adds up to 604, the paper prints 640" in html
    address = re.search(r'href="(/documents/[^"]+)"', html).group(1).replace("&amp;", "&")  # type: ignore[union-attr]
    assert "<mark" in client.get(address, headers=PAGE).text


def test_library_and_details_lead_to_the_page_where_something_does_not_add_up(client: TestClient) -> None:
    assert 'href="/checks"' in client.get("/library", headers=PAGE).text
    assert (
        f'href="/checks?document={ELM_PAPER.id}"' in client.get(f"/library/{ELM_PAPER.id}", headers=PAGE).text
    )
    assert "/checks?document" not in client.get(f"/library/{OAK_PAPER.id}", headers=PAGE).text


def test_a_library_whose_sums_all_come_out_says_so(client: TestClient) -> None:
    html = client.get(f"/checks?document={OAK_PAPER.id}", headers=PAGE).text

    assert "Every sum that could be recomputed comes out." in html
