"""The formats that are read: each has a reader that takes what it is given, and a name of its own."""

from __future__ import annotations

import importlib
import inspect

import pytest

from ingest.parse.formats import FORMATS, SUFFIXES, FileFormat, Format
from ingest.parse.office import SAVED_AS


def test_every_format_has_one_line() -> None:
    assert sorted(each.kind for each in FORMATS) == sorted(Format)


def test_no_two_formats_have_the_same_suffix() -> None:
    assert len(SUFFIXES) == sum(len(each.suffixes) for each in FORMATS)


@pytest.mark.parametrize("form", [each for each in FORMATS if each.module], ids=lambda form: form.kind)
def test_a_reader_takes_what_it_is_given(form: FileFormat) -> None:
    reader = getattr(importlib.import_module(form.module), form.reader)

    inspect.signature(reader).bind(*form.takes)


def test_what_has_no_reader_is_saved_as_a_format_that_has_one() -> None:
    without = {each.kind.value for each in FORMATS if not each.module}
    read = {each.kind.value for each in FORMATS if each.module}

    assert without == set(SAVED_AS)
    assert set(SAVED_AS.values()) <= read
