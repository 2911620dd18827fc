"""Every page and state: axe finds nothing, nothing is lost when narrow, nothing injected, nothing leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assistant.keeping.switches import Switch
from tests.fakes import ELM_PAPER, OAK_PAPER, FakeMoothall
from tests.journeys.conftest import Watched, watch

pytestmark = pytest.mark.journey
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _go(path: str) -> Callable[[Page], None]:
    return lambda page: (page.goto(path), None)[1]


def _asked(question: str) -> Callable[[Page], None]:
    def visit(page: Page) -> None:
        page.goto("/")
        page.locator("#question").fill(question)
        page.locator("#question").press("Enter")
        expect(page.locator(".turn .actions")).to_have_count(1)
        page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")

    return visit


def _workbench(page: Page) -> None:
    _asked("project FTE")(page)
    page.get_by_role("link", name="Change the figures in the workbench").click()
    page.get_by_role("button", name="Keep this one to compare").click()
    expect(page.get_by_text("This one is kept")).to_be_visible()
    page.get_by_label("How long", exact=True).fill("2")
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")


def _wrong_workbench(page: Page) -> None:
    _workbench(page)
    page.get_by_label("How long", exact=True).fill("0")
    expect(page.locator(".field .message")).to_contain_text("must be more than 0")


def _saved_workbench(page: Page) -> None:
    _workbench(page)
    page.get_by_label("Save under a name").fill("Slower")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The scenario was saved")).to_be_visible()
    page.goto("/scenario")
    expect(page.get_by_role("heading", name="Scenarios you saved")).to_be_visible()


def _refused(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()


def _conversation(page: Page) -> None:
    _asked("turnover")(page)
    page.goto("/?council=Elmford+Borough+Council&find_scope=people")
    page.get_by_role("checkbox", name="People Plan").check()
    expect(page.locator(".chip")).to_have_count(2)
    page.locator("#question").fill("priorities")
    page.locator("#question").press("Enter")
    expect(page.locator(".turn .actions")).to_have_count(1)
    page.get_by_role("button", name="Not helpful").click()
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")


def _link_made(page: Page) -> None:
    _asked("turnover")(page)
    page.get_by_role("button", name="Make a link").click()
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")


def _shared(page: Page) -> None:
    _link_made(page)
    page.locator("[data-link]").evaluate("link => location.assign(link.href)")
    expect(page.locator(".inset").first).to_contain_text("Somebody shared")
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")


def _deleted(page: Page) -> None:
    _asked("turnover")(page)
    page.goto("/conversations")
    page.locator(".talks summary").click()
    page.get_by_role("button", name="Delete turnover").click()
    expect(page.get_by_role("button", name="Put back turnover")).to_be_visible()


def _on_its_way(page: Page) -> None:
    page.goto("/")
    page.locator("#question").fill("slow turnover")
    page.locator("#question").press("Enter")
    expect(page.locator(".busy")).to_be_visible()
    page.locator("#question").fill("another")
    page.locator("#question").press("Enter")
    expect(page.locator("#note")).to_be_visible()


def _failed(page: Page) -> None:
    page.goto("/")
    page.locator("#question").fill("boom")
    page.locator("#question").press("Enter")
    expect(page.get_by_role("button", name="Ask it again")).to_be_visible()


def _compared(page: Page) -> None:
    page.goto(
        "/compare?body=elm&body=oak&metric=workforce.fte&metric=agency.spend&themes=notes&questions=turnover"
    )
    expect(page.locator("#progress")).to_contain_text("8 cells: ")
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")


def _admin(page: Page) -> None:
    _asked("moon")(page)
    page.get_by_role("button", name="Not helpful").click()
    page.goto("/admin")
    expect(page.get_by_role("heading", name="Not answered")).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    "ask": _go("/"),
    "asked wrongly": _refused,
    "a figure": _asked("turnover"),
    "a projection": _asked("project FTE"),
    "a comparison": _asked("compare"),
    "a question back": _asked("ambiguous"),
    "not stated": _asked("moon"),
    "hostile text": _asked("notes"),
    "a conversation among others": _conversation,
    "a link made": _link_made,
    "shared to be read": _shared,
    "deleted": _deleted,
    "a question on its way": _on_its_way,
    "a question that failed": _failed,
    "library": _go("/library"),
    "details": _go(f"/library/{ELM_PAPER.id}"),
    "a figure's review": _go("/facts/f-turn"),
    "figures one after the other": _go("/facts/f-turn?flow=1"),
    "library with trouble": _go("/library?trouble=sums&sort=added"),
    "library without a match": _go("/library?find=moon"),
    "a figure to add": _go(f"/library/{ELM_PAPER.id}/add-figure"),
    "reviewed figures": _go("/reviews"),
    "saved": _go(f"/library/{ELM_PAPER.id}?done=saved"),
    "remove": _go(f"/library/{ELM_PAPER.id}/remove"),
    "document": _go(f"/documents/{ELM_PAPER.id}?page=2&start=90&end=120"),
    "a passage over two pages": _go(f"/documents/{ELM_PAPER.id}?page=2&start=90&end=260"),
    "document without pages": _go(f"/documents/{OAK_PAPER.id}"),
    "a place that is not certain": _go(f"/documents/{ELM_PAPER.id}?start=99999&end=100000"),
    "admin": _admin,
    "edit many at once": _go("/library-tables"),
    "scenario start": _go("/scenario"),
    "workbench": _workbench,
    "workbench with a wrong figure": _wrong_workbench,
    "scenarios saved": _saved_workbench,
    "compare start": _go("/compare"),
    "compare refused": _go(f"/compare?body=elm&body=oak&themes={'t' * 101}"),
    "compare": _compared,
    "compare bodies down": _go(
        "/compare?body=elm&body=oak&metric=workforce.fte&layout=down&by_type=district"
    ),
    "conversations": _go("/conversations"),
    "about": _go("/about"),
    "privacy": _go("/privacy"),
    "accessibility": _go("/accessibility"),
    "help": _go("/help"),
    "not found": _go("/nowhere"),
}


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_nothing_is_lost_when_narrow_and_nothing_leaves(
    name: str, browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(15_000)
    seen = watch(page, site)

    STATES[name](page)
    found = [f"wide: {line}" for line in _violations(page)]
    lost = []
    for width in (768, 320):
        page.set_viewport_size({"width": width, "height": 700})
        lost.append(
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )
    found += [f"narrow: {line}" for line in _violations(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {line}" for line in _violations(page)]
    ran = page.evaluate(
        "window.injected === undefined && !document.querySelector('main script, main [onerror]')"
    )
    context.close()

    assert found == []
    assert max(lost) <= 0
    assert ran
    assert seen == Watched()


@pytest.mark.parametrize("path", ["/", "/library"])
def test_axe_finds_nothing_where_something_is_switched_off(
    path: str, scripted: Page, moothall: FakeMoothall
) -> None:
    for switch in Switch:
        moothall.switches.turn(switch, on=False)

    scripted.goto(path)

    expect(scripted.locator(".care")).to_contain_text("is switched off just now")
    assert _violations(scripted) == []


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]]


def test_a_long_conversation_weighs_less_than_sixty_kilobytes_beside_a_full_list(
    scripted: Page, moothall: FakeMoothall
) -> None:
    scripted.goto("/")
    for number in range(14):
        scripted.request.post("/ask", form={"question": f"turnover {number} {'and so on ' * 10}"})
    _asked("turnover")(scripted)
    conversation = scripted.locator("#ask [name=conversation]").input_value()
    for question in ("priorities", "compare", "project FTE", "turnover again"):
        scripted.request.post("/ask", form={"question": question, "conversation": conversation})

    html = scripted.goto(f"/c/{conversation}")

    assert html is not None
    expect(scripted.locator(".turn")).to_have_count(5)
    expect(scripted.locator(".talks li")).to_have_count(12)
    assert 20_000 < len(html.body()) < 60_000


def test_the_first_page_weighs_less_than_sixty_kilobytes(scripted: Page) -> None:
    sizes: list[int] = []
    scripted.on("response", lambda reply: sizes.append(len(reply.body())))

    scripted.goto("/")
    scripted.wait_for_load_state("networkidle")

    assert 5_000 < sum(sizes) < 60_000
