"""Documents and facts as JSON and back, exactly: what the parsing process answers and the store keeps."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ingest.model import Document

Built = TypeVar("Built")

Reader = Callable[[Any], Any]


def document_to_json(document: Document) -> str:
    """The document as JSON; fields that hold their default are left out."""
    return to_json(document)


def document_from_json(text: str) -> Document:
    """The document that ``document_to_json`` wrote. Raises ``ValueError`` on anything else."""
    return from_json(Document, text)


def to_json(value: object) -> str:
    """A frozen dataclass of this room as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[Built], text: str) -> Built:
    """The dataclass that ``to_json`` wrote. Raises ``ValueError`` on anything else."""
    try:
        wanted: Any = kind
        found = _reader(wanted)(json.loads(text))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    assert isinstance(found, kind)
    return found


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    out: dict[str, object] = {}
    for field in dataclasses.fields(value):
        item = getattr(value, field.name)
        if not _is_default(field, item):
            out[field.name] = _plain(item)
    return out


def _is_default(field: dataclasses.Field[Any], item: object) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(item == field.default)
    return field.default_factory is not dataclasses.MISSING and bool(item == field.default_factory())


@cache
def _reader(kind: Any) -> Reader:
    """What makes a value of this type from plain JSON; found once for each type, for a library holds many facts."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = _reader(next(other for other in get_args(kind) if other is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        member = _reader(get_args(kind)[0])
        return lambda value: tuple([member(item) for item in value])
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_reader(kind)
    if isinstance(kind, type) and (issubclass(kind, Enum) or kind is float):
        return kind
    return _as_it_is


def _dataclass_reader(kind: type) -> Reader:
    readers: dict[str, Reader] = {}

    def read(value: Any) -> Any:
        if not readers:  # on first use, because a section holds sections
            readers.update({name: _reader(hint) for name, hint in get_type_hints(kind).items()})
        return kind(**{name: readers[name](item) for name, item in value.items()})

    return read


def _as_it_is(value: Any) -> Any:
    return value
