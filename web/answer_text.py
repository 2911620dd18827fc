"""An answer as plain text with its sources, for the clipboard."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.conversation import Turn
from web.answer_lines import lines_after, lines_before, tables
from web.answer_view import source_view
from web.views import GridView


def plain_text(turn: Turn, scope: str = "") -> str:
    """The question, what was answered from where that was chosen, the answer, what is told beside it, its sources."""
    answer = turn.answer
    lines = [turn.question, *lines_before(turn, scope), "", answer.text.replace("**", ""), ""]
    lines += [line for table in tables(answer) for line in _cells(table)]
    lines += [f"{label}: {words.replace('**', '')}" for label, words in lines_after(answer)]
    for item in answer.evidence:
        view = source_view(item, "", "")
        status = "".join(f" ({tag.text.lower()})" for tag in view.tags)
        lines.append(f"[{item.label}] {view.where}{status}: “{' '.join(item.quote.split())}”")
    return "\n".join(lines).strip() + "\n"


def _cells(table: GridView) -> Iterator[str]:
    """Each cell of a table that holds anything, on a line of its own, named by its row and column."""
    for name, *cells in table.rows:
        for column, cell in zip(table.columns[1:], cells, strict=False):
            if cell:
                yield f"{name}, {column}: {cell}"
