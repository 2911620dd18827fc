"""What stands beside the text of a file is kept: running lines with their pages, and the properties of the file."""

from pathlib import Path

import docx

from ingest.model import Document
from ingest.parse import read
from tests.ingest.pdf_paper import LEFT, Paper

WORDS = "Our staff matter to us and to all whom they serve, day after day and year after year. "


def places(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in document.furniture:
        found.setdefault(one.place, []).append(one.text)
    return found


def test_headers_footers_and_properties_of_a_word_file_are_kept(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.core_properties.author = "Marlow Fen Town Council"
    section = paper.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Marlow Fen\tDRAFT v2"
    section.header.add_table(1, 1, section.page_width).cell(0, 0).text = "Town Action Plan"
    section.footer.paragraphs[0].text = "Issued by the clerk"
    paper.add_paragraph(WORDS)
    paper.save(str(tmp_path / "a.docx"))

    found = places(read(tmp_path / "a.docx"))

    assert found["head"] == ["Town Action Plan", "Marlow Fen", "DRAFT v2"]
    assert (found["foot"], found["author"]) == (["Issued by the clerk"], ["Marlow Fen Town Council"])


def test_what_a_web_page_says_around_its_text_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><meta charset='utf-8'><title>People plan | Eastmere</title><meta property='og:site_name' content='Eastmere Council'>"
        "<link rel='canonical' href='https://www.eastmere.gov.uk/plan'></head><body><header><img alt='Eastmere logo'>"
        f"</header><main><h1>People plan</h1><p>{WORDS}</p></main><footer>© Eastmere Council</footer></body></html>"
    )

    document = read(tmp_path / "a.html")

    assert places(document) == {
        "html title": ["People plan | Eastmere"],
        "site name": ["Eastmere Council"],
        "address": ["https://www.eastmere.gov.uk/plan"],
        "html header": ["Eastmere logo"],
        "html footer": ["© Eastmere Council"],
    }
    assert "Eastmere" not in document.text


def test_a_running_head_of_a_pdf_keeps_its_place_and_its_pages(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.canvas.setAuthor("Thornley Vale NHS Trust")
    for number, aim in enumerate(("recruit", "keep", "teach", "thank"), start=1):
        paper.put(LEFT, 812, "Thornley Vale NHS Trust", size=9)
        paper.put(LEFT, 30, f"Workforce plan, page {number}", size=9)
        paper.heading(f"How we {aim} people")
        paper.text(f"{number * 'Indeed '}{WORDS}")
        if number < 4:
            paper.page()

    document = read(paper.save())

    running = {one.text: (one.place, one.pages) for one in document.furniture if one.pages}
    assert running == {
        "Thornley Vale NHS Trust": ("head", (1, 2, 3, 4)),
        "Workforce plan, page 1": ("foot", (1, 2, 3, 4)),
    }
    assert places(document)["author"] == ["Thornley Vale NHS Trust"]


def test_running_lines_of_a_text_with_pages_are_kept(tmp_path: Path) -> None:
    pages = (
        f"Eastmere Council\n\nHow we {aim} people\n\n{'Indeed, ' * n}{WORDS}\n\nPage {n} of 4\n"
        for n, aim in enumerate(("recruit", "keep", "teach", "thank"), start=1)
    )
    (tmp_path / "a.txt").write_text("\f".join(pages))

    document = read(tmp_path / "a.txt")

    assert [(f.place, f.text, f.pages) for f in document.furniture] == [
        ("head", "Eastmere Council", (1, 2, 3, 4)),
        ("foot", "Page 1 of 4", (1, 2, 3, 4)),
    ]


def test_front_matter_stands_beside_the_text_and_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        f"---\ntitle: Learning Plan\nlayout: page\n---\n\n# Learning Plan\n\n{WORDS}\n"
    )

    document = read(tmp_path / "a.md")

    assert places(document) == {"title property": ["Learning Plan"], "front matter": ["layout: page"]}
    assert "layout" not in document.text and document.title == "Learning Plan"


def test_a_rule_between_paragraphs_is_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\n\n{WORDS}\n\n---\n\nA second part.\n")

    assert WORDS.strip() in read(tmp_path / "a.md").text
