"""What a scan is for, which decides how much of each picture its score has to rest on."""

from __future__ import annotations

from enum import StrEnum


class ScanPurpose(StrEnum):
    """What the verdicts of a scan will be used for."""

    REPORT = "report"
    """To be shown. What lies clear of the thresholds is left at a quick look."""
    SWEEP = "sweep"
    """To move files. Whatever could be reviewed or swept is read as a whole, in this run."""
