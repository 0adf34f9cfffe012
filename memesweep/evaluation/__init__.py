"""How well a model does on pictures that somebody has labelled: figures, curves, sheets of mistakes."""
