"""Whether an XMP packet names a camera.

It is searched, not parsed: what is cut off or damaged says what it still says, and no entity is unfolded.
"""

from __future__ import annotations

import re
from typing import Final

from memesweep.gallery.metadata.blocks import Metadata

_NAMESPACES: Final = {
    b"http://ns.adobe.com/tiff/1.0/": (b"Make", b"Model"),
    b"http://ns.adobe.com/exif/1.0/": (
        b"GPSLatitude",
        b"GPSLongitude",
        b"ExposureTime",
        b"FNumber",
        b"ISOSpeedRatings",
        b"PhotographicSensitivity",
        b"ShutterSpeedValue",
        b"ApertureValue",
        b"FocalLength",
        b"FocalLengthIn35mmFilm",
    ),
    b"http://cipa.jp/exif/1.0/": (
        b"PhotographicSensitivity",
        b"LensMake",
        b"LensModel",
        b"LensSpecification",
        b"BodySerialNumber",
    ),
    b"http://ns.adobe.com/exif/1.0/aux/": (b"Lens", b"LensID", b"LensInfo", b"SerialNumber"),
}
"""What only a camera writes, by namespace."""

_PREFIXES: Final = {
    b"tiff": b"http://ns.adobe.com/tiff/1.0/",
    b"exif": b"http://ns.adobe.com/exif/1.0/",
    b"exifEX": b"http://cipa.jp/exif/1.0/",
    b"aux": b"http://ns.adobe.com/exif/1.0/aux/",
}
"""How they are called where the declaration is lost, and nearly always."""

_DECLARATION: Final = re.compile(rb"xmlns:([\w.-]{1,40})\s*=\s*[\"']([^\"']{1,80})[\"']")
_ORIENTATION: Final = re.compile(rb"tiff:Orientation(?:\s*=\s*[\"']|\s*>)\s*([1-8])")
_VALUE: Final = 400
"""Bytes of an element in which its value has to begin."""


def read_xmp(data: bytes) -> Metadata:
    """Return what a packet says; never raises."""
    text = data.strip(b"\0 \t\r\n")
    if not text:
        # Room for a packet is often reserved; a hole of zeros in its place cannot be told from that.
        return Metadata(damaged=bool(data) and not data.strip(b"\0"))
    is_wide = text.count(b"\0") * 3 > len(text)
    if is_wide:
        text = text.replace(b"\0", b"")
    orientation = _ORIENTATION.search(text)
    return Metadata(
        camera=_names_camera(text),
        damaged=b"\0" in text or b"RDF>" not in text or b"<" not in text,
        orientation=int(orientation.group(1)) if orientation else 1,
    )


def _names_camera(text: bytes) -> bool:
    prefixes = {**_PREFIXES, **dict(_DECLARATION.findall(text))}
    names = {
        prefix + b":" + name for prefix, space in prefixes.items() for name in _NAMESPACES.get(space, ())
    }
    if not any(name in text for name in names):
        return False
    alternatives = b"|".join(re.escape(name) for name in sorted(names))
    pattern = re.compile(rb"(?<![\w/:.-])(" + alternatives + rb")(\s*=\s*[\"']([^\"']*)|[\s>])")
    return any(_has_value(text, found) for found in pattern.finditer(text))


def _has_value(text: bytes, found: re.Match[bytes]) -> bool:
    """Tell whether an attribute or an element has a value that is neither blank nor zero."""
    if found.group(3) is not None:
        value = found.group(3)
    else:
        element = text[found.end(1) : found.end(1) + _VALUE]
        inside = element.partition(b">")
        if inside[0].endswith(b"/"):
            return False
        value = re.sub(rb"<[^>]*>?", b"", inside[2].partition(b"</" + found.group(1))[0])
    return bool(value.strip(b" \t\r\n0/.,"))
