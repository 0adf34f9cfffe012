"""Every format and every oddity of one: decoded alike, or kept with a reason."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from memesweep.gallery.decode import decode
from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.formats import ImageKind, sniff
from memesweep.gallery.picture import Problem
from memesweep.gallery.preprocess import fit
from memesweep.gallery.read import read_picture
from tests.support.pictures import encoded, photograph
from tests.support.trees import build

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.support.program import Program

SIZE = 224


def heic(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    pillow_heif.from_pillow(image).save(stream, quality=90)
    return stream.getvalue()


def sixteen_bit() -> Image.Image:
    grey = np.asarray(photograph().convert("L"), dtype=np.uint16)
    return Image.fromarray(grey * 257)


def distance(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Mean absolute difference of two pictures, of 255."""
    return float(np.abs(one.astype(float) - other.astype(float)).mean())


COLOUR = {
    "baseline": lambda image: encoded(image, quality=90),
    "progressive": lambda image: encoded(image, quality=90, progressive=True),
    "cmyk": lambda image: encoded(image.convert("CMYK"), quality=90),
    "png": lambda image: encoded(image, "PNG"),
    "palette": lambda image: encoded(image.quantize(256), "PNG"),
    "alpha": lambda image: encoded(image.convert("RGBA"), "PNG"),
    "webp": lambda image: encoded(image, "WEBP", quality=90),
    "gif": lambda image: encoded(image.quantize(256), "GIF"),
    "avif": lambda image: encoded(image, "AVIF", quality=90),
    "heic": heic,
}


@pytest.mark.parametrize("name", COLOUR)
def test_same_picture_in_every_format(name: str) -> None:
    decoded = decode(COLOUR[name](photograph()), SIZE)
    assert decoded.problem is None
    assert decoded.pixels is not None
    assert decoded.pixels.shape == (SIZE, SIZE, 3)
    assert distance(decoded.pixels, fit(photograph(), SIZE)) < 8
    assert (decoded.info.width, decoded.info.height) == photograph().size


def test_heic_whose_decoder_does_not_load(program: Program, tmp_path: Path) -> None:
    """The extra is there, the library below it is not: one picture less, not the end of the run."""
    broken = tmp_path / "broken" / "pillow_heif.py"
    broken.parent.mkdir()
    broken.write_text("raise ImportError('libheif.so.1: cannot open shared object file')")
    gallery = build(tmp_path / "gallery", {"a.heic": heic(photograph()), "b.jpg": encoded(photograph())})
    ended = program("scan", gallery, "--json", extra={"PYTHONPATH": str(broken.parent)})
    assert ended.code == 0, ended.err
    assert [one["reason"] for one in ended.document["images"]] == ["needs-heic", "no-meme"]


@pytest.mark.parametrize(
    "make", [lambda: encoded(photograph().convert("L")), lambda: encoded(sixteen_bit(), "PNG")]
)
def test_grey_pictures(make: object) -> None:
    decoded = decode(make(), SIZE)  # type: ignore[operator]
    assert decoded.pixels is not None
    assert distance(decoded.pixels, fit(photograph().convert("L"), SIZE)) < 4


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_exif_orientation_is_applied(kind: str, orientation: int) -> None:
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    upright = photograph("chelsea.png")
    stored = upright.transpose(Image.Transpose(undo[orientation])) if orientation in undo else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    decoded = decode(encoded(stored, kind, exif=exif, quality=90), SIZE)
    assert decoded.pixels is not None
    assert distance(decoded.pixels, fit(upright, SIZE)) < 6


def test_transparent_parts_are_white() -> None:
    clear = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    decoded = decode(encoded(clear, "PNG"), SIZE)
    assert decoded.pixels is not None
    assert decoded.pixels.min() == 255


def test_camera_exif_is_seen_and_software_is_none() -> None:
    for tag, value, camera in [(0x010F, "Maker", True), (0x0110, "Model", True), (0x0131, "Editor", False)]:
        exif = Image.Exif()
        exif[tag] = value
        assert decode(encoded(photograph(), exif=exif), SIZE).info.camera is camera


def test_position_counts_as_camera() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 30.0)
    assert decode(encoded(photograph(), exif=exif), SIZE).info.camera


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_animations_are_kept(kind: str) -> None:
    frames = [photograph(name).resize((64, 64)) for name in ("coffee.png", "rocket.jpg", "chelsea.png")]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert decode(data, SIZE).problem is Problem.ANIMATED


@pytest.mark.parametrize("name", [name for name in COLOUR if name not in {"palette", "alpha"}])
def test_half_a_file_is_unreadable(name: str) -> None:
    data = COLOUR[name](photograph())
    assert decode(data[: len(data) // 2], SIZE).problem is Problem.UNREADABLE


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    bomb = encoded(Image.new("1", (12_000, 12_000)), "PNG")
    assert len(bomb) < 100_000
    assert decode(bomb, SIZE).problem is Problem.TOO_LARGE


def test_kind_is_told_from_content(tmp_path: Path) -> None:
    path = tmp_path / "really-a.png"
    path.write_bytes(encoded(photograph(), "WEBP"))
    file = GalleryFile(str(tmp_path), "", path.name, FileStamp.of(os.lstat(path)))
    decoded = read_picture(file, SIZE)
    assert decoded.info.kind is ImageKind.WEBP
    assert decoded.pixels is not None


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"<html>", b"\0\0\0\x18ftypmp42", b"%PDF-1.7", b"BM" + bytes(60)]
)
def test_other_files_are_no_pictures(data: bytes) -> None:
    assert sniff(data) is None
    assert decode(data, SIZE).problem is Problem.NOT_A_PICTURE


def test_a_file_that_changed_since_the_walk_has_no_score(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(encoded(photograph()))
    file = GalleryFile(str(tmp_path), "", path.name, FileStamp.of(os.lstat(path)))
    path.write_bytes(encoded(photograph("coffee.png")))
    assert read_picture(file, SIZE).problem is Problem.CHANGED
    path.unlink()
    assert read_picture(file, SIZE).problem is Problem.CHANGED
    path.symlink_to("/etc/passwd")
    assert read_picture(file, SIZE).problem is Problem.CHANGED
    path.unlink()
    os.mkfifo(path)
    assert read_picture(file, SIZE).problem is Problem.CHANGED
