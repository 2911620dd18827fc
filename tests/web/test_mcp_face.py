"""The official client of the Model Context Protocol completes real sessions: in process, by pipe, over
HTTP.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from mcp import Client, StdioServerParameters

from assistant.bootstrap import Moothall
from assistant.conversation import Conversations
from assistant.keeping.audit import Audit
from assistant.keeping.switches import Switch, Switches
from ingest.library import Library
from tests.loops import in_a_loop
from web.acting import acting
from web.mcp_server import build_server

ROOT = Path(__file__).parents[2]
TOOLS = {"ask", "verify", "search", "read_passage", "compare", "project", "facts", "documents"}
Session = Callable[[Client], Awaitable[Any]]


@pytest.fixture(scope="module")
def moothall(sample_library: Library) -> Moothall:
    return Moothall(sample_library, Conversations.open(None))


def run(server: Any, session: Session) -> Any:
    """Hold a session with a server, whatever it is reached by."""

    return in_a_loop(_held(server, session))


async def _held(server: Any, session: Session) -> Any:
    async with Client(server, read_timeout_seconds=60) as client:
        return await session(client)


def call(moothall: Moothall, name: str, **arguments: Any) -> dict[str, Any]:
    """What a tool says."""

    async def session(client: Client) -> dict[str, Any]:
        result = await client.call_tool(name, arguments)
        assert not result.is_error, result.content
        assert result.structured_content is not None
        return dict(result.structured_content)

    made: dict[str, Any] = run(build_server(moothall), session)
    return made


async def whole_session(client: Client) -> tuple[set[str], str, str]:
    """What a program does: look around, ask, follow the citation to the document's text."""
    tools = {tool.name for tool in (await client.list_tools()).tools}
    answer = (await client.call_tool("ask", {"question": "What is Larkmere's FTE?"})).structured_content or {}
    cited = answer["evidence"][0]
    place = {"document": cited["document"]["id"], "start": cited["start"], "end": cited["end"]}
    passage = (await client.call_tool("read_passage", place)).structured_content or {}
    return tools, cited["quote"], passage["text"]


def assert_a_citation_leads_to_its_words(session: tuple[set[str], str, str]) -> None:
    tools, quote, text = session
    assert tools == TOOLS
    assert quote == text


def test_a_session_in_process(moothall: Moothall) -> None:
    assert_a_citation_leads_to_its_words(run(build_server(moothall), whole_session))


@pytest.mark.slow
def test_a_session_by_pipe_with_the_command(sample_library: Library) -> None:
    start = "import sys; from web.cli import main; sys.exit(main(sys.argv[1:]))"
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", start, "mcp", "--data", str(sample_library.folder)],
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
    )

    assert_a_citation_leads_to_its_words(run(server, whole_session))


@contextmanager
def served(moothall: Moothall) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(build_server(moothall).streamable_http_app(), log_level="error")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
        server.should_exit = True
        thread.join(5)


def test_a_session_over_http(moothall: Moothall) -> None:
    with served(moothall) as address:
        assert_a_citation_leads_to_its_words(run(address, whole_session))


def test_no_statement_is_checked_while_asking_is_off(sample_library: Library, tmp_path: Path) -> None:
    switches = Switches(tmp_path)
    moothall = Moothall(sample_library, Conversations.open(None), switches=switches)

    async def session(client: Client) -> bool:
        result = await client.call_tool("verify", {"statement": "Staff turnover was 12.4%."})
        return bool(result.is_error)

    switches.turn(Switch.ASKING, on=False)
    assert run(build_server(moothall), session)
    switches.turn(Switch.ASKING, on=True)
    assert not run(build_server(moothall), session)


def test_search_narrows_to_a_council(moothall: Moothall) -> None:
    found = call(moothall, "search", query="wellbeing at work", councils=["Stanbeck"], limit=3)["passages"]

    assert len(found) == 3
    assert {item["council"] for item in found} == {"Stanbeck Metropolitan Borough Council"}


def test_a_comparison_has_a_cell_for_every_council(moothall: Moothall) -> None:
    answer = call(moothall, "compare", topic="staff turnover", councils=["Larkmere", "Ravensholt"])

    assert answer["route"] == "compare"
    assert len(answer["comparison"]["rows"]) == 2


def test_a_projection_from_a_scenario_is_the_engines_own(moothall: Moothall) -> None:
    scenario = {
        "operation": "project_compound",
        "baseline": {"value": 100, "unit": "fte"},
        "changes": [{"kind": "rate", "amounts": [{"value": -10, "unit": "percent"}], "per": "year"}],
        "horizon": {"length": 2, "unit": "years"},
    }

    projection = call(moothall, "project", scenario=scenario)["projection"]

    assert projection["series"][-1]["value"] == pytest.approx(81.0)  # 100 x 0.9 x 0.9
    assert moothall.projection(projection["hash"]) is not None


def test_an_impossible_scenario_is_refused_in_words(moothall: Moothall) -> None:
    said = call(moothall, "project", scenario={"operation": "magic"})

    assert "magic" in said["error"]


def test_facts_have_value_unit_and_quote(moothall: Moothall) -> None:
    facts = call(moothall, "facts", council="Larkmere", metric="staff turnover")["facts"]

    assert facts
    assert all(fact["quote"] and fact["unit"] for fact in facts)
    assert {fact["metric"] for fact in facts} == {"leavers.rate"}


def test_documents_are_resources_that_can_be_read(moothall: Moothall) -> None:
    async def session(client: Client) -> tuple[list[str], str]:
        uris = [str(resource.uri) for resource in (await client.list_resources()).resources]
        text = (await client.read_resource(uris[-1])).contents[0].text  # type: ignore[union-attr]
        return uris, text

    uris, text = run(build_server(moothall), session)

    assert len(uris) == 1 + len(moothall.library.documents())
    assert text == moothall.library.document(uris[-1].rpartition("/")[2]).text


@pytest.mark.parametrize("place", [{"document": "nope"}, {"document": "../../etc/passwd"}])
def test_what_is_not_there_is_said_in_a_sentence(moothall: Moothall, place: dict[str, str]) -> None:
    assert "There is no document" in call(moothall, "read_passage", **place)["error"]


def test_what_a_program_asks_and_reads_is_in_the_record(moothall: Moothall, tmp_path: Path) -> None:
    audit = Audit.open(tmp_path)

    async def session(client: Client) -> None:
        await client.call_tool("ask", {"question": "how many people does Larkmere employ?"})
        [first, *_] = moothall.library.documents()
        await client.call_tool("read_passage", {"document": first.id, "page": 1})

    def work() -> None:
        with acting(lambda: "mcp", audit):
            asyncio.run(_held(build_server(moothall), session))

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result(120)

    told = [(event.who, event.kind, event.what) for event, _ in audit.events()]
    assert told == [
        ("mcp", "asking", "ask"),
        ("mcp", "reading", "call the tool ask"),
        ("mcp", "reading", "call the tool read_passage"),
    ]
    assert audit.events()[2][0].on == moothall.library.documents()[0].id
