"""Tests of sources: one suite that every kind must pass, and what is special to each."""
