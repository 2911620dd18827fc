"""The door: hosts, origins, sizes and shapes; headers on everything that goes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.settings import Settings
from tests.fakes import FakeMoothall
from tests.loops import in_a_loop
from web.app import _broken, create_app
from web.guard import allowed_host, check_json
from web.problems import Problem


@pytest.mark.parametrize(
    "host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "moothall", "10.0.0.7", "a.localhost"]
)
def test_addresses_and_names_without_dots_may_be_served(host: str) -> None:
    assert allowed_host(host)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8000", "", "a b", "evil.example@localhost"]
)
def test_a_name_with_dots_may_not_unless_it_was_configured(host: str) -> None:
    assert not allowed_host(host)


def test_a_configured_name_may() -> None:
    assert allowed_host("moothall.council.example:443", {"moothall.council.example"})


def test_a_foreign_host_gets_a_problem(client: TestClient) -> None:
    reply = client.get("/api/documents", headers={"host": "evil.example"})

    assert reply.status_code == 421
    assert reply.json()["detail"].startswith("This server is not known as 'evil.example'")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://testserver"},
    ],
)
def test_a_change_asked_for_by_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    reply = client.post("/api/chat", json={"question": "turnover"}, headers=headers)

    assert reply.status_code == 403


@pytest.mark.parametrize("headers", [{}, {"origin": "http://testserver"}, {"sec-fetch-site": "same-origin"}])
def test_a_change_from_our_own_page_or_a_program_is_served(
    client: TestClient, headers: dict[str, str]
) -> None:
    assert client.post("/api/chat", json={"question": "turnover"}, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/api/documents", "/healthz", "/nowhere", "/metrics"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_body_over_the_limit_is_refused_even_without_a_length(client: TestClient) -> None:
    def parts() -> object:
        yield b'{"question": "'
        for _ in range(30):
            yield b"x" * 1000
        yield b'"}'

    reply = client.post("/api/chat", content=parts(), headers={"content-type": "application/json"})

    assert reply.status_code == 413
    assert "20,000 bytes" in reply.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [b"{", b"[" * 100 + b"]" * 100, b'{"a": NaN}', b'"\\ud800"', b"\xff", b"1" * 5000, b'{"a": Infinity}'],
)
def test_json_that_is_broken_deep_or_not_json_is_refused(body: bytes) -> None:
    with pytest.raises(Problem) as caught:
        check_json(body)

    assert caught.value.status_code == 400


def test_brackets_within_strings_are_not_depth() -> None:
    check_json(b'{"a": "' + b"[" * 500 + b'\\"' + b"{" * 500 + b'"}')


def test_an_unknown_address_is_a_problem_too(client: TestClient) -> None:
    reply = client.get("/api/nothing")

    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
    assert set(reply.json()) >= {"type", "title", "status", "detail"}


def test_an_unexpected_fault_says_nothing_of_the_inside(client: TestClient) -> None:
    reply = client.post("/api/chat", json={"question": "boom"})

    assert reply.status_code == 500
    assert "machine" not in reply.text
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/library", "/compare", "/api/documents", "/healthz"])
def test_no_page_is_left_in_a_store_on_the_way(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "no-store"


def test_measurements_are_for_this_machine_only(client: TestClient) -> None:
    elsewhere = TestClient(client.app, client=("10.0.0.7", 50_000))

    assert client.get("/metrics").status_code == 200
    assert elsewhere.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"x-forwarded-for": "10.0.0.7"}).status_code == 403


def test_an_upload_that_was_cut_is_no_fault_in_the_log(
    moothall: FakeMoothall, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(moothall, Settings(data=tmp_path))
    kind = b"multipart/form-data; boundary=a"
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/documents",
        "raw_path": b"/api/documents",
        "root_path": "",
    }
    scope |= {"query_string": b"", "scheme": "http", "http_version": "1.1", "server": ("localhost", 80)}
    scope |= {"client": ("127.0.0.1", 1), "headers": [(b"host", b"localhost"), (b"content-type", kind)]}
    came = [{"type": "http.request", "body": b"--a\r\n", "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> dict[str, object]:
        return came.pop(0) if came else {"type": "http.disconnect"}

    async def send(message: object) -> None:
        """Nobody hears it."""

    in_a_loop(app(scope, receive, send))

    assert caplog.records == []


def test_no_address_can_forge_a_line_of_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    assert (
        _broken({"path": "/a\nERROR all is lost", "type": "http", "headers": []}, ValueError("x")).status_code
        == 500
    )

    assert "\n" not in caplog.records[0].getMessage()
