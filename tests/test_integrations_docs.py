"""The examples of docs/integrations.md run, in order, as a reader would type them."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.bootstrap import Moothall
from assistant.settings import READERS, Settings, read_settings
from moothall.library import Library
from tests.journeys.conftest import serving

PAGE = (Path(__file__).parents[1] / "docs" / "integrations.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.S)


def test_every_example_runs(sample_moothall: Moothall, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(EXAMPLES) == 4
    with serving(sample_moothall, Settings()) as address:
        for example in EXAMPLES:
            known = {"address": address, "library": Library(sample_moothall, Settings())}
            # In a thread of its own: a browser journey in this process leaves an event loop behind.
            with ThreadPoolExecutor(1) as pool:
                pool.submit(exec, compile(example, "docs/integrations.md", "exec"), known).result(120)

    assert "508.4" in capsys.readouterr().out


def test_every_setting_of_the_page_exists() -> None:
    named = set(re.findall(r"`MOOTHALL_([A-Z_]+)`", PAGE))

    assert {name.lower() for name in named} <= set(READERS)


def test_the_settings_of_the_example_are_taken(tmp_path: Path) -> None:
    shell = re.findall(r"^export (MOOTHALL_\w+)=(\S+)", PAGE, re.M)

    settings = read_settings(dict(shell), tmp_path)

    assert settings.model == "openai:qwen3-8b"
    assert settings.model_url == "http://127.0.0.1:8080/v1"
