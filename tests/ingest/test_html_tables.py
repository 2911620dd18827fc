"""Tables of web pages keep their spans and header rows, and nothing hidden is read."""

from __future__ import annotations

from tests.ingest.table_paths import paths, tables
from tests.ingest.test_parse_html import document


def test_headers_over_two_rows_stand_over_all_that_they_span() -> None:
    found = document(
        "<table><thead><tr><th rowspan=2>Quartile</th><th colspan=2>Women</th><th colspan=2>Men</th></tr>"
        "<tr><th>Number</th><th>%</th><th>Number</th><th>%</th></tr></thead>"
        "<tr><th scope=row>Upper</th><td>210</td><td>48.1</td><td>227</td><td>51.9</td></tr></table>"
    )

    assert paths(tables(found)[0])["227"] == ("Upper", "Men", "Number")


def test_a_header_of_plain_cells_is_found_by_its_years() -> None:
    found = document(
        "<table><tr><td></td><td colspan=2>Actual</td></tr><tr><td>Team</td><td>2023</td><td>2024</td></tr>"
        "<tr><td>Parks</td><td>120</td><td>131</td></tr><tr><td>Pools</td><td>88</td><td>91</td></tr></table>"
    )

    assert paths(tables(found)[0])["91"] == ("Pools", "Actual", "2024")


def test_a_cell_over_several_rows_labels_them_all_and_is_written_once() -> None:
    found = document(
        "<table><tr><th>Service</th><th>Measure</th><th>2025</th></tr>"
        "<tr><td rowspan=2>Housing</td><td>Rent</td><td>98%</td></tr><tr><td>Voids</td><td>41%</td></tr></table>"
    )

    assert paths(tables(found)[0])["41%"] == ("Housing", "2025")
    assert found.text.count("Housing") == 1


def test_a_table_within_a_cell_follows_as_a_table() -> None:
    inner = "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2026/27</td><td>£385</td></tr></table>"
    found = document(
        f"<table><tr><td>Lamps</td><td>See below</td></tr><tr><td>Costs</td><td>{inner}</td></tr></table>"
    )

    assert paths(tables(found)[-1])["£385"] == ("2026/27", "Cost")


def test_what_a_style_sheet_hides_is_not_read() -> None:
    found = document(
        "<p>We have 734 staff.</p><p class='old'>We have 950 staff.</p><p id='gone'>We have 812 staff.</p>",
        head="<style>.old { display: none } #gone {visibility:hidden} @media print {p {display:none}}</style>",
    )

    assert found.text == "We have 734 staff."


def test_a_raised_mark_is_no_digit_and_struck_words_are_reported() -> None:
    found = document("<p>There were 512<sup>3</sup> starters, <del>600 leavers</del> 640 leavers.</p>")

    assert found.text == "There were 512³ starters, 600 leavers 640 leavers."
    assert [found.text[start:end] for start, end in found.withdrawn] == ["600 leavers"]


def test_a_page_that_does_not_declare_its_encoding_is_read_as_what_it_is() -> None:
    assert document("<p>Parks cost £2,410,000.</p>").text == "Parks cost £2,410,000."


def test_a_table_in_a_template_is_read_when_a_script_of_the_page_shows_it() -> None:
    table = "<table><tr><th>Area</th><th>2021</th></tr><tr><td>Norfolk</td><td>719,857</td></tr></table>"
    shown = f'<p>Waste.</p><template id="t1">{table}</template><script>show(document.getElementById("t1"))</script>'
    kept_back = f'<p>Waste.</p><template id="t1">{table}</template>'

    assert "719,857" in document(shown).text
    assert "719,857" not in document(kept_back).text
