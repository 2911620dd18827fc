"""Many papers edited at once: each only by who may change it, or review its figures."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.signing import Site, open_site


@pytest.fixture
def site(library_folder: Path, tmp_path: Path) -> Iterator[Site]:
    shutil.copytree(library_folder, tmp_path / "data")
    made = open_site(tmp_path / "data")
    with made.client:
        yield made
    made.moothall.close()
    made.desk.close()


def applied(site: Site, name: str, table: str) -> str:
    """What the page says after this person's table was read and applied; script and forms send the same."""
    headers = site.as_(name)
    files = {"table": ("edited.csv", table.encode(), "text/csv")}
    shown = site.client.post("/library-tables", files=files, headers=headers).text
    address = re.search(r'action="[^"]*(/library-tables/\w+/apply)"', shown)
    assert address is not None, shown
    return site.client.post(address.group(1), data={"author": name}, headers=headers).text


def test_who_reads_a_paper_and_may_not_change_it_changes_nothing_of_it_by_a_table(site: Site) -> None:
    table = f"id,title\n{site.open},Taken over\n{site.secret},Renamed\n"

    html = applied(site, "hal", table)

    titles = {card.id: card.title for card in site.moothall.library.documents()}
    assert titles[site.secret] == "Renamed"
    assert titles[site.open] == "Workforce Plan 2024-2027"
    assert "1 document changed." in html
    assert "you may not change this paper" in html


def test_an_editor_without_the_right_to_review_corrects_no_figure_by_a_table(site: Site) -> None:
    fact = next(fact for fact in site.moothall.library.facts(named=True) if fact.value == 412)

    html = applied(site, "edi", f"id,metric,value\n{fact.id},{fact.metric},999\n")

    assert next(one for one in site.moothall.library.facts() if one.id == fact.id).value == 412
    assert "0 figures changed." in html
