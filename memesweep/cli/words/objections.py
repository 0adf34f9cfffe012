"""What speaks against a sweep, in words, with the option that lifts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.workspace.proposals.proposal import Objection, ObjectionCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OBJECTIONS: Final[Mapping[ObjectionCode, str]] = {
    ObjectionCode.TOO_MANY_FILES: "The plan takes {files} pictures, the limit is {limit}{source}.",
    ObjectionCode.TOO_LARGE_SHARE: (
        "The plan takes {share:.1%} of the pictures, the limit is {limit:.1%}{source}."
    ),
    ObjectionCode.SYNCED: (
        "{folder} is synchronised by {service}: a picture that leaves it here leaves the phone or the other "
        "computers too."
    ),
    ObjectionCode.SYNC_AT_WORK: "A synchroniser is at work: {path} was written to within the hour.",
    ObjectionCode.SYNC_MARKER_GONE: (
        "{path} is missing, which was there at the last sweep: this may not be the synchronised folder."
    ),
    ObjectionCode.GALLERY_SHRUNK: (
        "The gallery has {pictures} pictures and had {before} after the last sweep: more than half are gone."
    ),
}

_INCOMPLETE: Final = "Add --yes-incomplete if the gallery is as it should be."

_LIMIT: Final = (
    "Look at the plan with --dry-run; without --yes you are asked instead, and --max-files and --max-share "
    "raise the limits."
)

_SOURCES: Final[Mapping[ObjectionCode, str]] = {
    ObjectionCode.TOO_MANY_FILES: "max_files",
    ObjectionCode.TOO_LARGE_SHARE: "max_share",
}
"""The settings that limits come from."""

_REMEDIES: Final[Mapping[ObjectionCode, str]] = {
    ObjectionCode.TOO_MANY_FILES: _LIMIT,
    ObjectionCode.TOO_LARGE_SHARE: _LIMIT,
    ObjectionCode.SYNCED: "Add --yes-synced if that is what you want.",
    ObjectionCode.SYNC_AT_WORK: "Try again later.",
    ObjectionCode.SYNC_MARKER_GONE: _INCOMPLETE,
    ObjectionCode.GALLERY_SHRUNK: _INCOMPLETE,
}

_IN_A_DRY_RUN: Final[Mapping[ObjectionCode, str]] = {
    ObjectionCode.TOO_MANY_FILES: "A sweep would be refused.",
    ObjectionCode.TOO_LARGE_SHARE: "A sweep would be refused.",
    ObjectionCode.SYNCED: "Unattended runs need --yes-synced.",
    ObjectionCode.SYNC_AT_WORK: "Unattended runs wait for its end.",
    ObjectionCode.SYNC_MARKER_GONE: "Unattended runs need --yes-incomplete.",
    ObjectionCode.GALLERY_SHRUNK: "Unattended runs need --yes-incomplete.",
}


def warning_of(objection: Objection, sources: Mapping[str, str] | None = None) -> str:
    """Return what a person has to know before saying yes; `sources` say where each setting comes from."""
    source = (sources or {}).get(_SOURCES.get(objection.code, ""), "")
    return OBJECTIONS[objection.code].format_map({**objection.facts, "source": source})


def warning_in_a_dry_run(objection: Objection) -> str:
    """Return the same, with what it would mean for a sweep."""
    return f"{warning_of(objection)} {_IN_A_DRY_RUN[objection.code]}"


def refusal_of(objections: Iterable[Objection], sources: Mapping[str, str] | None = None) -> str:
    """Return why nothing was moved, and what to do about it; see `warning_of`."""
    objections = tuple(objections)
    remedies = dict.fromkeys(_REMEDIES[objection.code] for objection in objections)
    return " ".join(
        (*(warning_of(objection, sources) for objection in objections), "Nothing was moved.", *remedies)
    )
