"""Score and guards in, verdict and reason out. Pure functions."""
