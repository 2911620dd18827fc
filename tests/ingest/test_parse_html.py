"""HTML pages become sections, lists and tables; what is not the paper is left out."""

from __future__ import annotations

from ingest.model import Block, BlockKind, Document
from ingest.parse.html import read_html
from ingest.parse.structure import assemble

LONG = "We will work with partners and residents over the coming years to improve what we do for everybody."


def document(body: str, head: str = "") -> Document:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return assemble(read_html(page.encode()), digest="0" * 64, file="plan.html")


def blocks(found: Document, kind: BlockKind) -> list[Block]:
    return [block for _, section in found.walk() for block in section.blocks if block.kind is kind]


def test_headings_make_the_tree_and_the_first_names_the_document() -> None:
    found = document(
        f"<h1>People Plan</h1><h2>Vision</h2><p>{LONG}</p><h3>Aims</h3><p>{LONG}</p>"
        f"<h2>Money</h2><p>{LONG}</p>"
    )

    assert found.title == "People Plan"
    assert [(section.level, section.heading) for _, section in found.walk()] == [
        (1, "People Plan"),
        (1, "Vision"),
        (2, "Aims"),
        (1, "Money"),
    ]


def test_navigation_scripts_and_hidden_text_are_left_out() -> None:
    found = document(
        f"<nav>Home | Jobs</nav><script>var a = 'x'</script><p hidden>secret one</p>"
        f"<div style='display: none'>secret two</div><div class='breadcrumb'>You are here</div>"
        f"<main><h1>Plan</h1><p>{LONG}</p></main><footer>Cookies</footer>"
    )

    assert found.text == f"Plan\n\n{LONG}"


def test_nested_lists_keep_their_levels_and_numbers() -> None:
    found = document("<p>Aims:</p><ol><li>Grow<ul><li>skills</li><li>pay</li></ul></li><li>Keep</li></ol>")

    lines = blocks(found, BlockKind.LIST)[0].lines

    assert [(line.marker, line.level, line.text) for line in lines] == [
        ("1.", 0, "Grow"),
        ("•", 1, "skills"),
        ("•", 1, "pay"),
        ("2.", 0, "Keep"),
    ]


def test_spanning_cells_keep_the_columns_in_place() -> None:
    found = document(
        "<table><caption>Actions</caption><tr><th>Theme</th><th>Action</th><th>When</th></tr>"
        "<tr><td rowspan='2'>Skills</td>"
        "<td>Train<ul><li>leaders</li><li>staff</li></ul></td><td>May</td></tr>"
        "<tr><td colspan='2'>Review all of it</td></tr></table>"
    )

    table = blocks(found, BlockKind.TABLE)[0]

    assert [cell.text for cell in table.columns] == ["Theme", "Action", "When"]
    assert [line.text for line in table.rows[0].cells[1].lines] == ["Train", "leaders", "staff"]
    assert [cell.text for cell in table.rows[1].cells] == ["", "Review all of it", ""]
    assert blocks(found, BlockKind.CAPTION)[0].text == "Actions"


def test_breaks_within_a_cell_separate_its_lines() -> None:
    found = document(
        "<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>one<br>two</td><td>x</td><td>y</td></tr></table>"
    )

    assert [line.text for line in blocks(found, BlockKind.TABLE)[0].rows[0].cells[0].lines] == ["one", "two"]


def test_a_bold_paragraph_before_text_is_a_heading() -> None:
    found = document(f"<p>{LONG}</p><p><b>Where we are</b></p><p>{LONG}</p>")

    assert [section.heading for _, section in found.walk()] == ["", "Where we are"]


MENU = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "Bins", "Council tax", "Planning")
)
WORDS = "The council employs 1,204 people and will train every manager by May 2025, it says."


def test_groups_of_links_around_the_text_of_a_page_are_menus() -> None:
    page = f"<ul>{MENU}</ul><h1>People plan</h1><p>{WORDS}</p><div><ul>{MENU}</ul></div>"

    blocks = read_html(page.encode()).blocks

    assert [getattr(block, "text", "") for block in blocks] == ["People plan", WORDS]


def test_links_within_the_text_of_a_page_and_tables_of_links_stay() -> None:
    table = "<table><tr><td><a href='a'>Plan</a></td><td><a href='b'>2024</a></td><td><a href='c'>2025</a></td></tr></table>"
    page = f"<h1>People plan</h1><ul>{MENU}</ul><p>{WORDS}</p><div>{table}</div>"

    blocks = read_html(page.encode()).blocks

    assert [type(block).__name__ for block in blocks] == ["RawHeading", "RawList", "RawParagraph", "RawTable"]
