"""A file read in a process of its own, with limits on time, memory and processor."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from ingest.errors import BY_NAME, Empty, TookTooLong, TooLarge, Unreadable
from ingest.model import Document
from ingest.parse.sniff import Limits
from ingest.wire import document_from_json

_ROOT = Path(__file__).parents[2]
_DOCUMENT = '{"document":'


def read(path: Path, *, limits: Limits | None = None) -> Document:
    """The document in this file, its format found by content. Raises a ``Refused`` when it is not taken in.

    ``id``, ``digest``, ``file``, ``format``, ``title``, ``text``, ``sections``, ``page_starts``, ``report``
    are filled; whose document it is, its period, type and status are found later.
    """
    limits = limits or Limits()
    size = path.stat().st_size
    if not size:
        raise Empty(f"“{path.name}” is empty: check that the file was saved or copied completely.")
    if size > limits.file_bytes:
        raise TooLarge(
            f"“{path.name}” has {size / 2**20:.0f} MB and the limit is {limits.file_bytes / 2**20:.0f} MB: "
            "split it, or save it with smaller pictures."
        )
    return _document(path, _run(path, limits))


def _run(path: Path, limits: Limits) -> str:
    command = [sys.executable, "-m", "ingest.parse.child", str(path.resolve()), json.dumps(asdict(limits))]
    search = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": search, "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    ) as child:
        try:
            answer, errors = child.communicate(timeout=limits.timeout_s)
        except subprocess.TimeoutExpired as error:
            _kill(child)
            child.communicate()
            raise _too_long(path, limits) from error
        except BaseException:
            _kill(child)
            raise
    if child.returncode:
        raise _crash(path, limits, child.returncode, errors.decode("utf-8", "replace"))
    return answer.decode("utf-8")


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _too_long(path: Path, limits: Limits) -> TookTooLong:
    return TookTooLong(
        f"“{path.name}” was not read within {limits.timeout_s:.0f} seconds: split it, or save a simpler copy."
    )


def _crash(path: Path, limits: Limits, code: int, errors: str) -> TookTooLong | Unreadable:
    if code == -signal.SIGXCPU or code == -signal.SIGKILL:
        return _too_long(path, limits)
    if "MemoryError" in errors or "bad_alloc" in errors:
        return Unreadable(
            f"“{path.name}” needs more memory than a document may use: save a simpler copy, or split it."
        )
    return Unreadable(
        f"“{path.name}” stopped the reader: get a fresh copy, or save it again in another format."
    )


def _document(path: Path, answer: str) -> Document:
    if answer.startswith(_DOCUMENT):
        return document_from_json(answer[len(_DOCUMENT) : -1])
    try:
        refusal = json.loads(answer)
        kind, message = BY_NAME[refusal["refused"]], refusal["message"]
    except (ValueError, KeyError, TypeError):
        raise Unreadable(f"“{path.name}” stopped the reader: get a fresh copy, or save it again.") from None
    raise kind(message)
