"""Sums over printed figures of any measure: a difference of two, a share of a whole, a total of parts.

``asks`` says which of them a question asks for, ``sides`` finds the figures that go into it, and ``worked`` has the engine work it out
and says it with its proof. Where a figure is missing or not sure nothing is worked out.
"""
