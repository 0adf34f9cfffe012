"""Where a training starts and what it leaves behind, as options of a command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from memesweep.classifier.cores import usable_cores
from memesweep.training.data.folds import FOLDS
from memesweep.training.fit.recipe import RECIPES, Course
from memesweep.training.fit.train import Plan, Training, run_name
from memesweep.training.measure.leftout import Net

if TYPE_CHECKING:
    from memesweep.training.data.stock import Stock


def parser_of(program: str, description: str | None) -> argparse.ArgumentParser:
    """Make a parser of what every training needs."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--dataset", type=Path, required=True, help="folder with index.csv and train-NN.tar")
    parser.add_argument("--judge", type=Path, required=True, help="ImageNet weights of MobileNetV2, an .npz")
    parser.add_argument("--scout", type=Path, required=True, help="those of MobileNetV1 0.25, an .npz")
    parser.add_argument("--second-opinion", type=Path, required=True, help="those of EfficientNet-Lite2")
    parser.add_argument("--work", type=Path, required=True, help="folder for caches and nets, about 5 GB")
    parser.add_argument("--gathered", type=Path, help="folder that memesweep.training.data.gather wrote")
    return parser


def train_all(stock: Stock, options: argparse.Namespace) -> None:
    """Train every net for every fold and for none, unless that is done; on a GPU where there is one."""
    starts = {
        Net.JUDGE: options.judge,
        Net.SCOUT: options.scout,
        Net.SECOND_OPINION: options.second_opinion,
    }
    plans = [Plan(net=net, recipe=recipe, start=starts[net]) for net, recipe in RECIPES.items()]
    folds = [*range(FOLDS), None]
    if all((options.work / run_name(net, fold) / "net.pt").exists() for net in RECIPES for fold in folds):
        return
    torch.set_num_threads(usable_cores())
    # Trying more of the GPU's ways to convolve costs more than the best of them gains.
    torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.benchmark_limit = 4
    Training(stock, plans, folds, Course(), options.work).run(usable_cores())
