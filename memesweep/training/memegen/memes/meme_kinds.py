"""Which kinds of meme there are and how often each is drawn."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.memes import (
    captions,
    cards,
    newsframes,
    panels,
    postcards,
    posts,
    sayings,
    textcards,
    threads,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from memesweep.training.memegen.drawcontext import DrawContext


class MemeKind(Enum):
    """A form in which jokes, greetings and sayings are forwarded."""

    OUTLINED_CAPTION = "outlined-caption"
    CAPTION_BAR = "caption-bar"
    REACTION = "reaction"
    LABELS = "labels"
    SPEECH = "speech"
    STORY = "story"
    PANEL_ROWS = "panel-rows"
    PANEL_GRID = "panel-grid"
    COMPARISON = "comparison"
    POST = "post"
    FEED_SCREENSHOT = "feed-screenshot"
    QUOTE = "quote"
    VERSE = "verse"
    MORNING = "morning"
    FESTIVAL = "festival"
    RELIGIOUS = "religious"
    DEMOTIVATIONAL = "demotivational"
    JOKE_CARD = "joke-card"
    STICKER = "sticker"
    STICK_FIGURES = "stick-figures"
    NEWS_MEME = "news-meme"
    COMMENT_THREAD = "comment-thread"
    POSTCARD = "postcard"
    FADED_SAYING = "faded-saying"
    PRAYER = "prayer"
    PAGE_OF_SAYINGS = "page-of-sayings"


MEME_PAINTERS: Final[dict[MemeKind, tuple[float, Callable[[DrawContext], Image.Image]]]] = {
    MemeKind.OUTLINED_CAPTION: (5, captions.outlined),
    MemeKind.CAPTION_BAR: (5, captions.bar),
    MemeKind.REACTION: (2.5, captions.reaction),
    MemeKind.LABELS: (1, captions.labels),
    MemeKind.SPEECH: (1, captions.speech),
    MemeKind.STORY: (2.5, captions.story),
    MemeKind.PANEL_ROWS: (1.5, panels.rows),
    MemeKind.PANEL_GRID: (1.5, panels.grid),
    MemeKind.COMPARISON: (1.5, panels.comparison),
    MemeKind.POST: (2, posts.post),
    MemeKind.FEED_SCREENSHOT: (2.5, posts.feed_screenshot),
    MemeKind.QUOTE: (3, cards.quote),
    MemeKind.VERSE: (1.5, cards.verse),
    MemeKind.MORNING: (2.5, cards.morning),
    MemeKind.FESTIVAL: (2.5, cards.festival),
    MemeKind.RELIGIOUS: (2, cards.religious),
    MemeKind.DEMOTIVATIONAL: (1, textcards.demotivational),
    MemeKind.JOKE_CARD: (2, textcards.joke_card),
    MemeKind.STICKER: (1, textcards.sticker),
    MemeKind.STICK_FIGURES: (1, textcards.stick_figures),
    MemeKind.NEWS_MEME: (2, newsframes.news_meme),
    MemeKind.COMMENT_THREAD: (2, threads.comment_thread),
    MemeKind.POSTCARD: (3, postcards.postcard),
    MemeKind.FADED_SAYING: (3, sayings.faded_saying),
    MemeKind.PRAYER: (2.5, sayings.prayer),
    MemeKind.PAGE_OF_SAYINGS: (1.5, sayings.page_of_sayings),
}
"""Weight and painter of each kind."""
