"""Inodes and devices are unsigned 64-bit, SQLite's integers are signed: FUSE and ReFS use the top bit."""

from __future__ import annotations


def signed(number: int) -> int:
    """Fold an unsigned 64-bit number into SQLite's range."""
    return number - (1 << 64) if number >= 1 << 63 else number


def unsigned(number: int) -> int:
    """Undo `signed`."""
    return number + (1 << 64) if number < 0 else number
