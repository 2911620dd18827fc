"""What is special to websites and committee pages: robots, tags, waits, moved pages, links, and what meetings say of papers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from ingest.library import Library
from ingest.sources import moderngov, website
from ingest.sources.asking import Manners
from ingest.sources.model import BadSource, Gone, Item, SourceDown, TooLarge
from ingest.sources.moderngov import CommitteePages
from ingest.sources.website import Website
from tests.ingest.papers import EASTMERE, WESTMARCH
from tests.ingest.sources.worlds import CommitteeWorld, SiteWorld

HOST = "https://www.westmarch.gov.uk"
Answers = dict[str, Callable[[httpx.Request], httpx.Response] | str]


def site(pages: Answers, start: str = "/plans/index.html") -> tuple[Website, list[float], list[str]]:
    """A site of these pages, with the waits that were made and the addresses that were asked for."""
    waits: list[float] = []
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        page = pages.get(request.url.path)
        if page is None:
            return httpx.Response(404)
        html = {"content-type": "text/html; charset=utf-8"}
        return httpx.Response(200, text=page, headers=html) if isinstance(page, str) else page(request)

    client = httpx.Client(transport=httpx.MockTransport(answer))
    return Website(HOST + start, client, Manners(pause_s=0.0), waits.append), waits, asked


def test_what_robots_close_is_never_asked_for() -> None:
    found, _, asked = site(
        {
            "/robots.txt": lambda _: httpx.Response(200, text="User-agent: *\nDisallow: /plans/private/"),
            "/plans/index.html": "<a href='private/plan.html'>private</a><a href='open.html'>open</a>",
            "/plans/open.html": "<p>Open.</p>",
        }
    )

    keys = [item.key for item in found.listing().items]

    assert keys == [f"{HOST}/plans/index.html", f"{HOST}/plans/open.html"]
    assert not [path for path in asked if "private" in path]


def test_a_site_that_closes_all_or_does_not_answer_for_its_rules_is_left_alone() -> None:
    closed, _, _ = site({"/robots.txt": lambda _: httpx.Response(403)})
    broken, _, _ = site({"/robots.txt": lambda _: httpx.Response(500)})

    with pytest.raises(SourceDown, match="closed to programs by the site's robots.txt"):
        closed.listing()
    with pytest.raises(SourceDown, match="does not answer for its robots.txt"):
        broken.listing()


def test_links_are_followed_below_the_folder_and_on_the_host_alone() -> None:
    found, _, asked = site(
        {
            "/plans/index.html": "<a href='people.html#top'>a</a><a href='/news/'>b</a><a href='https://other.org/plans/x'>c</a>"
            "<a href='plan.pdf'>d</a><a href='logo.png'>e</a><a href='mailto:a@b.c'>f</a>",
            "/plans/people.html": "<a href='index.html'>back</a><a href='deep/budget.xlsx'>g</a>",
        }
    )

    listing = found.listing()

    assert [item.key.removeprefix(HOST) for item in listing.items] == [
        "/plans/index.html",
        "/plans/people.html",
        "/plans/plan.pdf",
        "/plans/deep/budget.xlsx",
    ]
    assert listing.complete
    assert asked == ["/robots.txt", "/plans/index.html", "/plans/people.html"]


def test_a_page_without_an_ending_is_kept_as_a_web_page(tmp_path: Path) -> None:
    found, _, _ = site({"/plans/": "<p>The people plan of the council.</p>"}, "/plans/")
    item = found.listing().items[0]

    fetched = found.fetch(item, "", tmp_path)

    assert fetched is not None and fetched.path.name == "plans.html"


def test_a_paper_with_a_name_too_long_for_a_disk_is_kept_under_a_shorter_one(tmp_path: Path) -> None:
    name = "計" * 120  # three bytes each
    found, _, _ = site(
        {f"/plans/{name}.txt": "The plan.", "/plans/index.html": f"<a href='{quote(name)}.txt'>plan</a>"}
    )
    item = found.listing().items[1]

    fetched = found.fetch(item, "", tmp_path)

    assert fetched is not None and fetched.path.name == "計" * 40 + ".txt"


def test_what_has_not_changed_is_asked_for_by_its_tag_and_not_sent_again(tmp_path: Path) -> None:
    world = SiteWorld()
    world.put("plan.txt", b"The plan.")
    item = world.source.listing().items[0]
    first = world.source.fetch(item, "", tmp_path)
    assert first is not None

    assert world.source.fetch(item, first.version, tmp_path) is None
    assert world.asked[-1] == ("/plan.txt", 304)


def test_the_same_bytes_under_a_new_tag_are_as_they_were(tmp_path: Path) -> None:
    found, _, _ = site({"/plans/index.html": "<p>The same words.</p>"})
    item = found.listing().items[0]
    first = found.fetch(item, "", tmp_path)
    found.listing()

    assert first is not None
    assert found.fetch(item, first.version, tmp_path) is None


def test_a_server_that_asks_to_wait_is_waited_for_once_and_not_for_ever() -> None:
    found, waits, _ = site(
        {"/plans/index.html": lambda _: httpx.Response(503, headers={"retry-after": "9000"})}
    )

    with pytest.raises(SourceDown, match="answers 503"):
        found.listing()
    assert max(waits) == 60.0


def moved(status: int, path: str) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(status, headers={"location": path})


def test_a_moved_page_is_read_where_it_is_now(tmp_path: Path) -> None:
    found, _, _ = site(
        {"/plans/old.html": moved(301, "/plans/new.html"), "/plans/new.html": "<p>New place.</p>"}
    )

    fetched = found.fetch(Item(f"{HOST}/plans/old.html", "old.html"), "", tmp_path)

    assert fetched is not None and b"New place." in fetched.path.read_bytes()


@pytest.mark.parametrize(
    ("status", "to", "fault"),
    [
        (301, "https://other.org/plan.html", Gone),
        (308, "https://other.org/plan.html", Gone),
        (302, "https://login.other.org/", SourceDown),
        (307, "https://login.other.org/", SourceDown),
        (301, "/plans/plan.html", SourceDown),  # round in a circle
    ],
)
def test_a_page_is_gone_only_where_it_has_left_the_host_for_good(
    tmp_path: Path, status: int, to: str, fault: type[Exception]
) -> None:
    found, _, _ = site({"/plans/plan.html": moved(status, to)})

    with pytest.raises(fault):
        found.fetch(Item(f"{HOST}/plans/plan.html", "plan.html"), "", tmp_path)


def test_a_page_that_leads_away_for_now_leaves_the_listing_incomplete() -> None:
    """What is linked from it alone is not seen, and must not seem to be gone."""
    found, _, _ = site(
        {
            "/plans/index.html": "<a href='more.html'>more</a>",
            "/plans/more.html": moved(302, "https://login.other.org/"),
        }
    )

    listing = found.listing()

    assert not listing.complete
    assert listing.problem == "https://login.other.org/ is on another host or closed to programs."


def test_a_page_without_an_end_is_listed_and_no_more_of_it_fetched_than_the_limit(tmp_path: Path) -> None:
    sent: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            sent.append(1)
            yield bytes(1 << 20)

    pages: Answers = {
        "/plans/index.html": "<a href='more'>more</a>",
        "/plans/more": lambda _: httpx.Response(200, content=endless()),
    }
    found, _, _ = site(pages)

    listing = found.listing()
    fetched_while_listing = len(sent)

    assert ([item.name for item in listing.items], listing.complete) == (["index.html", "more"], True)
    assert fetched_while_listing == 101
    with pytest.raises(TooLarge, match=r"^larger than 100 MB: split it\.$"):
        found.fetch(listing.items[1], "", tmp_path)


def test_a_sitemap_of_sitemaps_is_opened_and_a_missing_part_makes_it_incomplete() -> None:
    head = "<?xml version='1.0'?>"
    parts = "".join(f"<sitemap><loc>{HOST}/{name}.xml</loc></sitemap>" for name in "ab")
    pages: Answers = {
        "/sitemap.xml": f"{head}<sitemapindex>{parts}</sitemapindex>",
        "/a.xml": f"{head}<urlset><url><loc>{HOST}/one.html</loc></url><url><loc>https://other.org/x</loc></url></urlset>",
        "/b.xml": lambda _: httpx.Response(500),
    }
    found, _, _ = site(pages, "/sitemap.xml")

    listing = found.listing()

    assert [item.key for item in listing.items] == [f"{HOST}/one.html"]
    assert not listing.complete
    assert listing.problem == f"{HOST}/b.xml answers 500."


def test_the_papers_of_a_meeting_come_with_committee_date_kind_and_status() -> None:
    world = CommitteeWorld()
    world.put("b/Draft minutes.txt", b"Minutes.")
    world.put("paper-1.txt", b"A report.")

    items = {item.name: dict(item.about) for item in world.source.listing().items}

    assert items["Draft minutes.txt"] == {
        "committee": "Planning Committee",
        "date": "Tuesday, 6th May, 2025, 10.00 am",
        "title": "Draft minutes.txt TXT 5 KB",
        "kind": "report",
        "status": "draft",
        "meeting": "https://democracy.westmarch.gov.uk/ieListDocuments.aspx?CId=140&MId=5003&Ver=4",
    }
    assert (items["paper-1.txt"]["committee"], items["paper-1.txt"]["status"]) == ("Cabinet", "published")


class ClimateWorld(CommitteeWorld):
    """A committee and a council whose names hold the marks that part the title of a page."""

    MEETINGS = {"": ("Working Group - Action on Climate", 137, 5001)}
    COUNCIL = "Stanbeck on Tarn Council"


def test_the_committee_and_the_date_are_told_apart_by_the_last_on_before_the_council() -> None:
    world = ClimateWorld()
    world.source = CommitteePages(
        f"{world.HOST}/ieListDocuments.aspx?MId=5001",
        httpx.Client(transport=httpx.MockTransport(world._answer)),
        Manners(pause_s=0.0),
        world.waited.append,
    )
    world.put("Drafft o'r cofnodion.txt", b"Minutes.")

    [item] = world.source.listing().items

    about = dict(item.about)
    assert (about["committee"], about["date"], about["status"]) == (
        "Working Group - Action on Climate",
        "Tuesday, 6th May, 2025, 10.00 am",
        "draft",
    )


@pytest.mark.parametrize(
    ("make", "address"),
    [
        (website.make, "ftp://www.westmarch.gov.uk/"),
        (website.make, "www.westmarch.gov.uk"),
        (moderngov.make, "https://democracy.westmarch.gov.uk/uuCoverPage.aspx"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_when_it_is_added(
    make: Callable[..., object], address: str
) -> None:
    with pytest.raises(BadSource):
        make(address, {})


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder served by a real server on this machine."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_a_library_follows_a_real_server(served: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = served
    (folder / "westmarch.md").write_text(WESTMARCH)
    (folder / "eastmere.md").write_text(EASTMERE)
    with Library.open(tmp_path / "data") as library:
        card = library.sources.add("website", address, options={"pause": "0.1"})
        first = library.sources.run(card.id)
        (folder / "westmarch.md").write_text(WESTMARCH.replace("1,204", "1,305"))
        (folder / "eastmere.md").unlink()
        second = library.sources.run(card.id)
        texts = [library.document(one.id).text for one in library.documents() if one.format == "text"]

    # The server's own list of the folder has too few words to be a paper of it.
    assert set(first.added) >= {"eastmere.md", "westmarch.md"}
    assert "westmarch.md" in second.changed and second.gone == ("eastmere.md",)
    assert len(texts) == 1 and "1,305 people" in texts[0]
