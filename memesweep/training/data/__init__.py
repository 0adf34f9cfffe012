"""The pictures: index, corrections, folds, what is drawn and gathered."""
