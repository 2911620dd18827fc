"""From a reading of a question and the printed figures of the papers to a figure with the tree it was worked out by.

``plan`` is the one door. ``search`` looks backward from a quantity to what is typed and printed, over the relations of
``ingest.measures``; each ``by_`` module gives one kind of step, each ``asks_`` module one shape of question. ``derivation`` is
the tree, worked by the engine's rules; ``again`` works it out for another year, reading or figure. What cannot be is sorted out
before, by ``assistant.reading.fits``.
"""
