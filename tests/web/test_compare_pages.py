"""Compare: nothing that was chosen is dropped, each cell says how it ended, and what leaves names its source."""

from __future__ import annotations

import csv
import io
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as read_document
from openpyxl import load_workbook
from starlette.testclient import TestClient

from assistant.keeping.switches import Switch
from assistant.settings import Settings
from ingest.fact_model import Fact, FactKind, Review, Scope
from ingest.library_model import DocumentCard
from ingest.model import DocumentStatus
from tests.fakes import ELM, ELM_PAPER, OAK, OAK_PAPER, FakeMoothall, facts_of, place
from web.app import create_app
from web.compare_choice import Topic
from web.compare_filling import Filling
from web.compare_filter import fitting, traits_of
from web.compare_view import Cell, drawn, left_out, metric_line, topic_line
from web.views import CellView

BOTH = {"body": ["elm", "oak"], "metric": ["workforce.fte", "workforce.headcount"], "questions": "turnover"}
FTE = next(fact for fact in facts_of(ELM_PAPER) if fact.id == "f-fte")


def cards(client_of: FakeMoothall) -> dict[str, DocumentCard]:
    return {card.id: card for card in client_of.library.documents()}


def of_oak(**more: object) -> Fact:
    """Oakshire's own FTE, as its paper might have stated it."""
    quote = place(OAK_PAPER, "Oakshire employs X people.")
    made = Fact("f-oak", "oak", "workforce.fte", 900.0, "fte", FactKind.ACTUAL, (quote,))
    return replace(made, **more)  # type: ignore[arg-type]


def test_every_cell_says_how_it_ended_and_all_are_counted(client: TestClient) -> None:
    html = client.get("/compare", params=BOTH).text

    # FTE: stated by one of two; headcount: one figure, one placeholder; turnover: one of two.
    assert "6 cells: 3 found, 2 not stated, 1 left blank." in html
    assert "left blank in the document" in html


def test_a_question_is_answered_for_each_body_in_its_own_words(client: TestClient) -> None:
    html = client.get("/compare", params={"body": ["elm", "oak"], "questions": "What of turnover?"}).text

    assert "staff turnover was 12.4% in 2023/24" in html
    assert "“Staff turnover was 12.4% in 2023/24.”" in html
    assert "says nothing" in html


def test_more_bodies_than_fit_stand_below_one_another(client: TestClient) -> None:
    down = client.get("/compare", params={**BOTH, "layout": "down"}).text
    across = client.get("/compare", params=BOTH).text

    assert '<th scope="row">Elmford Borough Council' in down
    assert '<th scope="col">Elmford Borough Council' in across


def test_a_draft_is_marked_and_left_out_of_the_highest_unless_asked(moothall: FakeMoothall) -> None:
    line = metric_line("workforce.fte", [ELM, OAK], [FTE, of_oak()], cards(moothall))

    assert line.cells[0].view.tag is not None and line.cells[0].view.tag.text == "Draft"
    assert [dict(bar)["value"] for bar in drawn(line, [ELM, OAK], every_paper=False)] == [900.0]
    assert [dict(bar)["value"] for bar in drawn(line, [ELM, OAK], every_paper=True)] == [900.0, 512.5]
    assert left_out(line, [ELM, OAK], every_paper=False) == "Elmford (draft)"


def test_a_figure_of_another_unit_is_shown_and_not_compared(moothall: FakeMoothall) -> None:
    days = of_oak(unit="days", value=12.0)

    line = metric_line("workforce.fte", [ELM, OAK], [FTE, days], cards(moothall))

    assert [cell.state for cell in line.cells] == ["found", "not_comparable"]
    assert line.cells[1].view.text == "12 days"
    assert line.counts == "1 found, 1 not comparable"


def test_a_figure_of_a_part_is_not_taken_for_the_whole(moothall: FakeMoothall) -> None:
    part = of_oak(scope=Scope.PART, part="Highways", id="f-part")

    alone = metric_line("workforce.fte", [OAK], [part], cards(moothall))
    beside = metric_line("workforce.fte", [OAK], [part, of_oak(value=800.0)], cards(moothall))

    assert alone.cells[0].state == "not_comparable" and "Highways" in alone.cells[0].view.detail
    assert beside.cells[0].value == 800.0


