"""From a plain English question to a scenario that the engine can run.

``cues`` holds the words as data, ``times`` and ``amounts`` read lengths, dates and quantities with their roles, ``frame``
puts them together, ``intent`` says what is asked, ``follow_up`` merges a turn with the ones before it, ``ledger``
chooses facts, and the ``plan_`` modules turn a frame and facts into scenarios and words, or say what is missing.
"""

# ruff: noqa: E501 (a sentence stays on one line)
