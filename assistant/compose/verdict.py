"""The answer to a statement or a yes-or-no question: the verdict that a clause of the papers binds, with its sentence.

The verdict is ``assistant.binding``'s. Without one the passages that come nearest are shown, found by aligning the
statement with every sentence, word by word (``assistant.align``).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.binding.bind import Binding, Verdict, bind, names_of, statement
from assistant.compose.draft import Draft, Written
from assistant.compose.prose import can_stand, distinct, in_document_order
from assistant.evidence import Citations
from assistant.match import stem_set, weights
from assistant.model import Status
from assistant.pool import Pool, Scored
from assistant.replies import reply
from assistant.units import Unit
from assistant.words import alike

BESIDE = 0.06
MOST = 3
FEW_WORDS = 0.1
_TELLING = 1.5


def verdict(pool: Pool, said: str, *, asked: bool = False) -> Draft | None:
    """The verdict on a statement, or the nearest sentences without one; None when nothing is near.

    What is ``asked`` ("has the depot opened?") is answered by a sentence that is near, and needs no verdict to be; what is put
    as a statement to be borne out is not. How near they must be is decided with all other thresholds, in ``assistant.decide``.
    """
    found = [scored for scored in pool.units if can_stand(scored.item)]
    bindings = bind(statement(said), [(scored.item, names_of(scored.document.body)) for scored in pool.units])
    best = bindings[0] if bindings else None
    if best is not None and best.verdict is not None:
        shown = next(scored for scored in pool.units if scored.item is best.unit)
        return _draft([shown], best)
    if not found:
        return None
    nearest = max(found, key=lambda scored: closeness(scored) - _doubt(scored))
    if closeness(nearest) < weights("answer")["verdict"] and _is_beside_the_point(pool, nearest):
        return None
    near = [
        scored
        for scored in found
        if closeness(scored) >= closeness(nearest) - BESIDE and scored is not nearest
    ]
    plain = asked and closeness(nearest) >= weights("answer")["verdict"]
    return _draft(distinct([nearest, *near], MOST), None, plain=plain)


def _draft(chosen: Sequence[Scored[Unit]], binding: Binding | None, *, plain: bool = False) -> Draft:
    """The draft that shows these sentences under the verdict, or under a line that says they may not answer, or ``plain``."""
    best, given = chosen[0], binding.verdict if binding else None
    opening = reply("verdict", given.name.lower()) if given else "" if plain else reply("status", "closest")
    return Draft(
        "verdict",
        closeness(best),
        best.coverage,
        best.likeness,
        tuple(dict.fromkeys(scored.document for scored in chosen)),
        lambda citations: Written(_written(opening, chosen, citations)),
        status=Status.ANSWERED if given is Verdict.YES else Status.ANSWERED_PARTLY,
        certain=given is not None,
        spans=tuple(chosen),
        verdict=given,
    )


def closeness(scored: Scored[Unit]) -> float:
    """How near a unit comes to a statement: the alignment, or the words found where nothing could be aligned."""
    return scored.coverage if scored.alignment is None else scored.alignment


def _doubt(scored: Scored[Unit]) -> float:
    """What a unit that holds few of the words loses in the choice of the nearest."""
    return FEW_WORDS if scored.coverage < weights("answer")["least_coverage"] else 0.0


def _is_beside_the_point(pool: Pool, best: Scored[Unit]) -> bool:
    """Whether a telling word of the statement stands nowhere in the paper, nor anything that means the same."""
    if best.coverage < weights("answer")["least_coverage"]:
        return True
    held = stem_set(best.document.text)
    telling = _TELLING / max(len(pool.matcher.weight), 3)
    return any(share >= telling and not alike(word) & held for word, share in pool.matcher.weight.items())


def _written(opening: str, chosen: Sequence[Scored[Unit]], citations: Citations) -> str:
    return f"{opening}\n\n{in_document_order(chosen, citations)}".strip()
