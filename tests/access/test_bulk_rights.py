"""Many papers edited at once: each only by who may change it, or review its figures."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from access.model import GENERAL, Grant, Role, Whom
from ingest.fact_model import Fact
from tests.access.signing import OPEN_PAPER, Site, open_site


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
    return site.client.post(address_in(shown), data={"author": name}, headers=headers).text


def address_in(shown: str) -> str:
    """Where the page sends what is to be applied."""
    address = re.search(r'action="[^"]*(/library-tables/\w+/apply)"', shown)
    assert address is not None, shown
    return address.group(1)


def figures(fact: Fact, value: float) -> dict[str, tuple[str, str, str]]:
    """A table that corrects one figure."""
    return {"table": ("edited.csv", f"id,metric,value\n{fact.id},{fact.metric},{value}\n", "text/csv")}


def value_of(site: Site, fact: Fact) -> float | None:
    return next(one for one in site.moothall.library.facts() if one.id == fact.id).value


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

    sent = site.client.post("/library-tables", files=figures(fact, 999), headers=site.as_("edi"))

    assert sent.status_code == 403
    assert value_of(site, fact) == 412


def test_a_reviewer_without_the_right_to_change_papers_corrects_figures_by_a_table(site: Site) -> None:
    fact = next(fact for fact in site.moothall.library.facts(named=True) if fact.value == 412)
    page = site.client.get("/library-tables", headers=site.as_("rev")).text

    html = applied(site, "rev", f"id,metric,value\n{fact.id},{fact.metric},413\n")

    assert "1 figure changed." in html and value_of(site, fact) == 413
    assert "figures.csv" in page and "documents.csv" not in page
    assert "/library-tables" in site.client.get("/library", headers=site.as_("rev")).text
    assert site.client.get("/library-tables/figures.csv", headers=site.as_("rev")).status_code == 200
    assert site.client.get("/library-tables/documents.csv", headers=site.as_("rev")).status_code == 403


def test_a_figure_of_two_papers_is_corrected_by_those_alone_who_may_review_both(
    site: Site, tmp_path: Path
) -> None:
    """As on its own page: a correction is seen in every paper that prints the figure."""
    twin = tmp_path / "twin.md"
    twin.write_text(OPEN_PAPER.replace("Workforce Plan", "Second Plan"))
    [made] = site.moothall.library.ingest([twin])
    assert made.document is not None
    site.desk.shelves.put(made.document, {"HR"})
    site.desk.shelves.give(Grant("HR", Whom.PERSON, "rev", Role.READER))
    fact = next(fact for fact in site.moothall.library.facts(named=True) if fact.value == 412)
    assert {place.document for place in fact.places} == {site.open, made.document}

    for first in (site.open, made.document):
        site.desk.shelves.put(site.open, {GENERAL} if first == site.open else {"HR"})
        site.desk.shelves.put(made.document, {"HR"} if first == site.open else {GENERAL})
        html = applied(site, "rev", f"id,metric,value\n{fact.id},{fact.metric},999\n")
        assert "0 figures changed." in html and value_of(site, fact) == 412


def test_a_paper_that_was_removed_meanwhile_is_told_and_the_others_are_changed(site: Site) -> None:
    headers = site.as_("ada")
    table = f"id,title\n{site.secret},Gone\n{site.open},Renamed\n".encode()
    shown = site.client.post("/library-tables", files={"table": ("edited.csv", table)}, headers=headers).text
    site.moothall.library.remove(site.secret)

    html = site.client.post(address_in(shown), headers=headers).text

    assert "1 document changed." in html and f"{site.secret}: it is not in the library any more." in html
    assert [card.title for card in site.moothall.library.documents()] == ["Renamed"]
