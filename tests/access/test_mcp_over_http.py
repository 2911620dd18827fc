"""The Model Context Protocol over HTTP where people sign in: each call sees what its key may read."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

from assistant.settings import Settings
from tests.access.signing import Site, told
from web.serving import NotForAll, for_all, mcp_app

QUESTION = "How many people work at Westmarch?"


@pytest.fixture
def address(site: Site, tmp_path: Path) -> Iterator[str]:
    app = mcp_app(site.moothall, Settings(data=tmp_path / "data", auth="local"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
        server.should_exit = True
        thread.join(5)


async def seen_by(address: str, headers: dict[str, str], hidden: str) -> str:
    """All that one key is told: resources, the list, an answer, a figure table, a search and a paper by its id."""
    async with (
        create_mcp_http_client(headers=headers) as http,
        Client(streamable_http_client(address, http_client=http), read_timeout_seconds=60) as client,
    ):
        parts: list[Any] = [await client.list_resources()]
        calls: list[tuple[str, dict[str, Any]]] = [
            ("documents", {}),
            ("ask", {"question": QUESTION}),
            ("facts", {}),
            ("search", {"query": "depot programme"}),
            ("verify", {"figure": "7,391 people"}),
            ("compare", {"topic": "turnover"}),
            ("read_passage", {"document": hidden}),
        ]
        parts += [(name, await client.call_tool(name, arguments)) for name, arguments in calls]
        return str(parts)


def test_two_keys_at_once_are_each_told_what_their_person_may_read(site: Site, address: str) -> None:
    async def both() -> list[str]:
        return list(
            await asyncio.gather(
                *(seen_by(address, site.as_(name), site.secret) for name in ("rea", "hal", "rea"))
            )
        )

    with ThreadPoolExecutor(1) as pool:
        first, whole, second = pool.submit(asyncio.run, both()).result(120)

    asked = (QUESTION, "7,391 people")
    for text in (first, second):
        for said in asked:
            text = text.replace(said, "")
        assert told(text) == [] and "Eastmere" in text
    assert {"Westmarch", "7391", "quagwort"} <= set(told(whole))


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer mh_wrong"}, {"authorization": "Basic x"}])
def test_without_a_key_nothing_is_served(address: str, headers: dict[str, str]) -> None:
    reply = httpx.post(address, json={}, headers=headers)

    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, "Bearer")


def test_a_key_of_somebody_without_a_role_is_refused(site: Site, address: str) -> None:
    assert httpx.post(address, json={}, headers=site.as_("non")).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "a.localhost"])
def test_where_nobody_signs_in_a_server_stays_on_this_machine(host: str) -> None:
    for_all(Settings(host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "moothall"])
def test_and_goes_beyond_it_only_when_that_is_said(host: str) -> None:
    with pytest.raises(NotForAll, match="MOOTHALL_AUTH to local or oidc, or MOOTHALL_OPEN_TO_ALL=yes"):
        for_all(Settings(host=host))
    for_all(Settings(host=host, open_to_all=True))
    for_all(Settings(host=host, auth="local"))
