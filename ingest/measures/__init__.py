"""The one taxonomy of quantities, and the relations between them, as data.

``table`` holds what ``ingest/data/relations.toml`` declares: quantities with their ratios, identities, accumulations and formulas.
``expression`` reads the arithmetic of a formula into a tree, ``units`` says what units multiply out to, ``nature`` what may be done with
a quantity that the table does not name. ``linking`` says which quantity a printed figure is of (``labels``, ``groups``, ``fact_units``).
"""
