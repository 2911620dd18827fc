"""Nothing is reported to anybody: what the program connects to and where it writes, watched from outside."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.library import Library
from ingest.quiet import SWITCHES
from tests.ingest.papers import write_papers

CALLS = "trace=connect,sendto,sendmsg,sendmmsg,openat,creat,mkdir,mkdirat"
ADDRESS = re.compile(
    r'sin6?_addr=inet_(?:addr\(|pton\(AF_INET6, )"([^"]+)"|sin6_addr=inet_pton\([^"]*"([^"]+)"'
)
WRITTEN = re.compile(r'(?:openat\(AT_FDCWD, "([^"]+)", \S*(?:O_CREAT)|(?:creat|mkdir)\("([^"]+)").* = \d')
QUIET_S = 35
"""How long a server is watched: onnxruntime looks its maker up after 25 seconds."""
COMMANDS = {
    "ask": ["ask", "how many people work at Westmarch?"],
    "ingest": ["ingest", "papers"],
    "serve": ["serve"],
    "mcp": ["mcp", "--http"],
}


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="no strace on this machine")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_connects_to_nobody_and_writes_in_its_data_folder_only(
    command: str, tmp_path: Path
) -> None:
    write_papers(tmp_path / "papers", 2)
    (tmp_path / "home").mkdir()
    with Library.open(tmp_path / "data") as library:
        library.ingest([tmp_path / "papers" / "eastmere.md"])

    trace = _watched(COMMANDS[command], tmp_path, servers=command in ("serve", "mcp"))

    assert "execve" not in trace and "openat" in trace
    assert _strangers(trace) == set()
    assert _written_elsewhere(trace, tmp_path / "data") == set()
    assert list((tmp_path / "home").iterdir()) == []


def test_every_switch_is_thrown_before_a_library_that_reports_is_loaded(tmp_path: Path) -> None:
    code = (
        "import os; from pathlib import Path; from ingest.embedding import Embedder;"
        f"Embedder(Path('models')).queries(['a']); print(*(os.environ[key] for key in {list(SWITCHES)}))"
    )
    environ = {key: value for key, value in os.environ.items() if key not in SWITCHES}

    said = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == list(SWITCHES.values())


def _watched(arguments: list[str], folder: Path, *, servers: bool) -> str:
    """The calls that a command and its children made; a server is stopped after a while."""
    program = [sys.executable, "-c", "import sys; from web.cli import main; sys.exit(main())", *arguments]
    watched = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", CALLS, "-o", str(folder / "trace"), *program]
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder / "home")}
    environ |= {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
    environ |= {"MOOTHALL_PORT": str(_free_port()), "MOOTHALL_DATA": str(folder / "data")}
    with subprocess.Popen(watched, cwd=folder, env=environ, start_new_session=True) as child:
        try:
            child.wait(QUIET_S if servers else 240)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGINT)
            child.wait(30)
    return (folder / "trace").read_text("utf-8", "replace")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _strangers(trace: str) -> set[str]:
    """The addresses that are not this machine's own."""
    named = {first or second for first, second in ADDRESS.findall(trace)}
    return {one for one in named if not one.startswith(("127.", "::1", "::ffff:127."))}


def _written_elsewhere(trace: str, data: Path) -> set[str]:
    """Files made outside the data folder, the model's cache, and what the system has for passing use."""
    allowed = (str(data), "data", f"{sys.prefix}/share/moothall", "/dev/", "/proc/", "/tmp/")
    named = {first or second for first, second in WRITTEN.findall(trace)}
    return {one for one in named if not one.startswith(allowed) or "/home/" in one}
