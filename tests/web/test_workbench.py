"""The workbench: where figures come from, several kept side by side, names, steps by year, files that name their source."""

from __future__ import annotations

import csv
import io
import re

import pytest
from docx import Document as read_document
from starlette.testclient import TestClient

from tests.fakes import ELM_PAPER, FakeMoothall
from web.charts import png_of, scale_of
from web.charts_paths import projection_svg
from web.scenario_form import read_number
from web.scenario_years import year_names

FALL = {"operation": "project_compound", "baseline": "f-fte", "rate": "-4", "years": "3"}
AGENCY = {"operation": "project_compound", "baseline": "f-agency", "rate": "-10", "years": "3"}


def opened(client: TestClient, fields: dict[str, str]) -> str:
    """The address of the workbench of a scenario that was put together."""
    reply = client.post("/scenario", data=fields, follow_redirects=False)
    assert reply.status_code == 303, reply.text[:2000]
    return reply.headers["location"]


def shown(html: str, name: str) -> str:
    """What stands beside a term of the list at the top of the result."""
    found = re.search(rf"<dt>{name}</dt><dd>(.*?)</dd>", html, re.DOTALL)
    return re.sub(r"<[^>]*>", "", found.group(1)) if found else ""


def test_council_paper_page_quote_and_draft_mark_stand_on_the_page(client: TestClient) -> None:
    html = client.get(opened(client, FALL)).text

    assert shown(html, "Council") == "Elmford Borough Council"
    source = shown(html, "Full-time equivalents") or shown(html, "Fte")
    assert "Workforce Strategy, page 2 (draft)" in source
    assert "We employ 640 staff, which is 512.5 FTE." in source
    assert "Elmford Borough Council – Moothall</title>" in html
    assert "“Workforce Strategy” is a draft" in html


def test_a_changed_start_is_the_persons_own_figure_and_its_quote_is_gone(client: TestClient) -> None:
    address = opened(client, FALL)

    html = client.post(address, data={"baseline": "600"}).text

    assert "Start: 600.0 FTE" in shown(html, "Your figures")
    assert "Your figure</p>" in html
    assert "We employ 640 staff" not in html


def test_the_question_that_was_asked_stands_on_the_page_and_in_the_files(client: TestClient) -> None:
    reply = client.post("/scenario", data={"question": "FTE in three years?"}, follow_redirects=False)
    address = reply.headers["location"]
    name = address.removeprefix("/scenario/")

    assert shown(client.get(address).text, "Question") == "FTE in three years?"
    assert "FTE in three years?" in client.get(f"/projections/{name}.csv").text


def test_another_person_sees_the_projection_and_not_the_question(client: TestClient) -> None:
    reply = client.post("/scenario", data={"question": "secret plan?"}, follow_redirects=False)
    address = reply.headers["location"]
    client.cookies.clear()

    html = client.get(address).text

    assert "453.4 FTE" in html
    assert "secret plan" not in html
    assert shown(html, "Question").startswith("What if: start from 512.5 FTE")


def test_each_row_of_the_csv_names_its_source(client: TestClient) -> None:
    name = opened(client, FALL).removeprefix("/scenario/")

    rows = list(csv.DictReader(io.StringIO(client.get(f"/projections/{name}.csv").text.lstrip("\ufeff"))))

    assert [row["Year"] for row in rows] == ["Start", "Year 1", "Year 2", "Year 3"]
    assert {row["council"] for row in rows} == {"Elmford Borough Council"}
    assert {(row["paper"], row["page"], row["status"]) for row in rows} == {
        ("Workforce Strategy", "2", "draft")
    }
    assert {row["link"] for row in rows} == {f"http://testserver/scenario/{name}"}


def test_the_briefing_holds_the_figure_its_chart_and_notes_that_prove_it(client: TestClient) -> None:
    name = opened(client, FALL).removeprefix("/scenario/")

    data = client.get(f"/projections/{name}.docx").content
    document = read_document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    notes = next(part for part in document.part.package.parts if "footnotes" in str(part.partname))

    assert "453.4 FTE at the end of year 3, from 512.5 FTE." in text
    assert len(document.inline_shapes) == 1
    assert (
        "Elmford Borough Council, Workforce Strategy, page 2 (draft): “We employ 640" in notes.blob.decode()
    )
    assert "is a draft" in text


