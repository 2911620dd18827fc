"""Which printed figure a question asks for: every fact of the papers in play is held against it, whatever it measures.

``asked`` reads what of the question bears on a figure, ``signs`` says how far a fact meets it, sign by sign, and ``found`` ranks the
facts by those signs under learned weights (``assistant/data/figure_weights.toml``, trained by ``training/figure_weights.py``).
"""
