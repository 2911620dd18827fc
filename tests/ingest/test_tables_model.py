"""A header of several rows stands over its columns as paths."""

from ingest.model import Block, BlockKind, Cell, Row


def header(*texts: str) -> Row:
    """A header row; "<" is a cell covered by the merged one at its left."""
    cells = tuple(Cell("", 0, 0, covered="left") if t == "<" else Cell(t, 0, len(t)) for t in texts)
    return Row(" | ".join(c.text for c in cells), 0, 0, cells)


def test_a_merged_header_stands_over_every_column_that_it_spans() -> None:
    table = Block(
        BlockKind.TABLE,
        0,
        "",
        0,
        0,
        heads=(header("", "2025/26", "<"), header("Service", "Target", "Actual")),
    )

    paths = [[cell.text for cell in table.column_path(column)] for column in range(3)]

    assert paths == [["Service"], ["2025/26", "Target"], ["2025/26", "Actual"]]
    assert [cell.text for cell in table.columns] == ["Service", "Target", "Actual"]


def test_a_table_without_a_header_has_no_columns() -> None:
    assert Block(BlockKind.TABLE, 0, "", 0, 0).columns == ()
