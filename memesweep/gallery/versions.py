"""Names of the ways from a file to the net's input.

They are part of every catalogued score's identity, so they can be read without loading the libraries that
do the work.
"""

from __future__ import annotations

from typing import Final

PREPROCESSING: Final = "rgb-stretch-bilinear-1"
"""Names the preprocessing in `model.json` and in every catalogued score."""

QUICK_LOOK: Final = "scans-1"
"""Names the rule by which a quick look leaves out scans and pixels."""