def test_dates_are_written_as_people_write_them(moothall: FakeMoothall) -> None:
    line = metric_line("workforce.fte", [OAK], [of_oak(as_of="2024-03-31")], cards(moothall))

    assert line.cells[0].view.detail == "31 March 2024"


def test_bodies_are_filtered_by_what_they_are_and_by_their_papers(moothall: FakeMoothall) -> None:
    traits = traits_of([ELM, OAK], moothall.library.documents())

    assert fitting([ELM, OAK], traits, {"type": "county"}) == [OAK]
    assert fitting([ELM, OAK], traits, {"status": "draft"}) == [ELM]
    assert fitting([ELM, OAK], traits, {"year": "2024", "region": "North"}) == [OAK]


def test_a_filter_never_drops_a_body_that_is_ticked(client: TestClient) -> None:
    html = client.get("/compare", params={"body": "elm", "by_type": "county", "pick": "filter"}).text

    assert 'value="elm" checked' in html and 'value="oak"' in html
    assert "1 of 2 bodies fit the filter. Those that are ticked stay in the list." in html


@pytest.mark.parametrize(("pick", "ticked"), [("all", 2), ("none", 0)])
def test_all_or_none_are_ticked_without_script(client: TestClient, pick: str, ticked: int) -> None:
    html = client.get("/compare", params={"body": "elm", "themes": "pay", "pick": pick}).text

    assert html.count('name="body"') == 2
    assert sum(f'value="{body}" checked' in html for body in ("elm", "oak")) == ticked
    assert 'value="pay"' in html


def test_a_comparison_is_saved_by_name_and_taken_off(client: TestClient) -> None:
    query = "body=elm&body=oak&metric=workforce.fte"

    client.post("/compare/save", data={"name": "Our neighbours", "query": query})
    assert f'href="/compare?{query.replace("&", "&amp;")}">Our neighbours</a>' in client.get("/compare").text
    client.post("/compare/drop", data={"name": "Our neighbours"})

    assert "Our neighbours" not in client.get("/compare").text


def test_each_exported_cell_has_its_quote_page_status_and_question(client: TestClient) -> None:
    text = client.get("/compare/table.csv", params=BOTH).text.lstrip("\ufeff")

    rows = {(row["topic"], row["body"]): row for row in csv.DictReader(io.StringIO(text))}
    first = rows["Full-time equivalents", "Elmford Borough Council"]
    assert len(rows) == 6
    assert (first["value"], first["page"], first["status"]) == ("512.5", "2", "draft")
    assert first["quote"] == "We employ 640 staff, which is 512.5 FTE."
    assert rows["Turnover", "Elmford Borough Council"]["question"] == "turnover"
    assert rows["Turnover", "Oakshire County Council"]["state"] == "not stated"


