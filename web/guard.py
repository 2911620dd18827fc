"""The door: host, origin, size and shape of every request, and the security headers of every response.

A plain ASGI middleware, so that streams pass through untouched.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import Settings
from web.problems import Problem, problem_response

OnFault = Callable[[Scope, Exception], ASGIApp]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
JSON_DEPTH = 40
UPLOADS = frozenset({"/library", "/api/documents"})
"""Where files are taken; a form elsewhere is no larger than any other request."""
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")
POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors "
HEADERS = {
    "content-security-policy": f"{POLICY}'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def headers_of(settings: Settings) -> dict[str, str]:
    """The security headers of every response; sites that may frame the pages are named in the policy alone, because the
    older header can name none.
    """
    if not settings.frame_ancestors:
        return HEADERS
    framed = {**HEADERS, "content-security-policy": f"{POLICY}{' '.join(settings.frame_ancestors)}"}
    del framed["x-frame-options"]
    return framed


class Guard:
    """Refuses what must not come in and marks what goes out.

    ``hosts`` are the further names with dots that are allowed; ``body_limit`` is for everything but uploads,
    ``upload_limit`` for files where these are taken; both in bytes. ``on_fault`` makes the response to whatever
    nobody else caught; ``headers`` go on every response, and ``hsts_s`` tells browsers that came by TLS to do so from now on.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str],
        body_limit: int,
        upload_limit: int,
        on_fault: OnFault,
        headers: Mapping[str, str] = HEADERS,
        hsts_s: int = 0,
    ) -> None:
        self._app = app
        self._on_fault = on_fault
        self._headers, self._hsts_s = headers, hsts_s
        self._hosts = frozenset(hosts)
        self._body_limit = body_limit
        self._upload_limit = upload_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        started = False

        async def send_marked(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._mark(MutableHeaders(scope=message), scope)
            await send(message)

        try:
            self._check_host(headers.get("host", ""))
            check_origin(scope["method"], headers)
            receive = await self._limited(scope, headers, receive)
        except Problem as problem:
            await problem_response(problem)(scope, receive, send_marked)
            return
        try:
            await self._app(scope, receive, send_marked)
        except ClientDisconnect:
            return  # an upload was cut: nobody is there to be told, and nothing is wrong here
        except (
            Exception
        ) as fault:  # the one broad catch of the web: a person gets a sentence, the log the trace
            if started:
                raise
            await self._on_fault(scope, fault)(scope, receive, send_marked)

    def _check_host(self, host: str) -> None:
        if not allowed_host(host, self._hosts):
            raise Problem(
                421,
                f"This server is not known as {host[:80]!r}. Add the name to MOOTHALL_HOSTS to allow it.",
                kind="host",
            )

    def _mark(self, headers: MutableHeaders, scope: Scope) -> None:
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        if self._hsts_s and scope["scheme"] == "https":
            headers.setdefault("strict-transport-security", f"max-age={self._hsts_s}")
        if not scope["path"].startswith("/static/"):
            headers.setdefault("cache-control", "no-store")

    async def _limited(self, scope: Scope, headers: Headers, receive: Receive) -> Receive:
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        upload = (
            kind == "multipart/form-data"
            and scope["path"].removeprefix(scope.get("root_path", "")) in UPLOADS
        )
        limit = self._upload_limit if upload else self._body_limit
        if int(_digits(headers.get("content-length", "0"))) > limit:
            raise _too_large(limit)
        counted = _counting(receive, limit)
        return await _checked_json(counted) if kind.endswith("json") else counted


def allowed_host(host: str, hosts: Collection[str] = ()) -> bool:
    """Whether a Host header may be served: an address, a name without dots, or one that was configured.

    A page elsewhere can point its own name at this machine (DNS rebinding), and such a name always has dots.
    """
    name = urlsplit(f"//{host}").hostname if re.fullmatch(r"[\w.:\[\]\-]{1,260}", host) else None
    if not name:
        return False
    if name in hosts or "." not in name or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def check_origin(method: str, headers: Headers) -> None:
    """Raise a 403 Problem for a change that a page of another site asks for (cross-site request forgery)."""
    if method in SAFE:
        return
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    same = (
        site in ("same-origin", "none")
        if site
        else not origin or urlsplit(origin).netloc == headers.get("host")
    )
    if not same:
        raise Problem(403, "This request came from another site, so nothing was changed.", kind="origin")


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 20 else "0"


def _too_large(limit: int) -> Problem:
    return Problem(
        413, f"The request is larger than {limit:,} bytes, which is the most taken here.", kind="size"
    )


def _counting(receive: Receive, limit: int) -> Receive:
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > limit:
            raise _too_large(limit)
        return message

    return counted


async def _checked_json(receive: Receive) -> Receive:
    parts: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return _replayed([message], receive)
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    body = b"".join(parts)
    # On a thread: even a sound body of the largest size would hold up everybody else's.
    await run_in_threadpool(check_json, body)
    return _replayed([{"type": "http.request", "body": body, "more_body": False}], receive)


def _replayed(messages: list[Message], receive: Receive) -> Receive:
    async def replay() -> Message:
        return messages.pop(0) if messages else await receive()

    return replay


def check_json(body: bytes) -> None:
    """Raise a 400 Problem unless this is JSON of sane depth, with real numbers and whole characters."""
    if _depth(body) > JSON_DEPTH:
        raise Problem(400, f"The JSON is nested more than {JSON_DEPTH} levels deep.", kind="json")
    try:
        value = json.loads(body or b"null", parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as fault:
        raise Problem(400, f"The body is not valid JSON: {str(fault)[:120]}.", kind="json") from None


def _depth(body: bytes) -> int:
    """How deep brackets nest outside of strings, each byte looked at once."""
    depth = deepest = 0
    # Escaped marks are nothing; then every second piece between quotes is a string.
    for piece in body.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2]:
        for mark in piece.translate(None, _NO_BRACKETS):
            depth += 1 if mark in b"[{" else -1
            deepest = max(deepest, depth)
    return deepest


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number in JSON")
