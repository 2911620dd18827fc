"""Every route, for everybody, over a paper that all may read and one that few may: made from the application's own routes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.routing import Mount

from access.model import Right
from assistant.settings import Settings
from tests.access.signing import PEOPLE, Site, open_site, told
from tests.fakes import FakeMoothall
from web.app import create_app
from web.routes import right_of, rights_of_routes

NOBODY = "nobody"
EVERYBODY = (NOBODY, *PEOPLE)
READS = {"open": {"ada", "rea", "edi", "rev", "hal"}, "secret": {"ada", "hal"}}
HAS = {
    Right.CHANGE: {"open": {"ada", "edi"}, "secret": {"ada", "hal"}},
    Right.REVIEW: {"open": {"ada", "rev"}, "secret": {"ada"}},
}
ANYWHERE = {
    Right.SIGNED_IN: set(PEOPLE),
    Right.READ: {"ada", "rea", "edi", "rev", "hal"},
    Right.CHANGE: {"ada", "edi", "hal"},
    Right.REVIEW: {"ada", "rev"},
    Right.ADMINISTER: {"ada"},
}
BY_KIND = {"documents": ANYWHERE[Right.CHANGE], "figures": ANYWHERE[Right.REVIEW]}
"""Who may edit which table: the routes are for all who read, and each looks at what the table holds."""
QUESTION = "What is the turnover of each council, and how many people do they employ?"
SENT: dict[str, dict[str, Any]] = {
    "POST /ask": {"data": {"question": QUESTION}},
    "POST /scope": {"data": {"find_scope": "e"}},
    "POST /api/chat": {"json": {"question": QUESTION}},
    "POST /api/verify": {"json": {"statement": "Turnover was 23.1% in 2023/24."}},
    "POST /api/scenarios/parse": {
        "json": {"question": "What would headcount be in three years at -5% a year?"}
    },
    "POST /api/scenarios/run": {"json": {"operation": "project_compound", "baseline": {"fact": "none"}}},
    "POST /api/scenarios/compare": {"json": {"scenarios": [{}, {}]}},
    "POST /v1/chat/completions": {
        "json": {"model": "moothall", "messages": [{"role": "user", "content": QUESTION}]}
    },
    "POST /scenario": {"data": {"question": "headcount in three years at -5% a year"}},
    "POST /api/facts/{fact_id}/review": {"json": {"review": "confirmed"}},
    "POST /facts/{fact_id}/review": {"data": {"review": "confirmed"}},
    "GET /compare": {"params": {"metric": "workforce.turnover", "themes": "priorities"}},
    "GET /compare/{name}": {"params": {"themes": "priorities"}},
    "GET /api/facts": {"params": {"format": "csv"}},
    "GET /library": {"params": {"job": "none"}},
}
# What changes the site for those after it: asked for here only by those who may not.
LASTING = (
    *("/delete", "/share", "/unshare", "/put-back"),
    *(
        "/remove",
        "/review",
        "/undo",
        "/add-figure",
        "/collections",
        "/people",
        "/password",
        "/sign-out",
        "/end",
    ),
)
NOT_THERE = ("pages/{number}", "/together.svg", "/sign-in/", "/account", "/compare/chart.svg")
"""Pages that papers without pages do not have, and those that open for a session or a provider, not for a key."""


@dataclass
class Made:
    """What hal, who may read all, has left behind: the others must not come upon it."""

    fills: dict[str, Callable[[str], str]]


def application() -> FastAPI:
    with tempfile.TemporaryDirectory() as folder:
        return create_app(FakeMoothall(Path(folder)), Settings(data=Path(folder)))


def walked(routes: Iterable[Any]) -> Iterator[Any]:
    """Every route, those of the routers that were put into the application too."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        yield from walked(inner.routes) if inner is not None else [route]


def routes() -> list[str]:
    """Every method and path of the application."""
    return sorted(
        f"{method} {route.path}"
        for route in walked(application().routes)
        if isinstance(route, APIRoute)
        for method in route.methods
    )


ROUTES = routes()


def test_every_route_has_a_line_and_every_line_a_route() -> None:
    assert sorted(rights_of_routes()) == ROUTES


# What a change needs, by the beginning of its address: said here a second time, apart from the table of routes.
NEEDS = {
    "/api/documents": Right.CHANGE,
    "/library": Right.CHANGE,
    "/api/facts": Right.REVIEW,
    "/facts": Right.REVIEW,
    "/library/{document_id}/add-figure": Right.REVIEW,
    "/library-tables": Right.READ,
    "/library/sources": Right.ADMINISTER,
    "/people": Right.ADMINISTER,
    "/collections": Right.ADMINISTER,
}


