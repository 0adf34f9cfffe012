"""From finished runs to the bundle: files, self-test, card, plots."""
