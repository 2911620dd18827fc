"""The objects of the OpenAI protocol: a completion, its chunks, an error, and the sources as text and
annotations.
"""

from __future__ import annotations

import json
import time
from typing import Any

from starlette.responses import JSONResponse

from assistant.model import Answer, Evidence
from ingest.refs import where_words

DONE = b"data: [DONE]\n\n"
QUOTE_LIMIT = 200


def completion(
    identifier: str,
    model: str,
    text: str,
    answer: dict[str, Any],
    notes: list[dict[str, Any]],
    usage: dict[str, int],
) -> dict[str, Any]:
    """A whole completion; ``answer`` goes into the field ``moothall``."""
    message = {"role": "assistant", "content": text, "refusal": None, "annotations": notes}
    return {
        "id": identifier,
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": usage,
        "moothall": answer,
    }


def chunk(
    identifier: str,
    model: str,
    delta: dict[str, Any] | None,
    *,
    finish: str | None = None,
    extra: dict[str, Any] | None = None,
    usage: dict[str, int] | None = None,
) -> dict[str, Any]:
    """One chunk of a stream; without ``delta`` it has no choice and carries the usage."""
    choices = (
        [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}]
    )
    made: dict[str, Any] = {
        "id": identifier,
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": model,
        "choices": choices,
    }
    return made | ({"moothall": extra} if extra else {}) | ({"usage": usage} if usage else {})


def data_line(body: dict[str, Any]) -> bytes:
    """One event of the stream."""
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n".encode()


def error(status: int, message: str, *, code: str | None = None) -> JSONResponse:
    """An error as clients of the protocol read it; what is wrong in a request is 400 to them, never 422."""
    status = 400 if status == 422 else status
    kind = "invalid_request_error" if status < 500 else "server_error"
    return JSONResponse({"error": {"message": message, "type": kind, "param": None, "code": code}}, status)


def sources(answer: Answer, base: str) -> str:
    """The evidence as a list at the end of the text, each with the address that opens it."""
    lines = [_source(item, base) for item in answer.evidence if item.document]
    return "\n\nSources:\n\n" + "\n".join(lines) if lines else ""


def citations_of(answer: Answer, text: str, base: str) -> list[dict[str, Any]]:
    """The citations as the protocol has them: where in the text, which address, which title."""
    notes = []
    for item in answer.evidence:
        at = text.find(f"[{item.label}]")
        if item.document and item.url and at >= 0:
            cited = {"start_index": at, "end_index": at + len(item.label) + 2, "url": base + item.url}
            notes.append({"type": "url_citation", "url_citation": cited | {"title": _title(item)}})
    return notes


def _source(item: Evidence, base: str) -> str:
    quote = " ".join(item.quote.split())
    shown = quote if len(quote) <= QUOTE_LIMIT else quote[:QUOTE_LIMIT].rsplit(" ", 1)[0] + " …"
    link = f" <{base}{item.url}>" if item.url else ""
    return f"- [{item.label}] {_title(item)}: “{shown}”{link}"


def _title(item: Evidence) -> str:
    document = item.document
    if document is None:
        return "The projection engine"
    place = where_words(item.page, item.ref)
    return ", ".join(part for part in (document.council, document.title, place) if part)
