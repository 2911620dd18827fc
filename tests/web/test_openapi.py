"""What the OpenAPI says of the replies is what comes."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

CALLS = (
    ("get", "/api/documents/{document_id}", "/api/documents/none", {}),
    ("post", "/api/documents", "/api/documents", {"content": b"x"}),
    ("patch", "/api/documents/{document_id}", "/api/documents/none", {"content": b"[]"}),
    ("post", "/api/chat", "/api/chat", {"json": {}}),
    ("post", "/api/chat", "/api/chat", {"json": {"question": "turnover"}}),
    (
        "post",
        "/api/chat",
        "/api/chat",
        {"json": {"question": "turnover"}, "headers": {"accept": "text/event-stream"}},
    ),
    ("post", "/api/chat", "/api/chat", {"json": {"question": "boom"}}),
    ("get", "/api/facts", "/api/facts?format=csv", {}),
    ("get", "/api/facts", "/api/facts?format=xlsx", {}),
    ("get", "/api/facts", "/api/facts?format=pdf", {}),
    ("get", "/api/jobs/{job_id}", "/api/jobs/none", {}),
    ("get", "/api/projections/{name}", "/api/projections/none.csv", {}),
    ("post", "/api/scenarios/run", "/api/scenarios/run", {"json": {"operation": "none"}}),
    ("get", "/metrics", "/metrics", {}),
    ("get", "/readyz", "/readyz", {}),
    ("post", "/v1/chat/completions", "/v1/chat/completions", {"json": {}}),
    ("get", "/v1/models/{name}", "/v1/models/none", {}),
)


@pytest.mark.parametrize(("method", "path", "address", "more"), CALLS)
def test_a_reply_is_of_a_described_status_and_type(
    method: str, path: str, address: str, more: dict[str, object], client: TestClient
) -> None:
    described = client.get("/api/openapi.json").json()["paths"][path][method]["responses"]

    reply = client.request(method, address, **more)  # type: ignore[arg-type]

    said = described.get(str(reply.status_code)) or described[f"{reply.status_code // 100}XX"]
    assert reply.headers["content-type"].split(";")[0] in said["content"]


def test_every_call_describes_its_problems(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]

    assert all(
        {"4XX", "5XX"} <= set(call["responses"]) for calls in paths.values() for call in calls.values()
    )
