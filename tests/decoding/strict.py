"""What a strict decoder refuses has no score: mutated files of every format, shown to Pillow and to us.

`python -m tests.decoding.strict [COUNT]` prints the figures of so many files; each number stands for one file
for ever. Whole files are such whose pixels nobody touched: padded with zeros, or changed within a text.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, TypeAlias

from PIL import Image

from memesweep.gallery.picture import Depth
from tests.decoding.carriers import png_chunk
from tests.faults.fuzz import read
from tests.faults.ways import memory_folder
from tests.support.pictures import encoded, meme, photograph

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parents[2]
_TEXT: Final = "a text of many letters that no pixel depends on, and nobody reads"


@dataclass
class StrictFigures:
    """What became of mutated files."""

    files: int = 0
    refused: int = 0
    """By Pillow."""
    refused_and_scored: list[str] = field(default_factory=list)
    whole: int = 0
    whole_called_damaged: list[str] = field(default_factory=list)
    other_pixels: Counter[str] = field(default_factory=Counter)
    """Files that Pillow decodes to other pixels than were saved, by format and damage."""
    other_pixels_scored: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"{self.files} files: refused by the decoder: {self.refused}, and yet scored: "
            f"{len(self.refused_and_scored)}; whole: {self.whole}, called damaged: "
            f"{len(self.whole_called_damaged)}; "
            f"decoded to other pixels: {self.other_pixels.total()}, kept as damaged: "
            f"{self.other_pixels.total() - self.other_pixels_scored.total()}"
        )


@cache
def sound_files() -> dict[str, bytes]:
    """Photographs and memes, each in the ways that phones, messengers and computers save them."""
    import pillow_heif  # noqa: PLC0415 - an extra

    pillow_heif.register_heif_opener()
    text = Image.Exif()
    text[0x013B] = _TEXT
    exif = text.tobytes()
    files: dict[str, bytes] = {}
    for name, picture in (("photograph", photograph("coffee.png")), ("meme", meme("astronaut.png"))):
        small, large = picture.resize((360, 300)), picture.resize((1000, 830))
        files |= {
            f"{name} jpeg": encoded(small, quality=85, exif=exif),
            f"{name} jpeg optimized": encoded(small, quality=60, optimize=True, exif=exif),
            f"{name} jpeg restarts": encoded(small, quality=85, restart_marker_blocks=16),
            f"{name} jpeg progressive": encoded(small, quality=80, progressive=True, exif=exif),
            f"{name} jpeg large": encoded(large, quality=75, progressive=True, exif=exif),
            f"{name} png": encoded(small, "PNG", exif=exif),
            f"{name} png palette": encoded(small.convert("P"), "PNG"),
            f"{name} webp": encoded(small, "WEBP", quality=80, method=2, exif=exif),
            f"{name} webp lossless": encoded(small, "WEBP", lossless=True, method=1),
            f"{name} gif": encoded(small, "GIF"),
            f"{name} avif": encoded(small, "AVIF", quality=65, speed=10, exif=exif),
            f"{name} heic": encoded(small, "HEIF", quality=60, exif=exif),
            f"{name} bmp": encoded(small.resize((180, 150)), "BMP"),
            f"{name} tiff": encoded(small.resize((180, 150)), "TIFF"),
            f"{name} tiff lzw": encoded(small, "TIFF", compression="tiff_lzw"),
            f"{name} tiff deflate": encoded(small, "TIFF", compression="tiff_adobe_deflate"),
        }
    return files


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randrange(1, 4)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _hole(data: bytes, random: Random) -> bytes:
    size = random.choice((64, 512, 512, 4096))
    at = random.randrange(len(data))
    return data[:at] + bytes(min(size, len(data) - at)) + data[at + size :]


def _swap(data: bytes, random: Random) -> bytes:
    size = random.choice((64, 512))
    one, other = sorted(random.randrange(max(1, len(data) - size)) for _ in range(2))
    other = max(other, one + size)
    swapped = data[other : other + size] + data[one + size : other] + data[one : one + size]
    return data[:one] + swapped + data[other + size :]


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _cut_and_fill(data: bytes, random: Random) -> bytes:
    """Room was made for the whole file before its bytes came."""
    at = random.randrange(len(data))
    return data[:at] + bytes(len(data) - at)


def _pad(data: bytes, random: Random) -> bytes:
    return data + bytes(random.randrange(1, 6000))


def _change_text(data: bytes, random: Random) -> bytes:
    """Change letters within the text; a file without one is padded."""
    at = data.find(_TEXT.encode())
    if at < 0:
        return _pad(data, random)
    changed = bytearray(data)
    for _ in range(random.randrange(1, 8)):
        changed[at + random.randrange(len(_TEXT))] = random.randrange(1, 256)
    if data.startswith(b"\x89PNG"):
        start = data.index(b"eXIf") + 4
        size = int.from_bytes(data[start - 8 : start - 4], "big")
        chunk = png_chunk(b"eXIf", bytes(changed[start : start + size]))
        return data[: start - 8] + chunk + data[start + size + 4 :]
    return bytes(changed)


_Mutation: TypeAlias = "Callable[[bytes, Random], bytes]"
_DAMAGES: Final[tuple[_Mutation, ...]] = (_flip, _flip, _hole, _swap, _cut, _cut_and_fill)
_HARMLESS: Final[tuple[_Mutation, ...]] = (_pad, _change_text)


class _Oracle:
    """Asks Pillow, and starts it anew where a file has killed it."""

    def __init__(self) -> None:
        self._process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.decoding.oracle"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self, path: Path) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().strip()
        if not answer:
            self.close()
            self._process = self._start()
        return answer or "refused"

    def close(self) -> None:
        self._process.communicate()


def compare(count: int, first: int = 0) -> StrictFigures:
    """Mutate, ask both, count."""
    figures = StrictFigures()
    oracle = _Oracle()
    with tempfile.TemporaryDirectory(prefix="memesweep-strict-", dir=memory_folder()) as folder:
        path = Path(folder, "picture")
        names = sorted(sound_files())
        sound = {}
        for name in names:
            path.write_bytes(sound_files()[name])
            sound[name] = oracle.ask(path)
        for number in range(first, first + count):
            random = Random(number)  # noqa: S311 - to be repeated
            name = names[number % len(names)]
            is_whole = random.random() < 0.15
            mutate = random.choice(_HARMLESS if is_whole else _DAMAGES)
            path.write_bytes(mutate(sound_files()[name], random))
            what = f"{number} {name} {mutate.__name__.lstrip('_')}"
            _count(figures, what, oracle.ask(path), path, sound[name], is_whole=is_whole)
    oracle.close()
    return figures


def _count(figures: StrictFigures, what: str, answer: str, path: Path, sound: str, *, is_whole: bool) -> None:
    decoded = [read(path, depth) for depth in Depth]
    is_scored = any(one.pixels is not None for one in decoded)
    figures.files += 1
    if is_whole:
        figures.whole += 1
        if any(one.problem is not None for one in decoded):
            figures.whole_called_damaged.append(what)
    elif answer == "refused":
        figures.refused += 1
        if is_scored:
            figures.refused_and_scored.append(what)
    elif answer not in {"unknown", sound}:
        kind = " ".join(what.split()[2:])
        figures.other_pixels[kind] += 1
        figures.other_pixels_scored[kind] += decoded[-1].pixels is not None


def main() -> None:
    """Print the figures, and what was wrong."""
    figures = compare(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    lines = [str(figures)]
    lines += [f"refused and scored: {what}" for what in figures.refused_and_scored]
    lines += [f"whole, called damaged: {what}" for what in figures.whole_called_damaged]
    lines += [
        f"other pixels, {what}: {count}, scored {figures.other_pixels_scored[what]}"
        for what, count in sorted(figures.other_pixels.items())
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
