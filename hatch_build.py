"""How a wheel is made: the rooms go into one package, ``moothall``, and know each other by their names there.

In the checkout the rooms are packages of their own (``engine``), in the wheel they are ``moothall.engine``. Each place where
a module of a room is named gets ``moothall.`` put before the name; nothing else is changed, and no line moves. What cannot be put so
ends the build. The reasons are in docs/decisions/0024.
"""

from __future__ import annotations

import ast
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "moothall"
ROOMS = ("access", "assistant", "engine", "ingest", "web")
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.pyc", "*.onnx", ".*")
Place = tuple[int, int]


class OnePackage(BuildHookInterface[Any]):
    """Lays out the package of the wheel in a folder of its own; an editable install uses the checkout as it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the package and have the wheel include it."""
        if version == "editable":
            return
        self._made = tempfile.mkdtemp()
        lay_out(Path(self.root), Path(self._made))
        build_data["force_include"][self._made] = PACKAGE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made."""
        if version != "editable":
            shutil.rmtree(self._made)


def lay_out(root: Path, into: Path) -> None:
    """Put the package and the rooms of the checkout into a folder as the wheel has them."""
    names = modules(root)
    shutil.copytree(root / PACKAGE, into, ignore=LEFT_BEHIND, dirs_exist_ok=True)
    for room in ROOMS:
        shutil.copytree(root / room, into / room, ignore=LEFT_BEHIND)
    for path in sorted(into.rglob("*.py")):
        try:
            path.write_bytes(renamed(path.read_bytes(), names))
        except ValueError as fault:
            raise ValueError(f"{path.relative_to(into)}: {fault}") from None


def modules(root: Path) -> frozenset[str]:
    """Every module of the rooms by its dotted name."""
    paths = [path.relative_to(root).with_suffix("") for room in ROOMS for path in (root / room).rglob("*.py")]
    return frozenset(".".join(path.parts).removesuffix(".__init__") for path in paths)


def renamed(source: bytes, names: frozenset[str]) -> bytes:
    """The source with the package's name before each name of a room's module. Raises ValueError with the line."""
    lines = source.splitlines(keepends=True)
    for line, column in sorted(places(ast.parse(source), lines, names), reverse=True):
        lines[line - 1] = lines[line - 1][:column] + f"{PACKAGE}.".encode() + lines[line - 1][column:]
    return b"".join(lines)


def places(tree: ast.Module, lines: list[bytes], names: frozenset[str]) -> Iterator[Place]:
    """Where names of the rooms' modules stand: line and byte."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and node.module in names:
            yield _within(node, f"from {node.module} ", lines)
        elif isinstance(node, ast.Import):
            yield from _imported(node, names)
        elif isinstance(node, ast.Call) and _asks_for_files(node):
            yield _quoted(node.args[0], lines)
        elif isinstance(node, ast.Constant) and node.value in names and "." in node.value:
            yield _quoted(node, lines)
        elif isinstance(node, ast.JoinedStr) and _puts_together(node):
            raise ValueError(f"line {node.lineno} puts the name of a module together")


def _imported(node: ast.Import, names: frozenset[str]) -> Iterator[Place]:
    for alias in node.names:
        if alias.name in names:
            if not alias.asname:
                raise ValueError(f"line {node.lineno} binds the name of a room: import {alias.name} as …")
            yield alias.lineno, alias.col_offset


def _asks_for_files(node: ast.Call) -> bool:
    """Whether it is ``files("engine")`` or ``resources.files("engine")``: the packaged files of a room."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    first = node.args[0] if node.args else None
    return name == "files" and isinstance(first, ast.Constant) and first.value in ROOMS


def _puts_together(node: ast.JoinedStr) -> bool:
    first = node.values[0] if node.values else None
    return isinstance(first, ast.Constant) and str(first.value).startswith(
        tuple(f"{room}." for room in ROOMS)
    )


def _quoted(node: ast.expr, lines: list[bytes]) -> Place:
    return _within(node, f'"{ast.literal_eval(node)}"', lines)


def _within(node: ast.stmt | ast.expr, written: str, lines: list[bytes]) -> Place:
    """Where the name begins in a node, which must stand as the formatter writes it."""
    if not lines[node.lineno - 1][node.col_offset :].startswith(written.encode()):
        raise ValueError(f"line {node.lineno} is not written as the formatter would")
    opening = written[: 1 if written[0] == '"' else len("from ")]
    return node.lineno, node.col_offset + len(opening)
