"""A SharePoint site or OneDrive through Microsoft Graph: every file of its document libraries, by its id.

A program of the tenant reads it, with its own secret and the permission ``Sites.Selected``. Each run lists all there is through
``delta`` from its beginning, so that a deletion that Graph does not tell of, or a token that it has forgotten (410), loses
nothing. Ids stay when files are renamed or moved; the content tag changes with the bytes alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from ingest.papers import may_be_paper
from ingest.sources.answers import TIMEOUT_S, answer_to, wait_asked
from ingest.sources.asking import agent
from ingest.sources.model import BadSource, Fetched, Gone, Item, Listing, Source, SourceDown, TooLarge
from ingest.sources.website import file_name

GRAPH, LOGIN = "https://graph.microsoft.com/v1.0", "https://login.microsoftonline.com"
_TRIES, _MOST_FILES = 4, 50_000
_BUSY_S = 2.0
_EARLY_S = 120.0  # a token is renewed so long before it ends


class _Forgotten(SourceDown):
    """Graph does not know any more how far a listing had come."""


class SharePoint:
    """One site. ``secret`` gives the program's secret when a token is asked for; ``wait`` sleeps."""

    def __init__(
        self,
        address: str,
        client: httpx.Client,
        *,
        tenant: str,
        program: str,
        secret: Callable[[], str],
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(address)
        self._site = f"{GRAPH}/sites/{parts.hostname}:/{quote(parts.path.strip('/'))}"
        self._client, self._wait = client, wait
        self._tenant, self._program, self._secret = tenant, program, secret
        self._token, self._ends = "", 0.0

    def listing(self) -> Listing:
        """Every file of the site's libraries. Raises SourceDown."""
        site = self._json(self._site)
        name = str(site.get("displayName", ""))
        items: list[Item] = []
        for drive in self._pages(f"{GRAPH}/sites/{_said(site, 'id')}/drives"):
            for held in self._whole(_said(drive, "id")):
                if "file" in held and may_be_paper(_said(held, "name")):
                    items.append(_item(_said(drive, "id"), held, name))
            if len(items) > _MOST_FILES:
                raise SourceDown(f"The site holds more than {_MOST_FILES:,} files: choose one below it.")
        return Listing(tuple({item.key: item for item in items}.values()))

    def fetch(self, item: Item, version: str, folder: Path) -> Fetched | None:
        """The file's bytes, from the address that Graph gives for them."""
        drive, _, id = item.key.partition("/")
        answer = self._ask(f"{GRAPH}/drives/{drive}/items/{id}/content")
        if answer.has_redirect_location:  # signed by itself: the token is not shown to another host
            answer = answer_to(self._client, "GET", answer.headers["location"])
        if answer.status_code in (404, 410):
            raise Gone(f"{item.name} is gone.")
        if answer.status_code != 200:
            raise SourceDown(f"{item.name} cannot be read ({answer.status_code}).")
        path = folder / file_name(item.name, "")
        path.write_bytes(answer.content)
        return Fetched(path, item.version)

    def _whole(self, drive: str) -> list[dict[str, Any]]:
        """All items of a library, the last word on each; begun anew once when Graph forgets its place."""
        first = "/".join((GRAPH, "drives", drive, "root", "delta"))
        try:
            found = list(self._pages(first))
        except _Forgotten:
            found = list(self._pages(first))
        last = {_said(held, "id"): held for held in found}
        return [held for held in last.values() if "deleted" not in held]

    def _pages(self, url: str) -> Iterator[dict[str, Any]]:
        while url:
            page = self._json(url)
            value = page.get("value", [])
            if not isinstance(value, list) or not all(isinstance(held, dict) for held in value):
                raise SourceDown("Microsoft Graph answers with something else than a list.")
            yield from value
            url = str(page.get("@odata.nextLink", ""))
            if url and not url.startswith(f"{GRAPH}/"):
                raise SourceDown("Graph's next page is on another host.")

    def _json(self, url: str) -> dict[str, Any]:
        try:
            answer = self._ask(url)
        except TooLarge as large:
            raise SourceDown(f"A list of Microsoft Graph is {large}") from None
        if answer.status_code in (401, 403):
            raise SourceDown(
                "Microsoft Graph does not let this program read the site: an administrator grants it Sites.Selected for it."
            )
        if answer.status_code == 410:
            raise _Forgotten("Microsoft Graph has forgotten how far the listing had come: it is tried again.")
        if answer.status_code != 200:
            raise SourceDown(f"Microsoft Graph answers {answer.status_code}.")
        return _object(answer)

    def _ask(self, url: str) -> httpx.Response:
        """What Graph answers; waited for where it is busy, with a new token where the old one is refused."""
        answer = answer_to(self._client, "GET", url, headers=self._signed())
        for _ in range(_TRIES):
            if answer.status_code == 401 and self._token:
                self._token = ""
            elif answer.status_code in (429, 503, 504):
                self._wait(wait_asked(answer, _BUSY_S))
            else:
                return answer
            answer = answer_to(self._client, "GET", url, headers=self._signed())
        return answer

    def _signed(self) -> dict[str, str]:
        if not self._token or time.monotonic() > self._ends - _EARLY_S:
            form = {
                "client_id": self._program,
                "client_secret": self._secret(),
                "scope": "https://graph.microsoft.com/.default",
                "grant_type": "client_credentials",
            }
            address = f"{LOGIN}/{self._tenant}/oauth2/v2.0/token"
            answer = answer_to(self._client, "POST", address, data=form)
            if answer.status_code != 200:
                raise SourceDown(
                    f"Microsoft did not accept the program's name or secret ({answer.status_code}): see its registration."
                )
            token = _object(answer)
            self._token = _said(token, "access_token")
            self._ends = time.monotonic() + _seconds(token.get("expires_in"))
        return {"authorization": f"Bearer {self._token}"}


def _object(answer: httpx.Response) -> dict[str, Any]:
    """The object that an answer holds. Raises SourceDown."""
    try:
        found = answer.json()
    except ValueError:
        raise SourceDown("Microsoft Graph answers with something else than JSON.") from None
    if not isinstance(found, dict):
        raise SourceDown("Microsoft Graph answers with something else than an object.")
    return found


def _said(held: Mapping[str, Any], name: str) -> str:
    """What an answer says under a name that it must have. Raises SourceDown."""
    found = held.get(name)
    if not isinstance(found, str) or not found:
        raise SourceDown(f"Microsoft Graph answers without “{name}”.")
    return found


def _seconds(stated: object) -> float:
    """For how long a token holds; one that does not say is used at once and no longer."""
    return float(stated) if isinstance(stated, int | float) else 0.0


def _item(drive: str, held: Mapping[str, Any], site: str) -> Item:
    parent = held.get("parentReference")
    path = str(parent.get("path", "")).partition(":")[2] if isinstance(parent, dict) else ""
    about = {
        "collection": site,
        "folder": path.strip("/"),
        "changed": str(held.get("lastModifiedDateTime", "")),
    }
    tag = str(held.get("cTag") or held.get("eTag") or "")
    return Item(
        f"{drive}/{_said(held, 'id')}",
        _said(held, "name"),
        tag,
        tuple((name, said) for name, said in about.items() if said),
    )


def make(address: str, options: Mapping[str, str]) -> Source:
    """The site at this address; the options name the tenant, the program and the file with its secret. Raises BadSource."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not (parts.hostname or "").endswith(".sharepoint.com"):
        raise BadSource(
            f"{address} is no address of a SharePoint site: https://name.sharepoint.com/sites/name."
        )
    missing = [name for name in ("tenant", "client", "secret_file") if not options.get(name)]
    if missing:
        raise BadSource(f"Give {', '.join(missing)}, each as --set KEY=VALUE.")
    kept = Path(options["secret_file"]).expanduser()

    def secret() -> str:
        try:
            return kept.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SourceDown(f"The file with the secret, {kept}, cannot be read.") from None

    client = httpx.Client(timeout=TIMEOUT_S, headers=agent())
    return SharePoint(address, client, tenant=options["tenant"], program=options["client"], secret=secret)
