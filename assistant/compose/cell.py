"""What a table says under a label: "out of scope" in a project's form, "measure of success" in an action plan.

A form-like table has its labels to the left of its values; a headed table has them above. The question must name the
label, nearly word for word, and the rest of it must meet the table or the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compose.draft import Draft, Written
from assistant.evidence import Citations
from assistant.pool import Pool, rank
from assistant.units import TableRow
from assistant.words import alike, stems, tokens
from ingest.facts.measures import unit_of
from ingest.model import Cell, Document
from ingest.quantities_cell import cell_figures

LONGEST_LABEL = 70
LONGEST_EXPLAINED = 200


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with its label and the row it stands in."""

    score: float
    coverage: float
    likeness: float
    document: Document
    entry: TableRow
    label: str
    cell: Cell


def labelled(pool: Pool) -> Draft | None:
    """The cell whose label the question names, in the row or table that the rest of the question names."""
    found = sorted(_candidates(pool), key=lambda candidate: -candidate.score)
    if not found:
        return None
    best = found[0]
    return Draft(
        "cell", best.score, best.coverage, best.likeness, (best.document,), lambda c: Written(_text(best, c))
    )


def _candidates(pool: Pool) -> Iterator[Labelled]:
    question = pool.matcher.question
    asked = " ".join(tokens(question.wording or question.text))
    for scored in pool.rows:
        entry = scored.item
        for label, cell in labels_of(entry):
            named = " ".join(tokens(label))
            if not cell.text or not _is_named(named, asked):
                continue
            around = " ".join((*entry.headings, entry.title, entry.row.text if entry.columns else ""))
            coverage = pool.matcher.coverage(f"{label} {entry.title}", around)
            exact = re.search(rf"\b{re.escape(named)}\b", asked) and " " in named
            bonus = 0.45 if exact else min(0.1 + 0.08 * len(named.split()), 0.35)
            yield Labelled(
                rank(coverage, scored.likeness) + bonus,
                coverage,
                scored.likeness,
                scored.document,
                entry,
                label,
                cell,
            )


def labels_of(entry: TableRow) -> Iterator[tuple[str, Cell]]:
    """The row's cells with what each is: the column's header, or the short cell to the left."""
    if entry.columns:
        for column, cell in zip(entry.columns, entry.row.cells, strict=False):
            yield column.text, cell
        return
    for left, cell in zip(entry.row.cells, entry.row.cells[1:], strict=False):
        label = re.split(r"[:(]", left.text)[0].strip()
        if 0 < len(label) <= LONGEST_LABEL and len(left.text) <= LONGEST_EXPLAINED:
            yield label, cell


def _is_named(label: str, asked: str) -> bool:
    """Whether the question holds the label's words in order, or all its stems when it has two or more."""
    if not label:
        return False
    if re.search(rf"\b{re.escape(label)}\b", asked):
        return True
    held, words = set(stems(asked)), [word for word in stems(label) if len(word) > 2]
    return len(words) >= 2 and all(alike(word) & held for word in words)


def _text(best: Labelled, citations: Citations) -> str:
    cite = citations.span(best.document.id, best.cell.start, best.cell.end)
    of = best.entry.label if best.entry.columns else ""
    if best.entry.columns and not best.cell.lines:
        told = with_unit(" ".join(best.cell.text.split()), best.label, best.entry)
    else:
        told = " ".join(best.cell.text.split())
    opening = f"**{' '.join(best.label.split())}**" + (
        f" ({_short(of)})" if of and of != best.cell.text else ""
    )
    lines = best.cell.lines
    if not lines:
        return f"{opening}: {told} {cite}"
    body = "\n".join(
        f"- {' '.join(line.text.split())}" if line.marker else f"\n{' '.join(line.text.split())}\n"
        for line in lines
    )
    return f"{opening} {cite}\n\n{body.strip()}"


def _short(text: str, most: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def row_in_words(entry: TableRow) -> str:
    """A row as what it is of and "header: cell" parts, for answers that show it whole."""
    if not entry.columns:
        return "; ".join(" ".join(cell.text.split()) for cell in entry.row.cells if cell.text)
    parts = []
    for column, cell in zip(entry.columns, entry.row.cells, strict=False):
        if cell.text and column is not entry.columns[0]:
            head, told = " ".join(column.text.split()), _short(with_unit(cell.text, column.text, entry), 260)
            parts.append(f"**{head}**: {told}" if head else told)
    label = _short(entry.row.cells[0].text, 60) if entry.row.cells else ""
    told = " · ".join(parts)
    return f"{label}: {told}" if label and told else told or " ".join(entry.row.text.split())


def with_unit(text: str, column: str, entry: TableRow) -> str:
    """A cell's text, a bare figure with the pounds or per cent that its column, row or table gives it: "10.5" as "£10.5m"."""
    figures = cell_figures(text)
    if len(figures) != 1 or figures[0].unit or figures[0].rest.strip():
        return text
    label = entry.row.cells[0].text if entry.row.cells else ""
    heading = entry.headings[-1] if entry.headings else ""
    unit = unit_of("", [("column", column), ("row", label), ("caption", entry.title), ("heading", heading)])
    if unit.name == "gbp" and unit.scale in _SCALES:
        sign, bare = (text[:1], text[1:]) if text[:1] in "(-–−" else ("", text)
        end = ")" if bare.endswith(")") else ""
        return f"{sign}£{bare.removesuffix(')')}{_SCALES[unit.scale]}{end}"
    return f"{text}%" if unit.name == "share" else text


_SCALES = {1.0: "", 1e3: "k", 1e6: "m", 1e9: "bn"}
