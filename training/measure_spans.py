"""How many marked figures the tagger finds, with the exact characters and type: ``python -m training.measure_spans DATA``."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from assistant.reading.spans import WITH_ROLE, Span, tag
from training.questions import FIRST, Mark, Row, read

LEFT_OUT = frozenset({"ORG", "MET"})


def outcome(mark: Mark, spans: tuple[Span, ...]) -> str:
    """ "exact", "type" (right characters, other type), "place" (overlaps), "name" (digits of a name) or "missed"."""
    over = [span for span in spans if span.start < mark.end and span.end > mark.start]
    for span in over:
        if (span.start, span.end) == (mark.start, mark.end):
            return "exact" if span.type == mark.type else "name" if span.type not in WITH_ROLE else "type"
    if not over:
        return "missed"
    return "name" if all(span.type not in WITH_ROLE for span in over) else "place"


def report(rows: list[Row], *, show: int) -> None:
    """Print a table by type, and up to ``show`` examples of each way of going wrong."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        spans = tag(row.text)
        marks = [mark for mark in row.marks if mark.type not in LEFT_OUT]
        for mark in marks:
            what = outcome(mark, spans)
            counts[mark.type][what] += 1
            counts["all"][what] += 1
            if what != "exact":
                read_as = [(s.text, s.type.value) for s in spans if s.start < mark.end and s.end > mark.start]
                key = f"{what} {mark.type}"
                wrong[key][row.group] = (
                    f"{row.text!r}: {row.text[mark.start : mark.end]!r} {mark.role} {read_as}"
                )
        for span in spans:
            if span.type in WITH_ROLE and not any(
                m.start < span.end and m.end > span.start for m in row.marks
            ):
                counts[span.type.value]["extra"] += 1
                counts["all"]["extra"] += 1
                wrong[f"extra {span.type}"][row.group] = f"{row.text!r}: {span.text!r}"
    for kind, count in sorted(counts.items()):
        n = sum(count.values()) - count["extra"]
        print(f"  {kind:5} n={n:5} exact={count['exact'] / max(n, 1):.3f} {dict(count)}")
    for key, rows_wrong in sorted(wrong.items()):
        for line in list(rows_wrong.values())[:show]:
            print("   ", key, line)


def main() -> None:
    """Measure both files apart."""
    rows = read(Path(sys.argv[1]))
    show = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    for title, chosen in (
        ("first writer", [row for row in rows if row.writer == FIRST]),
        ("second writer", [row for row in rows if row.writer != FIRST]),
    ):
        print(title)
        report(chosen, show=show)


if __name__ == "__main__":
    main()
