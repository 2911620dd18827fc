"""A fake of Microsoft Graph for one site, with the shapes of its real answers: tokens, sites, drives, delta pages, contents."""

from __future__ import annotations

import hashlib
import random
from urllib.parse import parse_qs

import httpx

from ingest.sources.model import Source
from ingest.sources.sharepoint import GRAPH, SharePoint

DRIVE, SITE = "b!drive", "westmarch.sharepoint.com,6f1b,9c2d"
DELTA = "/".join(("root", "delta"))
_PAGE = 3


class GraphWorld:
    """Files of one library by id; listed three a page. Deletions are told of only sometimes, as Graph's are."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[str, bytes]] = {}
        self.names: dict[str, str] = {}
        self.tokens: list[str] = []
        self.secrets: list[str] = []
        self.asked: list[httpx.Request] = []
        self.busy = self.forgetful = 0
        self.denied = False
        self.large: set[str] = set()
        self.instead: dict[str, bytes] = {}
        self.waited: list[float] = []
        self._how, self._next, self._deleted = "", 0, ["01GONE"]
        client = httpx.Client(transport=httpx.MockTransport(self._answer))
        self.source: Source = SharePoint(
            "https://westmarch.sharepoint.com/sites/Policy",
            client,
            tenant="t-1",
            program="c-1",
            secret=lambda: "s3cret",
            wait=self.waited.append,
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        host, path = request.url.host, request.url.path
        if self._how == "down":
            raise httpx.ConnectError("no route", request=request)
        for ending, body in self.instead.items():
            if path.endswith(ending):
                return httpx.Response(200, content=body)
        if host == "login.microsoftonline.com":
            return self._login(request)
        if host == "westmarch.sharepoint.com":
            assert "authorization" not in request.headers
            id = path.rpartition("/")[2]
            held = self.files[id][1]
            return httpx.Response(
                200, content=held, headers={"content-length": str(2**40)} if id in self.large else {}
            )
        if request.headers.get("authorization") != f"Bearer {self.tokens[-1]}":
            return httpx.Response(401, json={"error": {"code": "InvalidAuthenticationToken"}})
        if self.denied:
            return httpx.Response(403, json={"error": {"code": "accessDenied"}})
        if self.busy:
            self.busy -= 1
            return httpx.Response(
                429, headers={"retry-after": "17"}, json={"error": {"code": "TooManyRequests"}}
            )
        return self._graph(request, path.removeprefix("/v1.0"))

    def _login(self, request: httpx.Request) -> httpx.Response:
        self.secrets.append(parse_qs(request.content.decode())["client_secret"][0])
        self.tokens.append(f"token-{len(self.tokens)}")
        return httpx.Response(
            200, json={"token_type": "Bearer", "expires_in": 3599, "access_token": self.tokens[-1]}
        )

    def _graph(self, request: httpx.Request, path: str) -> httpx.Response:
        if path == "/sites/westmarch.sharepoint.com:/sites/Policy":
            return httpx.Response(200, json={"id": SITE, "displayName": "Policy", "name": "Policy"})
        if path == f"/sites/{SITE}/drives":
            return httpx.Response(
                200, json={"value": [{"id": DRIVE, "driveType": "documentLibrary", "name": "Documents"}]}
            )
        if path == f"/drives/{DRIVE}/{DELTA}":
            return self._delta(int(request.url.params.get("token", "0")))
        id = path.removeprefix(f"/drives/{DRIVE}/items/").removesuffix("/content")
        if id not in self.files:
            return httpx.Response(404, json={"error": {"code": "itemNotFound"}})
        return httpx.Response(
            302, headers={"location": f"https://westmarch.sharepoint.com/_layouts/15/download.aspx/{id}"}
        )

    def _delta(self, start: int) -> httpx.Response:
        if start and self.forgetful:
            self.forgetful -= 1
            return httpx.Response(
                410, json={"error": {"code": "resyncRequired"}}, headers={"location": GRAPH}
            )
        shown = {} if self._how == "empty" else self.files
        if self._how == "partial" and start:
            return httpx.Response(500)
        items = [{"id": "01ROOT", "name": "root", "root": {}, "folder": {"childCount": len(shown)}}]
        items += [_shape(id, name, data) for id, (name, data) in sorted(shown.items())]
        items += [{"id": id, "deleted": {"state": "deleted"}} for id in self._deleted]
        page: dict[str, object] = {
            "@odata.context": f"{GRAPH}/$metadata",
            "value": items[start : start + _PAGE],
        }
        base = f"{GRAPH}/drives/{DRIVE}/{DELTA}?token="
        more = start + _PAGE < len(items)
        page["@odata.nextLink" if more else "@odata.deltaLink"] = (
            f"{base}{start + _PAGE if more else 'latest'}"
        )
        return httpx.Response(200, json=page)

    def put(self, name: str, data: bytes) -> None:
        if name not in self.names:
            self._next += 1
            self.names[name] = f"01ITEM{self._next:04}"
        self.files[self.names[name]] = (name, data)

    def move(self, name: str, to: str) -> None:
        id = self.names[to] = self.names.pop(name)
        self.files[id] = (to, self.files[id][1])

    def delete(self, name: str) -> None:
        id = self.names.pop(name)
        del self.files[id]
        if self._next % 2:
            self._deleted.append(id)

    def swell(self, name: str) -> None:
        """The file is far too large from now on."""
        self.put(name, b"Far more than can be fetched.")
        self.large.add(self.names[name])

    def fail(self, how: str) -> None:
        self._how = how

    def skew(self, chance: random.Random) -> None:
        self.tokens.append(f"renewed-{chance.randrange(1000)}")


def _shape(id: str, name: str, data: bytes) -> dict[str, object]:
    folder, _, file = name.rpartition("/")
    digest = hashlib.sha256(data).hexdigest()
    return {
        "id": id,
        "name": file,
        "size": len(data),
        "eTag": f'"{{{id}}},{len(name)}"',
        "cTag": f'"c:{{{id}}},{digest[:8]}"',
        "lastModifiedDateTime": "2025-05-06T09:30:00Z",
        "parentReference": {"driveId": DRIVE, "path": f"/drives/{DRIVE}/root:/{folder}".rstrip("/")},
        "file": {"mimeType": "text/plain", "hashes": {"quickXorHash": digest[:28]}},
    }
