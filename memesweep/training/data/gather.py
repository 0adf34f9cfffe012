"""Keepers under free licences: screenshots, maps, drawings and figures out of Debian's packages.

The renderer draws what the data set lacks, but one renderer repeats itself. Debian's manuals, games and
desktops hold pictures by thousands of hands, with lettering and without, and none of them is a meme.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import subprocess
import tarfile
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

from memesweep.classifier.cores import usable_cores
from memesweep.gallery.preprocess import to_rgb

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES: Final = Path(__file__).parent / "packages.txt"
"""Names of Debian 12 packages, one a line."""
_APT_GET: Final = "/usr/bin/apt-get"
_DPKG_DEB: Final = "/usr/bin/dpkg-deb"
_AT_A_TIME: Final = 25
_LONG_SIDE: Final = 288
"""As the data set stores its pictures, so that size does not tell one from the other."""
_SHORTEST: Final = 150
"""Pixels of the shorter side below which a picture is taken for an icon."""
_SLIMMEST: Final = 3.5
"""Aspect beyond which it is taken for a banner or a toolbar."""
_LARGEST: Final = 24_000_000
"""Pixels: larger ones cost more time than they teach."""
_PLAINEST: Final = 2500
"""Bytes as WebP under which a picture shows next to nothing."""
_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".webp")
_PARTS_OF_PROGRAMS: Final = re.compile(
    r"/(icons?|pixmaps|emoticons|smileys|textures?|tiles?|sprites?|flags?|emoji|cursors|buttons?|toolbar"
    r"|particles|skins|terrain|materials|tests?|testdata|fixtures|\d+x\d+|hicolor|callouts)(/|-)"
    r"|/(search|class|struct|namespace)[^/]*\.png$"
    r"|(_c?graph|_icgraph|_incl|_dep|__graph|inherit\w*)[^/]*\.png$|/form_\d+|/dir_|/eq\d|/ui-icons",
    re.IGNORECASE,
)
"""Paths of icons, textures and doxygen's graphs."""


@dataclass(frozen=True, slots=True)
class GatherOrder:
    """What one process fetches."""

    packages: tuple[str, ...]
    out: Path
    """Receives a folder of pictures for each package."""
    each: int
    """Pictures taken from one package at most."""


def usable(picture: Image.Image) -> bool:
    """Tell a picture from an icon, a banner or a giant by its size."""
    short, long = sorted(picture.size)
    return short >= _SHORTEST and long <= _SLIMMEST * short and short * long <= _LARGEST


def pictures_within(archive: tarfile.TarFile, each: int) -> Iterator[Image.Image]:
    """Read up to `each` pictures of a package, in an order that depends on their bytes alone.

    Yields:
        RGB pictures of 288 pixels at most, alpha on white.

    """
    found: dict[str, bytes] = {}
    for member in archive:
        path = member.name
        if member.isfile() and path.lower().endswith(_SUFFIXES) and not _PARTS_OF_PROGRAMS.search(path):
            stored = archive.extractfile(member)
            if stored is not None:
                content = stored.read()
                found[hashlib.sha256(content).hexdigest()] = content
    taken = 0
    for _, content in sorted(found.items()):
        if taken == each:
            return
        try:
            picture = Image.open(io.BytesIO(content))
            if not usable(picture):
                continue
            shown = to_rgb(picture)
            shown.thumbnail((_LONG_SIDE, _LONG_SIDE))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue
        taken += 1
        yield shown


def unpack(package: Path, order: GatherOrder) -> None:
    """Store the pictures of one downloaded package."""
    name = package.name.partition("_")[0]
    command = [_DPKG_DEB, "--fsys-tarfile", str(package)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as unpacking,  # noqa: S603
        tarfile.open(fileobj=unpacking.stdout, mode="r|") as archive,
    ):
        for number, picture in enumerate(pictures_within(archive, order.each)):
            stored = io.BytesIO()
            picture.save(stored, "WEBP", quality=80)
            if len(stored.getvalue()) >= _PLAINEST:
                folder = order.out / name
                folder.mkdir(exist_ok=True)
                (folder / f"{number:02}.webp").write_bytes(stored.getvalue())


def _download(packages: list[str], folder: str) -> bool:
    """Have apt download packages; all or none, since it stops at a name that it does not know."""
    command = [_APT_GET, "download", "-qq", *packages]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode == 0  # noqa: S603


def gather(order: GatherOrder) -> None:
    """Download packages, store their pictures, forget the packages; what apt does not know is left out."""
    with tempfile.TemporaryDirectory() as scratch:
        missing = [package for package in order.packages if not (order.out / package).exists()]
        if missing and not _download(missing, scratch):
            for package in missing:
                _download([package], scratch)
        for archive in sorted(Path(scratch).glob("*.deb")):
            unpack(archive, order)


def main() -> None:
    """Gather the listed packages' pictures into a folder."""
    parser = argparse.ArgumentParser(prog="python -m memesweep.training.data.gather", description=__doc__)
    parser.add_argument("out", type=Path, help="folder that receives a folder for each package")
    parser.add_argument("--packages", type=Path, default=PACKAGES, help="file of package names")
    parser.add_argument("--each", type=int, default=8, help="pictures from one package at most")
    options = parser.parse_args()
    if not all(Path(tool).exists() for tool in (_APT_GET, _DPKG_DEB)):
        parser.error("this needs Debian's apt-get and dpkg-deb")
    options.out.mkdir(parents=True, exist_ok=True)
    names = options.packages.read_text(encoding="utf-8").split()
    orders = [
        GatherOrder(tuple(names[first : first + _AT_A_TIME]), options.out.resolve(), options.each)
        for first in range(0, len(names), _AT_A_TIME)
    ]
    with ProcessPoolExecutor(2 * usable_cores()) as pool:
        for _ in pool.map(gather, orders):
            pass
    print(f"{len(list(options.out.rglob('*.webp')))} pictures in {options.out}")


if __name__ == "__main__":
    main()
