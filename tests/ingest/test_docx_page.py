"""What a Word page shows beyond its plain paragraphs: merged tables, notes, strokes, forms and diagrams."""

from __future__ import annotations

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from ingest.parse.docx_diagrams import diagrams
from tests.ingest.table_paths import heads, paths, plain, tables
from tests.ingest.test_parse_docx import document

_FOOTNOTES = (
    f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
    "<w:footnote w:id='2'><w:p><w:r><w:t>Schools are left out.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
_DGM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def table(paper: DocxDocument, rows: list[list[str]]) -> Table:
    made: Table = paper.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made


def add_run(paper: DocxDocument, xml: str) -> None:
    paper.paragraphs[-1]._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))


def attach(paper: DocxDocument, name: str, kind: str, xml: str) -> str:
    part = Part(PackURI(f"/word/{name}.xml"), "application/xml", xml.encode(), paper.part.package)
    return paper.part.relate_to(part, f"{RELATIONSHIP_TYPE.STYLES.rsplit('/', 1)[0]}/{kind}")


def test_merged_headers_stand_over_what_they_span() -> None:
    paper = docx.Document()
    made = table(
        paper,
        [
            ["Service", "2024/25", "", "RAG"],
            ["", "Budget", "Actual", ""],
            ["Parks", "11", "12", "Green"],
            ["Roads", "21", "22", "Red"],
        ],
    )
    for start, end in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (1, 3))):
        made.cell(*start).merge(made.cell(*end))

    found = paths(tables(document(paper))[0])

    assert found["12"] == ("Parks", "2024/25", "Actual")
    assert found["Red"] == ("Roads", "RAG")


def test_every_row_that_is_repeated_on_each_page_is_a_header() -> None:
    paper = docx.Document()
    made = table(
        paper, [["Team", "Posts held"], ["Name", "On 31 March"], ["Legal", "none"], ["Audit", "few"]]
    )
    for row in made.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    assert heads(tables(document(paper))[0]) == [["Team", "Posts held"], ["Name", "On 31 March"]]


def test_a_table_within_a_cell_follows_as_a_table() -> None:
    paper = docx.Document()
    outer = table(paper, [["Scheme", "Street lights"], ["Costs", ""]])
    inner = outer.cell(1, 1).add_table(3, 3)
    for row, texts in enumerate(
        [["Year", "Cost", "Lamps"], ["2025/26", "£4", "11"], ["2026/27", "£3", "10"]]
    ):
        for column, text in enumerate(texts):
            inner.cell(row, column).text = text

    found = tables(document(paper))

    assert paths(found[-1])["£3"] == ("2026/27", "Cost")


def test_a_row_within_a_content_control_is_read() -> None:
    paper = docx.Document()
    made = table(paper, [["Measure", "Target"], ["Calls answered", "88%"], ["Homes let", "90%"]])
    row = made.rows[2]._tr
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control[0].append(row)

    assert "Homes let | 90%" in document(paper).text


def test_a_raised_figure_is_no_digit_of_the_number_before_it() -> None:
    paper = docx.Document()
    paper.add_paragraph("Ratio 2.2")
    add_run(paper, "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t>")

    assert document(paper).text == "Ratio 2.2³"


def test_a_footnote_follows_the_paragraph_that_bears_its_mark() -> None:
    paper = docx.Document()
    attach(paper, "footnotes", "footnotes", _FOOTNOTES)
    paper.add_paragraph("We employ 2,731 people")
    add_run(paper, "<w:footnoteReference w:id='2'/>")
    paper.add_paragraph("Turnover is high.")

    text = document(paper).text

    assert text == "We employ 2,731 people¹\n\nNote 1: Schools are left out.\n\nTurnover is high."


def test_struck_words_are_kept_and_reported_and_hidden_ones_left_out() -> None:
    paper = docx.Document()
    paper.add_paragraph("We will have ")
    add_run(paper, "<w:rPr><w:strike/></w:rPr><w:t xml:space='preserve'>905 full posts </w:t>")
    add_run(paper, "<w:t>880 posts</w:t>")
    add_run(paper, "<w:rPr><w:vanish/></w:rPr><w:t> or 850</w:t>")

    found = document(paper)

    assert found.text == "We will have 905 full posts 880 posts"
    assert [found.text[start:end] for start, end in found.withdrawn] == ["905 full posts"]


def test_tick_boxes_and_chosen_entries_of_forms_are_shown() -> None:
    paper = docx.Document()
    paper.add_paragraph("Key decision? Yes ")
    box = "<w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar>"
    add_run(paper, box.format("<w:default w:val='0'/><w:checked/>"))
    add_run(paper, "<w:t xml:space='preserve'> No </w:t>")
    add_run(paper, box.format("<w:default w:val='0'/>"))
    add_run(paper, "<w:t xml:space='preserve'> Ward: </w:t>")
    entries = "<w:result w:val='1'/><w:listEntry w:val='North'/><w:listEntry w:val='South'/>"
    add_run(
        paper,
        f"<w:fldChar w:fldCharType='begin'><w:ffData><w:ddList>{entries}</w:ddList></w:ffData></w:fldChar>",
    )

    assert document(paper).text == "Key decision? Yes ☒ No ☐ Ward: South"


def test_the_words_of_a_diagram_are_a_list() -> None:
    paper = docx.Document()
    point = '<dgm:pt modelId="{0}"><dgm:t><a:p><a:r><a:t>{1}</a:t></a:r></a:p></dgm:t></dgm:pt>'
    link = '<dgm:cxn srcId="0" destId="{0}" srcOrd="{1}"/>'
    model = (
        f'<dgm:dataModel {_DGM} {_DRAWING}><dgm:ptLst><dgm:pt modelId="0" type="doc"/>'
        + point.format(1, "Good jobs")
        + point.format(2, "Warm homes")
        + f"</dgm:ptLst><dgm:cxnLst>{link.format(1, 1)}{link.format(2, 0)}</dgm:cxnLst></dgm:dataModel>"
    )
    key = attach(paper, "data1", "diagramData", model)
    paper.add_paragraph("Priorities")
    paper.paragraphs[-1]._p.append(
        parse_xml(f"<w:r {nsdecls('w', 'r')}><w:drawing><dgm:relIds {_DGM} r:dm='{key}'/></w:drawing></w:r>")
    )

    [found] = diagrams(paper.paragraphs[-1]._p, paper)

    assert [line.text for line in found.lines] == ["Warm homes", "Good jobs"]
    assert "• Warm homes" in plain(document(paper).text)
