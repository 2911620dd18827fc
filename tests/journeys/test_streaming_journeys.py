"""What script adds, and what may go wrong with it: steps as they begin, text as it stands, every failure in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.fakes import FakeMoothall

pytestmark = pytest.mark.journey


def send(page: Page, question: str) -> None:
    """Type a question and press Enter, without waiting."""
    page.locator("#question").fill(question)
    page.locator("#question").press("Enter")


def failing(page: Page, status: int, body: str = "<html>Bad Gateway</html>") -> None:
    """Let a proxy answer in place of the server."""

    def proxy(route: Route) -> None:
        route.fulfill(status=status, body=body, content_type="text/html")

    page.route("**/ask", proxy)


def test_the_step_is_named_and_the_text_stands_before_the_answer_is_complete(scripted: Page) -> None:
    scripted.goto("/")
    send(scripted, "slow drip turnover")

    expect(scripted.locator(".busy")).to_have_text("Searching the papers")
    expect(scripted.locator(".busy")).to_have_text("Wording the answer")
    expect(scripted.locator(".turn .prose")).to_contain_text("Elmford's staff")
    assert scripted.locator(".turn .actions").count() == 0, "the answer is not complete yet"
    expect(scripted.locator(".turn .actions")).to_have_count(1)


def test_a_second_question_is_refused_in_words_and_stays_in_the_box(
    scripted: Page, moothall: FakeMoothall
) -> None:
    scripted.goto("/")
    send(scripted, "slow turnover")
    expect(scripted.locator(".busy")).to_be_visible()

    send(scripted, "And the priorities?")

    expect(scripted.locator("#note")).to_contain_text("“slow turnover” is still being answered.")
    expect(scripted.locator("#note")).to_be_focused()
    expect(scripted.locator(".turn .actions")).to_have_count(1)
    expect(scripted.locator("#question")).to_have_value("And the priorities?")
    assert [asked.question for asked in moothall.asked] == ["slow turnover"]


def test_what_is_typed_while_a_question_is_stopped_or_fails_is_not_overwritten(scripted: Page) -> None:
    scripted.goto("/")
    send(scripted, "slow turnover")
    expect(scripted.locator(".busy")).to_be_visible()
    scripted.locator("#question").fill("something new")

    scripted.get_by_role("button", name="Stop").click()

    expect(scripted.locator(".turn")).to_contain_text("Stopped. Nothing of it was kept.")
    expect(scripted.locator("#question")).to_have_value("something new")
    scripted.get_by_role("button", name="Ask it again").click()
    expect(scripted.locator(".turn .actions")).to_have_count(1)
    expect(scripted.locator("#question")).to_have_value("something new")


def test_a_page_opened_while_its_question_is_on_its_way_leaves_the_box_alone(scripted: Page) -> None:
    scripted.goto("/")
    send(scripted, "slow turnover")
    expect(scripted.locator(".busy")).to_have_text("Searching the papers")
    scripted.reload()
    scripted.locator("#question").fill("something new")

    expect(scripted.locator(".turn .actions")).to_have_count(1)

    expect(scripted.locator("#question")).to_have_value("something new")
    expect(scripted.locator(".turn")).to_have_count(1)


def test_a_question_that_failed_while_the_page_was_opened_again_says_so(scripted: Page) -> None:
    scripted.goto("/")
    send(scripted, "turnover")
    expect(scripted.locator(".turn .actions")).to_have_count(1)
    send(scripted, "slow boom")
    expect(scripted.locator(".busy")).to_have_text("Searching the papers")
    scripted.reload()

    expect(scripted.locator("#note")).to_contain_text(
        "“slow boom” was not answered. Something went wrong here."
    )

    expect(scripted.locator("#question")).to_have_value("slow boom")
    expect(scripted.locator(".turn")).to_have_count(1)


@pytest.mark.parametrize("status", [502, 504])
def test_a_proxy_s_error_page_becomes_a_sentence(scripted: Page, status: int) -> None:
    scripted.goto("/")
    failing(scripted, status)

    send(scripted, "turnover")

    expect(scripted.locator(":focus")).to_have_text(
        f"The server does not answer as it should just now ({status}). Wait a moment and ask again."
    )
    expect(scripted.locator("#question")).to_have_value("turnover")
    scripted.unroute("**/ask")
    scripted.get_by_role("button", name="Ask it again").click()
    expect(scripted.locator(".turn .actions")).to_have_count(1)
    expect(scripted.locator("#question")).to_have_value("")


def test_a_server_that_is_gone_becomes_a_sentence(scripted: Page) -> None:
    scripted.goto("/")
    scripted.route("**/ask", lambda route: route.abort())

    send(scripted, "turnover")

    expect(scripted.locator(":focus")).to_have_text(
        "The server cannot be reached. Check your connection and ask again."
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            'event: step\ndata: {"words": "Searching the papers"}\n\nevent: delta\ndata: {"te',
            "The connection was cut before the answer was complete. It may have been completed all the same.",
        ),
        (
            "event: step\ndata: {not json}\n\n",
            "The answer could not be shown. Look at the conversation again.",
        ),
    ],
    ids=["cut", "not ours"],
)
def test_a_stream_that_is_cut_or_wrong_becomes_a_sentence(scripted: Page, body: str, sentence: str) -> None:
    scripted.goto("/")
    scripted.route("**/ask", lambda route: route.fulfill(body=body, content_type="text/event-stream"))

    send(scripted, "turnover")

    expect(scripted.locator(":focus")).to_have_text(sentence)


def test_the_search_for_papers_leaves_what_is_being_typed_alone(scripted: Page) -> None:
    scripted.goto("/")
    scripted.get_by_text("Choose papers or councils").click()
    find = scripted.locator("#find_scope")

    find.press_sequentially("people plan", delay=120)

    expect(find).to_be_focused()
    expect(find).to_have_value("people plan")
    expect(scripted.locator("#scope-list input")).to_have_count(1)
    scripted.locator("#scope-list input").check()
    expect(scripted.locator(".chip")).to_have_count(1)
    expect(scripted.locator("#scope-list input")).to_be_focused()
