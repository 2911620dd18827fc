"""A process that is killed while it writes into the database leaves nothing half there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.library import Library
from tests.conformance.server import new_database
from tests.conformance.test_ports import EAST, PAPER

ROOT = Path(__file__).parents[2]
PROGRAM = (
    "import sys; from pathlib import Path; from ingest.library import Library\n"
    "library = Library.open(Path(sys.argv[1]), database=sys.argv[2]); print('open', flush=True)\n"
    "library.ingest([Path(sys.argv[3])])\n"
)


@pytest.mark.slow
def test_papers_are_wholly_in_or_not_at_all_wherever_their_writer_is_killed(
    tmp_path: Path, address: str
) -> None:
    url, papers, chance = new_database(address), tmp_path / "papers", random.Random(11)
    papers.mkdir()
    for number in range(12):
        text = (PAPER, EAST)[number % 2].replace("Workforce Plan", f"Workforce Plan part {number}")
        (papers / f"{number:02}.md").write_text(text)
    for _ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path / "data"), url, str(papers)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        assert writer.stdout is not None and writer.stdout.readline() == b"open\n"
        time.sleep(chance.uniform(0.5, 4))
        writer.send_signal(signal.SIGKILL)
        writer.wait()

    with Library.open(tmp_path / "data", database=url) as library:
        left = [
            problem
            for problem in library.check(repair=True).problems
            if "belongs to no document" not in problem
        ]
        outcomes = library.ingest([papers])

        assert left == []
        assert {outcome.status.value for outcome in outcomes} <= {"added", "unchanged"}
        assert (len(library.documents()), library.check().problems) == (12, ())
