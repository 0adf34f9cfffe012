"""One training run: recipe, what an epoch shows, augmentation, the loop."""
