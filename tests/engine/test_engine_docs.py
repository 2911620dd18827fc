"""The page about the engine is kept true by running it."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "engine.md"


def test_every_example_on_the_page_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    shared: dict[str, object] = {}

    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), shared)

    assert len(blocks) >= 6


def test_the_page_names_every_operation() -> None:
    from engine.model import Operation

    text = PAGE.read_text("utf-8")

    assert [item.value for item in Operation if f"`{item.value}`" not in text] == []
