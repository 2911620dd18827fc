"""A small reverse proxy over real sockets: it takes a path, passes the rest on, and streams what comes back.

It does what the proxies of docs/deploy.md are told to do: the host stays, X-Forwarded-For and -Proto are set anew.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

HOP = frozenset(("connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade"))
EVERY = ["GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS"]


def proxy_to(upstream: str, path: str, *, strip: bool, tls: bool = False) -> Starlette:
    """An application that passes ``path`` on to ``upstream``; with ``strip`` the path itself is taken off, with ``tls``
    it says that the asker came by TLS. Anything beside the path is somebody else's page.
    """
    client = httpx.AsyncClient(base_url=upstream, timeout=60)

    async def passed_on(request: Request) -> Response:
        kept = {name: value for name, value in request.headers.items() if name not in HOP}
        kept["x-forwarded-for"] = request.client.host if request.client else ""
        kept["x-forwarded-proto"] = "https" if tls else "http"
        inner = request.url.path.removeprefix(path) or "/" if strip else request.url.path
        url = httpx.URL(f"{upstream}{inner}", query=request.url.query.encode() or None)
        try:
            body = await request.body()
        except ClientDisconnect:
            return PlainTextResponse("gone", 499)
        sent = client.build_request(request.method, url, headers=kept, content=body)
        reply = await client.send(sent, stream=True, follow_redirects=False)

        async def pieces() -> AsyncIterator[bytes]:
            try:
                async for piece in reply.aiter_raw():
                    yield piece
            finally:
                await reply.aclose()

        made = StreamingResponse(pieces(), reply.status_code)
        made.raw_headers = [
            (name.lower(), value) for name, value in reply.headers.raw if name.lower().decode() not in HOP
        ]
        return made

    async def elsewhere(request: Request) -> Response:
        return PlainTextResponse(f"another site's page: {request.url.path}", 418)

    routes = [Route(f"{path}{rest}", passed_on, methods=EVERY) for rest in ("", "/{rest:path}")]
    return Starlette(routes=[*routes, Route("/{rest:path}", elsewhere, methods=EVERY)])


@contextlib.contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve on a free port; the address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="error", forwarded_allow_ips=["127.0.0.1"])
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(5)
