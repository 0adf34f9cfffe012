"""Score the corpus with the fonts of matplotlib's wheel alone: `python -m tests.corpus.score` prints JSON.

A seed draws the same picture only with the same fonts, and every machine has others. Fonts are looked up once
in a process, so this is one of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.scorer import open_scorers
from memesweep.gallery.preprocess import fit
from memesweep.training.memegen.typography.fontfiles import FONTS_VARIABLE, matplotlib_fonts
from tests.corpus.pictures import read_corpus


def score_corpus() -> dict[str, float]:
    """Draw and score every entry in a process of its own; return scores by id."""
    environment = {**os.environ, FONTS_VARIABLE: str(matplotlib_fonts())}
    command = [sys.executable, "-m", "tests.corpus.score"]
    printed = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    scores: dict[str, float] = json.loads(printed)
    return scores


if __name__ == "__main__":
    bundle = load_bundle(find_bundle())
    scorer = open_scorers(bundle.judge, 1)[0]
    found = {one.id: scorer.score(fit(one.picture(), bundle.size)) for one in read_corpus()}
    sys.stdout.write(json.dumps(found))
