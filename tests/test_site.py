"""The documentation as a site: every link leads somewhere, and nothing in it comes from another host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs_examples import ROOT

ELSEWHERE = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//[^>]*>")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as strictly as ``make docs`` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = [str(Path(sys.executable).parent / "mkdocs"), "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr[-2000:]
    return folder


def test_nothing_on_the_site_comes_from_another_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))

    assert len(pages) > 40
    assert [tag for page in pages for tag in ELSEWHERE.findall(page.read_text("utf-8"))] == []


def test_a_style_from_another_host_would_be_seen() -> None:
    assert ELSEWHERE.findall('<link rel="stylesheet" href="https://fonts.example/a.css">')
    assert ELSEWHERE.findall('<script src="//cdn.example/a.js"></script>')
    assert not ELSEWHERE.findall('<a href="https://semver.org/">')


def test_the_reference_has_what_programs_call(site: Path) -> None:
    text = (site / "docs" / "reference.html").read_text("utf-8")

    assert 'id="moothall.library.Library.ask"' in text
    assert 'id="assistant.model.Answer"' in text


def test_every_page_of_the_documentation_is_on_the_site(site: Path) -> None:
    pages = [page.relative_to(ROOT) for page in (ROOT / "docs").rglob("*.md")]
    made = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}

    missing = [
        page for page in pages if page.with_suffix(".html").as_posix().replace("README", "index") not in made
    ]
    assert missing == []
