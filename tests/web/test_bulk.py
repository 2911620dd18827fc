"""Many at once: what is downloaded comes back edited, its differences are seen, and applied as they were seen."""

from __future__ import annotations

import csv
import io
import re

from openpyxl import load_workbook
from starlette.testclient import TestClient

from tests.fakes import ELM_PAPER, FakeMoothall


def downloaded(client: TestClient, kind: str) -> list[dict[str, str]]:
    text = client.get(f"/library-tables/{kind}.csv").text.lstrip("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def brought(client: TestClient, rows: list[dict[str, str]]) -> str:
    """The page that shows what the edited rows would change."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return client.post(
        "/library-tables", files={"table": ("edited.csv", out.getvalue().encode(), "text/csv")}
    ).text


def applied(client: TestClient, html: str) -> str:
    address = re.search(r'action="(/library-tables/\w+/apply)"', html)
    assert address is not None
    return client.post(address.group(1), data={"author": "Jo Bell"}).text


def test_what_comes_back_unchanged_changes_nothing(client: TestClient) -> None:
    for kind in ("documents", "figures"):
        assert "Nothing in this file differs from the library." in brought(client, downloaded(client, kind))


def test_an_edited_detail_is_shown_and_applied(client: TestClient, moothall: FakeMoothall) -> None:
    rows = downloaded(client, "documents")
    rows[0]["title"] = "The new strategy"

    html = brought(client, rows)
    assert '<td data-l="Now">Workforce Strategy</td><td data-l="Then">The new strategy</td>' in html
    assert moothall.library.documents()[0].title == "Workforce Strategy"

    assert "1 document changed." in applied(client, html)
    assert moothall.library.documents()[0].title == "The new strategy"


def test_an_edited_figure_is_corrected_with_author_and_reason(
    client: TestClient, moothall: FakeMoothall
) -> None:
    rows = [row for row in downloaded(client, "figures") if row["id"] == "f-heads"]
    rows[0]["value"] = "641"

    assert "1 figure changed." in applied(client, brought(client, rows))

    fact = moothall.library.fact("f-heads")
    assert (fact.value, fact.author) == (641.0, "Jo Bell")
    assert moothall.library.history("f-heads")[-1].note == "edited in a table"


def test_a_workbook_comes_back_too(client: TestClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/library-tables/documents.xlsx").content))
    book.worksheets[0]["D2"].value = "2025-2028"
    out = io.BytesIO()
    book.save(out)

    reply = client.post("/library-tables", files={"table": ("edited.xlsx", out.getvalue(), "")})

    assert '<td data-l="Then">2025-2028</td>' in reply.text


def test_what_cannot_be_is_told_and_the_rest_goes_on(client: TestClient) -> None:
    rows = downloaded(client, "documents")
    rows[0]["period"], rows[1]["type"] = "2027-2024", "cabinet report"
    rows.append({**rows[0], "id": "gone"})

    html = brought(client, rows)

    assert "2024 is before 2027" in html
    assert "cabinet report" in html
    assert "Not in the library, so left out: gone" in html
    assert "1 document changed." in applied(client, html)


def test_an_edit_is_applied_once(client: TestClient) -> None:
    rows = downloaded(client, "documents")
    rows[0]["title"] = "The new strategy"
    html = brought(client, rows)
    applied(client, html)

    address = re.search(r'action="(/library-tables/\w+/apply)"', html)
    assert address is not None and client.post(address.group(1)).status_code == 404


def test_a_file_that_is_no_table_is_refused_in_words(client: TestClient) -> None:
    for name, data, said in (
        ("x.csv", b"a,b\n1,2\n", "has no column"),
        ("x.xlsx", b"not a zip", "cannot be read as a table"),
        ("x.csv", b"\xff\xfe\x00", "cannot be read as a table"),
    ):
        reply = client.post("/library-tables", files={"table": (name, data, "")})
        assert reply.status_code == 422 and said in reply.text


def test_a_text_that_begins_like_a_formula_comes_back_as_it_was(
    client: TestClient, moothall: FakeMoothall
) -> None:
    moothall.library.update(ELM_PAPER.id, title="=1+1")

    rows = downloaded(client, "documents")

    assert rows[0]["title"] == "'=1+1"
    assert "Nothing in this file differs" in brought(client, rows)