def test_what_changes_papers_figures_or_people_needs_the_right_for_it() -> None:
    changes = [route.split(" ") for route in ROUTES if not route.startswith("GET ")]
    found = {
        path: (rights_of_routes()[f"{method} {path}"], NEEDS[max(begins, key=len)])
        for method, path in changes
        if (begins := [begin for begin in NEEDS if path.startswith(begin)])
    }

    assert len(found) > 15
    assert {path: rights for path, rights in found.items() if rights[0] is not rights[1]} == {}


def test_a_change_by_a_table_needs_more_than_to_read(site: Site) -> None:
    """Its routes are for all who read, and say no to those who may neither change nor review."""
    for who in ("rea", "non"):
        table = {"table": ("edited.csv", b"id,title\n", "text/csv")}
        sent = site.client.post("/library-tables", files=table, headers=site.as_(who))
        applied = site.client.post("/library-tables/0123/apply", headers=site.as_(who))
        assert (sent.status_code, applied.status_code) == (403, 403), who


def test_only_what_signs_in_or_tells_nothing_of_the_library_is_public() -> None:
    public = {route for route, right in rights_of_routes().items() if right is Right.PUBLIC}

    assert {route for route in public if "sign-" not in route} == {
        *("GET /healthz", "GET /readyz", "GET /theme.css", "GET /privacy", "GET /accessibility"),
    }


def test_what_is_no_route_of_a_router_holds_nothing_of_the_library() -> None:
    others = [route for route in walked(application().routes) if not isinstance(route, APIRoute)]

    assert {getattr(route, "path", "") for route in others} == {"/api/openapi.json", "/static"}
    assert any(isinstance(route, Mount) for route in others)


def test_a_route_without_a_line_is_open_to_nobody() -> None:
    assert right_of("GET", "/api/new") is None


