from __future__ import annotations

import csv
import hashlib
import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from memesweep.training.release.knowns import captioned, landscape

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

KINDS = {"meme": ("macro", ("alpha", "beta", "gamma")), "photo": ("everyday", ("delta", "epsilon", "zeta"))}


def _picture(label: str, seed: int) -> Image.Image:
    scene = landscape(seed)
    return captioned(scene, "WHEN THE TEST", f"PASSES {seed}") if label == "meme" else scene


@pytest.fixture(scope="session")
def small_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out 48 drawn pictures of six sources as the real data set is laid out."""
    folder = tmp_path_factory.mktemp("dataset")
    rows: list[dict[str, object]] = []
    with tarfile.open(folder / "train-00.tar", "w") as tar:
        for label, (kind, sources) in KINDS.items():
            for number in range(24):
                stored = io.BytesIO()
                picture = _picture(label, len(rows))
                picture.thumbnail((96, 96))
                picture.save(stored, "WEBP", quality=68)
                member = tarfile.TarInfo(f"{len(rows):05}.webp")
                member.size = stored.tell()
                stored.seek(0)
                tar.addfile(member, stored)
                rows.append(
                    {
                        "file": member.name,
                        "shard": "train-00.tar",
                        "label": label,
                        "kind": kind,
                        "source": sources[number % 3],
                        "width": 240,
                        "height": 180,
                        "sha256": hashlib.sha256(stored.getvalue()).hexdigest(),
                    }
                )
    with (folder / "index.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder
