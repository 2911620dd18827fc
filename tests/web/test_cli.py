"""The command line: usage, one-line errors, exit codes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.model import Answer, Evidence, EvidenceKind, Route, Source, Status
from ingest.library import Library
from web.cli import main
from web.listening import NotFree, listen
from web.printing import print_answer, printed, table

COMMANDS = ["ingest", "ask", "project", "facts", "documents", "remove", "serve", "eval", "check", "sources"]


def run(*arguments: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", "import sys; from web.cli import main; sys.exit(main())", *arguments]
    env = {"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin", **environ}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert f"moothall {command}" in capsys.readouterr().out.split("example:")[1]


@pytest.mark.parametrize("arguments", [["fly"], ["ask"], ["serve", "--port", "x"], ["project"]])
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2


def test_nothing_at_all_is_wrong_usage_too() -> None:
    assert main([]) == 2


def test_a_bad_setting_is_one_line_and_one(tmp_path: Path) -> None:
    done = run("documents", folder=tmp_path, MOOTHALL_PORT="many")

    assert done.returncode == 1
    assert done.stderr == "moothall: MOOTHALL_PORT is 'many': expected a whole number from 0 to 65,535.\n"


@pytest.mark.slow
def test_a_library_is_filled_listed_checked_and_emptied(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# Workforce plan\n\nElmford Borough Council employs 640 staff.\n")

    added = run("ingest", "plan.md", "--title", "The plan", "--json", folder=tmp_path)
    listed = json.loads(run("documents", "--json", folder=tmp_path).stdout)["documents"]
    checked = run("check", folder=tmp_path)
    unknown = run("remove", "nothing", folder=tmp_path)
    removed = run("remove", listed[0]["id"], folder=tmp_path)

    assert added.returncode == 0, added.stderr
    assert [card["title"] for card in listed] == ["The plan"]
    assert (checked.returncode, "whole" in checked.stdout) == (0, True)
    assert (unknown.returncode, unknown.stderr.count("\n")) == (1, 1)
    assert removed.returncode == 0
    assert json.loads(run("documents", "--json", folder=tmp_path).stdout)["documents"] == []


@pytest.mark.slow
def test_a_question_is_answered_beside_a_running_server(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# Westmarch Borough Council\n\nOur three depots stay open.", "utf-8")

    with Library.open(tmp_path / "data") as held:  # as a server holds it
        held.ingest([tmp_path / "plan.md"])
        asked = run("ask", "What about the depots?", "--data", str(tmp_path / "data"), folder=tmp_path)

    assert asked.returncode == 0, asked.stderr
    assert "Our three depots stay open." in asked.stdout


def test_a_reader_that_has_seen_enough_is_told_nothing(tmp_path: Path) -> None:
    code = """
import os, sys
from web import cli, commands
reads, writes = os.pipe()
os.close(reads)
os.dup2(writes, 1)
commands.RUN["documents"] = lambda options, settings: print("x" * 100_000) or 0
sys.exit(cli.main(["documents"]))
"""
    env = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (1, "")


def test_a_refused_file_is_told_and_makes_it_one(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")

    done = run("ingest", "empty.pdf", folder=tmp_path)

    assert done.returncode == 1
    assert "refused" in done.stdout and "empty.pdf" in done.stdout


def test_text_of_a_document_cannot_drive_the_terminal() -> None:
    assert printed("a\x1b[2Jb\x07\u202ec\n") == "a[2Jbc\n"
    assert table([["x", "two\nlines\x1b"]]) == "x  two lines"


def test_an_answer_is_printed_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    source = Source("d", "Plan", "Elmford", None, "draft", "plan.pdf")
    item = Evidence("1", EvidenceKind.PASSAGE, "640\nstaff", source, 3)

    print_answer(Answer(Status.ANSWERED, Route.LOOKUP, "640 staff [1]", (item,), warnings=("Draft.",)))

    shown = capsys.readouterr().out
    assert "Take care: Draft." in shown
    assert "[1] Elmford, Plan, page 3: 640 staff" in shown


def test_a_first_answer_does_not_load_what_it_does_not_need() -> None:
    heavy = "('fastapi', 'torch', 'pandas', 'chromadb')"
    code = f"import web.cli, sys; web.cli.build_parser(); print([m for m in {heavy} if m in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", [["serve"], ["mcp", "--http"]])
def test_a_taken_port_is_told_and_nothing_says_that_it_serves(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        code = main([*command, "--data", str(tmp_path), "--port", str(port)])

    said = capsys.readouterr().err
    assert code == 1
    assert f"Port {port} on 127.0.0.1 is taken" in said
    assert "serves" not in said and said.count("\n") == 1


def test_a_port_that_is_listened_on_takes_callers_and_no_second_listener() -> None:
    with listen("127.0.0.1", 0) as listening:
        with socket.create_connection(listening.getsockname(), timeout=5):
            pass
        with pytest.raises(NotFree, match="is taken"):
            listen(*listening.getsockname())
