"""Fakes of what sources read, each with the same hands: put, move, delete, and things that go wrong."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import httpx

from ingest.sources.asking import Manners
from ingest.sources.folder import Folder
from ingest.sources.model import Source
from ingest.sources.moderngov import CommitteePages
from ingest.sources.website import Website


class World(Protocol):
    """What a source reads, and the hands of whoever keeps it."""

    source: Source

    def put(self, name: str, data: bytes) -> None: ...
    def move(self, name: str, to: str) -> None: ...
    def delete(self, name: str) -> None: ...
    def fail(self, how: str) -> None:
        """Nothing can be read ("down"), a part cannot be listed ("partial"), all seems to be gone ("empty"), or "" again."""
        ...

    def skew(self, chance: random.Random) -> None:
        """The clock of the place leaps."""
        ...


class FolderWorld:
    """A real folder, which can be unmounted, be an empty mount point, or have a part that cannot be looked into."""

    def __init__(self, place: Path) -> None:
        self.root, self._away = place / "share", place / "away"
        self.root.mkdir()
        self.source: Source = Folder(self.root, settle=lambda: None, scan=self._scan)
        self._broken = False

    def _scan(self, path: Path) -> Iterable[os.DirEntry[str]]:
        if self._broken and path.name == "b":
            raise PermissionError(13, "Permission denied")
        return os.scandir(path)

    def put(self, name: str, data: bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def move(self, name: str, to: str) -> None:
        (self.root / to).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).rename(self.root / to)

    def delete(self, name: str) -> None:
        (self.root / name).unlink()

    def fail(self, how: str) -> None:
        self._broken = how == "partial"
        if how in ("down", "empty") and not self._away.exists():
            self.root.rename(self._away)
            if how == "empty":
                self.root.mkdir()
        if not how and self._away.exists():
            if self.root.exists():
                shutil.rmtree(self.root)
            self._away.rename(self.root)

    def skew(self, chance: random.Random) -> None:
        for path in self.root.rglob("*.txt"):
            os.utime(path, (chance.randrange(10**9), chance.randrange(10**9)))


class SiteWorld:
    """A website of papers with a sitemap, which can be down, answer for a part only, or lose its sitemap's entries."""

    HOST = "https://www.westmarch.gov.uk"

    def __init__(self) -> None:
        self.papers: dict[str, bytes] = {}
        self.modified: dict[str, str] = {}
        self.robots = "User-agent: *\nDisallow: /private/\n"
        self.moved: dict[str, str] = {}
        self.large: set[str] = set()
        self.asked: list[tuple[str, int]] = []
        self._how = ""
        self._clock = 0
        client = httpx.Client(transport=httpx.MockTransport(self._answer))
        self.waited: list[float] = []
        start = f"{self.HOST}/sitemap.xml"
        self.source: Source = Website(start, client, Manners(pause_s=0.0), self.waited.append)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        answer = self._page(request)
        self.asked.append((request.url.path, answer.status_code))
        return answer

    def _page(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.lstrip("/")
        if self._how == "down":
            return httpx.Response(503, headers={"retry-after": "7"})
        if path == "robots.txt":
            return httpx.Response(200, text=self.robots)
        if path == "sitemap.xml":
            return httpx.Response(200, text=self._sitemap())
        if path in self.moved:
            return httpx.Response(301, headers={"location": f"/{self.moved[path]}"})
        if path not in self.papers:
            return httpx.Response(404)
        if path in self.large:
            return httpx.Response(200, headers={"content-length": str(2**40)})
        tag = hashlib.sha256(self.papers[path]).hexdigest()
        if request.headers.get("if-none-match") == tag:
            return httpx.Response(304)
        kind = {"content-type": "text/plain", "etag": tag, "last-modified": self.modified.get(path, "")}
        return httpx.Response(200, content=self.papers[path], headers=kind)

    def _sitemap(self) -> str:
        names = [] if self._how == "empty" else sorted(self.papers)
        entries = "".join(f"<url><loc>{self.HOST}/{name}</loc></url>" for name in names)
        whole = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
        return whole[: len(whole) // 2 + 60] if self._how == "partial" else whole

    def put(self, name: str, data: bytes) -> None:
        self._clock += 1
        self.papers[name], self.modified[name] = data, f"clock {self._clock}"

    def move(self, name: str, to: str) -> None:
        self.papers[to] = self.papers.pop(name)

    def delete(self, name: str) -> None:
        del self.papers[name]

    def swell(self, name: str) -> None:
        """The paper is far too large from now on."""
        self.large.add(name)

    def fail(self, how: str) -> None:
        self._how = how

    def skew(self, chance: random.Random) -> None:
        self.modified = {name: f"clock {chance.randrange(100)}" for name in self.papers}


class CommitteeWorld(SiteWorld):
    """A site of modern.gov: two committees, a meeting for each folder of papers, and the papers by their numbers."""

    HOST = "https://democracy.westmarch.gov.uk"
    MEETINGS = {
        "": ("Cabinet", 137, 5001),
        "a": ("Cabinet", 137, 5002),
        "b": ("Planning Committee", 140, 5003),
    }
    COUNCIL = "Westmarch Council"

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, str] = {}
        self._next = 83_500
        client = httpx.Client(transport=httpx.MockTransport(self._answer))
        start = f"{self.HOST}/mgListCommittees.aspx?bcr=1"
        self.source = CommitteePages(start, client, Manners(pause_s=0.0), self.waited.append)

    def _page(self, request: httpx.Request) -> httpx.Response:
        page, query = request.url.path.lstrip("/").lower(), request.url.params
        if self._how == "down" or not page.endswith(".aspx"):
            return super()._page(request)
        if page == "mglistcommittees.aspx":
            links = "" if self._how == "empty" else self._committees()
            return self._html("Committees - Westmarch Council", links)
        if page == "ielistmeetings.aspx":
            return self._html(
                "Browse meetings - Cabinet - Westmarch Council", self._meetings(int(query["CommitteeId"]))
            )
        if self._how == "partial" and query["MId"] == "5003":
            return httpx.Response(500)
        folder, (name, _, _) = next(one for one in self.MEETINGS.items() if str(one[1][2]) == query["MId"])
        title = f"Agenda for {name} on Tuesday, 6th May, 2025, 10.00 am - {self.COUNCIL}"
        return self._html(title, self._documents(folder))

    def _html(self, title: str, links: str) -> httpx.Response:
        page = f"<html><head><title>{title}</title></head><body><ul class='mgBulletList'>{links}</ul></body></html>"
        return httpx.Response(200, text=page, headers={"content-type": "text/html"})

    def _committees(self) -> str:
        names = {number: name for name, number, _ in self.MEETINGS.values()}
        return "".join(
            f"<li><a href='mgCommitteeDetails.aspx?ID={n}'>{name}</a></li>" for n, name in names.items()
        )

    def _meetings(self, committee: int) -> str:
        held = [meeting for _, number, meeting in self.MEETINGS.values() if number == committee]
        return "".join(
            f"<li><a href='ieListDocuments.aspx?CId={committee}&amp;MId={meeting}&amp;Ver=4'>6 May 2025 10.00 am</a></li>"
            for meeting in held
        )

    def _documents(self, folder: str) -> str:
        held = [(name, at) for name, at in self.numbers.items() if name.rpartition("/")[0] == folder]
        return "".join(
            f"<li><a href='{at}?zTS=1' class='mgFileLink'>{Path(name).name} TXT 5 KB</a></li>"
            for name, at in held
        )

    def put(self, name: str, data: bytes) -> None:
        if name not in self.numbers:
            self._next += 1
            self.numbers[name] = f"documents/s{self._next}/{name.rpartition('/')[2]}"
        super().put(self.numbers[name], data)

    def move(self, name: str, to: str) -> None:
        data = self.papers[self.numbers[name]]
        self.delete(name)
        self.put(to, data)

    def swell(self, name: str) -> None:
        super().swell(self.numbers[name])

    def delete(self, name: str) -> None:
        super().delete(self.numbers.pop(name))
