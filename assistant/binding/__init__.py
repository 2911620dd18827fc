"""Whether a statement and a clause of a paper say the same: each slot read from structure and compared one by one.

Subject, group, part, period, unit, figure, polarity, quantifier and state are read of both (``marks``, ``clauses``) and
held against each other (``slots``); a verdict is given only where one clause binds all of them (``bind``). The statement
check, ``POST /api/verify``, the MCP tool and the check of a language model's sentences all use this one function.
"""
