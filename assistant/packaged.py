"""Data files of this room: a table as it stands, or as phrases to be found in a text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from ingest.phrases import Phrases


@cache
def packaged(name: str) -> Mapping[str, Any]:
    """``data/<name>.toml`` as it stands."""
    return tomllib.loads(resources.files("assistant").joinpath(f"data/{name}.toml").read_text("utf-8"))


@cache
def phrases_of(name: str, table: str) -> Phrases:
    """The phrases of one table of a data file, each key a label."""
    return Phrases(packaged(name)[table])
