"""The small files that were judged wrongly once, each with what is right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.picture import Depth
from memesweep.gallery.read import read_picture

BUILDER = Path(__file__).resolve().parents[3] / "shared" / "cases" / "build.py"


@pytest.mark.skipif(not BUILDER.is_file(), reason="needs ../shared/cases, which is no part of the repository")
def test_each_file_is_what_it_is(tmp_path: Path) -> None:
    subprocess.run([sys.executable, BUILDER, tmp_path], check=True, timeout=300)
    right = dict(line.split("\t") for line in (tmp_path / "cases.tsv").read_text().splitlines())
    assert len(right) >= 20
    for depth in Depth:
        seen = {}
        for name in right:
            file = GalleryFile(str(tmp_path), "", name, FileStamp.of(os.lstat(tmp_path / name)))
            decoded = read_picture(file, 224, depth)
            seen[name] = decoded.problem or ("camera" if decoded.info.camera else "scored")
        assert seen == right
