"""Reviewing figures in a real browser, with script and without: by mouse, and by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
HEADCOUNT = re.compile("^Headcount: 640 people")


def open_details(page: Page) -> None:
    page.goto("/library")
    page.get_by_role("link", name=re.compile("^Details of Workforce")).click()


def open_headcount(page: Page) -> None:
    open_details(page)
    page.get_by_role("link", name=HEADCOUNT).click()


def test_a_figure_is_confirmed_from_the_list_and_taken_back(page: Page) -> None:
    open_details(page)

    page.get_by_role("button", name=re.compile("^Confirm Headcount")).click()
    expect(page.get_by_text("The figure was confirmed.")).to_be_visible()
    expect(page.locator("#fact-f-heads")).to_contain_text("Confirmedby local, 1 October 2026")
    page.get_by_role("button", name=re.compile("^Undo Headcount")).click()

    expect(page.get_by_text("The last word on the figure was taken back.")).to_be_visible()
    expect(page.locator("#fact-f-heads")).not_to_contain_text("Confirmed")


def test_any_field_is_corrected_with_a_reason_and_the_name_is_remembered(page: Page) -> None:
    open_headcount(page)

    page.get_by_label("Part", exact=True).fill("Highways")
    page.get_by_label("Kind", exact=True).select_option("target")
    page.get_by_label("Reason").fill("The row is of Highways")
    page.get_by_label("Your name").fill("Jo Bell")
    page.get_by_role("button", name="Save the correction").click()

    figure = page.locator("#fact-f-heads")
    expect(figure).to_contain_text("Part: Highways")
    expect(figure).to_contain_text("by Jo Bell, 1 October 2026")
    figure.get_by_role("link", name=HEADCOUNT).click()
    expect(page.get_by_label("Your name")).to_have_value("Jo Bell")
    expect(page.locator("main")).to_contain_text("Kind: actual → target")
    expect(page.locator("main")).to_contain_text("Reason: The row is of Highways")


def test_enter_saves_the_value_that_was_typed(page: Page) -> None:
    open_headcount(page)
    value = page.get_by_label("Value", exact=True)
    expect(value).to_be_focused()

    value.fill("641")
    value.press("Enter")

    expect(page.get_by_text("The figure was corrected.")).to_be_visible()
    expect(page.locator("#facts")).to_contain_text("Headcount: 641 people")


def test_enter_where_nothing_was_typed_confirms_nothing(page: Page) -> None:
    open_headcount(page)

    page.get_by_label("Value", exact=True).press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("Nothing differs from the figure as it stands")
    expect(page.locator("main")).not_to_contain_text("Confirmed")


def test_what_was_typed_is_kept_when_it_cannot_be(page: Page) -> None:
    open_headcount(page)

    page.get_by_label("Value", exact=True).fill("many")
    page.get_by_label("Date", exact=True).fill("2024-03-31")
    page.get_by_role("button", name="Save the correction").click()

    expect(page.get_by_role("alert")).to_contain_text("'many' is not a number")
    expect(page.get_by_label("Value", exact=True)).to_have_value("many")
    expect(page.get_by_label("Date", exact=True)).to_have_value("2024-03-31")


def test_a_rejected_figure_says_who_rejected_it_and_when(page: Page) -> None:
    open_headcount(page)

    page.get_by_label("Your name").fill("Jo Bell")
    page.get_by_role("button", name="Reject it").click()

    expect(page.locator("#fact-f-heads")).to_contain_text("Rejectedby Jo Bell, 1 October 2026 at 09:00 UTC")
    page.goto("/reviews")
    expect(page.locator("main")).to_contain_text("Headcount: 640 people")


def test_a_missed_figure_is_added_at_its_quotation_and_taken_back(page: Page) -> None:
    open_details(page)
    page.get_by_role("link", name="Add a figure that was missed").click()

    page.get_by_label("Quotation").fill("We assume that FTE falls by 5% a year.")
    page.get_by_label("Value", exact=True).fill("4")
    page.get_by_label("Measure", exact=True).fill("fall of FTE")
    page.get_by_role("button", name="Add the figure").click()
    expect(page.get_by_role("alert")).to_contain_text("does not stand in the document")
    page.get_by_label("Quotation").fill("We assume that FTE falls by 4% a year.")
    page.get_by_role("button", name="Add the figure").click()

    expect(page.get_by_text("The figure was added.")).to_be_visible()
    expect(page.locator("#facts")).to_contain_text("Fall of FTE: 4")
    page.get_by_role("button", name=re.compile("^Undo Fall of FTE")).click()
    expect(page.locator("#facts")).not_to_contain_text("Fall of FTE")


def test_a_figure_in_the_list_takes_two_tab_stops(page: Page) -> None:
    open_details(page)
    first = page.get_by_role("link", name=HEADCOUNT)

    first.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=re.compile("^Confirm Headcount"))).to_be_focused()
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name=re.compile("12.4%"))).to_be_focused()


def test_a_paper_is_reviewed_by_keyboard_alone_with_one_key_a_figure(page: Page) -> None:
    open_details(page)
    page.get_by_role("link", name="Review them one after the other").click()
    for left in (4, 3, 2):
        expect(page.locator(".pager").first).to_contain_text(f"{left} not reviewed")
        expect(page.get_by_label("Value", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator(".pager").first).to_contain_text("1 not reviewed")

    page.get_by_label("Value", exact=True).fill("13.5")
    page.keyboard.press("Enter")

    expect(page.get_by_text("The figure was corrected.")).to_be_visible()
    expect(page.locator("#facts")).to_contain_text("13.5%")


def test_a_missed_figure_is_marked_on_its_page_and_added(scripted: Page) -> None:
    open_details(scripted)
    scripted.get_by_role("link", name="Read it").click()
    scripted.goto(scripted.url.partition("?")[0] + "?page=4")
    text = scripted.locator("#page-text p").first
    expect(text).to_contain_text("We assume that FTE falls by 4% a year.")

    text.click(click_count=3)  # three clicks mark the paragraph
    scripted.get_by_role("link", name="Add the marked words as a figure").click()

    expect(scripted.get_by_label("Quotation")).to_have_value(
        "We assume that FTE falls by 4% a year. Elsewhere turnover is put at 13%."
    )
    scripted.get_by_label("Value", exact=True).fill("4")
    scripted.get_by_label("Measure", exact=True).fill("fall of FTE")
    scripted.get_by_role("button", name="Add the figure").click()
    expect(scripted.get_by_text("The figure was added.")).to_be_visible()
