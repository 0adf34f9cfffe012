"""Train the nets alone; exporting and measuring them needs packages that a GPU machine may lack."""

from __future__ import annotations

from memesweep.training.data.stock import take_stock
from memesweep.training.fit.options import parser_of, train_all


def main() -> None:
    """Train what is not trained yet."""
    options = parser_of("python -m memesweep.training.fit", __doc__).parse_args()
    train_all(take_stock(options.dataset, options.work, options.gathered), options)


if __name__ == "__main__":
    main()
