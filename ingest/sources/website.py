"""A website: the pages and papers that its sitemap names, or that links lead to from one page on.

Polite by rule: what robots.txt forbids is left alone, one request at a time with a pause between, a server that asks to wait
is waited for once, what has not changed (ETag, Last-Modified) is not sent again. Only the host that was given is asked.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import httpx
import lxml.html
from lxml import etree

from ingest.file_names import short
from ingest.parse.clean import clean
from ingest.parse.formats import SUFFIXES
from ingest.sources.answers import TIMEOUT_S
from ingest.sources.asking import MOST_DEPTH, MOST_PAGES, PAUSE_S, Asking, Manners, agent
from ingest.sources.model import (
    BadSource,
    Fetched,
    Gone,
    Item,
    Listing,
    Source,
    SourceDown,
    TooLarge,
)

_PAGES = ("text/html", "application/xhtml+xml")
_SITEMAP_DEPTH = 2
_SKIPPED = frozenset(
    {".css", ".js", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".woff", ".woff2", ".mp4"}
)


class Website:
    """A site from one address on: that of a sitemap (XML), or of a page whose links are followed below its folder."""

    def __init__(
        self,
        start: str,
        client: httpx.Client,
        manners: Manners | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._start, self._manners = start, manners or Manners()
        self._client, self._wait = client, wait
        self._ask = self._asking()
        self._below = start.rsplit("/", 1)[0] + "/"
        self._read: dict[str, httpx.Response] = {}

    def _asking(self) -> Asking:
        return Asking(self._client, self._start, self._manners, self._wait)

    @property
    def start(self) -> str:
        """The address that it begins at."""
        return self._start

    @property
    def most(self) -> int:
        """How many things are looked at."""
        return self._manners.most

    def begin(self) -> None:
        """Begin a listing anew: the site's rules are asked for again. Raises SourceDown where they close the start."""
        self._ask, self._read = self._asking(), {}
        if not self._ask.allowed(self._start):
            raise SourceDown(f"{self._start} is closed to programs by the site's robots.txt.")

    def first(self) -> httpx.Response:
        """What the start holds. Raises SourceDown."""
        try:
            return self._ask.get(self._start)
        except Gone as gone:
            raise SourceDown(str(gone)) from None
        except TooLarge as large:
            raise SourceDown(f"{self._start} is {large}") from None

    def listing(self) -> Listing:
        """Every page and paper by its address. Raises SourceDown."""
        self.begin()
        faults: list[str] = []
        first = self.first()
        urls = self._mapped(first, faults) if _is_sitemap(first) else self._linked(first, faults)
        items = [Item(url, file_of(url)) for url in dict.fromkeys(urls)][: self._manners.most + 1]
        if len(items) > self._manners.most:
            items, faults = (
                items[: self._manners.most],
                [*faults, f"Only the first {self._manners.most:,} things were looked at."],
            )
        return Listing(tuple(items), complete=not faults, problem=" ".join(faults[:3]))

    def fetch(self, item: Item, version: str, folder: Path) -> Fetched | None:
        """The page or paper as a file; None when the site says, or its bytes show, that it is as it was."""
        known: dict[str, str] = json.loads(version) if version else {}
        if not self._ask.allowed(item.key):
            raise Gone(f"{item.key} is closed to programs.")
        answer = self._read.pop(item.key, None) or self._ask.get(item.key, _conditions(known))
        if answer.status_code == 304:
            return None
        digest = hashlib.sha256(answer.content).hexdigest()
        if known.get("digest") == digest:
            return None
        path = folder / file_name(item.key, answer.headers.get("content-type", ""))
        path.write_bytes(answer.content)
        tags = {"etag": answer.headers.get("etag", ""), "modified": answer.headers.get("last-modified", "")}
        return Fetched(path, json.dumps({"digest": digest, **tags}))

    def _mapped(self, first: httpx.Response, faults: list[str]) -> Iterator[str]:
        """The addresses of a sitemap and of those that it names."""
        waiting = deque([(first, 0)])
        while waiting:
            answer, depth = waiting.popleft()
            try:
                root = etree.fromstring(
                    answer.content, etree.XMLParser(resolve_entities=False, no_network=True)
                )
            except etree.XMLSyntaxError:
                faults.append("The sitemap is cut short or broken.")
                continue
            for place in root.iter("{*}loc"):
                url = urldefrag((place.text or "").strip()).url
                if not root.tag.endswith("sitemapindex"):
                    if self._ask.allowed(url):
                        yield url
                elif depth < _SITEMAP_DEPTH and self._ask.allowed(url):
                    inner = self.tried(url, faults)
                    if inner is not None:
                        waiting.append((inner, depth + 1))

    def _linked(self, first: httpx.Response, faults: list[str]) -> Iterator[str]:
        """The first page and what is reached from it, below its folder."""
        seen = {self._start}
        self._read[self._start] = first
        waiting = deque([(self._start, first, 0)])
        yield self._start
        while waiting and len(seen) <= self._manners.most:
            at, page, depth = waiting.popleft()
            for url, _ in links_of(at, page):
                if (
                    _suffix(url) in _SKIPPED
                    or url in seen
                    or not url.startswith(self._below)
                    or not self._ask.allowed(url)
                ):
                    continue
                seen.add(url)
                if PurePosixPath(urlsplit(url).path).suffix.lower() in SUFFIXES.keys() - {
                    ".html",
                    ".htm",
                    ".xhtml",
                    "",
                }:
                    yield url
                    continue
                try:
                    answer = self._answer(url, faults) if depth < self._manners.depth else None
                except TooLarge:
                    yield url  # it is said when it is fetched
                    continue
                if answer is None:
                    continue
                self._read[url] = answer
                yield url
                if _is_page(answer):
                    waiting.append((url, answer, depth + 1))

    def tried(self, url: str, faults: list[str]) -> httpx.Response | None:
        """What the address holds; None where it is gone, and a fault where the site fails or sends too much."""
        try:
            return self._answer(url, faults)
        except TooLarge as large:
            faults.append(f"{url} is {large}")
            return None

    def _answer(self, url: str, faults: list[str]) -> httpx.Response | None:
        """The same; raises TooLarge."""
        try:
            return self._ask.get(url)
        except Gone:
            return None
        except SourceDown as down:
            faults.append(str(down))
            return None


