"""Conversations at hand, papers chosen to answer from, feedback, links to read: with script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fakes import ELM_PAPER, FakeMoothall
from tests.journeys.test_ask_journeys import ask

pytestmark = pytest.mark.journey


def scripted_by(page: Page) -> bool:
    """Whether script runs in the page."""
    return bool(page.locator("html.js").count())


def test_conversations_stand_beside_the_chat_and_are_found_renamed_deleted_and_put_back(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    ask(page, "What is the turnover?")
    side = page.get_by_role("complementary", name="Your conversations")
    expect(side.get_by_role("link", name="What is the turnover?")).to_have_attribute("aria-current", "page")
    side.get_by_role("link", name="New question").click()
    ask(page, "What are the priorities?")

    side.get_by_role("searchbox").fill("turnover")
    side.get_by_role("button", name="Search your conversations").click()
    expect(side.locator(".talks li")).to_have_count(1)
    side.get_by_text("Rename or delete: What is the turnover?").click()
    side.get_by_label("New title").fill("For cabinet")
    side.get_by_role("button", name="Rename", exact=True).click()

    expect(page.get_by_role("status").first).to_contain_text("renamed")
    expect(page.locator(".prose")).to_contain_text("Wellbeing at work")
    side.get_by_text("Rename or delete: For cabinet").click()
    side.get_by_role("button", name="Delete For cabinet").click()
    expect(side.get_by_role("link", name="For cabinet")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("The conversation is back.")).to_be_visible()
    expect(page.locator(".prose")).to_contain_text("12.4%")
    expect(side.locator(".talks li")).to_have_count(2)


def test_what_was_deleted_can_be_put_back_from_the_page_of_conversations_too(page: Page) -> None:
    page.goto("/")
    ask(page, "turnover")
    page.goto("/conversations")
    page.get_by_text("Rename or delete: turnover").click()
    page.get_by_role("button", name="Delete turnover").click()
    expect(page.get_by_text("There are none yet")).to_be_visible()

    page.get_by_role("button", name="Put back turnover").click()

    expect(page.locator(".prose")).to_contain_text("12.4%")


def test_a_paper_is_chosen_shown_with_its_answer_and_dropped_again(
    page: Page, moothall: FakeMoothall
) -> None:
    page.goto("/")
    expect(page.locator("#scope-words")).to_have_text("Answer from all 2 papers")

    page.get_by_text("Choose papers or councils").click()
    page.get_by_role("searchbox", name="Search papers and councils").fill("workforce elmford")
    page.get_by_role("button", name="Search papers and councils").click()
    expect(page.locator("#scope-list input")).to_have_count(1)
    page.get_by_role("checkbox", name="Workforce Strategy").check()
    ask(page, "turnover")

    assert moothall.asked[-1].documents == (ELM_PAPER.id,)
    expect(page.locator(".turn .from")).to_have_text(
        re.compile("Answered from “Workforce Strategy, Elmford Borough Council”")
    )
    page.reload()
    chip = page.get_by_role("button", name=re.compile("Workforce Strategy.*leave it out"))
    expect(chip).to_be_visible()
    page.get_by_role("textbox", name=re.compile("question", re.I)).first.fill("half a question")
    chip.click()

    expect(chip).to_have_count(0)
    expect(page.locator("#scope-words")).to_have_text("Answer from all 2 papers")
    expect(page.get_by_role("textbox", name=re.compile("question", re.I)).first).to_have_value(
        "half a question"
    )
    ask(page, "priorities")
    assert (moothall.asked[-1].documents, moothall.asked[-1].councils) == ((), ())
    expect(page.locator(".turn .from").last).to_have_text(re.compile("Answered from all 2 papers"))


def test_a_suggested_question_is_answered_from_what_was_chosen(page: Page, moothall: FakeMoothall) -> None:
    page.goto("/?council=Elmford+Borough+Council")
    expect(page.locator(".chip")).to_have_count(1)

    page.get_by_role("button", name="What is Elmford's turnover?").click()
    expect(page.locator(".turn .actions")).to_have_count(1)
    page.get_by_role("button", name="How many staff does Elmford employ?").click()
    expect(page.locator(".turn .actions")).to_have_count(2)

    assert [asked.councils for asked in moothall.asked] == [("Elmford Borough Council",)] * 2
    page.get_by_role("button", name="All papers").click()
    expect(page.locator(".chip")).to_have_count(0)


def test_a_question_just_asked_is_not_suggested_and_notes_are_of_two_kinds(page: Page) -> None:
    page.goto("/")
    ask(page, "turnover")

    suggested = page.locator(".next button")
    expect(suggested).to_have_text(
        ["How many staff does Elmford employ?", "Project Elmford's FTE in three years"]
    )
    expect(page.locator(".note")).to_contain_text("Read “turnovr” as “turnover”.")
    expect(page.locator(".care").last).to_have_text(re.compile(r"^Take care\s*This document is a draft\.$"))


def test_sources_stand_under_the_statements_that_they_prove(page: Page) -> None:
    page.goto("/")
    ask(page, "turnover")

    page.get_by_text("2 sources, word for word").click()

    expect(page.locator(".said .label")).to_have_text(
        ["Elmford's staff turnover was 12.4% in 2023/24", "Elsewhere it is put at 13%"]
    )


def test_one_click_says_whether_it_helped_and_a_reason_may_follow(page: Page, moothall: FakeMoothall) -> None:
    page.goto("/")
    ask(page, "turnover")
    page.get_by_role("textbox", name=re.compile("question", re.I)).first.fill("half a question")
    script = scripted_by(page)
    page.evaluate("window.stayed = true")

    page.get_by_role("button", name="Not helpful (answer 1)").click()
    expect(page.locator(".feedback")).to_contain_text("You said: not helpful.")
    page.get_by_label("Reason").select_option("Wrong figure")
    page.get_by_role("button", name="Send the reason").click()
    expect(page.locator(".feedback")).to_contain_text("You said: not helpful (Wrong figure).")

    answer = moothall.conversations.turns(page.url.split("/c/")[1].split("?")[0].split("#")[0])[0]
    assert moothall.conversations.feedback(answer.id) == (False, "Wrong figure", "")
    if script:
        assert page.evaluate("window.stayed") is True
        expect(page.get_by_role("textbox", name=re.compile("question", re.I)).first).to_have_value(
            "half a question"
        )
    page.get_by_role("button", name="It was helpful").click()
    expect(page.locator(".feedback")).to_contain_text("You said: helpful.")


def test_a_link_lets_others_read_what_was_asked_so_far_until_it_is_ended(
    page: Page, browser: Browser
) -> None:
    page.goto("/")
    ask(page, "turnover")
    page.goto(page.url.split("#")[0])
    page.get_by_text("Share a link").click()
    page.get_by_role("button", name="Make a link").click()
    page.get_by_text("Shared by a link").click()
    address = page.locator("[data-link]").get_attribute("href") or ""
    ask(page, "priorities")

    other = browser.new_context()
    reader = other.new_page()
    reader.goto(address)
    expect(reader.locator(".prose")).to_have_count(1)
    expect(reader.locator(".prose")).to_contain_text("12.4%")
    assert reader.locator("main form, main button").count() == 0
    reader.get_by_text("2 sources, word for word").click()
    reader.get_by_role("link", name="Open at this passage (source 1)").click()
    expect(reader.locator("mark")).to_have_text("Staff turnover was 12.4% in 2023/24.")
    page.goto(page.url.split("#")[0])
    page.get_by_text("Shared by a link").click()
    page.get_by_role("button", name="End the link").click()
    expect(page.get_by_text("opens nothing any more")).to_be_visible()
    gone = reader.goto(address)
    other.close()

    assert gone is not None and gone.status == 404


def test_a_question_is_stopped_on_the_server_and_its_words_come_back(
    page: Page, moothall: FakeMoothall
) -> None:
    page.goto("/")
    page.get_by_role("textbox").first.fill("slow turnover")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".busy")).to_have_text("Searching the papers")

    page.get_by_role("button", name="Stop").click()

    expect(page.get_by_role("textbox", name=re.compile("question", re.I)).first).to_have_value(
        "slow turnover"
    )
    expect(page.locator(".busy")).to_have_count(0)
    page.wait_for_timeout(1500)
    assert [asked.question for asked in moothall.asked] == ["slow turnover"]
    assert moothall.finished == [], "the work has ended at its next step"
    page.reload()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, "priorities")
    assert moothall.finished == ["priorities"]


def test_an_answer_that_failed_says_so_and_gives_the_question_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("textbox").first.fill("boom")
    page.get_by_role("button", name="Ask", exact=True).click()

    told = page.locator(":focus")
    expect(told).to_contain_text("Something went wrong here.")
    expect(page.get_by_role("textbox").first).to_have_value("boom")
    page.goto("/ask")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask about our strategies")