def test_the_workbook_has_the_table_the_cells_and_the_sources(client: TestClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/compare/table.xlsx", params=BOTH).content))

    assert book.sheetnames == ["Table", "Cells", "Sources"]
    assert book["Cells"].max_row == 7
    assert [cell.value for cell in book["Table"]["A"]] == [
        None,
        "Elmford Borough Council",
        "Oakshire County Council",
    ]


def test_the_word_document_proves_each_cell_in_a_note(client: TestClient) -> None:
    document = read_document(io.BytesIO(client.get("/compare/table.docx", params=BOTH).content))
    notes = next(part for part in document.part.package.parts if "footnotes" in str(part.partname))

    assert "Workforce Strategy, page 2 (draft): “We employ 640 staff" in notes.blob.decode()
    assert [cell.text for row in document.tables[0].rows for cell in row.cells][:2] == [
        "Elmford Borough Council",
        "512.5 FTE (undated)",
    ]


def test_cells_that_are_not_ready_are_said_to_be_on_their_way(tmp_path: Path) -> None:
    moothall = FakeMoothall(tmp_path)
    with TestClient(create_app(moothall, Settings(data=tmp_path))) as client:
        first = client.get("/compare", params={"body": ["elm", "oak"], "questions": "slow turnover"}).text
        whole = client.get(
            "/compare/table.csv", params={"body": ["elm", "oak"], "questions": "slow turnover"}
        )

    assert "0 of 2 cells are in" in first and 'http-equiv="refresh"' in first
    assert "still being looked up" in first
    assert "still being looked up" not in whole.text


def test_what_nobody_asks_for_any_more_is_not_looked_up() -> None:
    now, looked_up, gate = [0.0], list[str](), threading.Event()
    filling = Filling(clock=lambda: now[0])

    def first() -> Cell:
        gate.wait(5)
        return Cell(CellView("a"))

    def second() -> Cell:
        looked_up.append("second")
        return Cell(CellView("b"))

    filling.cells({("first",): first, ("second",): second}, 0.0)
    now[0] = 60.0
    gate.set()
    found = filling.cells({("first",): first}, None)

    assert found[("first",)].view.text == "a"
    assert looked_up == []


def test_a_cell_that_fails_says_so_and_the_others_go_on() -> None:
    def broken() -> Cell:
        raise RuntimeError("the inside of the machine")

    found = Filling().cells({("a",): broken, ("b",): lambda: Cell(CellView("b"))}, None)

    line = topic_line(Topic("Pay", "What of pay?"), [found[("a",)], found[("b",)]])
    assert line.counts == "1 found, 1 not looked up"


def test_a_superseded_paper_gives_a_figure_only_where_no_other_does(moothall: FakeMoothall) -> None:
    moothall.library.update(ELM_PAPER.id, status=DocumentStatus.SUPERSEDED.value)

    line = metric_line("workforce.fte", [ELM], [FTE], cards(moothall))

    assert line.cells[0].view.tag is not None and line.cells[0].view.tag.text == "Superseded"
    assert drawn(line, [ELM], every_paper=False) == []


def test_a_cell_that_failed_is_looked_up_again_soon_and_one_that_did_not_is_kept() -> None:
    now, tries = [0.0], list[str]()
    filling = Filling(clock=lambda: now[0])

    def once_broken() -> Cell:
        tries.append("a")
        if len(tries) == 1:
            raise RuntimeError("the inside of the machine")
        return Cell(CellView("a"))

    first = filling.cells({("a",): once_broken}, None)
    now[0] = 5.0
    told = filling.cells({("a",): once_broken}, None)
    now[0] = 15.0
    again = filling.cells({("a",): once_broken}, None)
    now[0] = 300.0
    kept = filling.cells({("a",): once_broken}, None)

    assert [found[("a",)].state for found in (first, told, again, kept)] == [
        "failed",
        "failed",
        "found",
        "found",
    ]
    assert len(tries) == 2


def test_nothing_is_looked_up_while_asking_is_off_and_all_is_once_it_is_on(
    client: TestClient, moothall: FakeMoothall
) -> None:
    moothall.switches.turn(Switch.ASKING, on=False, notice="Back on Monday.")

    off = client.get("/compare", params=BOTH).text
    export = client.get("/compare/table.csv", params=BOTH)
    figures = client.get("/compare/table.csv", params={"body": ["elm", "oak"], "metric": "workforce.fte"})
    moothall.switches.turn(Switch.ASKING, on=True)
    on = client.get("/compare", params=BOTH).text

    assert "Back on Monday." in off and 'http-equiv="refresh"' not in off
    # Of six cells the two of the question are not looked up; the four of figures are there.
    assert "2 not looked up while asking is off" in off and "512.5" in off
    assert (export.status_code, figures.status_code) == (503, 200)
    assert "Back on Monday." not in on and "6 cells: 3 found, 2 not stated, 1 left blank." in on


def test_a_review_of_a_figure_has_the_cells_of_its_body_looked_up_again(
    client: TestClient, moothall: FakeMoothall
) -> None:
    asked = {"body": ["elm", "oak"], "questions": "turnover"}
    client.get("/compare/table.csv", params=asked)
    client.get("/compare/table.csv", params=asked)
    assert [one.councils for one in moothall.asked] == [(ELM.name,), (OAK.name,)]

    moothall.library.review("f-fte", review=Review.CORRECTED, value=500.0)
    client.get("/compare/table.csv", params=asked)
    client.get("/compare/table.csv", params=asked)

    assert [one.councils for one in moothall.asked[2:]] == [(ELM.name,)]
