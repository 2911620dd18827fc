"""Tables in plain text and Markdown, in the forms that people and programs write them."""

from __future__ import annotations

import pytest

from ingest.model import Document
from ingest.parse.structure import assemble
from ingest.parse.text import read_text
from tests.ingest.table_paths import heads, paths, tables


def document(text: str) -> Document:
    return assemble(read_text(text.encode()), digest="0" * 64, file="plan.txt")


STAFF = """Staffing digest

Table 3: Staff by directorate

                        31 March 2024           31 March 2025
Directorate          Headcount      FTE      Headcount      FTE
---------------------------------------------------------------
Adults                     402    371.2            389    360.0
Children and
  families                 310    288.5            322    301.4
Place                      215    201.0            208     96.7

Total                      927    860.7            919    758.1

Figures leave out casual staff.  They are taken from payroll.
"""


def test_columns_kept_apart_by_spaces_are_a_table_under_both_header_lines() -> None:
    found = paths(tables(document(STAFF))[0])

    assert found["360.0"] == ("Adults", "31 March 2025", "FTE")
    assert found["310"] == ("Children and families", "31 March 2024", "Headcount")
    assert found["758.1"] == ("Total", "31 March 2025", "FTE")


def test_the_caption_above_and_the_note_below_stay_where_they_are() -> None:
    text = document(STAFF).text

    assert text.index("Table 3") < text.index("402") < text.index("Figures leave out")


def test_a_header_broken_over_two_lines_is_one_name() -> None:
    found = document(
        "Posts and pay\n\nPost                Salary        Full-time\n"
        "                    band          equivalents\n"
        "Chief executive     £142,000      1.0\nDirector            £98,500       4.0\n"
    )

    assert heads(tables(found)[0]) == [["Post", "Salary band", "Full-time equivalents"]]


def test_a_long_label_is_no_column_of_its_own() -> None:
    found = document(
        "Share from ethnic minorities                    %\n"
        "All staff, 30 September 2023                 5.59\n"
        "Wholetime firefighters, 30 September 2023    6.25\n"
        "City, 2021 Census                            42.7\n"
    )

    assert paths(tables(found)[0])["6.25"] == ("Wholetime firefighters, 30 September 2023", "%")


def test_short_texts_in_columns_are_a_table_too() -> None:
    found = document(
        "We will do this.\n\nAction                    Lead                 When\n\n"
        "Publish the statement     Head of Services     31 March 2026\n"
        "Review of supplements     Head of Reward       30 June 2026\n"
    )

    assert paths(tables(found)[0])["Head of Reward"] == ("Review of supplements", "Lead")


@pytest.mark.parametrize(
    "prose",
    [
        "This is prose whose words stand   apart by accident once\nor twice   in a line and that goes on so,\n"
        "for a third line   in the same manner.",
        "We employ 402 people.  Of these 310 work part-time.\nTurnover was 12.1% in 2024.  It is 11.8% now.",
        "Status of the paper:     DRAFT of 2 May 2025\nReplaces:                version 2 of 2024\n"
        "Lead officer:            Ann Bee, room 12",
        "Contents\n\nForeword              3\nOur people            5\nOur plan for pay      12",
    ],
)
def test_gaps_in_prose_labels_and_contents_make_no_table(prose: str) -> None:
    assert tables(document(f"Our plan\n\n{prose}\n\nThe end of it.")) == []


def test_a_table_that_goes_on_overleaf_is_one_and_its_caption_keeps_its_place() -> None:
    page = "Marsh Vale Council                     Digest\n\n{}\n\n                 Page {}\n"
    head = "Grade         From £     To £\n\n"
    rows = "1             28,554   29,346\n2             29,805   31,701"
    first = f"3.   GRADES\n\n     3.1  Posts are placed.\n\n     Table 1.  Pay\n\n{head}{rows}"
    second = f"{head}3             32,184   35,037\n\n4.   LEAVING\n\n     4.1  There were 17 leavers."
    pages = [page.format(first, 1), page.format(second, 2), page.format("Nothing more is said.", 3)]

    found = document("\f".join(pages))

    assert len(tables(found)) == 1
    assert paths(tables(found)[0])["35,037"] == ("3", "To £")
    assert found.text.index("Posts are placed") < found.text.index("Table 1") < found.text.index("28,554")


@pytest.mark.parametrize(
    "lines",
    [
        "Service | 2024/25 £m | 2025/26 £m\n:--- | ---: | :---:\nAdults | 41.2 | 43.8\nParks | 2.4 | 2.5",
        "Service | 2024/25 £m | 2025/26 £m\nAdults | 41.2 | 43.8\nParks | 2.4 | 2.5",
        "Service | 2024/25 £m | 2025/26 £m |\n---|---|---|\nAdults | 41.2 | 43.8 |\nParks | 2.4 | 2.5 |",
        "|Service|2024/25 £m|2025/26 £m|\n|:-|-:|-:|\n|Adults|41.2|43.8|\n|Parks|2.4|2.5|",
        "+--------+-----+-----+\n| Service | 2024/25 £m | 2025/26 £m |\n+========+=====+=====+\n"
        "| Adults | 41.2 | 43.8 |\n+--------+-----+-----+\n| Parks | 2.4 | 2.5 |\n+--------+-----+-----+",
        "Service\t2024/25 £m\t2025/26 £m\nAdults\t41.2\t43.8\nParks\t2.4\t2.5",
    ],
)
def test_a_table_is_read_in_every_form_that_people_write(lines: str) -> None:
    found = tables(document(f"# Budget\n\n{lines}\n\nThe end of it."))

    assert [paths(table) for table in found] == [
        {
            "41.2": ("Adults", "2024/25 £m"),
            "43.8": ("Adults", "2025/26 £m"),
            "2.4": ("Parks", "2024/25 £m"),
            "2.5": ("Parks", "2025/26 £m"),
        }
    ]


def test_all_rows_above_the_dashes_are_the_header_of_a_markdown_table() -> None:
    found = document(
        "# Staff\n\n| | 2024 | | 2025 | |\n| Team | Posts | FTE | Posts | FTE |\n|---|---|---|---|---|\n"
        "| Legal | 12 | 10.5 | 14 | 11.9 |\n"
    )

    assert paths(tables(found)[0])["11.9"] == ("Legal", "2025", "FTE")


def test_a_first_row_of_data_above_the_dashes_is_no_header() -> None:
    found = document("# Staff\n\n| % BME | 12% |\n|---|---|\n| % disabled | 4% |\n| % women | 61% |\n")

    assert heads(tables(found)[0]) == []


def test_a_line_with_one_bar_in_prose_is_no_table() -> None:
    assert tables(document("Home | About | Contact\n\nWe have 12 parks.")) == []
