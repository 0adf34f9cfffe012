"""Reproduce the shipped model: train, judge on left-out sources, export, calibrate, write the bundle."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from memesweep.evaluation.metrics import percent, small
from memesweep.training.contest import Contest
from memesweep.training.protocol import Places, run, run_fold, take_stock, tell_kinds
from memesweep.training.recipe import FOLDS, TRAININGS
from memesweep.training.release import release
from memesweep.training.rivals import write_rivals


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m memesweep.training", description=__doc__)
    parser.add_argument("--dataset", type=Path, required=True, help="folder with index.csv and train-NN.tar")
    parser.add_argument("--weights", type=Path, required=True, help="ImageNet weights, an .npz")
    parser.add_argument(
        "--out", type=Path, required=True, help="bundle to write, such as models/mobilenet-v2-224"
    )
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for caches and checkpoints, about 8 GB"
    )
    parser.add_argument("--gathered", type=Path, help="folder that memesweep.training.gather wrote")
    parser.add_argument("--version", required=True, help="version of the bundle, such as 1.0.0")
    parser.add_argument("--threads", type=int, default=2, help="cores to train on")
    return parser.parse_args()


def main() -> None:
    """Train the folds' nets and the final one, then write the bundle; a run that was cut short goes on."""
    options = _options()
    torch.set_num_threads(options.threads)
    places = Places(options.dataset, options.weights, options.work, options.gathered)
    stocks = [take_stock(places, training) for training in TRAININGS]
    for fold in range(FOLDS):
        run_fold(stocks, places, fold)
    run(stocks, places, None)
    rivals = options.work / "rivals.csv"
    if not rivals.exists():
        write_rivals(rivals, Contest(stocks[0], places).run())
    tell_kinds(stocks[0], places)
    figures = release(options.work, FOLDS, stocks[-1].library.image, options.out, options.version)
    of = figures.metrics
    print(f"left-out sources, {of.memes} memes and {of.photos} keepers")
    print(f"recall at 0.1 % false positives: {percent(of.recall_at[0].recall)}")
    print(f"at the sweep threshold: {percent(of.sweep.recall)}, false: {small(of.sweep.false_positives)}")


if __name__ == "__main__":
    main()
