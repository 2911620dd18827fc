"""Nothing is kept that nothing uses: what the code, the tests, the templates and the libraries never name is removed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from vulture import Vulture

from ingest.parse.formats import FORMATS
from tests.docs_examples import ROOT
from tests.test_architecture import ROOMS

USERS = ("tests", "samples", "training", "benchmarks")
ROUTES = ["@router.*", "@app.*", "@server.*", "@*.resource"]
ALLOWED = {
    "OnePackage": "hatchling calls it by its place",
    "initialize": "of a build hook",
    "finalize": "of a build hook",
    "artifact_path": "of a build hook",
    "_get_relevant_documents": "of a LangChain retriever",
    "run_manager": "of a LangChain retriever",
    "model_config": "of a pydantic model",
    "__call__": "of a protocol",
    "create_module": "of a loader of modules",
    "exec_module": "of a loader of modules",
    "revision": "of a step of alembic",
    "down_revision": "of a step of alembic",
    "assistant": "what other programs build over",
    "italic": "tells the styles of words apart when they are compared",
    "WHY": "made of its value, which a data file says",
    "HOW": "made of its value, which a data file says",
    "YES_OR_NO": "made of its value, which a data file says",
}
"""What is used where no name of it stands, each with how."""


@cache
def unused() -> tuple[tuple[str, str], ...]:
    """Every name that the code defines and nothing reads, with its place. Attributes set on objects of libraries are no names of ours."""
    looked = Vulture(ignore_decorators=ROUTES)
    looked.scavenge([str(ROOT / part) for part in (*ROOMS, "hatch_build.py", *USERS)])
    own = tuple(str(ROOT / part) for part in (*ROOMS, "hatch_build.py"))
    return tuple(
        (item.name, f"{item.filename.relative_to(ROOT)}:{item.first_lineno}")
        for item in looked.get_unused_code(min_confidence=60)
        if str(item.filename).startswith(own) and item.typ != "attribute"
    )


def named_in_templates() -> str:
    """All that the templates say."""
    return "\n".join(path.read_text("utf-8") for path in (ROOT / "web" / "templates").glob("*.html"))


def dead() -> Iterator[str]:
    """What is unused, no template names and no reason keeps."""
    templates, readers = named_in_templates(), {form.reader for form in FORMATS}
    for name, place in unused():
        if name not in ALLOWED and name not in readers and f".{name}" not in templates:
            yield f"{place} {name}"


@pytest.mark.slow
def test_nothing_is_kept_that_nothing_uses() -> None:
    assert list(dead()) == []


@pytest.mark.slow
def test_no_reason_is_kept_for_what_is_gone_or_used() -> None:
    assert sorted(set(ALLOWED) - {name for name, _ in unused()}) == []
