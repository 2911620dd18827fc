"""A server on a thread of its own, so that the main thread is free for answering, where its time can be ended."""

from __future__ import annotations

import signal
import socket
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from types import FrameType
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.limited import MainThread
from assistant.settings import Settings

THIS_MACHINE = ("127.0.0.1", "::1")
PROGRAM = "mcp"
"""Who asks over the Model Context Protocol, in the record."""
if TYPE_CHECKING:
    from fastapi import FastAPI

    from web.facade import Moothall


class NotForAll(Exception):
    """Nobody has to sign in, and yet the server would be open to others; the text is one sentence."""


def for_all(settings: Settings) -> None:
    """Raise NotForAll for an address beyond this machine where nobody signs in, unless that is wanted."""
    if settings.auth != "none" or settings.open_to_all or is_loopback(settings.host):
        return
    raise NotForAll(
        f"Nobody has to sign in, so {settings.host} would open everything to everybody who reaches it: set"
        " MOOTHALL_AUTH to local or oidc, or MOOTHALL_OPEN_TO_ALL=yes when that is what you want."
    )


def hint(app: FastAPI, settings: Settings) -> None:
    """Say what is missing where nobody could sign in yet."""
    if settings.auth == "local" and not app.state.door.desk.accounts.list():
        print(
            "Nobody can sign in yet: moothall users add NAME --role administrator, with the same --data.",
            file=sys.stderr,
        )


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def serve(app: ASGIApp, listening: socket.socket, main: MainThread, proxies: Sequence[str] = ()) -> bool:
    """Serve on a socket that listens until told to stop (Ctrl+C, SIGTERM; a second time: at once); whether it ever started.

    ``proxies`` are believed, besides those on this machine, when they say who asks and whether by TLS.
    """
    import uvicorn  # here, so that a port that is taken is told at once

    trusted = [*THIS_MACHINE, *proxies]
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
        proxy_headers=True,
        forwarded_allow_ips=trusted,
    )
    server = uvicorn.Server(config)

    def stop(number: int, frame: FrameType | None) -> None:
        server.force_exit = server.should_exit
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    main.beside(lambda: server.run(sockets=[listening]))
    return server.started


def mcp(options: Namespace, settings: Settings) -> int:
    """Serve the Model Context Protocol over standard input and output, or over HTTP, until stopped."""
    from assistant.bootstrap import open_moothall
    from web.listening import listen
    from web.mcp_server import build_server

    main = MainThread()
    if not options.http:
        server = build_server(open_moothall(settings, read_only=True, run=main.run))
        main.beside(_as_program(settings, lambda: server.run("stdio")))
        return 0
    for_all(settings)
    with listen(settings.host, settings.port) as listening:
        app = mcp_app(open_moothall(settings, read_only=True, run=main.run), settings)
        address = f"http://{settings.host}:{settings.port}/mcp"
        print(f"Moothall serves MCP on {address} (stop with Ctrl+C)", file=sys.stderr)
        return 0 if serve(app, listening, main, settings.proxies) else 1


def _as_program(settings: Settings, run: Callable[[], None]) -> Callable[[], None]:
    """The work, done in the record as by a program."""
    from web.acting import acting
    from web.local_acts import LocalRecord

    def work() -> None:
        with acting(lambda: PROGRAM, LocalRecord(settings)):
            run()

    return work


class _Acting:
    """An application whose every request is done in the record as by a program."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from web.acting import acting
        from web.local_acts import LocalRecord

        with acting(lambda: PROGRAM, LocalRecord(self._settings)):
            await self._app(scope, receive, send)


def mcp_app(moothall: Moothall, settings: Settings) -> ASGIApp:
    """The Model Context Protocol over HTTP; where people sign in, each request brings a key and stands alone."""
    from web.mcp_server import build_server

    if settings.auth == "none":
        return _Acting(build_server(moothall).streamable_http_app(host=settings.host), settings)
    from web.app import open_desk
    from web.door import Door
    from web.local_acts import LocalRecord
    from web.mcp_door import SEEN, McpDoor

    server = build_server(moothall, SEEN.get)
    app = server.streamable_http_app(host=settings.host, stateless_http=True)
    return McpDoor(app, Door(moothall, open_desk(settings)), LocalRecord(settings))
