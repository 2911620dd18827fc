"""The console examples of the documentation: found, run, and written anew (``make docs``)."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from samples.load import load

ROOT = Path(__file__).parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.md"  # begins with an empty folder, the others with the sample library
PAGES = [ROOT / "README.md", *(page for page in sorted((ROOT / "docs").glob("*.md")) if page != TUTORIAL)]
WIDEST = 160
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PAPER = re.compile(r"```markdown\n(.*?)```", re.DOTALL)


def examples(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines that it is said to print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield command, lines


def output_of(command: str, data: Path, folder: Path = ROOT) -> list[str]:
    """The lines that a ``moothall`` command prints over the library in ``data``, the long ones cut."""
    program, name, *arguments = shlex.split(command)
    if program != "moothall":
        raise ValueError(f"only moothall is run in examples: {command}")
    program = "import sys; from web.cli import main; sys.exit(main())"
    run = subprocess.run(
        [sys.executable, "-c", program, name, "--data", str(data), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        env={
            **os.environ,
            **{"COLUMNS": str(WIDEST), "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
        },
    )
    if run.returncode:
        raise ValueError(f"{command} ended with {run.returncode}: {run.stderr[-500:]}")
    return [cut(line) for line in run.stdout.rstrip("\n").split("\n")]


def cut(line: str) -> str:
    """A line that fits the page; what is missing is marked."""
    return line if len(line) <= WIDEST else line[: WIDEST - 1].rstrip() + "…"


def written_anew(text: str, data: Path, folder: Path = ROOT) -> str:
    """The page with what its examples print now."""

    def run(match: re.Match[str]) -> str:
        parts = [
            f"$ {command}\n" + "\n".join(output_of(command, data, folder))
            for command, _ in examples(match.group(1))
        ]
        return "```console\n" + "\n\n".join(parts) + "\n```"

    return BLOCK.sub(run, text)


def lay_paper(folder: Path) -> None:
    """Write the paper of the tutorial as its reader would."""
    (folder / "plan.md").write_text(PAPER.findall(TUTORIAL.read_text("utf-8"))[0], "utf-8")


def _keep(page: Path, new: str) -> None:
    if new != page.read_text("utf-8"):
        page.write_text(new, "utf-8")
        print(f"{page.name} written anew", file=sys.stderr)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as samples, tempfile.TemporaryDirectory() as empty:
        load(Path(samples))
        for page in PAGES:
            _keep(page, written_anew(page.read_text("utf-8"), Path(samples)))
        lay_paper(Path(empty))
        _keep(TUTORIAL, written_anew(TUTORIAL.read_text("utf-8"), Path(empty) / "data", Path(empty)))
