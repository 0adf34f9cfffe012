"""Signed integers of 64 bits, as SQLite and columns hold them. FUSE and ReFS use the top bit of an inode."""

from __future__ import annotations


def signed(number: int) -> int:
    """Fold an unsigned 64-bit number into SQLite's range."""
    return number - (1 << 64) if number >= 1 << 63 else number


def folded(nanoseconds: int) -> int:
    """Fold a time into SQLite's range: ext4 and XFS hold dates beyond 2262, and only equality is asked."""
    return signed(nanoseconds & ((1 << 64) - 1))


def unsigned(number: int) -> int:
    """Undo `signed`."""
    return number + (1 << 64) if number < 0 else number