def test_scenarios_are_kept_side_by_side_in_one_table_and_one_chart(client: TestClient) -> None:
    first = client.post(opened(client, FALL), data={"keep": "1", "beside": ""}, follow_redirects=False)
    hashes = [str(first.url).rpartition("/")[2]]

    second = client.post(str(first.url.path), data={"horizon.length": "2", "beside": hashes[0]})

    assert "Side by side" in second.text
    chart = re.search(r'src="(/projections/together\.svg\?[^"]*)"', second.text)
    assert chart is not None
    drawn = client.get(chart.group(1).replace("&amp;", "&"))
    assert "how long 2 years" in drawn.text and "how long 3 years" in drawn.text


def test_a_fifth_scenario_is_refused_in_words_and_none_is_lost(client: TestClient) -> None:
    address, kept = opened(client, FALL), ""
    for years in ("1", "2", "3", "4"):
        reply = client.post(
            address, data={"horizon.length": years, "keep": "1", "beside": kept}, follow_redirects=False
        )
        kept = ",".join(re.findall(r"beside=(\w+)", reply.headers["location"]))

    refused = client.post(address, data={"horizon.length": "5", "keep": "1", "beside": kept})

    assert len(kept.split(",")) == 4
    assert refused.status_code == 422
    assert "4 scenarios are kept already" in refused.text


def test_a_saved_scenario_is_in_the_list_of_its_owner_and_of_nobody_else(client: TestClient) -> None:
    address = opened(client, FALL)

    client.post(f"{address}/save", data={"name": "Slower recruitment"})

    assert "Slower recruitment</a>" in client.get("/scenario").text
    client.cookies.clear()
    assert "Slower recruitment" not in client.get("/scenario").text


def test_a_scenario_without_a_name_is_not_saved_and_says_so(client: TestClient) -> None:
    reply = client.post(f"{opened(client, FALL)}/save", data={"name": " "})

    assert reply.status_code == 422
    assert "Give the scenario a name" in reply.text


def test_a_saved_scenario_is_taken_off_the_list_and_still_opens(client: TestClient) -> None:
    address = opened(client, FALL)
    client.post(f"{address}/save", data={"name": "Slower recruitment"})

    client.post(f"{address}/drop")

    assert "Slower recruitment" not in client.get("/scenario").text
    assert client.get(address).status_code == 200


def test_a_figure_for_each_year_is_offered_and_follows_the_years(client: TestClient) -> None:
    address = opened(client, FALL)

    yearly = client.post(address, data={"shape": "yearly"}, follow_redirects=False).headers["location"]
    html = client.get(yearly).text
    assert [int(n) for n in re.findall(r'name="changes\.0\.amounts\.(\d)"', html)] == [0, 1, 2]
    # 512.5 × 0.96 × 0.90 × 0.96 = 425.1
    changed = client.post(yearly, data={"changes.0.amounts.1": "-10"})
    assert "425.1 FTE at the end of year 3" in changed.text
    longer = client.post(yearly, data={"horizon.length": "4"})

    assert 'name="changes.0.amounts.3"' in longer.text


def test_a_further_driver_is_added(client: TestClient) -> None:
    fields = {
        "operation": "stock_flow",
        "baseline": "f-fte",
        "turnover": "12",
        "backfill": "80",
        "years": "1",
    }

    html = client.post(opened(client, fields), data={"driver": "new_posts", "driver_value": "10"}).text

    # 512.5 − 61.5 leavers + 49.2 hires + 10 new posts = 510.2
    assert "510.2 FTE" in html
    assert 'name="inputs.new_posts"' in html


@pytest.mark.parametrize(
    ("typed", "said"),
    [("0", "How long must be more than 0"), ("", "How long is empty"), ("soon", "How long must be a number")],
)
def test_a_wrong_length_is_told_at_its_field_and_the_rest_is_kept(
    client: TestClient, typed: str, said: str
) -> None:
    data = {"baseline": "600", "horizon.length": typed}

    reply = client.post(opened(client, FALL), data=data)

    assert reply.status_code == 422
    assert said in reply.text
    assert 'id="horizon.length-error"' in reply.text
    assert 'id="baseline" name="baseline" value="600"' in reply.text


