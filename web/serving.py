"""A server on a thread of its own, so that the main thread is free for answering, where its time can be ended."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from types import FrameType
from typing import TYPE_CHECKING

from assistant.limited import MainThread
from assistant.settings import Settings

if TYPE_CHECKING:
    import uvicorn


def serve(config: uvicorn.Config, main: MainThread) -> bool:
    """Serve until told to stop (Ctrl+C, SIGTERM; a second time: at once); whether it ever started."""
    import uvicorn

    server = uvicorn.Server(config)

    def stop(number: int, frame: FrameType | None) -> None:
        server.force_exit = server.should_exit
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    main.beside(server.run)
    return server.started


def mcp(options: Namespace, settings: Settings) -> int:
    """Serve the Model Context Protocol over standard input and output, or over HTTP, until stopped."""
    from assistant.bootstrap import open_moothall
    from web.mcp_server import build_server

    main = MainThread()
    server = build_server(open_moothall(settings, read_only=True, run=main.run))
    if options.http:
        address = f"http://{settings.host}:{settings.port}/mcp"
        print(f"Moothall serves MCP on {address} (stop with Ctrl+C)", file=sys.stderr)
        main.beside(lambda: server.run("streamable-http", host=settings.host, port=settings.port))
    else:
        main.beside(lambda: server.run("stdio"))
    return 0