def _suffix(url: str) -> str:
    return PurePosixPath(urlsplit(url).path).suffix.lower()


def _conditions(known: Mapping[str, str]) -> dict[str, str]:
    """The headers that ask for the thing only if it has changed."""
    pairs = (("If-None-Match", known.get("etag", "")), ("If-Modified-Since", known.get("modified", "")))
    return {name: value for name, value in pairs if value}


def _is_page(answer: httpx.Response) -> bool:
    return answer.headers.get("content-type", "").split(";")[0].strip().lower() in _PAGES


def _is_sitemap(answer: httpx.Response) -> bool:
    head = answer.content[:2000]
    return b"<urlset" in head or b"<sitemapindex" in head


def links_of(at: str, page: httpx.Response) -> list[tuple[str, str]]:
    """Where a page links to on the web, each address once, with the text of the link."""
    try:
        root = lxml.html.document_fromstring(page.content)
    except (etree.ParserError, ValueError):
        return []
    found: dict[str, str] = {}
    for link in root.iter("a"):
        url = urldefrag(urljoin(at, link.get("href") or "")).url
        if url.startswith(("http://", "https://")):
            found.setdefault(url, clean("".join(map(str, link.itertext()))))
    return list(found.items())


def file_of(url: str) -> str:
    """The last part of an address, for people."""
    parts = urlsplit(url)
    return unquote(PurePosixPath(parts.path).name) or parts.netloc


def file_name(url: str, content_type: str) -> str:
    """A file name for what the address holds, with the ending that its content type says where it has none that is known."""
    plain = "".join(char for char in file_of(url) if char.isprintable() and char not in "/\\:")
    name = short(plain.lstrip(".") or "page")
    if PurePosixPath(name).suffix.lower() in SUFFIXES:
        return name
    return f"{name}.html" if content_type.split(";")[0].strip().lower() in _PAGES else name


def make(address: str, options: Mapping[str, str]) -> Source:
    """The site at this address. Raises BadSource."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadSource(f"{address} is no address of a website: begin with https://.")
    try:
        manners = Manners(
            pause_s=max(0.1, float(options.get("pause", PAUSE_S))),
            most=int(options.get("most", MOST_PAGES)),
            depth=int(options.get("depth", MOST_DEPTH)),
        )
    except ValueError:
        raise BadSource("pause, most and depth are numbers.") from None
    client = httpx.Client(timeout=TIMEOUT_S, headers=agent())
    return Website(urldefrag(address).url, client, manners)
