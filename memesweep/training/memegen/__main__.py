"""Captions a photograph, or draws a random meme or negative, from the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from memesweep.training.memegen import (
    CaptionStyle,
    MemeKind,
    MissingFontError,
    NegativeKind,
    caption,
    draw_meme,
    draw_negative,
)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m memesweep.training.memegen", description=__doc__)
    add = parser.add_argument
    add("photo", type=Path, nargs="+", metavar="PHOTO", help="photograph; several for drawn panels")
    add("--top", default="", metavar="TEXT", help="text at the top")
    add("--bottom", default="", metavar="TEXT", help="text at the bottom")
    add("--style", choices=[style.value for style in CaptionStyle], default="outlined")
    add("--seed", type=int, default=0, help="of the random meme or negative")
    add("--long-side", type=int, default=960, metavar="PIXELS", help="of the random meme or negative")
    add("--out", type=Path, metavar="FILE", help="by default PHOTO-meme.jpg in the current folder")
    drawn = parser.add_mutually_exclusive_group()
    memes, negatives = (
        ["any", *(kind.value for kind in MemeKind)],
        ["any", *(kind.value for kind in NegativeKind)],
    )
    drawn.add_argument(
        "--meme", choices=memes, metavar="KIND", help=f"draw a meme instead: {', '.join(memes)}"
    )
    drawn.add_argument(
        "--negative", choices=negatives, metavar="KIND", help=f"draw a negative: {', '.join(negatives)}"
    )
    return parser


def _draw(options: argparse.Namespace) -> Image.Image:
    photos = [ImageOps.exif_transpose(Image.open(path)).convert("RGB") for path in options.photo]
    rng = np.random.default_rng(options.seed)
    if options.meme:
        meme = None if options.meme == "any" else MemeKind(options.meme)
        return draw_meme(photos, rng, meme, long_side=options.long_side)
    if options.negative:
        negative = None if options.negative == "any" else NegativeKind(options.negative)
        return draw_negative(photos, rng, negative, long_side=options.long_side)
    return caption(photos[0], options.top, options.bottom, style=CaptionStyle(options.style))


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code: 0, or 1 for a missing file or font (2: wrong usage)."""
    parser = _arguments()
    options = parser.parse_args(arguments)
    if not (options.top or options.bottom or options.meme or options.negative):
        parser.error("nothing to draw: give --top, --bottom, --meme or --negative")
    out: Path = options.out or Path(f"{options.photo[0].stem}-meme.jpg")
    try:
        _draw(options).save(out, quality=85)
    except (OSError, MissingFontError, ValueError) as error:
        print(f"memegen: {error}", file=sys.stderr)
        return 1
    print(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
