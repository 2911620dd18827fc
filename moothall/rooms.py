"""Where the rooms are: beside this package in a checkout, in it once installed.

In a checkout ``moothall.engine`` stands for the package ``engine``, so that no class is there twice. A wheel has its
rooms in this package, under no other name, and needs nothing of this (docs/decisions/0024).
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

NAMES = ("access", "assistant", "engine", "ingest", "web")
_HERE = f"{__package__}."


def found_beside(package: Path) -> None:
    """Let ``moothall.<room>`` be found where the rooms lie beside the package and not in it."""
    if not any((package / name).is_dir() for name in NAMES):
        sys.meta_path.insert(
            0, Beside()
        )  # first: a room has a path of its own, where others would find it again


class Beside(MetaPathFinder, Loader):
    """Finds ``moothall.<room>``, and what is below it, as the room that lies beside."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The room's module under its longer name; None for what is no room's, or is not there."""
        name = fullname.removeprefix(_HERE)
        if name == fullname or name.partition(".")[0] not in NAMES:
            return None
        found = importlib.util.find_spec(name)
        return found and ModuleSpec(
            fullname, self, is_package=found.submodule_search_locations is not None, origin=found.origin
        )

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """What stands for the module, which is imported once, under its own name."""
        return StandsFor(spec.name, importlib.import_module(spec.name.removeprefix(_HERE)))

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: the module itself has run."""


class StandsFor(ModuleType):
    """A module's second name: what is read of it, or set, is read and set in the module itself.

    It is no second entry for the same object because an import binds a module to its package by name, and would
    put ``engine.run``, the module, over ``engine.run``, the function.
    """

    def __init__(self, name: str, module: ModuleType) -> None:
        super().__init__(name, module.__doc__)
        self.__dict__["_module"] = module

    def __getattr__(self, name: str) -> object:
        """What the module has under this name."""
        return getattr(self.__dict__["_module"], name)

    def __setattr__(self, name: str, value: object) -> None:
        """Set it in the module, but for what the import system writes on every module."""
        if name.startswith("__"):
            super().__setattr__(name, value)
        elif not isinstance(value, StandsFor):
            setattr(self.__dict__["_module"], name, value)

    def __dir__(self) -> list[str]:
        """The names of the module."""
        return dir(self.__dict__["_module"])
