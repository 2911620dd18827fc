"""Asking one host over HTTP, politely: robots.txt, a pause between requests, a wait where the server asks for one.

Moved pages are followed within the host and nowhere else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from ingest.sources.answers import answer_to, wait_asked
from ingest.sources.model import Gone, SourceDown, TooLarge

AGENT = "Moothall"
PAUSE_S = 1.0
MOST_PAGES, MOST_DEPTH = 2_000, 3
_MOST_MOVES = 5
_FOR_GOOD = (301, 308)


def agent() -> dict[str, str]:
    """The header that says who asks."""
    return {"user-agent": f"{AGENT} (reads public papers of councils)"}


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site is asked: seconds between requests, how many things and how far from the first page at most."""

    pause_s: float = PAUSE_S
    most: int = MOST_PAGES
    depth: int = MOST_DEPTH


class Asking:
    """Asks one host, politely. ``wait`` sleeps, and is given so that tests need not."""

    def __init__(
        self, client: httpx.Client, start: str, manners: Manners, wait: Callable[[float], None]
    ) -> None:
        self._client, self._manners, self._wait = client, manners, wait
        self._host = urlsplit(start).netloc
        self._last = 0.0
        self._robots: RobotFileParser | None = None
        self._start = start

    def allowed(self, url: str) -> bool:
        """Whether the address is of this host and robots.txt leaves it open. Raises SourceDown."""
        if urlsplit(url).netloc != self._host:
            return False
        return self._rules().can_fetch(AGENT, url)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """What the host answers, moved pages followed within it. Raises SourceDown, Gone and TooLarge.

        What leads to another host for now, or in a circle, is not gone: so do pages for signing in, and those that say
        that work is being done.
        """
        for _ in range(_MOST_MOVES):
            answer = self._once(url, headers or {})
            if not answer.has_redirect_location:
                return self._checked(url, answer)
            url = urljoin(url, answer.headers.get("location", ""))
            if not self.allowed(url):
                away = Gone if answer.status_code in _FOR_GOOD else SourceDown
                raise away(f"{url} is on another host or closed to programs.")
        raise SourceDown(f"{url} moves in a circle.")

    def _rules(self) -> RobotFileParser:
        if self._robots is None:
            rules = RobotFileParser()
            try:
                answer = self._once(urljoin(self._start, "/robots.txt"), {})
            except TooLarge as large:
                raise SourceDown(f"The robots.txt of {self._host} is {large}") from None
            if answer.status_code >= 500 or answer.status_code == 429:
                raise SourceDown(f"{self._host} does not answer for its robots.txt ({answer.status_code}).")
            if answer.status_code in (401, 403):
                rules.disallow_all = True  # type: ignore[attr-defined]
            rules.parse(answer.text.splitlines() if answer.status_code == 200 else [])
            self._robots = rules
        return self._robots

    def _once(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        answer = self._sent(url, headers)
        if answer.status_code in (429, 503):
            self._wait(wait_asked(answer, self._manners.pause_s))
            answer = self._sent(url, headers)
        return answer

    def _sent(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        self._wait(max(0.0, self._last + self._manners.pause_s - time.monotonic()))
        try:
            return answer_to(self._client, "GET", url, headers=headers)
        finally:
            self._last = time.monotonic()

    def _checked(self, url: str, answer: httpx.Response) -> httpx.Response:
        if answer.status_code in (404, 410):
            raise Gone(f"{url} is not there ({answer.status_code}).")
        if answer.status_code not in (200, 304):
            raise SourceDown(f"{url} answers {answer.status_code}.")
        return answer
