"""What people say of a file that overrides what was recognised: command-line options, and ``library.toml``
beside the files.

[files."plan.pdf"]
council = "Westmarch Borough Council"
title = "Workforce Plan"
period = "2023-2027"
type = "workforce plan"
status = "approved"

[bodies."Westmarch Borough Council"]
type = "Non-metropolitan district"
region = "South East"
nation = "England"
population = 121000
short_name = "Westmarch"
aliases = ["wbc"]
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from ingest.bodies import by_name
from ingest.library_errors import BadOverrides
from ingest.model import Body, DocumentStatus

FILE_NAME = "library.toml"
_BODY_KEYS = frozenset({"type", "region", "nation", "population", "short_name", "aliases"})


@dataclass(frozen=True, slots=True)
class Overrides:
    """What is known of one file; None leaves what was recognised. ``status`` is a DocumentStatus value."""

    council: str | None = None
    title: str | None = None
    period: str | None = None
    type: str | None = None
    status: str | None = None

    def __post_init__(self) -> None:
        """Refuse a status that does not exist; raises BadOverrides."""
        if self.status is not None and self.status not in list(DocumentStatus):
            raise BadOverrides(f"status {self.status!r} is none of {', '.join(DocumentStatus)}.")

    def over(self, other: Overrides) -> Overrides:
        """These, with the other's where these are silent."""
        mine = {key: value for key, value in asdict(self).items() if value is not None}
        return replace(other, **mine)

    def __bool__(self) -> bool:
        """Whether anything is said at all."""
        return any(value is not None for value in asdict(self).values())

    def to_json(self) -> str:
        """As JSON, for a job that a restart finds."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Overrides:
        """What ``to_json`` wrote."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A library.toml that was read: overrides by file name, and bodies by name in lower case."""

    files: Mapping[str, Overrides] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)

    def of(self, name: str) -> Overrides:
        """What it says of a file of this name."""
        return self.files.get(name, Overrides())

    def body(self, name: str) -> Body:
        """The body of this name or alias, as described here or else as the list has it."""
        wanted = name.casefold()
        for body in self.bodies.values():
            if wanted in {body.name.casefold(), body.short_name.casefold(), *body.aliases}:
                return body
        return by_name(name)


def read_library_file(folder: Path) -> LibraryFile:
    """The library.toml of a folder; an empty one when there is none. Raises BadOverrides naming every
    fault.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return LibraryFile()
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadOverrides(f"{path} cannot be read: {error}.") from error
    faults: list[str] = []
    found = LibraryFile(_files(content, faults), _bodies(content, faults))
    faults.extend(f"unknown table [{key}]" for key in sorted(content.keys() - {"files", "bodies"}))
    if faults:
        raise BadOverrides(f"{path}: {'; '.join(faults)}.")
    return found


def _tables(content: Mapping[str, object], key: str, faults: list[str]) -> dict[str, dict[str, object]]:
    """The tables of [files] or [bodies] by name."""
    tables = content.get(key, {})
    if not isinstance(tables, dict):
        faults.append(f"{key} is not a table")
        return {}
    faults.extend(
        f'[{key}."{name}"] is not a table' for name, table in tables.items() if not isinstance(table, dict)
    )
    return {name: table for name, table in tables.items() if isinstance(table, dict)}


def _files(content: Mapping[str, object], faults: list[str]) -> dict[str, Overrides]:
    """Overrides by file name, and every fault found on the way."""
    known = {one.name for one in fields(Overrides)}
    found: dict[str, Overrides] = {}
    for name, table in _tables(content, "files", faults).items():
        faults.extend(f'unknown key {key!r} in [files."{name}"]' for key in sorted(table.keys() - known))
        faults.extend(
            f'{key} in [files."{name}"] is {value!r}, not text'
            for key, value in table.items()
            if key in known and not isinstance(value, str)
        )
        texts = {key: value for key, value in table.items() if key in known and isinstance(value, str)}
        try:
            found[name] = Overrides(**texts)
        except BadOverrides as error:
            faults.append(f'[files."{name}"]: {str(error).rstrip(".")}')
    return found


def _bodies(content: Mapping[str, object], faults: list[str]) -> dict[str, Body]:
    """Bodies by name in lower case, and every fault found on the way."""
    found: dict[str, Body] = {}
    for name, table in _tables(content, "bodies", faults).items():
        place = f'[bodies."{name}"]'
        faults.extend(f"unknown key {key!r} in {place}" for key in sorted(table.keys() - _BODY_KEYS))
        population = table.get("population")
        if population is not None and not isinstance(population, int):
            faults.append(f"population in {place} is {population!r}, not a whole number")
            population = None
        aliases = table.get("aliases", [])
        if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
            faults.append(f"aliases in {place} is not a list of texts")
            aliases = []
        body = replace(by_name(name), name=name)
        texts = {key: str(table[key]) for key in ("type", "region", "nation", "short_name") if key in table}
        all_aliases = {*body.aliases, name.lower(), *(alias.lower() for alias in aliases)}
        if "short_name" in texts:
            all_aliases.add(texts["short_name"].lower())
        found[name.casefold()] = replace(
            body,
            type=texts.get("type", body.type),
            region=texts.get("region", body.region),
            nation=texts.get("nation", body.nation),
            short_name=texts.get("short_name", body.short_name),
            population=population or body.population,
            aliases=tuple(sorted(all_aliases)),
        )
    return found
