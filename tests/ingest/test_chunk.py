import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunk import LIMIT, split, split_text
from ingest.model import Block, BlockKind, Cell, Document, Line, Row, Section
from ingest.parse import read
from ingest.sentences import sentences
from ingest.tokens import count_tokens
from tests.ingest.papers import WESTMARCH, write_papers

MODEL_READS = 256

words = st.sampled_from(
    [
        "staff",
        "council",
        "turnover",
        "£1.1m",
        "No.",
        "4",
        "people's",
        "well-being",
        "2023/24",
        "i.e.",
        "Agile",
    ]
)
sentence = st.lists(words, min_size=1, max_size=40).map(lambda some: "The " + " ".join(some) + " plan.")
paragraph = st.lists(sentence, min_size=1, max_size=12).map(" ".join)
items = st.lists(sentence, min_size=2, max_size=15)


def document(parts: list[str | list[str]]) -> Document:
    """A document of one section: a text is a paragraph, a list of texts a bulleted list."""
    text = "A heading"
    blocks = []
    for number, part in enumerate(parts):
        text += "\n\n"
        start = len(text)
        lines = []
        for index, item in enumerate(part if isinstance(part, list) else []):
            text += "\n" * (index > 0) + "• "
            lines.append(Line(item, len(text), len(text) + len(item), marker="•"))
            text += item
        if not lines:
            text += str(part)
        kind = BlockKind.LIST if lines else BlockKind.PARAGRAPH
        blocks.append(Block(kind, number, text[start:], start, len(text), lines=tuple(lines)))
    section = Section(0, "A heading", 1, 0, len("A heading"), blocks=tuple(blocks))
    return Document("d" * 16, "d" * 64, "a.md", "md", "A plan", text, (section,))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(paragraph, items), min_size=1, max_size=6))
def test_chunks_are_verbatim_small_whole_and_complete(parts: list[str | list[str]]) -> None:
    made = document(parts)

    chunks = split(made)

    assert all(made.text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    assert all(chunk.tokens <= LIMIT + 2 for chunk in chunks)
    assert all(a.end <= b.start for a, b in zip(chunks, chunks[1:], strict=False))
    body = made.text[made.sections[0].end :]
    assert re.sub(r"\s", "", "".join(chunk.text for chunk in chunks)) == re.sub(r"\s", "", body)
    ends = {block.start + end for block in made.sections[0].blocks for _, end in sentences(block.text)}
    assert all(chunk.end in ends for chunk in chunks)


def test_small_blocks_of_a_section_share_a_chunk() -> None:
    chunks = split(document(["One sentence.", ["an item", "another"], "The end."]))

    assert [chunk.blocks for chunk in chunks] == [(0, 1, 2)]


def test_a_text_without_any_sentence_end_is_still_cut_to_what_the_model_reads() -> None:
    chunks = split(document(["word " * 2_000]))

    assert len(chunks) > 8 and all(chunk.tokens <= MODEL_READS for chunk in chunks)


def test_the_header_says_whose_paper_it_is_and_where_the_passage_stands(tmp_path: Path) -> None:
    made = read(write_papers(tmp_path)[1])

    headers = [chunk.header for chunk in split(made)]

    assert any(header.endswith("Our priorities") for header in headers)
    assert all(header.startswith(made.title) for header in headers)


def test_rows_of_a_table_that_is_cut_keep_their_columns() -> None:
    columns = "Action | Target date"
    rows = [
        f"Do thing number {n} with all of the colleagues in every service of the council | May 20{n}"
        for n in range(10, 40)
    ]
    text = "\n".join([columns, *rows])
    made, at = [], len(columns) + 1
    for row in rows:
        made.append(Row(row, at, at + len(row), (Cell(row, at, at + len(row)),)))
        at += len(row) + 1
    names = Row(columns, 0, 20, (Cell("Action", 0, 6), Cell("Target date", 9, 20)))
    block = Block(BlockKind.TABLE, 0, text, 0, len(text), rows=tuple(made), heads=(names,))
    paper = Document(
        "d" * 16, "d" * 64, "a.md", "md", "A plan", text, (Section(0, "", 1, 0, 0, blocks=(block,)),)
    )

    chunks = split(paper)

    assert len(chunks) > 2
    assert chunks[0].text.startswith(columns)
    assert all(chunk.header.endswith(columns) for chunk in chunks[1:])
    assert all(chunk.text.split("\n")[-1] in rows for chunk in chunks)


def test_a_contents_page_is_not_indexed() -> None:
    block = Block(BlockKind.CONTENTS, 0, "Staff ... 4", 0, 11)
    paper = Document("d", "d", "a.md", "md", "A", "Staff ... 4", (Section(0, "", 1, 0, 0, blocks=(block,)),))

    assert split(paper) == []


@pytest.mark.parametrize("limit", [120, 200])
def test_plain_text_is_split_into_whole_sentences_within_the_limit(limit: int) -> None:
    text = " ".join(line for line in WESTMARCH.splitlines() if line) * 3

    pieces = split_text(text, limit=limit)

    assert max(count_tokens(pieces)) <= limit
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)
