"""Make and measure the packaged weights: ``python -m training.train_question_scorer DATA [--no-evaluation]``.

DATA is the folder with the two question files. Prints the evaluation and writes
``assistant/data/question_scorer.npz``. Nothing is random: the same files give the same weights.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.reading.learned import MODELS, SETTINGS, TRUST, Scorer
from assistant.reading.linear import as_bytes
from ingest.embedding import Embedder
from training import calibration, questions
from training.calibration import set_to
from training.evaluation import (
    HEAD,
    Result,
    is_right,
    line,
    measure_scores,
    right_op,
    run,
    share,
)
from training.fitting import Example, fit, make_ready
from training.questions import FIRST, Row

TARGET = Path(__file__).parents[1] / "assistant" / "data" / "question_scorer.npz"
CURVE = (0.25, 0.5, 0.75, 1.0)
HELD = ("c", "f")
Held = tuple[Scorer, list[Example]]


def main() -> None:
    """Train, evaluate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--no-evaluation", action="store_true", help="only what the weights need")
    options = parser.parse_args()
    rows = questions.read(options.data)
    examples = make_ready(rows, embeddings(rows))
    if not options.no_evaluation:
        across_writers(examples)
        learning_curves(examples)
    held = leave_one_asker_out(examples)
    settings, trust = calibrated(held)
    final = fit(examples, digest=questions.digest(options.data))
    write(replace(final, settings=settings, trust=trust), TARGET)


def embeddings(rows: Sequence[Row]) -> dict[str, NDArray[np.floating]]:
    """The packaged encoder's 384 values for every question and every question before one."""
    texts = sorted({row.text for row in rows} | {row.previous for row in rows if row.previous})
    with tempfile.TemporaryDirectory() as folder:
        values = Embedder(Path(folder)).queries(texts)
    return dict(zip(texts, values, strict=True))


def across_writers(examples: Sequence[Example]) -> None:
    """One file for learning, the other for testing, both ways, with and without the embedding."""
    first = [example for example in examples if example.row.writer == FIRST]
    second = [example for example in examples if example.row.writer != FIRST]
    for title, learnt, tested in (("first -> second", first, second), ("second -> first", second, first)):
        print("\n" + HEAD)
        scorer = fit(learnt)
        results = run(scorer, tested)
        print(line(title, results))
        print(line("  without embedding", run(scorer, tested, embedding=False)))
        for writer in sorted({example.row.writer for example in tested}):
            print(line(f"  asker {writer}", [r for r in results if r.example.row.writer == writer]))
        print(line("  opening", [r for r in results if not r.example.row.previous]))
        print(line("  following up", [r for r in results if r.example.row.previous]), flush=True)


def learning_curves(examples: Sequence[Example]) -> None:
    """Shares of the wordings, every n-th of them: the first file tested on the second, and all but two askers on those."""
    second = [example for example in examples if example.row.writer != FIRST]
    first = [example for example in examples if example.row.writer == FIRST]
    held = [example for example in second if example.row.writer in HELD]
    others = [example for example in examples if example.row.writer not in HELD]
    for title, learnt, tested in (
        ("first -> second", first, second),
        (f"all but {' '.join(HELD)} -> {' '.join(HELD)}", others, held),
    ):
        print("\n" + HEAD)
        for part in CURVE:
            print(line(f"{title} {part:.0%}", run(fit(_part(learnt, part)), tested)), flush=True)


def _part(examples: Sequence[Example], part: float) -> list[Example]:
    """The examples of an even share of the wordings: of every four in order 1, 2, 3 or all, in every writer."""
    groups = {group: i for i, group in enumerate(dict.fromkeys(example.row.group for example in examples))}
    return [example for example in examples if groups[example.row.group] % 4 < 4 * part]


