"""Server-sent events: work on a thread becomes a stream that a browser reads line by line."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import StreamingResponse

from web.problems import problem_of

HEARTBEAT_S = 15.0
Say = Callable[[str, Any], None]
Said = TypeVar("Said")


def event(name: str, data: Any) -> bytes:
    """One event; the data are one line of JSON, so no text can forge another event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def wants_stream(request: Request) -> bool:
    """Whether the asker prefers a stream to JSON."""
    return "text/event-stream" in request.headers.get("accept", "").lower()


def wants_page(request: Request) -> bool:
    """Whether a browser asks for a whole page, rather than a script for a part of one or for JSON."""
    return "text/html" in request.headers.get("accept", "").lower()


def streamed(events: AsyncIterator[bytes]) -> StreamingResponse:
    """The events as a response that no proxy should hold back."""
    return StreamingResponse(
        events,
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


def from_thread(work: Callable[[Say], tuple[str, Any]]) -> AsyncIterator[bytes]:
    """Run ``work`` on a thread and yield what it says as events; what it returns is the last one."""
    return said_on_thread(work, event)


class Channel:
    """What other threads say, in order, to be read on the event loop that it was made on."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[tuple[str, Any] | None] = asyncio.Queue()

    def say(self, name: str, data: Any) -> None:
        """Say one thing."""
        self._put((name, data))

    def end(self) -> None:
        """Nothing more will be said."""
        self._put(None)

    def _put(self, item: tuple[str, Any] | None) -> None:
        with suppress(RuntimeError):  # the loop is closed: whoever listened is gone, and the work goes on
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)

    async def heard(self, shape: Callable[[str, Any], Said]) -> AsyncIterator[Said | bytes]:
        """Each thing said, through ``shape``; a comment in bytes now and then while nothing is."""
        while True:
            try:
                item = await asyncio.wait_for(self._queue.get(), HEARTBEAT_S)
            except TimeoutError:
                yield b": still working\n\n"
                continue
            if item is None:
                return
            yield shape(*item)


async def said_on_thread(
    work: Callable[[Say], tuple[str, Any]], shape: Callable[[str, Any], Said]
) -> AsyncIterator[Said | bytes]:
    """Run ``work`` on a thread and yield what it says, each thing through ``shape``; what it returns
    comes last.

    A fault ends the stream with a ``problem`` event that says no more than the JSON reply would.
    """
    channel = Channel()

    def run() -> None:
        try:
            channel.say(*work(channel.say))
        except Exception as fault:
            problem = problem_of(fault)
            if problem.status_code >= 500:
                logging.getLogger("moothall").exception("a streamed request failed")
            channel.say(
                "problem", {"status": problem.status_code, "detail": problem.detail, "errors": problem.errors}
            )
        finally:
            channel.end()

    task = asyncio.ensure_future(run_in_threadpool(run))
    async for item in channel.heard(shape):
        yield item
    await task
