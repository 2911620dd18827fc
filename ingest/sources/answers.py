"""One request of a source and the whole of its answer, with a limit on bytes, and how long a busy server asks to be left alone."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from ingest.sources.model import SourceDown, TooLarge

TIMEOUT_S, LONGEST_WAIT_S = 30.0, 60.0
MOST_BYTES = 100 * 2**20


def answer_to(
    client: httpx.Client,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    data: Mapping[str, str] | None = None,
) -> httpx.Response:
    """What a host answers; where it says that a thing has moved, that. Raises SourceDown and TooLarge."""
    try:
        with client.stream(method, url, headers=headers, data=data, follow_redirects=False) as answer:
            stated = answer.headers.get("content-length", "")
            if stated.isdigit() and int(stated) > MOST_BYTES:
                raise _too_large()
            body = bytearray()
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > MOST_BYTES:
                    raise _too_large()
            plain = [(name, value) for name, value in answer.headers.items() if name != "content-encoding"]
            return httpx.Response(answer.status_code, headers=plain, content=bytes(body))
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise SourceDown(f"{urlsplit(url).netloc} cannot be reached ({type(fault).__name__}).") from fault


def _too_large() -> TooLarge:
    return TooLarge(f"larger than {MOST_BYTES >> 20} MB: split it.")


def wait_asked(answer: httpx.Response, otherwise: float) -> float:
    """The seconds for which a busy server asks to be left alone, a minute at most; ``otherwise`` where it does not say."""
    asked = answer.headers.get("retry-after", "")
    return min(LONGEST_WAIT_S, float(asked) if asked.isdigit() else otherwise)
