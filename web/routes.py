"""Which right each route needs, read from ``routes.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from access.model import Right


@cache
def rights_of_routes() -> Mapping[str, Right]:
    """The right by method and path ("GET /api/documents")."""
    table = tomllib.loads((Path(__file__).parent / "routes.toml").read_text("utf-8"))
    return {route: Right(right) for right, held in table.items() for route in held["routes"]}


def right_of(method: str, path: str) -> Right | None:
    """What a route needs; None for one without a line, which is open to nobody."""
    return rights_of_routes().get(f"{'GET' if method == 'HEAD' else method} {path}")
