"""A Python module run in a process of its own, with limits on time, memory and processor.

Nothing that a file holds can do more than make this process fail: it is ended from outside when its time is up.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[__name__.count(".")]  # where the outermost package lies


class OutOfTime(Exception):
    """The process used up its seconds."""


class OutOfMemory(Exception):
    """The process wanted more memory than it may have."""


class Stopped(Exception):
    """The process ended for another reason; the text is what it said last."""


def run(module: str, arguments: Sequence[str], *, given: bytes = b"", timeout_s: float) -> str:
    """What ``python -m module`` writes, ``given`` on its standard input. Raises one of the three above."""
    search = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": search, "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    ) as child:
        try:
            answer, errors = child.communicate(given, timeout=timeout_s)
        except subprocess.TimeoutExpired as error:
            _kill(child)
            child.communicate()
            raise OutOfTime from error
        except BaseException:
            _kill(child)
            raise
    if child.returncode:
        raise _fault(child.returncode, errors.decode("utf-8", "replace"))
    return answer.decode("utf-8")


def command(
    arguments: Sequence[str],
    *,
    given: bytes = b"",
    timeout_s: float,
    environment: Mapping[str, str] | None = None,
) -> str:
    """What a program of the system writes, ``given`` on its standard input. Raises as ``run`` does.

    ``environment`` is added to what this process has. What the program itself has started is not ended with it.
    """
    try:
        done = subprocess.run(  # noqa: S603 - the caller names the program, never a file's content
            list(arguments),
            input=given,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env={**os.environ, **(environment or {})},
        )
    except subprocess.TimeoutExpired as error:
        raise OutOfTime from error
    except OSError as error:
        raise Stopped(str(error)) from error
    if done.returncode:
        raise _fault(done.returncode, done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode("utf-8", "replace")


def limit(*, memory_bytes: int, cpu_s: int) -> None:
    """Let the system stop this process at its limits; a platform without them goes without."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _fault(code: int, errors: str) -> Exception:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return OutOfTime()
    if "MemoryError" in errors or "bad_alloc" in errors:
        return OutOfMemory()
    return Stopped(errors.strip().rsplit("\n", 1)[-1])
