"""Questions with known answers: asked and scored by stage, used to set thresholds; search measured alone.

``rows`` reads question files, ``asking`` asks, ``judge`` says what is wrong with an answer, ``scores`` counts
by stage, ``report`` shows people the failures, ``floors`` keeps scores from moving unrecorded, ``calibrate``
sets the thresholds, ``benchmark`` measures retrieval on public test sets. ``assistant.evaluate`` is the face.
"""
