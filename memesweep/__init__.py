"""Sweep forwarded memes out of a phone gallery and never take a personal photo with them."""

__version__ = "0.1.0"
