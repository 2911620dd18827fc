"""Evidence becomes text: one module per answer shape. Each gives a draft with its score, or nothing.

A draft says how well it meets the question and how to write itself; ``ask`` chooses between drafts and only the
chosen one is written and cited.
"""
