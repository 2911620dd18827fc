"""The projection engine: facts plus stated assumptions become a figure that anyone can check.

``run(scenario, facts, parameters)`` returns a Projection. Arithmetic only: no language model, no chance, no
clock, no network, no disk (but for the packaged table of national rates, read once by ``parameters``).
``catalogue`` lists what each operation needs; ``errors`` the ways in which the engine declines.
"""

from engine.run import compare, explain, grid, run, solve

__all__ = ["compare", "explain", "grid", "run", "solve"]
