"""The wheel: one package, nothing else beside it, and the same program as in the checkout."""

from __future__ import annotations

import ast
import contextlib
import os
import shlex
import socket
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from pathlib import Path

import httpx
import pytest

from hatch_build import PACKAGE, ROOMS, modules, renamed
from moothall import rooms
from tests.docs_examples import BLOCK, ROOT, cut, examples

NAMES = frozenset({"engine", "engine.run", "ingest.parse"})


def changed(line: str) -> str:
    """One line of source as the wheel has it."""
    return renamed(line.encode(), NAMES).decode()


@pytest.mark.parametrize(
    ("line", "in_the_wheel"),
    [
        ("from engine import run", "from moothall.engine import run"),
        ("from engine.run import Run  # engine.run", "from moothall.engine.run import Run  # engine.run"),
        ("if 1:\n    from engine import run", "if 1:\n    from moothall.engine import run"),
        ("import engine.run as one, sys", "import moothall.engine.run as one, sys"),
        ('files("engine")', 'files("moothall.engine")'),
        ('resources.files("engine").joinpath("data")', 'resources.files("moothall.engine").joinpath("data")'),
        ('run("ingest.parse", ())', 'run("moothall.ingest.parse", ())'),
        ('"é", "ingest.parse"', '"é", "moothall.ingest.parse"'),
        ("from engines import run", "from engines import run"),
        ('"engine"', '"engine"'),
        ('"of engine.run"', '"of engine.run"'),
    ],
)
def test_a_name_of_a_room_gets_the_package_before_it_and_nothing_else_changes(
    line: str, in_the_wheel: str
) -> None:
    assert changed(line) == in_the_wheel


@pytest.mark.parametrize(
    "line",
    [
        *("import engine", "import engine.run", 'f"engine.{name}"'),
        *("'engine.run'", '"engine" ".run"', '"""engine.run"""', "from  engine import run"),
    ],
)
def test_what_cannot_be_renamed_ends_the_build(line: str) -> None:
    with pytest.raises(ValueError, match="line 1 "):
        changed(line)


def test_the_wheel_differs_from_the_checkout_by_the_name_of_the_package_alone() -> None:
    """Without its ``moothall.`` each module of the wheel is the module of the checkout, byte for byte."""
    names = modules(ROOT)
    paths = [path for room in (PACKAGE, *ROOMS) for path in sorted((ROOT / room).rglob("*.py"))]

    for path in paths:
        source = path.read_bytes()
        wheel = renamed(source, names)
        assert wheel.count(b"\n") == source.count(b"\n")
        if not path.is_relative_to(ROOT / PACKAGE):
            assert wheel.replace(b"moothall.", b"") == source.replace(b"moothall.", b""), path
        assert not bare(ast.parse(wheel)), path


def bare(tree: ast.Module) -> list[str]:
    """The rooms that are imported under their names in the checkout."""
    seen = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    seen += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return [name for name in seen if name.split(".")[0] in ROOMS]


def test_the_rooms_of_the_build_are_those_of_the_package() -> None:
    assert rooms.NAMES == ROOMS


def test_in_a_checkout_the_long_name_stands_for_the_room_itself() -> None:
    import moothall.engine.model
    import moothall.engine.run

    import engine.model

    assert moothall.engine.model.Scenario is engine.model.Scenario
    assert moothall.engine.run is engine.run  # the function, which the room shows in place of its module
    with pytest.raises(ModuleNotFoundError, match=r"moothall\.engine\.nothing"):
        __import__("moothall.engine.nothing")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment with the wheel in it; its libraries are those of this one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    programs = home / "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install"]
    subprocess.run(
        [*pip, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True, timeout=120
    )
    lib = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    (lib / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return programs


@pytest.fixture(scope="module")
def data(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the installed program took the sample papers, from a folder of its own."""
    folder = tmp_path_factory.mktemp("elsewhere")
    said = run(installed / "moothall", "ingest", str(ROOT / "samples" / "library"), cwd=folder)
    assert said.count("added") == 7
    return folder / "data"


def run(*command: object, cwd: Path) -> str:
    """What a program of the environment prints; nothing of the checkout is on its path."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-1000:]
    return done.stdout


def test_the_wheel_holds_every_file_of_the_rooms_in_one_package(wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", PACKAGE, *ROOMS], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    inside = {name.removeprefix(f"{PACKAGE}/") for name in zipfile.ZipFile(wheel).namelist()}
    kept = {name for name in inside if not name.startswith("moothall-")}

    assert kept == {name.removeprefix(f"{PACKAGE}/") for name in listed.stdout.splitlines()}


@pytest.mark.slow
def test_the_installed_program_answers_as_the_readme_shows(installed: Path, data: Path) -> None:
    command, shown = next(examples(BLOCK.findall((ROOT / "README.md").read_text("utf-8"))[0]))

    said = run(installed / "moothall", *shlex.split(command)[1:], cwd=data.parent)

    assert [cut(line) for line in said.rstrip("\n").split("\n")] == shown


@pytest.mark.slow
def test_nothing_but_the_package_can_be_imported(installed: Path, tmp_path: Path) -> None:
    program = (
        "import importlib.util as u, moothall, moothall.engine.run, moothall.web.app, sys;"
        f"print([name for name in {ROOMS!r} if u.find_spec(name) or name in sys.modules])"
    )

    assert run(installed / "python", "-c", program, cwd=tmp_path).strip() == "[]"


@pytest.mark.slow
def test_the_installed_program_serves_its_pages(installed: Path, data: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [str(installed / "moothall"), "serve", "--port", port]
    with subprocess.Popen(command, cwd=data.parent, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            assert ready(f"http://127.0.0.1:{port}/readyz", server)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
                page, style = client.get("/library"), client.get("/static/moothall.css")
                papers = client.get("/api/documents").json()["documents"]
                plan = next(paper["id"] for paper in papers if paper["file"].endswith(".pdf"))
                picture = client.get(f"/documents/{plan}/pages/1.webp")
        finally:
            server.terminate()

    assert "Larkmere" in page.text
    assert style.status_code == 200
    assert picture.content.startswith(b"RIFF")  # drawn by a process of its own
    assert server.returncode == 0


def ready(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Whether the server says within two minutes that it may be asked."""
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(address, timeout=30).status_code == 200:
                return True
        time.sleep(0.2)
    return False
