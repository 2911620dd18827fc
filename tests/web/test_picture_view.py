"""The picture of a page in the viewer: its marks, what is said where a mark is missing, and how one moves about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup
from starlette.testclient import TestClient

from assistant.settings import Settings
from ingest.fact_model import Fact, FactKind
from ingest.fact_model import Place as FactPlace
from ingest.fingerprint import fingerprint
from ingest.model import Document
from ingest.parse import read
from ingest.parse.pdf_letters import printed_page
from ingest.printed import Area, Letter, PrintedPage
from tests.fakes import ELM_PAPER, OAK_PAPER, FakeLibrary, FakeMoothall
from tests.web.viewing import article, marked_text, solid, view_of
from web import page_letters
from web.app import create_app
from web.document_view import Place
from web.picture_marks import Letters, PageMarks, closeup
from web.views_picture import PictureView

PAPER = Path(__file__).parents[2] / "samples" / "library" / "stanbeck-workforce-plan-2023-2027.pdf"


@pytest.fixture(scope="module")
def stanbeck() -> Document:
    return read(PAPER)


def letters(page: int) -> PrintedPage:
    return printed_page(PAPER, page)


def seen(document: Document, quote: str, **more: int) -> PictureView:
    start = document.text.index(quote)
    return picture(document, Place(start=start, end=start + len(quote), **more))


def picture(document: Document, place: Place, printed: Letters = letters) -> PictureView:
    shown = view_of(document, place, printed).picture
    assert shown is not None
    return shown


def kinds(view: PictureView) -> list[str]:
    return [mark.kind for mark in view.marks]


def test_a_sentence_is_marked_and_the_description_says_where(stanbeck: Document) -> None:
    view = seen(stanbeck, "A budget gap of £14m by 2025/26.")

    assert kinds(view) == ["word"]
    assert view.said == ""
    assert view.alt == (
        "Picture of page 4: “A budget gap of £14m by 2025/26.” is marked near its middle. Its text stands beside it."
    )


def test_a_cell_has_a_frame_and_dashes_around_its_row_and_column(stanbeck: Document) -> None:
    view = seen(stanbeck, "4.74%")

    assert kinds(view) == ["head", "head", "cell", "word"]
    assert view.legend == (
        "Marked on the picture: the cited words; a frame around their cell, dashes around what names its row and column."
    )


def test_a_page_without_a_passage_is_not_read_letter_by_letter(stanbeck: Document) -> None:
    def never(page: int) -> PrintedPage:
        raise AssertionError(page)

    view = picture(stanbeck, Place(3), never)

    assert (view.marks, view.said, view.legend, view.closeup) == ([], "", "", "")
    assert view.alt == "Picture of page 3. Its text stands beside it."


def test_words_that_cannot_be_placed_are_said_to_be_so(stanbeck: Document) -> None:
    start = stanbeck.text.index("A budget gap")
    place = Place(start=start, end=start + 32)

    unread = picture(stanbeck, place, lambda page: None)
    empty = picture(stanbeck, place, lambda page: PrintedPage((), 1.4))

    for view in (unread, empty):
        assert view.marks == []
        assert (
            view.said
            == "The places of these words on the picture are not known, so only the text marks them."
        )


def test_words_of_which_only_some_can_be_placed_are_said_to_be_so(stanbeck: Document) -> None:
    start = stanbeck.text.index("A budget gap")
    word = tuple(Letter(char, Area(n, 0, n + 1, 1), 0, 0, 0, n) for n, char in enumerate("budget"))

    view = picture(stanbeck, Place(start=start, end=start + 32), lambda page: PrintedPage(word, 1.4))

    assert kinds(view) == ["word"]
    assert view.said == (
        "The places of some of these words on the picture are not known; the text marks all of them."
    )


def test_a_passage_over_two_pages_shows_the_marked_part_of_the_other(stanbeck: Document) -> None:
    turn = stanbeck.page_starts[3]

    view = picture(stanbeck, Place(3, turn - 60, turn + 60))
    other = picture(stanbeck, Place(4, turn - 60, turn + 60))

    assert [one.said for one in view.others] == ["The passage goes on on page 4"]
    assert [one.said for one in other.others] == ["The passage begins on page 3"]
    assert all(one.marks and one.box for one in (*view.others, *other.others))


def test_every_hit_of_a_search_on_the_page_is_marked(stanbeck: Document) -> None:
    low, high = stanbeck.page_starts[7], len(stanbeck.text)
    count = stanbeck.text[low:high].lower().count("march")

    view = picture(stanbeck, Place(8, find="march"))

    assert kinds(view).count("word") == count > 3


def test_the_pages_links_keep_what_was_chosen(stanbeck: Document) -> None:
    view = view_of(stanbeck, Place(3, find="march", zoom=200), letters)

    links = [view.previous_page, view.next_page, *(page.url for page in view.row)]
    assert all("find=march" in link and "zoom=200" in link for link in links)
    assert view.kept == [("find", "march"), ("zoom", "200")]
    assert [page.note for page in view.row][7].endswith(" marked")


def test_the_zoom_keeps_page_and_passage(stanbeck: Document) -> None:
    start = stanbeck.text.index("4.74%")

    view = picture(stanbeck, Place(start=start, end=start + 5, zoom=200))

    assert view.sharp
    assert [zoom.url for zoom in view.zooms if zoom.zoom == 150] == [
        f"/documents/{stanbeck.id}?page=8&start={start}&end={start + 5}&check={fingerprint('4.74%')}&zoom=150#spot"
    ]


def test_a_zoom_that_there_is_not_is_the_usual_one(stanbeck: Document) -> None:
    assert picture(stanbeck, Place(1, zoom=777)).zoom == 100


def test_from_a_page_without_a_hit_one_goes_to_the_nearest_before_and_after(stanbeck: Document) -> None:
    before, after = stanbeck.text.index("march".title()), stanbeck.text.rindex("March 2027")

    view = view_of(stanbeck, Place(7, find="march"), letters)

    assert view.hit_label.endswith(" places")
    assert f"start={after}" not in view.previous_hit
    assert before < int(re.search(r"start=(\d+)", view.next_hit).group(1)) <= after  # type: ignore[union-attr]


def test_the_close_up_holds_the_first_marks_and_stays_on_the_page() -> None:
    marks = PageMarks(1, 1.4, words=(Area(0, 0, 900, 100), Area(0, 9_900, 900, 10_000)))

    # The second mark stands too far down: 14,000 × 0.99 is more than a close-up holds.
    assert closeup(marks) == (0, 0, 5_000, 1_300)


def test_a_format_without_pages_has_no_picture_and_marks_its_text() -> None:
    view = view_of(OAK_PAPER, Place(start=0, end=10))

    assert view.picture is None
    assert view.row == []


ROW = "Disabled employees (declared) | 4.74% | 6% | March 2027"


def of_a_fact(document: Document, value: float) -> tuple[PictureView, str]:
    """The viewer at a fact whose words are a row of a table: its picture, and the cell of the text that is framed."""
    start = document.text.index(ROW)
    place = FactPlace(document.id, 8, start, start + len(ROW), ROW)
    fact = Fact("f1", "sta", "share", value, "percent", FactKind.ACTUAL, (place,))
    view = view_of(document, Place(start=start, end=start + len(ROW), fact="f1"), letters, [fact])
    assert view.picture is not None
    framed = re.findall(r'<td class="here" aria-current="true">(.*?)</td>', article(view), re.S)
    return view.picture, " ".join(Markup(cell).striptags().strip(" |") for cell in framed)


@pytest.mark.parametrize(("value", "cell"), [(4.74, "4.74%"), (6.0, "6%")])
def test_a_fact_of_a_row_opens_at_its_cell(stanbeck: Document, value: float, cell: str) -> None:
    view, framed = of_a_fact(stanbeck, value)

    assert kinds(view).count("word") == 4
    assert kinds(view).count("cell") == 1
    assert framed == cell


def test_a_fact_whose_figure_no_cell_of_the_row_prints_marks_the_row_alone(stanbeck: Document) -> None:
    view, framed = of_a_fact(stanbeck, 7.5)

    assert kinds(view) == ["word"] * 4
    assert framed == ""


def test_a_link_finds_its_words_when_the_text_has_moved(stanbeck: Document) -> None:
    quote = "A budget gap of £14m by 2025/26."
    start = stanbeck.text.index(quote)
    check = fingerprint(quote)

    moved = view_of(stanbeck, Place(2, start - 900, start - 868, check=check), letters)
    gone = view_of(stanbeck, Place(2, start, start + 32, check=fingerprint("Something else.")), letters)

    assert marked_text(moved) == solid(quote)
    assert (moved.page, kinds(moved.picture)) == (4, ["word"])  # type: ignore[arg-type]
    assert gone.uncertain == "The exact place of this passage is not certain, so nothing is marked."
    assert marked_text(gone) == ""


@pytest.fixture
def opened(tmp_path: Path, stanbeck: Document) -> Iterator[TestClient]:
    moothall = FakeMoothall(tmp_path)
    moothall.library = FakeLibrary(tmp_path, (stanbeck,))
    (tmp_path / stanbeck.digest).write_bytes(PAPER.read_bytes())
    app = create_app(moothall, Settings(data=tmp_path))
    with TestClient(app, client=("127.0.0.1", 50_000)) as client:
        yield client


def test_the_letters_of_a_page_are_read_once_and_kept(
    opened: TestClient, stanbeck: Document, tmp_path: Path
) -> None:
    start = stanbeck.text.index("4.74%")
    address = f"/documents/{stanbeck.id}?start={start}&end={start + 5}"

    first, second = opened.get(address).text, opened.get(address).text

    assert '<rect class="word"' in first
    assert first == second
    assert [path.name for path in (tmp_path / "pages").glob("*.json")] == [f"{stanbeck.digest}-8.json"]


def test_nothing_is_kept_of_the_pages_of_a_removed_document(
    opened: TestClient, stanbeck: Document, tmp_path: Path
) -> None:
    opened.get(f"/documents/{stanbeck.id}?start=0&end=20")
    (tmp_path / "pages" / "other-1.json").write_text("{}")

    opened.delete(f"/api/documents/{stanbeck.id}")

    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["other-1.json"]


def test_a_file_that_cannot_be_read_leaves_the_text_and_a_sentence(client: TestClient) -> None:
    # The fake's paper is plain text under the name of a PDF.
    page = client.get(f"/documents/{ELM_PAPER.id}?page=2&start=90&end=120")

    assert page.status_code == 200
    assert "The places of these words on the picture are not known" in page.text
    assert '<mark id="passage">' in page.text


def test_kept_letters_that_are_broken_are_read_again(tmp_path: Path) -> None:
    kept = tmp_path / "page.json"
    kept.write_text("not letters")

    assert page_letters.page_letters(PAPER, 1, kept) == printed_page(PAPER, 1)
    assert page_letters.page_letters(Path("nowhere.pdf"), 1, kept) == printed_page(PAPER, 1)


@pytest.mark.parametrize("size", ["", "small", "large"])
def test_pictures_come_in_three_sizes(opened: TestClient, stanbeck: Document, size: str) -> None:
    reply = opened.get(f"/documents/{stanbeck.id}/pages/8.webp", params={"size": size})

    assert reply.headers["content-type"] == "image/webp"
    assert opened.get(f"/documents/{stanbeck.id}/pages/8.webp?size=huge").status_code == 422


def test_the_page_with_its_marks_stays_light(opened: TestClient, stanbeck: Document) -> None:
    start = stanbeck.text.index("Measuring success")

    page = opened.get(f"/documents/{stanbeck.id}?start={start}&end={start + 600}")

    assert len(page.content) < 20_000
    assert int(page.headers["content-length"]) < 6_000  # as it is sent, compressed
    assert not re.search(r"<script(?! src=\"/static/)|\sstyle=", page.text)
