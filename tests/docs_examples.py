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
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
WIDEST = 160
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def examples(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines that it is said to print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield command, lines


def output_of(command: str, data: Path) -> list[str]:
    """The lines that a ``moothall`` command prints over the library in ``data``, the long ones cut."""
    program, name, *arguments = shlex.split(command)
    if program != "moothall":
        raise ValueError(f"only moothall is run in examples: {command}")
    program = "import sys; from web.cli import main; sys.exit(main())"
    run = subprocess.run(
        [sys.executable, "-c", program, name, "--data", str(data), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "COLUMNS": str(WIDEST), "PYTHONIOENCODING": "utf-8"},
    )
    if run.returncode:
        raise ValueError(f"{command} ended with {run.returncode}: {run.stderr[-500:]}")
    return [cut(line) for line in run.stdout.rstrip("\n").split("\n")]


def cut(line: str) -> str:
    """A line that fits the page; what is missing is marked."""
    return line if len(line) <= WIDEST else line[: WIDEST - 1].rstrip() + "…"


def written_anew(text: str, data: Path) -> str:
    """The page with what its examples print now."""

    def run(match: re.Match[str]) -> str:
        parts = [
            f"$ {command}\n" + "\n".join(output_of(command, data)) for command, _ in examples(match.group(1))
        ]
        return "```console\n" + "\n\n".join(parts) + "\n```"

    return BLOCK.sub(run, text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder)
        load(library)
        for page in PAGES:
            old = page.read_text("utf-8")
            new = written_anew(old, library)
            if new != old:
                page.write_text(new, "utf-8")
                print(f"{page.name} written anew", file=sys.stderr)
