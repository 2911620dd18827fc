"""Ask, follow up, open a source at its words, say whether it helped, keep and forget conversations."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def ask(page: Page, question: str) -> None:
    """Ask by the form and wait for the answer."""
    turns = page.locator(".turn .actions").count()
    page.get_by_role("textbox", name=re.compile("question", re.I)).first.fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".turn .actions")).to_have_count(turns + 1)


def test_a_question_is_answered_with_its_proof_and_followed_up(page: Page) -> None:
    page.goto("/")
    ask(page, "What is the staff turnover?")
    ask(page, "And the priorities?")

    expect(page.locator(".turn").nth(0)).to_contain_text("12.4% in 2023/24")
    expect(page.locator(".turn").nth(1)).to_contain_text("Wellbeing at work")
    assert "/c/" in page.url


def test_the_first_page_says_in_one_line_what_the_library_holds(page: Page) -> None:
    page.goto("/")

    expect(page.locator(".lead")).to_contain_text("2 papers of 2 bodies")


def test_the_box_and_the_newest_question_stay_in_view(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    for question in ("turnover", "project FTE", "compare"):
        ask(page, question)

    box, asked = page.locator("#ask"), page.locator(".asked").last
    expect(asked).to_be_in_viewport(ratio=1)
    expect(box).to_be_in_viewport(ratio=1)
    above, below = asked.bounding_box(), box.bounding_box()
    assert above and below and above["y"] + above["height"] < below["y"]


def test_a_starter_question_asks_itself(page: Page) -> None:
    page.goto("/")

    page.get_by_role("button", name="What is Elmford's turnover?").click()

    expect(page.locator(".prose")).to_contain_text("12.4%")


def test_a_disagreement_and_a_draft_are_flagged_in_the_answer(page: Page) -> None:
    page.goto("/")
    ask(page, "turnover")

    expect(page.get_by_role("heading", name="The documents disagree")).to_be_visible()
    expect(page.locator(".care").last).to_contain_text("draft")


def test_a_source_opens_at_its_exact_words_and_leads_to_the_next(page: Page) -> None:
    page.goto("/")
    ask(page, "turnover")

    page.get_by_text("2 sources, word for word").click()
    page.get_by_role("link", name="Open at this passage (source 1)").click()

    expect(page.locator("mark")).to_have_text("Staff turnover was 12.4% in 2023/24.")
    page.get_by_role("link", name="Next hit").click()
    expect(page.locator("mark")).to_have_text("Elsewhere turnover is put at 13%.")
    page.get_by_role("link", name="Back to the answer").click()
    expect(page.locator(".prose")).to_contain_text("12.4%")


def test_a_question_back_offers_its_readings_as_buttons(page: Page) -> None:
    page.goto("/")
    ask(page, "something ambiguous")

    page.get_by_role("button", name="Two points").click()

    expect(page.locator(".turn .actions")).to_have_count(2)
    expect(page.locator(".asked").last).to_contain_text("turnover down two points")


def test_what_was_carried_over_can_be_dropped(page: Page) -> None:
    page.goto("/")
    ask(page, "turnover")

    page.get_by_role("button", name="Ask without it").click()

    expect(page.locator(".turn .actions")).to_have_count(2)


def test_a_question_can_be_edited_and_asked_again(page: Page) -> None:
    page.goto("/")
    ask(page, "turnover of Elmford")

    page.get_by_role("link", name=re.compile("Edit and ask again")).click()

    expect(page.get_by_role("textbox", name=re.compile("question", re.I)).first).to_have_value(
        "turnover of Elmford"
    )


def test_an_empty_question_is_told_and_keeps_the_page(page: Page) -> None:
    page.goto("/")

    page.get_by_role("button", name="Ask", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Type a question.")


def test_a_question_that_is_too_long_keeps_its_words(page: Page) -> None:
    page.goto("/")
    page.get_by_role("textbox").first.fill("word " * 500)

    page.get_by_role("button", name="Ask", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("2,000 characters")
    expect(page.get_by_role("textbox").first).to_have_value("word " * 500)


def test_the_keyboard_alone_asks_and_reads_a_source(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("turnover")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".turn .actions")).to_have_count(1)

    page.locator("summary", has_text="word for word").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("mark")).to_be_visible()


def test_enter_sends_and_an_answer_is_announced_once(scripted: Page) -> None:
    scripted.goto("/")
    scripted.evaluate(
        "window.said=[];new MutationObserver(()=>said.push(document.getElementById('announce').textContent))"
        ".observe(document.getElementById('announce'),{childList:true,characterData:true,subtree:true})"
    )
    scripted.locator("#question").fill("turnover")
    scripted.locator("#question").press("Enter")
    expect(scripted.locator(".turn .actions")).to_have_count(1)

    said = scripted.evaluate("said")
    assert len(said) == 1
    assert said[0].startswith("Answer complete. Elmford's staff turnover was 12.4%")


def test_an_answer_that_takes_its_time_arrives_by_itself(page: Page) -> None:
    page.goto("/")

    page.get_by_role("textbox").first.fill("slow turnover")
    page.get_by_role("button", name="Ask", exact=True).click()

    expect(page.locator(".busy")).to_be_visible()
    expect(page.locator(".prose")).to_contain_text("12.4%", timeout=8000)
