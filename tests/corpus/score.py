"""Score the corpus with the fonts of matplotlib's wheel alone: `python -m tests.corpus.score` prints JSON.

A seed draws the same picture only with the same fonts, and every machine has others. Fonts are looked up once
in a process, so this is one of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import NamedTuple

from memesweep.classifier.classifier import Classifier
from memesweep.training.memegen.typography.fontfiles import FONTS_VARIABLE, matplotlib_fonts
from tests.corpus.pictures import read_corpus
from tests.support.pictures import encoded


class Said(NamedTuple):
    """What the shipped model says of a picture."""

    scan: float
    clean: float
    """With a second opinion."""


def score_corpus() -> dict[str, Said]:
    """Draw and score every entry in a process of its own; return scores by id."""
    environment = {**os.environ, FONTS_VARIABLE: str(matplotlib_fonts())}
    command = [sys.executable, "-m", "tests.corpus.score"]
    printed = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    return {name: Said(*said) for name, said in json.loads(printed).items()}


if __name__ == "__main__":
    classifiers = (Classifier(), Classifier(second_opinion=True))
    pictures = {one.id: encoded(one.picture(), "PNG") for one in read_corpus()}
    found = {name: [one.classify_bytes(data).score for one in classifiers] for name, data in pictures.items()}
    sys.stdout.write(json.dumps(found))
