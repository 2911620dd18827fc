"""Where the application is shown: at the root of a host, or under a path that a proxy gives it.

Inside, every address begins at the root. This door takes the path off what comes in (whether or not the proxy did), puts it on
redirects and cookies that go out, and tells it to whoever writes an address that a browser will read.
"""

from __future__ import annotations

from contextvars import ContextVar
from urllib.parse import urlsplit, urlunsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_root: ContextVar[str] = ContextVar("root", default="")


def root() -> str:
    """The path that stands before every address here; empty at the root of a host."""
    return _root.get()


def at(address: str) -> str:
    """An address of this application as a browser has to call it; one of another place stays as it is."""
    return f"{root()}{address}" if address.startswith("/") and not address.startswith("//") else address


def base_of(request: Request) -> str:
    """The whole address that everything here begins with, for links that are read elsewhere."""
    return f"{str(request.base_url).rstrip('/')}{root()}"


class Place:
    """Serves an application under a path; an empty path changes nothing."""

    def __init__(self, app: ASGIApp, *, root_path: str) -> None:
        self._app, self._path = app, root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = self._path
        if path and scope["path"] == path:
            await RedirectResponse(f"{path}/", 308)(scope, receive, send)
            return

        async def send_placed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._place(MutableHeaders(scope=message), Headers(scope=scope).get("host", ""))
            await send(message)

        before = _root.set(path)
        try:
            await self._app(self._inside(scope), receive, send_placed if path else send)
        finally:
            _root.reset(before)

    def _inside(self, scope: Scope) -> Scope:
        """The request as if the application stood at the root, however the proxy passed it on."""
        given = str(scope["path"])
        if not (self._path and given.startswith(f"{self._path}/")):
            return scope
        raw = scope.get("raw_path") or given.encode()
        return {
            **scope,
            "path": given[len(self._path) :],
            "raw_path": raw[len(self._path) :],
            "root_path": "",
        }

    def _place(self, headers: MutableHeaders, host: str) -> None:
        if location := headers.get("location"):
            headers["location"] = self._placed_address(location, host)
        cookies = headers.getlist("set-cookie")
        if cookies:
            del headers["set-cookie"]
            for cookie in cookies:
                headers.append("set-cookie", self._placed_cookie(cookie))

    def _placed_address(self, address: str, host: str) -> str:
        """Where a redirect leads, under the path; one to another host stays as it is."""
        parts = urlsplit(address)
        ours = parts.path.startswith("/") and (not parts.netloc or parts.netloc == host)
        if not ours or parts.path.startswith(f"{self._path}/"):
            return address
        return urlunsplit(parts._replace(path=f"{self._path}{parts.path}"))

    def _placed_cookie(self, cookie: str) -> str:
        parts = cookie.split("; ")
        return "; ".join(self._placed_part(part) for part in parts)

    def _placed_part(self, part: str) -> str:
        name, _, path = part.partition("=")
        return f"Path={self._path}{path.rstrip('/')}" if name.lower() == "path" else part
