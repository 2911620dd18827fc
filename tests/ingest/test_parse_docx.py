"""Word documents become sections, lists and tables as they are printed."""

from __future__ import annotations

import io

import docx
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from ingest.model import Block, BlockKind, Document
from ingest.parse.docx import read_docx
from ingest.parse.structure import assemble

LONG = "We will work with partners and residents over the coming years to improve what we do for everybody."


def document(paper: DocxDocument) -> Document:
    out = io.BytesIO()
    paper.save(out)
    return assemble(read_docx(out.getvalue()), digest="0" * 64, file="plan.docx")


def blocks(found: Document, kind: BlockKind) -> list[Block]:
    return [block for _, section in found.walk() for block in section.blocks if block.kind is kind]


def number(paragraph: Paragraph, num_id: int, level: int = 0) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='{num_id}'/></w:numPr>")
    )


def numbering(paper: DocxDocument, *levels: tuple[str, str]) -> int:
    """A numbering of these (format, text) levels; its id."""
    root = paper.part.numbering_part.element
    inner = "".join(
        f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/>"
        f"<w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for n, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>{inner}</w:abstractNum>"))
    root.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
    return 90


def test_heading_styles_make_the_tree() -> None:
    paper = docx.Document()
    for level, text in ((1, "Our plan"), (2, "Vision"), (2, "Money"), (1, "Next steps")):
        paper.add_heading(text, level)
        paper.add_paragraph(LONG)

    found = document(paper)

    assert [(section.level, section.heading) for _, section in found.walk()] == [
        (1, "Our plan"),
        (2, "Vision"),
        (2, "Money"),
        (1, "Next steps"),
    ]


def test_a_bold_short_paragraph_is_a_heading() -> None:
    paper = docx.Document()
    paper.add_paragraph(LONG)
    paper.add_paragraph().add_run("Where we are now").bold = True
    paper.add_paragraph(LONG)

    assert [section.heading for _, section in document(paper).walk()] == ["", "Where we are now"]


def test_numbers_that_word_prints_are_part_of_headings_and_items() -> None:
    paper = docx.Document()
    outline = numbering(paper, ("decimal", "%1"), ("decimal", "%1.%2"))
    for level, text in ((0, "Vision"), (1, "Values"), (0, "Money")):
        number(paper.add_heading(text, level + 1), outline, level)
        paper.add_paragraph(LONG)

    found = document(paper)

    assert [(section.label, section.heading) for _, section in found.walk()] == [
        ("1", "1 Vision"),
        ("1.1", "1.1 Values"),
        ("2", "2 Money"),
    ]


def test_list_styles_and_levels_make_one_nested_list() -> None:
    paper = docx.Document()
    paper.add_paragraph("We will:")
    for style, text in (("List Bullet", "Grow"), ("List Bullet 2", "skills"), ("List Bullet", "Keep")):
        paper.add_paragraph(text, style=style)

    lines = blocks(document(paper), BlockKind.LIST)[0].lines

    assert [(line.marker, line.level, line.text) for line in lines] == [
        ("•", 0, "Grow"),
        ("•", 1, "skills"),
        ("•", 0, "Keep"),
    ]


def test_letters_and_roman_numbers_are_counted() -> None:
    paper = docx.Document()
    paper.add_paragraph("The board agreed:")
    form = numbering(paper, ("lowerLetter", "%1)"), ("lowerRoman", "(%2)"))
    for level, text in ((0, "Fund it"), (1, "this year"), (1, "next year"), (0, "Review it")):
        number(paper.add_paragraph(text), form, level)

    lines = blocks(document(paper), BlockKind.LIST)[0].lines

    assert [(line.marker, line.level) for line in lines] == [("a)", 0), ("(i)", 1), ("(ii)", 1), ("b)", 0)]


def test_merged_cells_bullets_in_cells_and_repeated_headers() -> None:
    paper = docx.Document()
    table = paper.add_table(rows=4, cols=3)
    for row, texts in enumerate(
        (("Theme", "Action", "When"), ("Skills", "Train", "May"), ("", "Coach", "June"))
    ):
        for cell, text in zip(table.rows[row].cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).text = "Pay"
    table.cell(3, 1).merge(table.cell(3, 2))
    table.cell(3, 1).text = "Review it"
    table.cell(1, 1).add_paragraph("leaders", style="List Bullet")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    found = blocks(document(paper), BlockKind.TABLE)[0]

    assert [cell.text for cell in found.columns] == ["Theme", "Action", "When"]
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["Skills", "Train\n• leaders", "May"],
        ["", "Coach", "June"],
        ["Pay", "Review it", ""],
    ]


def test_headers_and_footers_of_pages_are_not_read() -> None:
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = "Sample Council draft plan"
    paper.sections[0].footer.paragraphs[0].text = "Page 1"
    paper.add_paragraph(LONG)

    assert document(paper).text == LONG


def test_text_boxes_are_read_once_and_deleted_text_is_not() -> None:
    paper = docx.Document()
    paragraph = paper.add_paragraph(LONG)
    box = (
        f"<w:r {nsdecls('w')}><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'>"
        f"<v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>People enjoy living in our borough, and nine of ten residents say so."
        "</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "Old words"
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)

    found = document(paper)

    assert found.text.count("nine of ten") == 1
    assert "Old words" not in found.text


def test_a_table_of_contents_is_set_aside() -> None:
    paper = docx.Document()
    paper.add_paragraph("Contents")
    for entry in ("1 Vision\t3", "2 Money\t5", "3 Delivery\t9"):
        paper.add_paragraph(entry)
    paper.add_heading("1 Vision", 1)
    paper.add_paragraph(LONG)

    found = document(paper)

    assert [block.kind for block in blocks(found, BlockKind.CONTENTS)] == [BlockKind.CONTENTS]
    assert [section.heading for _, section in found.walk()] == ["", "1 Vision"]


def test_the_name_of_the_style_does_not_matter_when_it_is_based_on_a_heading() -> None:
    paper = docx.Document()
    style = paper.styles.add_style("Council Title Two", 1)
    style.base_style = paper.styles["Heading 2"]
    for part in ("Plan", "Annual review"):
        paper.add_heading(part, 1)
        paper.add_paragraph("Housing", style=style)
        paper.add_paragraph(LONG)

    assert [section.level for _, section in document(paper).walk()] == [1, 2, 1, 2]
