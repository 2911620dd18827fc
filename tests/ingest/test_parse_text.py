"""Text and Markdown become sections, lists, tables and paragraphs, whatever leftovers they hold."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Block, BlockKind, Document, Section
from ingest.parse.structure import assemble
from ingest.parse.text import read_text


def document(text: str) -> Document:
    return assemble(read_text(text.encode()), digest="0" * 64, file="plan.txt")


def sections(found: Document) -> dict[str, Section]:
    return {section.heading: section for _, section in found.walk()}


def blocks(found: Document, kind: BlockKind) -> list[Block]:
    return [block for _, section in found.walk() for block in section.blocks if block.kind is kind]


def lists(found: Document) -> list[list[str]]:
    return [[line.text for line in block.lines] for block in blocks(found, BlockKind.LIST)]


def tables(found: Document) -> list[Block]:
    return blocks(found, BlockKind.TABLE)


def cells(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in block.rows]


def paragraphs(found: Document) -> list[str]:
    return [block.text for block in blocks(found, BlockKind.PARAGRAPH)]


def spans(found: Document) -> Iterator[tuple[int, int, str]]:
    for _, section in found.walk():
        yield section.start, section.end, section.heading
        for block in section.blocks:
            yield block.start, block.end, block.text
            yield from ((line.start, line.end, line.text) for line in block.lines)
            for row in block.rows:
                yield row.start, row.end, row.text
            for cell in (*block.columns, *(cell for row in block.rows for cell in row.cells)):
                yield cell.start, cell.end, cell.text
                yield from ((line.start, line.end, line.text) for line in cell.lines)


LONG = "We will work with partners and residents over the coming years to improve what we do for everybody."


def test_headings_in_markdown_bold_and_numbers_form_one_tree_by_their_numbers() -> None:
    text = (
        f"# 1 Introduction\n\n{LONG}\n\n## 2 Drivers\n\n{LONG}\n"
        f"\n### 2.1 Money\n\n{LONG}\n\n### 3 Next\n\n{LONG}\n"
    )

    found = document(text)

    assert [(section.level, section.heading, section.label) for _, section in found.walk()] == [
        (1, "1 Introduction", "1"),
        (1, "2 Drivers", "2"),
        (2, "2.1 Money", "2.1"),
        (1, "3 Next", "3"),
    ]


def test_a_short_line_of_its_own_before_text_is_a_heading() -> None:
    found = document(f"Our Behaviours\n\n{LONG}\n\nLeadership of place\n\n{LONG}\n")

    assert list(sections(found)) == ["Our Behaviours", "Leadership of place"]


def test_headings_in_capitals_hold_the_mixed_case_headings_below_them() -> None:
    text = "".join(
        f"{capital}\n\n{LONG}\n\n{plain}\n\n{LONG}\n\n"
        for capital, plain in [("OUR VISION", "Challenges"), ("OUR CONTEXT", "People"), ("OUR PLAN", "Money")]
    )

    found = document(text)

    assert [section.heading for section in found.sections] == ["OUR VISION", "OUR CONTEXT", "OUR PLAN"]
    assert [section.heading for section in found.sections[0].sections] == ["Challenges"]


def test_priorities_and_appendices_carry_their_labels() -> None:
    found = document(f"HOW WE DO IT\n\nPriority 1: A fair place\n\n{LONG}\n\nAppendix 2 - Scopes\n\n{LONG}\n")

    assert sections(found)["Priority 1: A fair place"].label == "Priority 1"
    assert sections(found)["Appendix 2 - Scopes"].label == "Appendix 2"
    assert sections(found)["Appendix 2 - Scopes"].level == 1


def test_a_name_above_a_role_is_a_signature_and_no_heading() -> None:
    found = document(f"Foreword\n\n{LONG}\n\nJane Alder\n\nChief Executive\n\n{LONG}\n")

    assert list(sections(found)) == ["Foreword"]


def test_numbered_paragraphs_of_a_report_are_paragraphs_with_their_bullets_after_them() -> None:
    text = (
        f"SUMMARY\n\n1. {LONG}\n2. {LONG} It includes:\n - Waste collection\n - Fleet management\n\n"
        f"Introduction\n\n3. {LONG}\n"
    )

    found = document(text)

    assert [text[:2] for text in paragraphs(found)] == ["1.", "2.", "3."]
    assert lists(found) == [["Waste collection", "Fleet management"]]


def test_a_short_numbered_list_is_a_list_with_its_numbers_and_nested_bullets() -> None:
    text = (
        "Leaders will be:\n\n1. Curious and open\n2. Fair\n"
        "3. Ready to pledge:\n  - Act with integrity\n  - Share\n"
    )

    found = document(text)
    block = blocks(found, BlockKind.LIST)[0]

    assert [(line.marker, line.level, line.text) for line in block.lines] == [
        ("1.", 0, "Curious and open"),
        ("2.", 0, "Fair"),
        ("3.", 0, "Ready to pledge:"),
        ("•", 1, "Act with integrity"),
        ("•", 1, "Share"),
    ]


def test_a_list_cut_by_a_page_break_and_furniture_is_one_list() -> None:
    text = (
        "We will:\n\n- Simplify our policies.\n- Develop a learning culture that\n\n"
        r"\*\*\* DRAFT \*\*\*"
        "\n\nencourages everybody to share.\n\n- Use technology well.\n"
    )

    found = document(text)

    assert lists(found) == [
        [
            "Simplify our policies.",
            "Develop a learning culture that encourages everybody to share.",
            "Use technology well.",
        ]
    ]
    assert found.report.furniture_removed == ("*** DRAFT ***",)


def test_a_sentence_cut_by_a_draft_mark_is_whole_again() -> None:
    found = document(
        "The board has taken a similar\n\n**\\*\\*\\* DRAFT \\*\\*\\***\n\n"
        "approach to the strategy as a whole.\n"
    )

    assert paragraphs(found) == ["The board has taken a similar approach to the strategy as a whole."]


def test_a_lead_in_before_a_list_is_a_paragraph_and_not_a_heading() -> None:
    found = document("Engagement\n\nWhat we will do:\n\n- Relaunch the awards.\n- Listen more.\n")

    assert [block.kind for block in sections(found)["Engagement"].blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.LIST,
    ]


def test_short_items_each_explained_by_a_paragraph_are_one_list_with_the_explanations() -> None:
    text = (
        f"The imperatives are:\n\n- **Leading well**\n\n{LONG}\n\n"
        f"- **Protecting people**\n\n{LONG}\n\nThat is all of them for now.\n"
    )

    found = document(text)
    block = blocks(found, BlockKind.LIST)[0]

    assert [(line.level, line.text) for line in block.lines] == [
        (0, "Leading well"),
        (1, LONG),
        (0, "Protecting people"),
        (1, LONG),
    ]
    assert paragraphs(found)[-1] == "That is all of them for now."


def test_short_lines_after_a_lead_in_are_a_list_without_marks() -> None:
    found = document(
        "**To deliver this we will need:**\n\nExtra capacity\n\nA skills budget\n\nBuy-in from members\n"
    )

    assert lists(found) == [["Extra capacity", "A skills budget", "Buy-in from members"]]


def test_items_in_lower_case_after_an_item_that_ends_in_a_colon_lie_within_it() -> None:
    text = (
        "We do:\n\n- Lead the place and get partners to:\n- work together\n"
        "- build pride.\n- Reform services.\n- Earn income.\n"
    )

    block = blocks(document(text), BlockKind.LIST)[0]

    assert [line.level for line in block.lines] == [0, 1, 1, 0, 0]


def test_a_contents_page_as_bullets_is_set_aside_with_its_title() -> None:
    text = (
        f"Contents\n\n- Foreword..... 4\n- Our Vision 6\n- Where are we now?..... 11\n\nForeword\n\n{LONG}\n"
    )

    found = document(text)

    assert not lists(found)
    assert [line.text for line in blocks(found, BlockKind.CONTENTS)[0].lines][:2] == [
        "Contents",
        "Foreword..... 4",
    ]
    assert list(sections(found)) == ["", "Foreword"]


def test_a_contents_page_as_a_table_is_set_aside() -> None:
    text = (
        f"## **Contents**\n\n<b>1 Overview .....</b>\t<b>Page 3</b>\n"
        f"<b>2 Drivers .....</b>\t<b>Page 5</b>\n\n# 1 Overview\n\n{LONG}\n"
    )

    found = document(text)

    assert not tables(found)
    assert len(blocks(found, BlockKind.CONTENTS)) == 1


def test_a_list_that_names_later_sections_after_a_lead_in_is_no_contents_page() -> None:
    names = ["Housing", "Transport", "Skills", "Climate", "Safety"]
    bullets = "\n".join(f"- {name}" for name in names)
    text = f"{LONG}\n\nOur areas of focus are:\n\n{bullets}\n\n" + "".join(
        f"{name}\n\n{LONG}\n\n" for name in names
    )

    assert lists(document(text)) == [names]


def test_tab_separated_rows_with_html_cells_become_a_table_with_columns_and_lines() -> None:
    text = (
        "Theme\tWe will\tTarget date\n"
        "<p><b>Sustainable</b>          Leaner council</p>\t<p>Review policy</p> <ul><li>• Retain skills</li>"
        " <li>• Coach staff</li></ul>\t<p>February 2024</p>\n"
        "\t<p>Train managers</p>\t<p>March 2024</p>\n"
    )

    table = tables(document(text))[0]

    assert [cell.text for cell in table.columns] == ["Theme", "We will", "Target date"]
    assert [line.text for line in table.rows[0].cells[0].lines] == ["Sustainable", "Leaner council"]
    assert [(line.marker, line.text) for line in table.rows[0].cells[1].lines] == [
        ("", "Review policy"),
        ("•", "Retain skills"),
        ("•", "Coach staff"),
    ]
    assert table.rows[1].cells[0].text == ""
    assert table.rows[1].cells[2].text == "March 2024"


def test_bullets_in_a_cell_without_item_tags_become_lines() -> None:
    text = (
        'We do\tWe stop\n<p>I do...</p> <ul style="x"> '
        "■ Care ■ Share </ul>\t<p>I don't...</p> <ul> ■ Hide</ul>\n"
    )

    table = tables(document(text))[0]

    assert [line.text for line in table.rows[-1].cells[0].lines] == ["I do...", "Care", "Share"]


def test_a_table_continued_after_a_page_break_is_one_table() -> None:
    text = (
        "Action\tMeasure\tDate\nPlan\tDone\tMay 2024\n\\*\\*\\* DRAFT \\*\\*\\*\n\n"
        "\tTrain staff\tJune 2024\n\nAction\tMeasure\tDate\nCoach\tUsed\tJuly 2024\n"
    )

    found = document(text)

    assert [len(table.rows) for table in tables(found)] == [3]


def test_the_rest_of_a_row_after_a_page_break_goes_to_its_row() -> None:
    text = "Action\tMeasure\tDate\nMentor\tStaff trained\tMay 2024\n\n\tand coached\t\n"

    table = tables(document(text))[0]

    assert cells(table) == [["Mentor", "Staff trained and coached", "May 2024"]]


def test_records_are_tables_of_their_own_without_a_header() -> None:
    text = "".join(
        f"Project ID:\tMT0{n}\tProject Name:\tReview {n}\nIn Scope:\tAll teams\tOut of Scope:\tN/A\n"
        f"Outcomes: (what changes)\t\t\t\nFewer complaints\t\t\t\n\n"
        for n in (1, 2)
    )

    found = tables(document(text))

    assert [table.columns for table in found] == [(), ()]
    assert cells(found[1]) == [
        ["Project ID:", "MT02", "Project Name:", "Review 2"],
        ["In Scope:", "All teams", "Out of Scope:", "N/A"],
        ["Outcomes: (what changes)", "Fewer complaints", "", ""],
    ]


def test_a_table_of_labels_and_figures_has_no_header() -> None:
    table = tables(document("% disabled\t7%\n% female in senior grades\t61%\n"))[0]

    assert table.columns == ()
    assert cells(table) == [["% disabled", "7%"], ["% female in senior grades", "61%"]]


def test_a_first_row_with_one_cell_titles_the_table_and_the_next_row_is_its_header() -> None:
    text = "Leadership Board\t\t\nPlaces\tPeople\tMoney\nParks\tSkills\tAudit\nAnn Ash\tBen Birch\tCy Cedar\n"

    found = document(text)

    assert [cell.text for cell in tables(found)[0].columns] == ["Places", "People", "Money"]
    assert [block.text for block in blocks(found, BlockKind.CAPTION)] == ["Leadership Board"]


def test_pipe_tables_of_markdown_are_tables() -> None:
    table = tables(
        document("| Action | Who | When |\n|---|---|---|\n| Plan | Ann Ash | May |\n| Do | Ben | June |\n")
    )[0]

    assert [cell.text for cell in table.columns] == ["Action", "Who", "When"]
    assert cells(table) == [["Plan", "Ann Ash", "May"], ["Do", "Ben", "June"]]


def test_values_and_labels_on_neighbouring_lines_stay_together_line_by_line() -> None:
    text = f"Our Workforce Profile\n\n\n\n3,204\n\nEmployees\n\n2,621.5 FTE\n\n12.6%\n\nTurnover\n\n{LONG}\n"

    found = document(text)
    panel = sections(found)["Our Workforce Profile"].blocks[0]

    assert [line.text for line in panel.lines] == ["3,204", "Employees", "2,621.5 FTE", "12.6%", "Turnover"]


def test_bold_labels_among_figures_do_not_break_the_panel_into_sections() -> None:
    text = (
        f"## 4 Profile\n\n**We employ** – 879 staff\n\n**Gender split**\n"
        f"\nFemale – 45%\n\nMale -54%\n\n## 5 Next\n\n{LONG}\n"
    )

    found = document(text)

    assert list(sections(found)) == ["4 Profile", "5 Next"]


def test_contact_lines_stay_together() -> None:
    found = document(
        "**Contact officer:** Ann Ash  \n**Position:** Head of People  \n**Email:** ann@example.gov.uk\n"
    )

    assert [line.text for line in blocks(found, BlockKind.PARAGRAPH)[0].lines] == [
        "Contact officer: Ann Ash",
        "Position: Head of People",
        "Email: ann@example.gov.uk",
    ]


def test_inline_marks_links_entities_and_invisible_characters_are_taken_off() -> None:
    text = (
        "We **will** *listen* to [our staff](https://example.org/a_(b)) &amp; "
        "act \\*soon\\*; co\u00adoperate\u200b with\u00a0<u>all</u> of them.\n"
    )

    assert paragraphs(document(text)) == [
        "We will listen to our staff & act *soon*; cooperate with all of them."
    ]


WRAPPED_PAGE = """Our Climate Plan 2021
The {0} service declared an emergency in July and every department has since
then worked on its own {0} plan to reduce emissions from buildings and from
the {0} vehicles it owns and runs.
In the {0} year the savings were reported each quarter to the board, which
asked that {0} lighting be replaced by the spring.
A {0} forum of residents will meet in each of the towns of the district{1}
{2}
"""


def test_wrapped_lines_are_put_together_and_page_numbers_dropped() -> None:
    words = [("housing", " and"), ("transport", "."), ("waste", "."), ("energy", ".")]
    text = "\f".join(WRAPPED_PAGE.format(word, end, n) for n, (word, end) in enumerate(words, start=1))

    found = document(text)

    assert len(found.page_starts) == 4
    assert found.page_of(found.text.index("waste")) == 3
    assert "Our Climate Plan 2021" in found.report.furniture_removed
    assert "then worked on its own waste plan to reduce emissions" in found.text
    assert "towns of the district and The transport service" in found.text
    assert "\n2\n" not in found.text


def test_a_marker_alone_on_its_line_belongs_to_the_next_line() -> None:
    lines = "\n".join(f"•\nAction number {n} of the council plan" for n in range(1, 8))

    found = document(f"The council will now do these things:\n{lines}\n")

    assert lists(found) == [[f"Action number {n} of the council plan" for n in range(1, 8)]]


def test_text_in_utf16_and_in_windows_1252_is_read() -> None:
    text = "Priorities\n\nWe’ll spend £5 on the plan – no more than that in any of the years.\n"

    for encoding in ("utf-16", "cp1252", "utf-8-sig"):
        assert (
            "We’ll spend £5" in assemble(read_text(text.encode(encoding)), digest="0" * 64, file="a.txt").text
        )


def test_the_title_is_the_line_that_names_a_paper_not_the_name_of_the_council() -> None:
    assert (
        document(f"Sample Council\n\nWorkforce Plan 2022-2026\n\nContents of it\n\n{LONG}\n").title
        == "Workforce Plan 2022-2026"
    )


def test_every_span_is_where_it_says() -> None:
    text = (
        f"# Plan\n\n{LONG}\n\n- one\n  - two\n\nA\tB\tC\n<p>x</p> <ul><li>y</li></ul>\tz\t1\n\n"
        "12%\n\nTurnover\n\n7 days\n\nLost\n\n1. First\n2. Second\n"
    )

    found = document(text)

    assert all(found.text[start:end] == span for start, end, span in spans(found))
    assert found.report.tables == 1


def test_headings_before_the_numbered_sections_keep_their_own_levels() -> None:
    text = (
        f"# Sample Council\n\n## Our priorities\n\n{LONG}\n\n**Priority One – Talent**\n\n{LONG}\n\n"
        f"**Priority Two – Health**\n\n{LONG}\n\n## Profile\n\n{LONG}\n\n1. Governance\n\n{LONG}\n\n"
        f"2. Review\n\n{LONG}\n"
    )

    found = document(text)

    assert [(section.level, section.heading) for _, section in found.walk()] == [
        (1, "Sample Council"),
        (1, "Our priorities"),
        (2, "Priority One – Talent"),
        (2, "Priority Two – Health"),
        (1, "Profile"),
        (1, "1. Governance"),
        (1, "2. Review"),
    ]


def test_long_runs_of_marks_are_read_in_good_time() -> None:
    for text in ("." * 20_000, ". " * 20_000, "[" * 20_000, "**a" * 20_000, "<p " * 20_000, "- " * 20_000):
        assert document(f"{LONG}\n\n{text}\n").text.startswith(LONG)


def test_a_heading_with_a_span_of_years_is_a_heading() -> None:
    found = document(f"2.2 Strategic Plan (2014 - 2018)\n\n{LONG}\n\n5. Achievements 2010 - 2013\n\n{LONG}\n")

    assert list(sections(found)) == ["2.2 Strategic Plan (2014 - 2018)", "5. Achievements 2010 - 2013"]
