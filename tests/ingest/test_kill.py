"""kill -9 at random moments of an ingest: nothing is lost, doubled or half there; the next run goes on."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.library import Library
from tests.ingest.papers import write_papers

PAPERS = 14
KILLS = 6
CODE = (
    "import sys; from pathlib import Path; from ingest.library import Library\n"
    "library = Library.open(Path(sys.argv[1])); print('open', flush=True)\n"
    "library.ingest([Path(sys.argv[2])], on_progress=lambda p: print(p.step, p.file, flush=True))"
)


@pytest.mark.slow
def test_a_killed_ingest_leaves_every_document_wholly_in_or_not_at_all(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    write_papers(papers, PAPERS)
    chance = random.Random(20)
    seen = 0

    for _ in range(KILLS):
        acknowledged = _ingest_and_kill(tmp_path / "data", papers, chance.uniform(0.1, 1.6))
        with Library.open(tmp_path / "data") as library:
            report = library.check()
            files = [card.file for card in library.documents()]
            # A copied original whose document was not written yet is the one trace that a kill may leave.
            assert [p for p in report.problems if not p.startswith("The original")] == []
            assert len(files) == len(set(files)) and acknowledged <= set(files)
            assert len(files) >= seen
            seen = len(files)

    with Library.open(tmp_path / "data") as library:
        outcomes = library.ingest([papers])
        assert sum(outcome.status == "unchanged" for outcome in outcomes) == seen
        assert [card.file for card in library.documents()] == sorted(path.name for path in papers.iterdir())
        assert library.check(repair=True).whole and library.check().problems == ()


def _ingest_and_kill(data: Path, papers: Path, after_s: float) -> set[str]:
    """Ingest in a process of its own, kill it so long after it opened; the files it had called done."""
    with subprocess.Popen(
        [sys.executable, "-c", CODE, str(data), str(papers)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "open"
        time.sleep(after_s)
        child.send_signal(signal.SIGKILL)
        said = child.stdout.read().splitlines()
    return {line.removeprefix("done ") for line in said if line.startswith("done ")}
