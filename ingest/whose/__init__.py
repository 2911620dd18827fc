"""Whose paper it is, what it is called, which years it covers, of what kind it is and how far it has got.

``recognise`` is the only door. ``evidence`` lists what the paper says of its owner and where; ``names`` finds names of
organisations in a line, by the words in ``ingest/data/organisation_kinds.toml`` and by the lists of bodies; ``owner``
weighs them by the place they stand in; ``title``, ``period``, ``status`` and ``sort`` read the rest. Every field keeps
the line it was read from.
"""
