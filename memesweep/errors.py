"""Trouble with the set-up, as one family that the command line turns into a sentence and an exit code.

Trouble with a single picture is never an exception beyond the room it happens in: it is a status on that
picture's result, so that one bad file cannot end a run over a hundred thousand.
"""

from __future__ import annotations


class MemesweepError(Exception):
    """Something the user can act on. The message names the path and the way out."""


class BadUsageError(MemesweepError):
    """The request itself makes no sense: a file where a folder belongs, folders nested the wrong way."""


class RefusedError(MemesweepError):
    """The request is clear, but carrying it out unattended could hurt: nothing was moved."""


class UnfitEnvironmentError(MemesweepError):
    """The gallery, the model or the runtime is not there, or not what it should be."""


class GalleryBusyError(MemesweepError):
    """Another run holds this gallery."""
