"""The entry point as a container or a systemd unit runs it: a user without name or home, a tree that nobody may write, one
folder for data and one for what passes.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("access", "assistant", "engine", "ingest", "web")
NOBODY = 54_321
"""A user that this machine has no name for."""
PLAN = "# Example Borough Council\n\n## Workforce Plan 2024-2027\n\nWe employ 640 people.\n"
PROGRAM = "import sys; from web.cli import main; sys.exit(main())"
PATIENCE_S = 120.0
PROBE = "import ssl, subprocess, sys; subprocess.run([sys.executable, '-c', 'import sqlite3'], check=True)"
UNPRIVILEGED = (
    ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs"),
    (
        "setpriv",
        "--bounding-set=-all",
        "--inh-caps=-all",
        "--no-new-privs",
    ),  # an administrator who may do nothing special
)


@cache
def unprivileged() -> tuple[str, ...] | None:
    """What to put before a command so that it may do no more than anybody; None where this machine has no way to."""
    if os.geteuid() != 0:
        return ()
    for prefix in UNPRIVILEGED:
        probe = [*prefix, sys.executable, "-c", PROBE]
        if shutil.which("setpriv") and subprocess.run(probe, capture_output=True).returncode == 0:
            return prefix
    return None


@dataclass(frozen=True)
class Deployed:
    """A tree that may only be read, and the two folders that the program may write."""

    app: Path
    data: Path
    passing: Path

    def started(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        """The program, as a user without a name where this test may become one."""
        env = {
            **{"PATH": "/usr/bin:/bin", "PYTHONPATH": str(self.app), "HOME": "/nonexistent"},
            **{"TMPDIR": str(self.passing), "MOOTHALL_DATA": str(self.data)},
            **{f"MOOTHALL_{name}": value for name, value in settings.items()},
        }
        command = [*(unprivileged() or ()), sys.executable, "-c", PROGRAM, *arguments]
        return subprocess.Popen(
            command, cwd=self.passing, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def run(self, *arguments: str) -> str:
        """What a command that must succeed prints."""
        done = self.started(*arguments)
        out, err = done.communicate(timeout=PATIENCE_S)
        assert done.returncode == 0, err
        return out


@pytest.fixture
def deployed() -> Iterator[Deployed]:
    place = Path(tempfile.mkdtemp(prefix="moothall-"))
    place.chmod(0o755)
    made = Deployed(place / "app", place / "data", place / "passing")
    for room in ROOMS:
        shutil.copytree(ROOT / room, made.app / room, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (made.app, *made.app.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for folder in (made.data, made.passing):
        folder.mkdir()
        if unprivileged() == UNPRIVILEGED[0]:
            os.chown(folder, NOBODY, NOBODY)
    yield made
    for path in made.app.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    made.app.chmod(0o755)
    shutil.rmtree(place)


@contextlib.contextmanager
def serving(deployed: Deployed, **settings: str) -> Iterator[str]:
    """The server, ready; it must stop by itself when it is told to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = deployed.started("serve", "--port", str(port), **settings)
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{address}/readyz", timeout=30).status_code == 200:
                break
        time.sleep(0.2)
    assert server.poll() is None, server.communicate()[1]
    yield address
    server.send_signal(signal.SIGTERM)
    _, said = server.communicate(timeout=30)
    assert server.returncode == 0, said


@pytest.mark.slow
@pytest.mark.skipif(unprivileged() is None, reason="This machine cannot start Python without privileges.")
def test_everything_works_for_a_user_without_a_name_on_a_tree_that_may_only_be_read(
    deployed: Deployed,
) -> None:
    paper = deployed.passing / "plan.md"
    paper.write_text(PLAN, "utf-8")
    paper.chmod(0o644)
    kept = deployed.data / "kept"

    with serving(deployed, BACKUP_FOLDER=str(kept), ROOT_PATH="/moothall") as address:
        added = httpx.post(
            f"{address}/api/documents", files={"file": ("plan.md", paper.read_bytes())}, timeout=60
        )
        job = added.json()["id"]
        until = time.monotonic() + PATIENCE_S
        while httpx.get(f"{address}/api/jobs/{job}", timeout=30).json()["state"] != "ready":
            assert time.monotonic() < until
            time.sleep(0.2)
        answer = httpx.post(
            f"{address}/api/chat", json={"question": "how many people are employed?"}, timeout=60
        ).json()
        assert "640" in answer["text"]
        assert deployed.run("switch", "uploads", "off")  # a second process beside the server
        by_tls = {"x-forwarded-proto": "https", "accept": "text/html"}
        page = httpx.get(f"{address}/moothall/library", headers=by_tls, timeout=30)
        assert page.status_code == 200
        assert "Secure" in page.headers["set-cookie"]  # a proxy on this machine is believed
        deployed.run("backup", str(deployed.passing / "b.zip"))
        while not list(kept.glob("moothall-*.zip")):  # and the one that it makes by itself
            assert time.monotonic() < until
            time.sleep(0.2)

    assert json.loads(deployed.run("check", "--json"))["whole"]
    assert not list(deployed.app.rglob("__pycache__"))
    written = [path for path in deployed.data.rglob("*") if path.name != "kept"]
    assert len(written) > 5
    if unprivileged() == UNPRIVILEGED[0]:
        assert {path.stat().st_uid for path in written} == {NOBODY}
    open_to_others = [str(path) for path in written if path.is_file() and path.stat().st_mode & 0o077]
    assert open_to_others == []