def test_the_unit_of_a_typed_figure_is_the_one_that_was_chosen_or_typed(client: TestClient) -> None:
    typed = {"operation": "project_compound", "rate": "-10", "years": "1"}

    assert "90 days" in client.get(opened(client, {**typed, "value": "100", "unit": "days"})).text
    assert "£900,000" in client.get(opened(client, {**typed, "value": "£1m", "unit": "fte"})).text


@pytest.mark.parametrize(
    ("text", "value"),
    [("£3.6m", 3.6e6), ("12 FTE", 12.0), ("−4", -4.0), ("1,234.5", 1234.5), ("45k", 45e3), ("soon", None), ("", None)],
)  # fmt: skip
def test_a_number_is_read_as_people_type_it(text: str, value: float | None) -> None:
    assert read_number(text) == value


def test_years_are_named_as_the_start_names_them(client: TestClient) -> None:
    html = client.get(opened(client, AGENCY)).text

    # £2.1m less 10% three times is £1.531m
    assert "£1.531m in 2026/27, from £2.1m in 2023/24" in html
    assert ">2025/26</th>" in html


@pytest.mark.parametrize(
    ("baseline", "label"),
    [
        ({"period": "2023/24"}, "2025/26"),
        ({"period": "2023"}, "2025"),
        ({"as_of": "2024-03-31"}, "31 March 2026"),
    ],
)
def test_the_second_year_has_a_name(baseline: dict[str, str], label: str) -> None:
    series = [{"t": float(year), "label": f"Year {year}" if year else "Start"} for year in range(3)]

    assert year_names({"baseline": baseline, "series": series})["Year 2"] == label


def test_money_is_drawn_in_millions_and_says_so() -> None:
    assert scale_of([3.6e6, 2.1e6], "gbp") == (1e6, "£ million")
    assert scale_of([880_000.0], "gbp") == (1e3, "£ thousand")
    assert scale_of([512.5], "fte") == (1.0, "FTE")


def test_a_chart_has_a_ground_of_its_own_and_long_names_on_two_lines() -> None:
    figures = [
        {
            "label": "pay bill with on-costs of all services",
            "value": 98.6,
            "unit": "gbp",
            "display": "£98.6m",
        },
        {"label": "agency spend", "value": 3.6, "unit": "gbp", "display": "£3.6m"},
    ]

    drawn = projection_svg({"headline": "A share", "results": [], "inputs": figures}, "#000").decode()

    assert 'fill="#ffffff"' in drawn and '[fill="#ffffff"]{fill:#14181b}' in drawn
    assert "<tspan" in drawn or drawn.count("Pay bill with on-costs") >= 1
    assert png_of(drawn.encode())[:4] == b"\x89PNG"


def test_a_range_is_drawn_around_the_path(client: TestClient) -> None:
    name = opened(client, FALL).removeprefix("/scenario/")

    reply = client.get(f"/projections/{name}.range.svg")

    assert reply.headers["content-type"] == "image/svg+xml"
    assert "If change a year were" in reply.text


def test_script_is_answered_without_a_status_that_a_browser_would_log(client: TestClient) -> None:
    reply = client.post(opened(client, FALL), data={"horizon.length": "soon", "live": "1"})

    assert reply.status_code == 200
    assert "How long must be a number" in reply.text


def test_a_figure_whose_paper_was_removed_says_so(client: TestClient, moothall: FakeMoothall) -> None:
    address = opened(client, FALL)
    moothall.library.remove(ELM_PAPER.id)

    html = client.get(address).text

    assert "453.4 FTE" in html
    assert "Workforce Strategy, page 2" not in html


def test_a_chart_that_leaves_the_page_says_where_it_comes_from(client: TestClient) -> None:
    name = opened(client, FALL).removeprefix("/scenario/")

    alone, within = (client.get(f"/projections/{name}.svg{query}").text for query in ("?source=1", ""))

    assert "Source: Elmford Borough Council, Workforce Strategy, page 2 (draft)" in alone
    assert "Question: What if: start from 512.5 FTE" in alone
    assert "Source:" not in within