@pytest.fixture(scope="module")
def site(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("matrix") / "data"
    shutil.copytree(library_folder, data)
    made = open_site(data)
    with made.client:
        yield made
    made.moothall.close()
    made.desk.close()


@pytest.fixture(scope="module")
def made(site: Site) -> Made:
    client, hal = site.client, site.as_("hal")
    answer = client.post(
        "/api/chat", json={"question": "How many people work at Westmarch?"}, headers=hal
    ).json()
    assert "7,391" in answer["text"]
    conversation = answer["conversation_id"]
    client.post(f"/c/{conversation}/share", headers=hal, follow_redirects=False)
    share = site.moothall.conversations.shares.of(conversation)
    assert share is not None
    facts = {
        paper: client.get("/api/facts", params={"document": id}, headers=hal).json()["facts"]
        for paper, id in (("open", site.open), ("secret", site.secret))
    }
    baseline = next(fact["id"] for fact in facts["secret"] if fact["value"] == 7391)
    ran = client.post(
        "/api/scenarios/run",
        json={
            "operation": "project_compound",
            "baseline": {"fact": baseline},
            "changes": [{"kind": "rate", "amounts": [{"value": -5, "unit": "percent"}], "per": "year"}],
            "horizon": {"length": 3},
        },
        headers=hal,
    )
    assert ran.status_code == 200, ran.text
    sent = client.post(
        "/api/documents",
        files={"file": ("note.md", b"# Westmarch zebraffe note\n\nThe quagwort depot closes.\n")},
        data={"collection": "HR"},
        headers=hal,
    )
    assert sent.status_code == 202, sent.text
    person = site.desk.accounts.named("hal").person
    handle = site.desk.keys.of(person)[0].handle
    ids = {"open": site.open, "secret": site.secret}
    hash_ = ran.json()["hash"]
    return Made(
        {
            "document_id": lambda paper: ids[paper],
            "fact_id": lambda paper: facts[paper][0]["id"],
            "conversation_id": lambda _: conversation,
            "answer_id": lambda _: answer["answer_id"],
            "token": lambda _: share.token,
            "hash_": lambda _: hash_,
            "job_id": lambda _: sent.json()["id"],
            "handle": lambda _: handle,
            "number": lambda _: "1",
            "name": lambda _: "",
            "source_id": lambda _: "none",
            "verb": lambda _: "run",
        }
    )


def names_of(route: str, made: Made, answer: str, hash_: str) -> list[str]:
    """What stands for ``{name}`` in a route."""
    if "/answers/" in route:
        return [f"{answer}.txt", f"{answer}.docx"]
    if "/projections/" in route:
        return [hash_ if "/api/" in route else f"{hash_}.svg", f"{hash_}.csv", f"{hash_}.xlsx"]
    if "/admin/" in route or "/library-tables/" in route:
        return ["questions.csv"] if "/admin/" in route else ["documents.csv", "figures.xlsx"]
    return ["table.csv"] if "/compare/" in route else ["moothall"] if "/models/" in route else ["hal"]


@pytest.mark.parametrize("route", ROUTES)
def test_nobody_is_told_or_let_do_what_they_may_not(route: str, site: Site, made: Made) -> None:
    method, path = route.split(" ")
    right = rights_of_routes()[route]
    lasting = method == "DELETE" or (method == "POST" and any(end in path for end in LASTING))
    names = names_of(route, made, made.fills["answer_id"](""), made.fills["hash_"](""))
    leaks, wrong = [], []
    for name in names if "{name}" in path else [""]:
        for paper in ("open", "secret"):
            filled = _filled(path, made, paper, name)
            for who in EVERYBODY:
                refused = _refusals(route, right, who, paper, name)
                if lasting and not refused:
                    continue
                headers = {} if who == NOBODY else site.as_(who)
                reply: Response = site.client.request(  # type: ignore[assignment]
                    method, filled, headers=headers, follow_redirects=False, **_sent(route, site)
                )
                shown = f"{reply.headers} {_text(reply)}"
                if method == "POST" and reply.status_code == 303:
                    shown += site.client.get(reply.headers["location"], headers=headers).text
                if who not in READS["secret"] and told(shown):
                    leaks.append((who, paper, name, told(shown)))
                if reply.status_code >= 500 or (refused and reply.status_code not in refused):
                    wrong.append((who, paper, name, reply.status_code, refused))
                fewer = (
                    "/compare" in path and who not in READS["secret"]
                )  # there is but one council to compare
                found = (
                    method != "GET"
                    or fewer
                    or any(one in path for one in NOT_THERE)
                    or reply.status_code < 400
                )
                if not refused and (reply.status_code in (401, 403) or not found):
                    wrong.append((who, paper, name, reply.status_code, "may"))

    assert leaks == []
    assert wrong == []


def _sent(route: str, site: Site) -> dict[str, Any]:
    """What goes with a request; a comparison is of both councils, by their ids, which nobody need know."""
    sent = dict(SENT.get(route, {}))
    if "/compare" in route and route.startswith("GET"):
        bodies = [body.id for body in site.moothall.library.bodies()]
        sent["params"] = {**sent.get("params", {}), "body": bodies}
    return sent


def _filled(path: str, made: Made, paper: str, name: str) -> str:
    for key, fill in made.fills.items():
        path = path.replace(f"{{{key}}}", fill(paper) or name)
    assert "{" not in path, f"say what stands for the name in braces of {path}"
    return path


def _refusals(route: str, right: Right, who: str, paper: str, name: str) -> set[int]:
    """The statuses of which one must come; empty when the person may."""
    if right is Right.PUBLIC:
        return set()
    if who == NOBODY:
        return {401}
    if who not in ANYWHERE[right]:
        return {403}
    if "/library-tables" in route and who not in BY_KIND.get(
        name.partition(".")[0], set().union(*BY_KIND.values())
    ):
        return {403}
    if "{document_id}" in route or "{fact_id}" in route:
        if who not in READS[paper]:
            return {404, 422}
        if right in HAS and who not in HAS[right][paper]:
            return {403}
    theirs = (
        "{conversation_id}",
        "{answer_id}",
        "{hash_}",
        "{job_id}",
        "/answers/{name}",
        "/projections/{name}",
    )
    administrators_see = "{job_id}" in route and who == "ada"
    own_list = route.endswith("/drop")  # takes it off whoever asks their own list, and tells nothing
    if who != "hal" and any(one in route for one in theirs) and not administrators_see and not own_list:
        return {404, 422}
    if "/s/{token}" in route and who not in READS["secret"]:
        return {403}
    return set()


def _text(reply: Any) -> str:
    """A reply as text; what is in a workbook or a Word document too."""
    if reply.content[:2] != b"PK":
        return str(reply.text)
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(reply.content)) as packed:
        return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