def leave_one_asker_out(examples: Sequence[Example]) -> list[Held]:
    """For each asker of the second file a scorer learnt from all others, with that asker's examples."""
    held = []
    for writer in sorted({example.row.writer for example in examples} - {FIRST}):
        scorer = fit([example for example in examples if example.row.writer != writer])
        held.append((scorer, [example for example in examples if example.row.writer == writer]))
    print("\n" + HEAD)
    results = [run(scorer, tested) for scorer, tested in held]
    for (_, tested), found in zip(held, results, strict=True):
        print(line(f"all others -> asker {tested[0].row.writer}", found))
    together = [result for found in results for result in found]
    print(line("each asker left out", together))
    plain = [result for scorer, tested in held for result in run(scorer, tested, embedding=False)]
    print(line("  without embedding", plain))
    print(line("  opening", [r for r in together if not r.example.row.previous]))
    print(line("  following up", [r for r in together if r.example.row.previous]))
    print(line("  to be asked back", [r for r in together if r.example.row.ask]))
    print(line("  with a figure", [r for r in together if r.example.spans]))
    print("\nmeasure words by token: precision, recall, F1, count")
    for role, (precision, recall, f1, n) in sorted(measure_scores(together).items()):
        print(f"  {role:6} {precision:.3f} {recall:.3f} {f1:.3f} {n}", flush=True)
    return held


def calibrated(held: Sequence[Held]) -> tuple[dict[str, float], dict[str, float]]:
    """Settings and trust learnt from all askers, each left out; printed is how they do on an asker left out again."""
    checked = []
    reached: list[tuple[bool, bool, bool, bool]] = []
    for i, (scorer, tested) in enumerate(held):
        settings, trust = _settle([*held[:i], *held[i + 1 :]])
        results = run(replace(scorer, settings=settings, trust=trust), tested)
        checked += results
        reached += [
            (
                result.scored.candidates[0].probability >= settings["floor_op"],
                right_op(result),
                result.scored.candidates[0].whole >= settings["floor_whole"],
                is_right(result.example, result.scored.candidates[0]),
            )
            for result in results
        ]
    weights = [result.example.row.weight for result in checked]
    for title, probabilities, right in (
        ("operation", [r.scored.candidates[0].probability for r in checked], [right_op(r) for r in checked]),
        ("whole", [r.scored.candidates[0].whole for r in checked], [r[3] for r in reached]),
    ):
        print(f"\nreliability, {title}")
        print("\n".join(calibration.deciles(probabilities, right, weights)))
    for title, at in (("operation", 0), ("whole", 2)):
        over = [r[at + 1] for r in reached if r[at]]
        print(
            f"above the floor, {title}: {len(over)} of {len(reached)}, right {sum(over) / max(1, len(over)):.3f}"
        )
    print(f"operation right in all: {share(checked, right_op):.3f}")
    return _settle(held, tell=True)


def _settle(held: Sequence[Held], *, tell: bool = False) -> tuple[dict[str, float], dict[str, float]]:
    """Sharpness with and without embedding, trust, and the floors, in that order, each with those before it in place."""
    sharp = calibration.sharpness(_together(held))
    plain = calibration.sharpness(_together(held, embedding=False))
    held = [(set_to(s, sharpness=plain, sharpness_embedding=sharp), tested) for s, tested in held]
    trust = calibration.trust(_together(held))
    held = [(replace(scorer, trust=trust), tested) for scorer, tested in held]
    results = _together(held)
    op, op_share = calibration.op_floor(results)
    whole, whole_share = calibration.whole_floor(results)
    settings = {**held[0][0].settings, "floor_op": op, "floor_whole": whole}
    if tell:
        print(
            f"\nsettings {settings}\ntrust {trust}\nreaching the floor: op {op_share:.3f} whole {whole_share:.3f}"
        )
    return settings, trust


def _together(held: Sequence[Held], *, embedding: bool = True) -> list[Result]:
    return [result for scorer, tested in held for result in run(scorer, tested, embedding=embedding)]


def write(scorer: Scorer, path: Path) -> None:
    """Keep the scorer as compressed plain arrays."""
    arrays: dict[str, NDArray[np.generic]] = {
        "digest": as_bytes([scorer.digest]),
        "settings": np.array([scorer.settings[name] for name in SETTINGS]),
        "trust": np.array([scorer.trust[name] for name in TRUST]),
    }
    for name in MODELS:
        arrays |= scorer.models[name].arrays(name)
    np.savez_compressed(path, **arrays)
    print(f"\nwrote {path.name}: {path.stat().st_size:,} bytes, data {scorer.digest[:12]}")


if __name__ == "__main__":
    main()
