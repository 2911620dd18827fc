"""One call of a language model, bounded in every way: first word, gaps, whole time, length, and tries.

The model runs on a thread of its own, so that a connection that hangs costs no more than the limit says.
What it writes is handed on as it comes; every way of failing is one exception with a reason that a person
can read.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.chat_model import ChatModel, Piece

log = logging.getLogger("moothall")
RETRY_AFTER_S = 0.2
_TRY_AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504, 529})


class ModelFailed(Exception):
    """The model gave nothing (more) that can be used; the text is a clause that says why. ``again``: a
    retry may help.
    """

    def __init__(self, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.again = again


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds until the first words, between words and in all; characters in all; tries."""

    first_s: float = 8.0
    stall_s: float = 0.8
    total_s: float = 20.0
    characters: int = 4000
    tries: int = 2


@dataclass(slots=True)
class Spent:
    """Tokens as the model counted them; None when it did not say."""

    tokens_in: int | None = None
    tokens_out: int | None = None

    def add(self, piece: Piece) -> None:
        """Take in what a piece says of tokens."""
        if piece.tokens_in is not None:
            self.tokens_in = max(self.tokens_in or 0, piece.tokens_in)
        if piece.tokens_out is not None:
            self.tokens_out = (self.tokens_out or 0) + piece.tokens_out


def words_of(model: ChatModel, system: str, user: str, *, limits: Limits, spent: Spent) -> Iterator[str]:
    """What the model writes, as it comes. Raises ModelFailed; tries again only while nothing has been
    written.
    """
    deadline = time.monotonic() + limits.total_s
    for attempt in range(1, limits.tries + 1):
        begun = False
        try:
            for text in _once(model, system, user, limits, spent, deadline):
                begun = True
                yield text
            return
        except ModelFailed as fault:
            if (
                begun
                or not fault.again
                or attempt == limits.tries
                or time.monotonic() + RETRY_AFTER_S > deadline
            ):
                raise
            time.sleep(RETRY_AFTER_S)


def _once(
    model: ChatModel, system: str, user: str, limits: Limits, spent: Spent, deadline: float
) -> Iterator[str]:
    pieces: queue.Queue[Piece | Exception | None] = queue.Queue()
    stop = threading.Event()
    threading.Thread(
        target=_pump, args=(model, system, user, pieces, stop), name="model", daemon=True
    ).start()
    written, ended, wait_s = 0, "", limits.first_s
    try:
        while True:
            if time.monotonic() > deadline:
                raise ModelFailed("it ran out of time")
            piece = _next(pieces, min(wait_s, deadline - time.monotonic()), written)
            if piece is None:
                break
            spent.add(piece)
            ended = piece.ended or ended
            if piece.text:
                wait_s, written = limits.stall_s, written + len(piece.text)
                yield piece.text
            if written > limits.characters:
                raise ModelFailed("it went on and on")
    finally:
        stop.set()
    if not ended:
        raise ModelFailed("the connection was cut", again=True)
    if ended in ("length", "max_tokens"):
        raise ModelFailed("it was cut off at its length limit")


def _next(pieces: queue.Queue[Piece | Exception | None], wait_s: float, written: int) -> Piece | None:
    try:
        item = pieces.get(timeout=max(wait_s, 0.001))
    except queue.Empty:
        raise ModelFailed("it stopped in the middle" if written else "it took too long to begin") from None
    if isinstance(item, Exception):
        raise _failure(item)
    return item


def _pump(
    model: ChatModel,
    system: str,
    user: str,
    pieces: queue.Queue[Piece | Exception | None],
    stop: threading.Event,
) -> None:
    """Read the model on this thread until it ends, fails or nobody listens any more."""
    try:
        for piece in model.pieces(system, user):
            if stop.is_set():
                return
            pieces.put(piece)
        pieces.put(None)
    except Exception as fault:  # every provider has its own family of errors; each becomes one ModelFailed
        pieces.put(fault)


def _failure(fault: Exception) -> ModelFailed:
    """Any fault of a connection as a reason; the fault itself goes to the log without the text that was
    sent.
    """
    code = getattr(fault, "status_code", None)
    log.warning("the language model failed: %s %s", type(fault).__name__, code or "")
    if isinstance(code, int):
        return ModelFailed(f"it answered with error {code}", again=code in _TRY_AGAIN)
    return ModelFailed(f"it could not be reached ({type(fault).__name__})", again=True)
