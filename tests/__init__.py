"""Tests mirror the rooms. A package, so that ``tests/engine`` never hides ``engine``."""
