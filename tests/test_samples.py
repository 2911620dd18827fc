"""The sample library is what its sources say: building again gives the committed files."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import docx
import pypdfium2
import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "samples" / "library"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh build, made as a person would make it."""
    out = tmp_path_factory.mktemp("library")
    command = [sys.executable, "-m", "samples.build", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return out


def text_of(path: Path) -> str:
    """What the file says, white space folded: bytes of PDF and DOCX may differ between versions."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            text = "\f".join(page.get_textpage().get_text_bounded() for page in pdf)
    elif path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    else:
        return path.read_text("utf-8")
    return re.sub(r"[ \r\n]+", " ", text)


def test_building_again_gives_the_same_files(rebuilt: Path) -> None:
    assert sorted(path.name for path in rebuilt.iterdir()) == sorted(path.name for path in LIBRARY.iterdir())


def test_building_again_gives_the_same_text(rebuilt: Path) -> None:
    for path in sorted(rebuilt.iterdir()):
        assert text_of(path) == text_of(LIBRARY / path.name), f"{path.name}: run python -m samples.build"


def test_building_twice_gives_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "samples.build", "--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)

    for path in rebuilt.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_the_library_file_names_every_paper_and_no_other() -> None:
    described = tomllib.loads((LIBRARY / "library.toml").read_text("utf-8"))

    papers = {path.name for path in LIBRARY.iterdir()} - {"library.toml"}
    assert set(described["files"]) == papers
    assert {entry["council"] for entry in described["files"].values()} == set(described["bodies"])


def test_the_library_holds_four_councils_and_four_formats() -> None:
    described = tomllib.loads((LIBRARY / "library.toml").read_text("utf-8"))

    councils = [name for name in described["bodies"] if name.endswith("Council")]
    assert len(councils) >= 4
    assert {path.suffix for path in LIBRARY.iterdir()} >= {".pdf", ".docx", ".html", ".md"}
