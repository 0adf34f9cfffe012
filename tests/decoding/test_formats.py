"""BMP and TIFF within bounds, and pictures in formats that are only named."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from memesweep.gallery.decode import decode
from memesweep.gallery.formats import FORMATS, ImageKind
from memesweep.gallery.picture import Problem
from memesweep.gallery.preprocess import fit
from tests.support.pictures import encoded, photograph

if TYPE_CHECKING:
    from tests.support.program import Program

SIZE = 224
ROOT = Path(__file__).resolve().parents[2]


def distance_from(data: bytes, expected: Image.Image) -> float:
    decoded = decode(data, SIZE)
    assert decoded.problem is None
    assert decoded.pixels is not None
    return float(np.abs(decoded.pixels.astype(int) - fit(expected, SIZE)).mean())


def test_every_kind_has_one_row() -> None:
    assert sorted(row.kind for row in FORMATS) == sorted(ImageKind)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_bmp(mode: str) -> None:
    image = photograph().convert(mode)
    assert distance_from(encoded(image, "BMP"), image) < 1


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1", "CMYK", "I;16"])
@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_tiff(mode: str, compression: str | None) -> None:
    image = photograph().convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image).astype(np.uint16) * 257)
    assert distance_from(encoded(image, "TIFF", compression=compression), image) < 1


def test_a_turned_tiff_is_turned_once() -> None:
    image = photograph("coffee.png")
    data = encoded(image.transpose(Image.Transpose.ROTATE_90), "TIFF", tiffinfo={0x0112: 6})
    assert distance_from(data, image) < 2


def test_pages_of_a_document_are_no_single_picture() -> None:
    pages = [photograph().rotate(angle) for angle in (90, 180)]
    data = encoded(photograph(), "TIFF", save_all=True, append_images=pages)
    assert decode(data, SIZE).problem is Problem.SEVERAL_PICTURES


@pytest.mark.parametrize("compression", ["jpeg", "tiff_sgilog", "webp", "zstd"])
def test_codecs_within_tiff_are_unsupported(compression: str) -> None:
    try:
        data = encoded(photograph(), "TIFF", compression=compression)
    except (OSError, KeyError, ValueError, RuntimeError):
        pytest.skip("this Pillow does not write it")
    assert decode(data, SIZE).problem is Problem.UNSUPPORTED_FORMAT


def entry(tag: int, kind: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, kind, 1, value)


@pytest.mark.parametrize("odd", [entry(0x0142, 4, 60_000), entry(0xC612, 1, 4), entry(0x014A, 4, 8)])
def test_raw_files_and_huge_tiles_are_not_decoded(odd: bytes) -> None:
    entries = [entry(0x0100, 4, 64), entry(0x0101, 4, 64), entry(0x0103, 3, 1), entry(0x0106, 3, 2), odd]
    data = b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + b"".join(entries) + bytes(4 + 64 * 64)
    assert decode(data, SIZE).problem is Problem.UNSUPPORTED_FORMAT


@pytest.mark.parametrize("kind", ["BMP", "TIFF"])
def test_a_header_that_claims_too_much_is_refused_before_memory_is_spent(kind: str) -> None:
    data = bytearray(encoded(Image.new("RGB", (100, 80)), kind))
    if kind == "BMP":
        data[18:26] = struct.pack("<ii", 30_000, 30_000)
    else:
        for tag in (0x0100, 0x0101):
            at = data.index(struct.pack("<H", tag), 8)
            data[at : at + 12] = entry(tag, 4, 30_000)
    assert decode(bytes(data), SIZE).problem is Problem.TOO_LARGE


def test_the_largest_webp_takes_no_more_than_is_promised(tmp_path: Path) -> None:
    """Lossless with alpha takes the most; a little larger, it is not decoded."""
    rows = np.zeros((4840, 4840, 4), np.uint8)
    rows[..., 3] = np.arange(4840) // 20
    for side, problem in ((4760, None), (4840, Problem.TOO_LARGE)):
        data = encoded(Image.fromarray(rows[:side, :side]), "WEBP", lossless=True, method=0, quality=0)
        (tmp_path / "large.webp").write_bytes(data)
        program = (
            "import sys; from pathlib import Path; from tests.faults.fuzz import read;"
            "from tests.support.memory import peak_mb;"
            "print(read(Path(sys.argv[1])).problem, peak_mb())"
        )
        command = [sys.executable, "-c", program, str(tmp_path / "large.webp")]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
        assert ended.stdout.split()[0] == str(problem)
        assert int(ended.stdout.split()[1]) < 512


UNSUPPORTED = {
    "jpeg 2000": lambda: encoded(photograph(), "JPEG2000"),
    "jpeg xl": lambda: b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(50),
    "photoshop": lambda: b"8BPS\0\1" + bytes(50),
    "gimp": lambda: b"gimp xcf file" + bytes(50),
    "raw of canon": lambda: b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(50),
    "icon": lambda: encoded(photograph().resize((32, 32)), "ICO", sizes=[(32, 32)]),
}


@pytest.mark.parametrize("name", sorted(UNSUPPORTED))
def test_other_pictures_are_called_pictures(name: str) -> None:
    assert decode(UNSUPPORTED[name](), SIZE).problem is Problem.UNSUPPORTED_FORMAT


def test_a_scan_names_them_and_says_nothing_of_a_damaged_tiff(program: Program, tmp_path: Path) -> None:
    """libtiff writes what it finds wrong to stderr by itself, which under cron would be a mail."""
    gallery = tmp_path / "gallery"
    gallery.mkdir()
    (gallery / "a.jp2").write_bytes(UNSUPPORTED["jpeg 2000"]())
    (gallery / "b.bmp").write_bytes(encoded(photograph(), "BMP"))
    tiff = bytearray(encoded(photograph(), "TIFF", compression="tiff_adobe_deflate"))
    tiff[len(tiff) // 2 : len(tiff) // 2 + 500] = bytes(500)
    (gallery / "c.tiff").write_bytes(tiff)
    ended = program("scan", gallery, "--json", "--quiet")
    assert (ended.code, ended.err) == (0, "")
    reasons = [image["reason"] for image in ended.document["images"]]
    assert reasons == ["unsupported-format", "no-meme", "unreadable"]
