"""The committee pages of modern.gov: committees, their meetings, and each meeting's papers with committee and date.

Begins at the list of committees (``mgListCommittees.aspx``), at one committee's meetings (``ieListMeetings.aspx?CommitteeId=…``)
or at one meeting (``ieListDocuments.aspx?…MId=…``). Pages are told apart by these names, which every council's site has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import httpx
import lxml.html
from lxml import etree

from ingest.parse.clean import clean
from ingest.sources.answers import TIMEOUT_S
from ingest.sources.asking import PAUSE_S, Manners, agent
from ingest.sources.model import BadSource, Item, Listing, Source
from ingest.sources.website import Website, file_of, links_of
from ingest.whose.words import begins, holds, phrases, plain_words

COMMITTEES, COMMITTEE, MEETINGS, MEETING = (
    "mglistcommittees.aspx",
    "mgcommitteedetails.aspx",
    "ielistmeetings.aspx",
    "ielistdocuments.aspx",
)
_PAPERS = "/documents/"
_KINDS = {"s": "report", "g": "agenda or minutes", "b": "supplement", "d": "decision"}
"""What the first letter of a paper's number says it is."""
MOST_MEETINGS = 60


class CommitteePages(Website):
    """The papers of committees on a site of modern.gov. ``meetings`` are looked at for each committee, the newest first."""

    meetings = MOST_MEETINGS

    def listing(self) -> Listing:
        """Every paper of every meeting by its address. Raises SourceDown."""
        self.begin()
        faults: list[str] = []
        items: dict[str, Item] = {}
        for meeting, committee in self._meetings(faults):
            page = self.tried(meeting, faults)
            for item in _papers(meeting, committee, page) if page is not None else ():
                items.setdefault(item.key, item)
        kept = list(items.values())
        if len(kept) > self.most:
            kept, faults = (
                kept[: self.most],
                [*faults, f"Only the first {self.most:,} papers were looked at."],
            )
        return Listing(tuple(kept), complete=not faults, problem=" ".join(faults[:3]))

    def _meetings(self, faults: list[str]) -> Iterator[tuple[str, str]]:
        """The address of each meeting, with its committee's name where a list of committees gives it."""
        kind = _page_kind(self.start)
        if kind == MEETING:
            yield self.start, ""
        elif kind == MEETINGS:
            yield from self._of_committee(self.start, "", faults, first=True)
        else:
            page = self.first()
            for url, name in _links(self.start, page, (MEETINGS, COMMITTEE)):
                number = _number(url, "committeeid", "cid", "id")
                if number:
                    yield from self._of_committee(
                        urljoin(self.start, f"ieListMeetings.aspx?CommitteeId={number}"), name, faults
                    )

    def _of_committee(
        self, url: str, name: str, faults: list[str], *, first: bool = False
    ) -> Iterator[tuple[str, str]]:
        page = self.first() if first else self.tried(url, faults)
        if page is None:
            return
        committee = name or _committee_of(page)
        seen: dict[str, str] = {}
        for meeting, _ in _links(url, page, (MEETING,)):
            if number := _number(meeting, "mid"):
                seen.setdefault(number, meeting)
        newest = sorted(seen.items(), key=lambda pair: -int(pair[0]))[: self.meetings]
        yield from ((meeting, committee) for _, meeting in newest)


def _papers(meeting: str, committee: str, page: httpx.Response) -> Iterator[Item]:
    """The papers that a meeting's page links to."""
    named, date = _meeting_of(_heading(page))
    for url, text in _links(meeting, page, ()):
        path = urlsplit(url).path
        if _PAPERS not in path.lower():
            continue
        number = path.lower().rpartition(_PAPERS)[2].partition("/")[0]
        about = {
            "committee": committee or named,
            "date": date,
            "title": text,
            "kind": _KINDS.get(number[:1], ""),
            "status": "draft" if holds(plain_words(text), "draft") else "published",
            "meeting": meeting,
        }
        key = url.partition("?")[0]
        yield Item(key, file_of(key), about=tuple((name, said) for name, said in about.items() if said))


def _links(at: str, page: httpx.Response, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The links of a page to pages of these kinds (to all when none is given), with their texts."""
    host = urlsplit(at).netloc
    for url, text in links_of(at, page):
        if urlsplit(url).netloc == host and (not kinds or _page_kind(url) in kinds):
            yield url, text


def _page_kind(url: str) -> str:
    return urlsplit(url).path.lower().rpartition("/")[2]


def _number(url: str, *names: str) -> str:
    """The number that an address carries under the first of these names."""
    held = {name.lower(): values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    found = next((held[name] for name in names if held.get(name)), "")
    return found if found.isascii() and found.isdigit() else ""


def _heading(page: httpx.Response) -> str:
    """The title of a page: "Agenda for Cabinet on Tuesday, 6th May, 2025, 10.00 am - Westmarch Council"."""
    try:
        root = lxml.html.document_fromstring(page.content)
    except (etree.ParserError, ValueError):
        return ""
    title = next(root.iter("title"), None)
    return clean(str(title.text or "")) if title is not None else ""


def _meeting_of(heading: str) -> tuple[str, str]:
    """The committee and the date that the title of a meeting's page names; a committee's name may hold an "on" itself."""
    before, dash, last = heading.rpartition(" - ")
    said = (before if dash else last).split()
    first = begins(plain_words(" ".join(said)), "meeting_titles")
    on = max((at for at, word in enumerate(said) if (word,) in phrases("meeting_on")), default=len(said))
    return " ".join(said[first:on]), " ".join(said[on + 1 :])


def _committee_of(page: httpx.Response) -> str:
    """The committee that a page of meetings is of: "Browse meetings - Cabinet - Westmarch Council"."""
    parts = [part.strip() for part in _heading(page).split(" - ")]
    return parts[1] if len(parts) > 2 else parts[0]


def make(address: str, options: Mapping[str, str]) -> Source:
    """The committee pages from this address on. Raises BadSource."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or _page_kind(address) not in (COMMITTEES, MEETINGS, MEETING):
        raise BadSource(
            f"{address} is no list of committees (mgListCommittees.aspx), of meetings (ieListMeetings.aspx) or of a "
            "meeting's papers (ieListDocuments.aspx)."
        )
    try:
        manners = Manners(
            pause_s=max(0.1, float(options.get("pause", PAUSE_S))), most=int(options.get("most", 5_000))
        )
        meetings = int(options.get("meetings", MOST_MEETINGS))
    except ValueError:
        raise BadSource("pause, most and meetings are numbers.") from None
    made = CommitteePages(urldefrag(address).url, httpx.Client(timeout=TIMEOUT_S, headers=agent()), manners)
    made.meetings = meetings
    return made
