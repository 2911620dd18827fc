"""An answer as plain text with its sources, for the clipboard."""

from __future__ import annotations

from assistant.conversation import Turn
from web.answer_view import carried, source_view


def plain_text(turn: Turn, scope: str = "") -> str:
    """The question, what was answered from where that was chosen, the answer, its notes and its sources."""
    answer = turn.answer
    lines = [
        turn.question,
        *filter(None, [carried(turn)]),
        *([f"Answered from: {scope}"] if scope else ()),
        "",
    ]
    lines += [answer.text.replace("**", ""), ""]
    lines += [f"How the question was read: {note}" for note in answer.notes]
    lines += [f"Take care: {warning}" for warning in answer.warnings if warning not in answer.notes]
    for item in answer.evidence:
        view = source_view(item, "", "")
        status = "".join(f" ({tag.text.lower()})" for tag in view.tags)
        lines.append(f"[{item.label}] {view.where}{status}: “{' '.join(item.quote.split())}”")
    return "\n".join(lines).strip() + "\n"
