"""Every weight and threshold by table and name: the packaged ones, or what a data folder puts in their place.

``weights.toml`` in the data folder (``moothall calibrate`` writes it) overrides value by value, for the whole
process: one process serves one data folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

FILE = "weights.toml"
Tables = Mapping[str, Mapping[str, float]]


class BadWeights(ValueError):
    """A weights file that cannot be used; the text says which file, which key, and what was expected."""


@cache
def packaged() -> Tables:
    """The weights that come with the program."""
    return _read(files("assistant").joinpath("data/weights.toml").read_text("utf-8"), "the packaged weights")


_in_use: dict[str, Mapping[str, float]] = {}


def weights(table: str) -> Mapping[str, float]:
    """One table of the weights in use, by name."""
    found = _in_use.get(table)
    return packaged()[table] if found is None else found


def override(folder: Path) -> bool:
    """Use the folder's ``weights.toml`` over the packaged weights; whether there is such a file.

    Raises BadWeights for a key that the packaged file does not have, or a value that is no number.
    """
    path = folder / FILE
    _in_use.clear()
    if not path.is_file():
        return False
    _use(read_file(path))
    return True


def read_file(path: Path) -> Tables:
    """The tables of a weights file, only what it holds. Raises BadWeights and OSError."""
    return _checked(_read(path.read_text("utf-8"), str(path)), str(path))


@contextmanager
def trial(tables: Tables) -> Iterator[None]:
    """Use these values over the ones in use while the block runs; for calibration and tests."""
    before = dict(_in_use)
    _use(_checked(tables, "the trial"))
    try:
        yield
    finally:
        _in_use.clear()
        _in_use.update(before)


def _use(tables: Tables) -> None:
    for name, values in tables.items():
        _in_use[name] = {**weights(name), **values}


def _read(text: str, where: str) -> Tables:
    try:
        data = tomllib.loads(text)
        return {name: {key: float(value) for key, value in table.items()} for name, table in data.items()}
    except (tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as fault:
        raise BadWeights(f"{where} must hold tables of numbers: {fault}.") from None


def _checked(tables: Tables, where: str) -> Tables:
    for name, values in tables.items():
        known = packaged().get(name)
        if known is None:
            raise BadWeights(f"{where}: there is no table [{name}]; expected one of {', '.join(packaged())}.")
        for key, value in values.items():
            if key not in known:
                raise BadWeights(f"{where}: [{name}] has no {key!r}; expected one of {', '.join(known)}.")
            if not -10 <= value <= 10:
                raise BadWeights(f"{where}: [{name}] {key} = {value} is out of range (-10 to 10).")
    return tables
