"""Server-sent events: work on a thread becomes a stream that a browser reads line by line."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from web.problems import problem_of

HEARTBEAT_S = 15.0
Say = Callable[[str, Any], None]
Said = TypeVar("Said")


def event(name: str, data: Any) -> bytes:
    """One event; the data are one line of JSON, so no text can forge another event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def wants_stream(accept: str) -> bool:
    """Whether the asker prefers a stream to JSON."""
    return "text/event-stream" in accept.lower()


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


async def said_on_thread(
    work: Callable[[Say], tuple[str, Any]], shape: Callable[[str, Any], Said]
) -> AsyncIterator[Said | bytes]:
    """Run ``work`` on a thread and yield what it says, each thing through ``shape``; what it returns
    comes last.

    A comment in bytes comes now and then while there is nothing to say.

    A fault ends the stream with a ``problem`` event that says no more than the JSON reply would.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[tuple[str, Any] | None] = asyncio.Queue()

    def say(name: str, data: Any) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, (name, data))

    def run() -> None:
        try:
            say(*work(say))
        except Exception as fault:
            problem = problem_of(fault)
            if problem.status_code >= 500:
                logging.getLogger("moothall").exception("a streamed request failed")
            say(
                "problem", {"status": problem.status_code, "detail": problem.detail, "errors": problem.errors}
            )
        finally:
            loop.call_soon_threadsafe(queue.put_nowait, None)

    task = asyncio.ensure_future(run_in_threadpool(run))
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), HEARTBEAT_S)
        except TimeoutError:
            yield b": still working\n\n"
            continue
        if item is None:
            break
        yield shape(*item)
    await task
