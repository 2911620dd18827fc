"""The picture of the architecture, drawn from the imports themselves (``make docs``)."""

from __future__ import annotations

import ast
import tomllib
from html import escape
from pathlib import Path

from tests.docs_examples import ROOT

PICTURE = ROOT / "docs" / "pictures" / "rooms.svg"
WIDTH, LEFT, BOX, HEIGHT, GAP, TOP = 960, 20, 660, 62, 26, 16
Edge = tuple[str, str]


def layers() -> list[str]:
    """The rooms from the highest to the lowest, as the build enforces them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    order: list[str] = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return order


def imports(rooms: list[str]) -> list[Edge]:
    """Which room imports which, in the order of the layers."""
    seen = {
        (room, name.split(".")[0])
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        for name in imported(ast.parse(path.read_text("utf-8")))
    }
    return [(one, other) for one in rooms for other in rooms if one != other and (one, other) in seen]


def imported(tree: ast.Module) -> list[str]:
    """Every module that a module imports, wherever in it."""
    found = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return found + [
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    ]


def purpose(room: str) -> str:
    """The first sentence of the room's story."""
    story = ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text("utf-8"))) or ""
    return " ".join(story.split("\n\n")[0].split())


def drawn(rooms: list[str], edges: list[Edge]) -> str:
    """The picture as SVG, the same for the same imports."""
    top = {room: TOP + number * (HEIGHT + GAP) for number, room in enumerate(rooms)}
    height = TOP + len(rooms) * (HEIGHT + GAP)
    said = ", ".join(f"{one} imports {other}" for one, other in edges)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'font-family="sans-serif"><title>The rooms, and which imports which</title><desc>{said}.</desc>',
            '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
            'orient="auto"><path d="M0 0L8 4L0 8z" fill="#0b5c55"/></marker></defs>',
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            *(_box(room, top[room]) for room in rooms),
            *(_arrow(rooms, edge, edges, top) for edge in edges),
            "</svg>",
            "",
        ]
    )


def _box(room: str, y: int) -> str:
    words = escape(purpose(room))
    return (
        f'<rect x="{LEFT}" y="{y}" width="{BOX}" height="{HEIGHT}" rx="6" fill="#eef5f4" stroke="#0b5c55"/>'
        f'<text x="{LEFT + 14}" y="{y + 25}" font-size="17" font-weight="bold" fill="#0b3b37">{room}/</text>'
        f'<text x="{LEFT + 14}" y="{y + 46}" font-size="11" fill="#333">{words}</text>'
    )


def _arrow(rooms: list[str], edge: Edge, edges: list[Edge], top: dict[str, int]) -> str:
    """A bow at the right from one box to a lower one, the wider the further it goes."""
    one, other = edge
    leaves = [each for each in edges if each[0] == one].index(edge)
    enters = [each for each in edges if each[1] == other][::-1].index(edge)
    start, end = top[one] + HEIGHT - 10 - 11 * leaves, top[other] + 8 + 11 * enters
    x, bow = LEFT + BOX, LEFT + BOX + 52 * (rooms.index(other) - rooms.index(one))
    return (
        f'<path d="M{x} {start}C{bow} {start} {bow} {end} {x + 2} {end}" fill="none" stroke="#0b5c55" '
        f'stroke-width="1.4" marker-end="url(#head)"><title>{one} imports {other}</title></path>'
    )


def picture() -> str:
    """The picture of the code as it is."""
    rooms = layers()
    return drawn(rooms, imports(rooms))


def parts(room: str) -> list[Path]:
    """The sub-packages of a room."""
    return sorted(path.parent for path in (ROOT / room).glob("*/__init__.py"))


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
