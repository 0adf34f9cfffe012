"""Reproduce the shipped model: train, judge on left-out sources, export, calibrate, write the bundle."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from memesweep.evaluation.metrics import percent, small
from memesweep.training.fit.recipe import FOLDS
from memesweep.training.measure.leftout import Net
from memesweep.training.protocol import Places, Protocol, take_stock
from memesweep.training.release.release import Finished, release


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m memesweep.training", description=__doc__)
    parser.add_argument("--dataset", type=Path, required=True, help="folder with index.csv and train-NN.tar")
    parser.add_argument(
        "--before",
        type=Path,
        required=True,
        help="model.tflite of the release before, where the judge starts",
    )
    parser.add_argument("--scout", type=Path, required=True, help="ImageNet weights of MobileNetV1, an .npz")
    parser.add_argument(
        "--second-opinion", type=Path, required=True, help="ImageNet weights of EfficientNet-Lite0, a .pth"
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="bundle to write, such as models/mobilenet-v2-224"
    )
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for caches and checkpoints, about 7 GB"
    )
    parser.add_argument("--gathered", type=Path, help="folder that memesweep.training.data.gather wrote")
    parser.add_argument("--version", required=True, help="version of the bundle, such as 1.0.0")
    parser.add_argument("--threads", type=int, default=2, help="cores to train on")
    return parser.parse_args()


def main() -> None:
    """Train the folds' nets and the final ones, then write the bundle; a run that was cut short goes on."""
    options = _options()
    torch.set_num_threads(options.threads)
    places = Places(
        dataset=options.dataset,
        before=options.before,
        scout_start=options.scout,
        second_start=options.second_opinion,
        work=options.work,
        gathered=options.gathered,
    )
    stock = take_stock(places)
    protocol = Protocol(places, stock)
    nets = {
        Net.JUDGE: protocol.judge,
        Net.SCOUT: protocol.scout,
        Net.SECOND_OPINION: protocol.second_opinion,
    }
    finished = Finished(
        rows=[row for fold in range(FOLDS) for row in protocol.left_out(fold)],
        fold_judges=[protocol.judge(fold) for fold in range(FOLDS)],
        final={net: trained(None) for net, trained in nets.items()},
        matches={net: protocol.match(net) for net in nets},
    )
    figures = release(finished, stock.library.image, options.out, options.version, options.work)
    for row in figures.groups["cascade"]:
        print(f"{row.name}: swept {small(row.swept)}, listed {percent(row.listed)}")


if __name__ == "__main__":
    main()
