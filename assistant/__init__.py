"""A question becomes an answer that shows its evidence.

``ask`` is the whole pipeline on one page: read the question, find the papers' own words for it, or hand a
scenario to the engine, compose, decide whether it answers, check every figure. ``bootstrap`` chooses the real
parts; ``settings`` is the one reader of the environment. A language model (``writer``) may phrase what was
found and may add nothing.
"""
