"""What the OpenAPI says of replies beside plain JSON: problems, files, streams."""

from __future__ import annotations

from typing import Any

Responses = dict[int | str, dict[str, Any]]
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVENTS = "text/event-stream"
PROBLEMS: Responses = {
    kind: {"description": what, "content": {"application/problem+json": {"schema": _PROBLEM}}}
    for kind, what in (("4XX", "What is wrong with the request"), ("5XX", "What is wrong here"))
}
JSON_PROBLEMS: Responses = {
    kind: said | {"content": said["content"] | {"application/json": {"schema": {"type": "object"}}}}
    for kind, said in PROBLEMS.items()
}
"""Those of the protocol of OpenAI; what the door refuses stays a problem."""


def also(*types: str) -> Responses:
    """A reply of 200 that may be of these types as well."""
    return {200: {"content": {kind: {"schema": {"type": "string"}} for kind in types}}}
