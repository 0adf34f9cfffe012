"""Second processes that ask the system for a part of a gallery's files while the first compares the rest.

Asking for the stamps of 100,000 files takes longer than all else that a rescan does, and threads cannot share
it: they wait for the interpreter. A copy of this process can. It asks, writes what it was told into a pipe,
and ends; whatever happens to it, this process then asks by itself.
"""
