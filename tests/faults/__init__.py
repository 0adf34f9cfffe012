"""Break things on purpose, and count what was lost.

The engines are here; `tests/safety` runs small versions of them, `python -m tests.faults` the long ones.
"""
