"""Which part has the most: all that share the end are named, and a word of chance in the question is no wish for odds."""

from __future__ import annotations

from pathlib import Path

from tests.assistant.asking import asking

PAPER = """# Norchester County Council: drinking in the districts

Authors: Norchester County Council

## Drinkers by district, December 2023

| District | Hazardous drinking | Probable dependence |
|---|---|---|
| Anley | 20,800 | 1,400 |
| Borrow | 8,100 | 600 |
| Carrick | 19,300 | 1,400 |
| Denholm | 11,700 | 900 |
"""


def test_all_that_share_the_end_are_named(tmp_path: Path) -> None:
    with asking(tmp_path, PAPER) as ask:
        answer = ask("Which district has the most people who are probably dependent?")

    assert answer.text.startswith("**Anley** and **Carrick** are highest: 1,400")
    assert "**Borrow** is lowest: 600" in answer.text


def test_one_alone_at_the_end_is_named_alone(tmp_path: Path) -> None:
    with asking(tmp_path, PAPER) as ask:
        answer = ask("Which district has the most hazardous drinking?")

    assert answer.text.startswith("**Anley** is highest: 20,800")
