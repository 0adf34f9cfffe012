"""All nets of a training, side by side on one course of pictures, checkpointed after every epoch."""

from __future__ import annotations

import csv
import json
import math
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch

from memesweep.training.fit.learner import Learner
from memesweep.training.fit.loader import Batch, Lessons, batches, concatenate
from memesweep.training.fit.predict import fitted, predict, watch
from memesweep.training.measure.leftout import Net

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from memesweep.training.data.stock import Stock
    from memesweep.training.fit.recipe import Course, Recipe

_NORM_SAMPLE: Final = 256
"""Pictures on which batch norm is recovered."""
_WATCHED: Final = 8
"""Every eighth left-out picture is looked at after each epoch; all of them once, by the exported files."""
_REPORTED: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One net of a training: what it is, and where it starts."""

    net: Net
    recipe: Recipe
    start: Path


def run_name(net: Net, fold: int | None) -> str:
    """Name a net's folder: `judge-0` never saw fold 0, `judge-final` saw everything."""
    return f"{net.value}-{'final' if fold is None else fold}"


def rate_at(step: int, steps: int) -> float:
    """Scale the learning rate: linear warm-up over a twentieth, then a cosine down to 1 %."""
    warm = max(1, steps // 20)
    if step < warm:
        return (step + 1) / warm
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, steps - warm))))


class Desk:
    """Collects the rows that one fold's nets may see until they fill a batch."""

    def __init__(self, fold: int | None, size: int) -> None:
        self._fold = fold
        self._size = size
        self._waiting: list[Batch] = []

    def add(self, batch: Batch) -> Iterator[Batch]:
        """Take what is not left out; gives full batches."""
        mine = batch if self._fold is None else batch[(batch.folds != self._fold).nonzero().squeeze(1)]
        self._waiting.append(mine)
        while sum(len(part) for part in self._waiting) >= self._size:
            joined = concatenate(self._waiting)
            self._waiting = [joined[slice(self._size, None)]]
            yield joined[slice(0, self._size)]


class Training:
    """Every planned net for every fold, and for none."""

    def __init__(
        self, stock: Stock, plans: Sequence[Plan], folds: Sequence[int | None], course: Course, work: Path
    ) -> None:
        self._stock = stock
        self._course = course
        self._work = work
        self._state = work / "state.pt"
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        sizes = sorted({plan.recipe.size for plan in plans})
        rng = np.random.default_rng(course.seed)
        taught = stock.taught()
        sample = [taught[index] for index in rng.permutation(len(taught))[:_NORM_SAMPLE]]
        self._watched = {fold: stock.left_out(fold)[::_WATCHED] if fold is not None else [] for fold in folds}
        self._seen: dict[tuple[int | None, int], Any] = {
            (fold, size): fitted(pictures, stock.library, size)
            for fold, pictures in self._watched.items()
            for size in sizes
            if pictures
        }
        samples = {size: fitted(sample, stock.library, size) for size in sizes}
        self._learners: dict[int | None, dict[Net, Learner]] = {
            fold: {
                plan.net: Learner(plan.recipe, plan.start, samples[plan.recipe.size], fold, self._device)
                for plan in plans
            }
            for fold in folds
        }
        self._sizes = sizes

    def run(self, workers: int) -> None:
        """Train to the end, or go on; `work` receives a folder for each net.

        It holds `net.pt` (the averaged weights, once finished), `recipe.json` and `curve.csv` (epoch, step,
        training loss, left-out log loss, left-out ROC-AUC, seconds); `state.pt` beside them all is the last
        epoch's state.
        """
        first = self._restore() if self._state.exists() else 0
        for epoch in range(first, self._course.epochs):
            self.teach(epoch, workers)
            self.save(epoch)
        for fold, learners in self._learners.items():
            for net, learner in learners.items():
                folder = self._folder(net, fold)
                torch.save(learner.average.net.state_dict(), folder / "net.pt")
                text = json.dumps({**asdict(self._course), **asdict(learner.recipe)}, indent=1)
                (folder / "recipe.json").write_text(text, encoding="utf-8")
        self._state.unlink(missing_ok=True)

    def teach(self, epoch: int, workers: int) -> None:
        """Show all nets one epoch, drawn ahead by `workers` processes."""
        # Dropout too is drawn anew for each epoch, so that a run that goes on is the run that it was.
        torch.manual_seed(1000 * self._course.seed + epoch)
        began = time.monotonic()
        lessons = Lessons(self._stock, self._course, epoch, self._sizes)
        desks = {fold: Desk(fold, self._course.batch) for fold in self._learners}
        losses: dict[tuple[int | None, Net], list[Any]] = {}
        for learners in self._learners.values():
            for learner in learners.values():
                learner.net.train()
        for number, batch in enumerate(batches(lessons, workers), 1):
            done = (epoch + (number - 1) / len(lessons)) / self._course.epochs
            rate = rate_at(round(done * 10_000), 10_000)
            shown = batch.to(self._device)
            for fold, learners in self._learners.items():
                for part in desks[fold].add(shown):
                    for net, loss in _lesson(learners, part, done, rate).items():
                        losses.setdefault((fold, net), []).append(loss)
            if number % _REPORTED == 0:
                pace = (time.monotonic() - began) / number / self._course.batch * 1000
                recent = {
                    run_name(net, fold): round(float(torch.stack(some[-50:]).mean()), 3)
                    for (fold, net), some in losses.items()
                }
                print(f"{epoch} {number}/{len(lessons)} {pace:.2f} ms/picture {recent}", flush=True)
        for (fold, net), some in losses.items():
            self._report(epoch, net, fold, float(torch.stack(some).mean()), time.monotonic() - began)

    def save(self, epoch: int) -> None:
        """Write down everything that going on after `epoch` needs."""
        learners = {
            run_name(net, fold): learner.state()
            for fold, nets in self._learners.items()
            for net, learner in nets.items()
        }
        torch.save({"epoch": epoch, "learners": learners}, self._state)

    def _report(self, epoch: int, net: Net, fold: int | None, loss: float, seconds: float) -> None:
        learner = self._learners[fold][net]
        held = (math.nan, math.nan)
        if pictures := self._watched[fold]:
            held = watch(predict(learner.average.net, self._seen[fold, learner.recipe.size]), pictures)
        row = [epoch + 1, learner.steps, loss, *held, round(seconds)]
        told = "epoch {} step {} loss {:.4f} left-out {:.4f} AUC {:.4f} {} s".format(*row)
        print(run_name(net, fold), told, flush=True)
        folder = self._folder(net, fold)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "curve.csv").open("a", newline="", encoding="utf-8") as out:
            csv.writer(out).writerow(row)

    def _folder(self, net: Net, fold: int | None) -> Path:
        return self._work / run_name(net, fold)

    def _restore(self) -> int:
        saved = torch.load(self._state, map_location=self._device)
        for fold, nets in self._learners.items():
            for net, learner in nets.items():
                learner.restore(saved["learners"][run_name(net, fold)])
        return int(saved["epoch"]) + 1


def _lesson(learners: Mapping[Net, Learner], batch: Batch, done: float, rate: float) -> dict[Net, Any]:
    """Let all nets of a fold learn from one batch, the judge first: the scout is taught by what it says."""
    losses = {}
    taught = None
    for net in sorted(learners, key=lambda net: net is not Net.JUDGE):
        logits, losses[net] = learners[net].step(batch, done, rate, taught)
        if net is Net.JUDGE:
            taught = logits.softmax(1)[:, 1]
    return losses
