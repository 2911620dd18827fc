"""One run as a page that a person can read: scores, what changed, and every failing answer in full.

The page is one file without script and asks nobody for anything. Whatever comes from a question, a paper or
an answer is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

from assistant.evaluation.asking import Outcome
from assistant.evaluation.rows import Row
from assistant.evaluation.scores import Scores, misrouted
from assistant.model import Route

NAMES = {
    "passed": "Right answers",
    "routing": "Routed the right way",
    "evidence": "Right document cited",
    "answerability": "Answered or refused rightly",
    "refused": "Refused what no paper answers",
    "answered": "Answered what a paper answers",
    "quotes": "Quotes exact",
    "figures": "Answers with every figure proved",
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #8888;padding:.3rem .7rem;text-align:left}
td.n{text-align:right;font-variant-numeric:tabular-nums}td.off{font-weight:700;background:#f6c94455}
article{border:1px solid #8888;
border-left:.4rem solid #b3261e;border-radius:.3rem;padding:.2rem 1rem;margin:1rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;
background:#8881;padding:.6rem;border-radius:.3rem}h3{margin:.6rem 0 .2rem}
"""


def page(outcomes: Sequence[Outcome], scores: Scores, *, before: Mapping[str, float], library: str) -> str:
    """The report as one HTML document. ``before`` are the last run's stages, if there was one."""
    failing = [outcome for outcome in outcomes if not outcome.passed or outcome.altered or outcome.loose]
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Evaluation</title>",
        "<meta name='viewport' content='width=device-width,initial-scale=1'>",
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<style>{_STYLE}</style></head><body><h1>Evaluation</h1>",
        f"<p>{scores.passed} of {scores.questions} answers are right. {_text(library)}</p>",
        _stages(scores, before),
        _kinds(scores),
        _confusion(scores),
        f"<p>Seconds for an answer: median {scores.median_s:.3f}, 95 of 100 within {scores.p95_s:.3f}.</p>",
        f"<h2>What went wrong ({len(failing)})</h2>",
        *(_failure(outcome) for outcome in failing),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _text(text: str) -> str:
    return html.escape("".join(mark for mark in text if mark.isprintable() or mark in "\n\t"))


def _table(heads: Sequence[str], rows: Iterable[str]) -> str:
    cells = "".join(f"<th scope='col'>{_text(head)}</th>" for head in heads)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _stages(scores: Scores, before: Mapping[str, float]) -> str:
    rows = []
    for stage, share in scores.stages.items():
        change = f"{share - before[stage]:+.1%}" if stage in before else "–"
        name = _text(NAMES.get(stage, stage))
        rows.append(f"<tr><td>{name}</td><td class='n'>{share:.1%}</td><td class='n'>{change}</td></tr>")
    return "<h2>By stage</h2>" + _table(("Stage", "Score", "Since the last run"), rows)


def _kinds(scores: Scores) -> str:
    rows = (
        f"<tr><td>{_text(kind)}</td><td class='n'>{right}</td><td class='n'>{asked}</td></tr>"
        for kind, (right, asked) in scores.kinds.items()
    )
    return "<h2>Answers by kind</h2>" + _table(("Kind", "Right", "Asked"), rows)


def _confusion(scores: Scores) -> str:
    rows = []
    for group, taken in scores.confusion.items():
        cells = "".join(f"<td class='n'>{taken.get(route.value, '')}</td>" for route in Route)
        rows.append(f"<tr><th scope='row'>{_text(group)}</th>{cells}</tr>")
    heads = ("Asked for", *(route.value for route in Route))
    return "<h2>Which way each kind went</h2>" + _table(heads, rows)


def _failure(outcome: Outcome) -> str:
    row, answer = outcome.row, outcome.answer
    wrong = [outcome.fault]
    wrong.append(f"{outcome.altered} quotes are not as printed" if outcome.altered else "")
    wrong.append(
        "figures from nowhere: " + ", ".join(f"{value:g}" for value in outcome.loose) if outcome.loose else ""
    )
    wrong.append(f"went to {answer.route.value}" if misrouted(outcome) else "")
    history = "".join(f"<p>Before: {_text(turn)}</p>" for turn in row.history)
    why = f" ({answer.why})" if answer.why else ""
    return (
        f"<article><h3>{_text(row.id)}: {_text(row.question)}</h3>{history}"
        f"<p><strong>{_text('; '.join(filter(None, wrong)))}</strong></p>"
        f"<p>Expected: {_text(expected(row))}</p>"
        f"<p>Status {answer.status.value}, route {answer.route.value}{_text(why)}</p>"
        f"<pre>{_text(answer.text)}</pre></article>"
    )


def expected(row: Row) -> str:
    """What a good answer would be, in words."""
    if row.refuse:
        said = "to be told that the papers do not answer this"
    elif row.route:
        said = f"{row.route}: {row.expected}" if row.expected else row.route
    else:
        said = (
            "; ".join(" or ".join(repr(alternative) for alternative in group) for group in row.all)
            or "an answer"
        )
    barred = f"; without {', '.join(map(repr, row.none))}" if row.none else ""
    cited = f"; citing {', '.join(row.cite)}" if row.cite else ""
    status = f"; status {row.status}" if row.status else ""
    return said + barred + cited + status
