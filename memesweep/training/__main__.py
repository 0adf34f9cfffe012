"""Reproduce the shipped model: train, judge on left-out sources, export, calibrate, write the bundle."""

from __future__ import annotations

from pathlib import Path

from memesweep.evaluation.metrics import percent, small
from memesweep.training.data.folds import FOLDS
from memesweep.training.data.stock import take_stock
from memesweep.training.fit.options import parser_of, train_all
from memesweep.training.measure.leftout import SHIPPED
from memesweep.training.protocol import Protocol
from memesweep.training.release.release import Finished, release


def main() -> None:
    """Train what is not trained yet, then write the bundle; a run that was cut short goes on."""
    parser = parser_of("python -m memesweep.training", __doc__)
    parser.add_argument("--before", type=Path, required=True, help="an earlier release's model.tflite")
    parser.add_argument("--out", type=Path, required=True, help="bundle to write, such as models/NAME")
    parser.add_argument("--version", required=True, help="version of the bundle, such as 1.0.0")
    options = parser.parse_args()
    stock = take_stock(options.dataset, options.work, options.gathered)
    train_all(stock, options)
    protocol = Protocol(stock, options.work, options.before)
    finished = Finished(
        rows=[row for fold in range(FOLDS) for row in protocol.left_out(fold)],
        folds=[{net: protocol.exported(net, fold) for net in SHIPPED} for fold in range(FOLDS)],
        final={net: protocol.exported(net, None) for net in SHIPPED},
        matches={net: protocol.match(net) for net in SHIPPED},
    )
    figures = release(finished, stock.library.image, options.out, options.version, options.work)
    for row in figures.groups["cascade"]:
        print(f"{row.name}: swept {small(row.swept)}, listed {percent(row.listed)}")


if __name__ == "__main__":
    main()
