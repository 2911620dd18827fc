"""What a cell measures, of which part and whose: from the labels of its row and column, and what stands over the table."""

from __future__ import annotations

from dataclasses import replace

from ingest.facts import parts
from ingest.facts.measures import measures, told
from ingest.facts.table_case import Reading, Spot, Table
from ingest.facts.times import without_times
from ingest.facts.word_lists import lists
from ingest.quantities_cell import CellFigure, says_when


def reading_of(figure: CellFigure, spot: Spot, table: Table, unit: str) -> Reading:
    """What the cell measures, and of which part.

    Columns that measure make rows parts, unless the rows measure too. Columns of times and stages leave the
    measure to the rows, or to what stands over the table.
    """
    own, row = table.setting.paper.own, spot.row
    whole = parts.is_total(row.label, own) or says_when(row.label) or not row.label
    head = told(spot.column) or told(spot.left)
    group = " ; ".join(row.groups)
    if measures(group, unit):  # a heading of rows that says what they measure names no part
        table, group = replace(table, about=" ; ".join((group, table.about))), ""
    in_group = "" if whole and not group else " ; ".join(x for x in (group, "" if whole else row.label) if x)
    column_part = _part_of_column(figure, spot, unit, own)
    shown = without_times(spot.column).strip(" ;") or head
    if table.corner_measures and not column_part and not (head and measures(head, unit)):
        return Reading(
            f"{told(table.grid.corner)} ; {shown} ; {in_group}",
            in_group,
            "corner",
            told(table.grid.corner),
            f"{head} ; {row.path}",
        )
    if head and not column_part and measures(head, unit):
        if (
            measures(row.label, unit)
            and not table.has_total
            and not parts.has_part_word(row.label)
            and not table.columns_measure
        ):
            return Reading(
                f"{row.path} ; {spot.column}", "", "row and column", f"{row.label} ; {spot.column}", group
            )
        about = "" if len(head.split()) > 1 else f" ; {table.about}"
        return Reading(
            f"{spot.left} {spot.column}{about} ; {in_group}",
            in_group,
            "column",
            f"{spot.left} {spot.column}",
            row.path,
        )
    if measures(told(row.label) or row.label, unit) and not says_when(row.label):
        part = column_part or (
            in_group if whole or (parts.has_part_word(row.label) and table.has_total) else group
        )
        return Reading(
            f"{row.path} ; {shown}", part, "row", f"{row.label} ; {figure.rest}", f"{head} ; {group}"
        )
    if measures(table.about, unit):
        both = " ; ".join(x for x in (in_group, column_part) if x)
        return Reading(f"{table.about} ; {shown} ; {row.path}", both, "caption", head or row.path, row.path)
    return Reading(
        f"{row.path} ; {shown} ; {table.about}",
        column_part or (in_group if parts.has_part_word(row.label) else group),
        "all labels",
        row.path,
        head,
    )


def _part_of_column(figure: CellFigure, spot: Spot, unit: str, own: tuple[str, ...]) -> str:
    """The part that a column names: an organisation or a comparator over figures that its rows measure."""
    head = told(spot.column)
    if not head or parts.is_total(head, own) or parts.names_own(head, own):
        return ""
    if parts.comparator_in(head) or (parts.has_part_word(head) and not measures(head, unit)):
        return without_times(head).strip(" ;")
    return ""


def owner_of(spot: Spot, table: Table, reading: Reading) -> tuple[str, str]:
    """The other body that a row of a comparison is, with the part; the paper's own row and a total are none."""
    label, own = spot.row.label, table.setting.paper.own
    others = table.setting.paper.others
    if other := others.is_label(label) or others.is_label(told(spot.column)):
        return other, reading.part or label
    if not table.bodies or not label:
        return "", reading.part
    if parts.is_own(label, own) and not parts.is_total(label):
        return "", "" if reading.part == label else reading.part
    if parts.is_total(label, own):
        return "", "group" if table.own_row else reading.part or label
    if parts.comparator_in(label) or "company" in lists("organisation").labels(label):
        return "", reading.part or label
    if not parts.is_name(label):
        return "", reading.part or label
    formed = "body" in lists("organisation").labels(label)
    return label if formed else f"{label} Council", reading.part or label
