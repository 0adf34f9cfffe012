"""Which kinds of keeper there are and how often each is drawn."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.keepers import photographs

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from memesweep.training.memegen.studio import Studio


class KeeperKind(Enum):
    """A form of picture that a person wants to keep."""

    PLAIN = "plain"
    DATE_STAMP = "date-stamp"
    GPS_STAMP = "gps-stamp"
    WATERMARK = "watermark"
    BORDER = "border"
    PADDING = "padding"
    COLLAGE = "collage"
    STORY_FRAME = "story-frame"


KEEPER_PAINTERS: Final[dict[KeeperKind, tuple[float, Callable[[Studio], Image.Image]]]] = {
    KeeperKind.PLAIN: (3, photographs.plain),
    KeeperKind.DATE_STAMP: (1.5, photographs.date_stamp),
    KeeperKind.GPS_STAMP: (1.5, photographs.gps_stamp),
    KeeperKind.WATERMARK: (1.5, photographs.watermark),
    KeeperKind.BORDER: (1, photographs.border),
    KeeperKind.PADDING: (1.5, photographs.padding),
    KeeperKind.COLLAGE: (2.5, photographs.collage),
    KeeperKind.STORY_FRAME: (1.5, photographs.story_frame),
}
"""Weight and painter of each kind."""
