from __future__ import annotations

import re
from pathlib import Path

LIST = Path(__file__).parents[2] / "memesweep" / "training" / "memegen" / "typography" / "fontpackages.txt"


def test_the_list_of_font_packages_is_sorted_and_plain() -> None:
    """It is handed to apt-get as it is."""
    packages = LIST.read_text(encoding="utf-8").splitlines()
    assert packages == sorted(set(packages))
    assert all(re.fullmatch(r"fonts-[a-z0-9-]+", package) for package in packages)
    assert {"fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji"} <= set(packages)
