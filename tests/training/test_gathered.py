from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import GATHERED
from memesweep.training.data.gather import PACKAGES, GatherOrder, pictures_within, unpack
from memesweep.training.data.gathered import gathered_pictures, pack_gathered
from memesweep.training.data.shards import shard_pictures
from memesweep.training.release.knowns import landscape


def _tar(members: dict[str, bytes]) -> tarfile.TarFile:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    written.seek(0)
    return tarfile.open(fileobj=written)


def _png(seed: int, size: tuple[int, int] = (320, 240)) -> bytes:
    stored = io.BytesIO()
    landscape(seed).resize(size).save(stored, "PNG")
    return stored.getvalue()


def test_only_pictures_worth_looking_at_are_taken() -> None:
    members = {
        "./usr/share/doc/p/shot.png": _png(1, (1600, 1200)),
        "./usr/share/doc/p/same-again.png": _png(1, (1600, 1200)),
        "./usr/share/icons/hicolor/icon.png": _png(2),
        "./usr/share/p/small.png": _png(3, (100, 80)),
        "./usr/share/p/banner.png": _png(4, (900, 200)),
        "./usr/share/p/broken.png": _png(5)[:400],
        "./usr/share/p/readme.txt": b"no picture",
    }
    (only,) = pictures_within(_tar(members), 8)
    assert only.size == (288, 216)
    assert only.mode == "RGB"


def test_a_package_gives_no_more_than_its_share() -> None:
    members = {f"./usr/share/p/{seed}.png": _png(seed) for seed in range(5)}
    assert len(list(pictures_within(_tar(members), 3))) == 3


def test_a_package_is_unpacked_into_a_folder_of_its_name(tmp_path: Path) -> None:
    if not Path("/usr/bin/dpkg-deb").exists():
        pytest.skip("needs Debian's dpkg-deb")
    tree = tmp_path / "tree"
    (tree / "DEBIAN").mkdir(parents=True)
    control = "Package: sights\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b.c>\nDescription: sights\n"
    (tree / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    (tree / "usr").mkdir()
    (tree / "usr" / "sight.png").write_bytes(_png(6))
    package = tmp_path / "sights_1_all.deb"
    subprocess.run(["dpkg-deb", "--build", tree, package], check=True, capture_output=True)
    out = tmp_path / "out"
    out.mkdir()
    unpack(package, GatherOrder((), out, 8))
    assert [path.relative_to(out).as_posix() for path in out.rglob("*.webp")] == ["sights/00.webp"]


def test_copies_count_once_and_a_package_gives_its_share(tmp_path: Path) -> None:
    for package, seeds in {"alpha": (1, 2, 5), "beta": (1, 3), "gamma": (4,)}.items():
        (tmp_path / "in" / package).mkdir(parents=True)
        for seed in seeds:
            landscape(seed).save(tmp_path / "in" / package / f"{seed:02}.webp", lossless=True)
    shard = tmp_path / "gathered.tar"
    pack_gathered(tmp_path / "in", shard, 2)
    kept = ("alpha/01", "alpha/02", "beta/03", "gamma/04")
    pictures = gathered_pictures(shard)
    assert [picture.file for picture in pictures] == [f"{GATHERED}/{name}.webp" for name in kept]
    assert all(picture.label is Label.PHOTO and picture.kind == GATHERED for picture in pictures)
    assert [name for name, _ in shard_pictures(shard)] == [picture.file for picture in pictures]


def test_an_empty_folder_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"memesweep\.training\.data\.gather"):
        pack_gathered(tmp_path, tmp_path / "gathered.tar", 2)


def test_the_list_names_each_package_once() -> None:
    names = PACKAGES.read_text(encoding="utf-8").split()
    assert len(names) == len(set(names)) > 1000
    assert not [name for name in names if "skimage" in name or "sklearn" in name]
