"""Which kinds of negative there are and how often each is drawn."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.negatives.drawn import boards, drawings, paintings
from memesweep.training.memegen.negatives.handouts import boarding, invitations, price_lists
from memesweep.training.memegen.negatives.messages import messengers
from memesweep.training.memegen.negatives.papers import bills, codes, documents, pages, sheets, slides, wallet
from memesweep.training.memegen.negatives.photographs import frames, stamps, stock, survey
from memesweep.training.memegen.negatives.posters import named, people, shows
from memesweep.training.memegen.negatives.prints import covers, flyers, labels, logos, magazines, press, signs
from memesweep.training.memegen.negatives.screens import apps, chat, devices, dialogs, money, players
from memesweep.training.memegen.negatives.viewing import stories, viewers

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from memesweep.training.memegen.drawcontext import DrawContext


class NegativeKind(Enum):
    """A form of picture that a person wants to keep."""

    PLAIN = "plain"
    DATE_STAMP = "date-stamp"
    GPS_STAMP = "gps-stamp"
    WATERMARK = "watermark"
    BORDER = "border"
    PADDING = "padding"
    COLLAGE = "collage"
    STORY_FRAME = "story-frame"
    CHAT = "chat"
    CALLS = "calls"
    VIDEO_CALL = "video-call"
    BANK = "bank"
    PAYMENT = "payment"
    SHOP = "shop"
    MAP = "map"
    SETTINGS = "settings"
    PLAYER = "player"
    CALENDAR = "calendar"
    GALLERY = "gallery"
    DIALOG = "dialog"
    FORM = "form"
    WELCOME = "welcome"
    DESKTOP = "desktop"
    CERTIFICATE = "certificate"
    RECEIPT = "receipt"
    INVOICE = "invoice"
    PRESCRIPTION = "prescription"
    TIMETABLE = "timetable"
    CODE_CARD = "code-card"
    IDENTITY = "identity"
    PAYMENT_CARD = "payment-card"
    VISITING_CARD = "visiting-card"
    TICKET = "ticket"
    BOOK_PAGE = "book-page"
    NOTE = "note"
    SLIDE = "slide"
    CHART = "chart"
    MENU = "menu"
    NOTICE = "notice"
    BOOK_COVER = "book-cover"
    PODCAST_COVER = "podcast-cover"
    EVENT_POSTER = "event-poster"
    WEDDING_CARD = "wedding-card"
    SPONSOR_WALL = "sponsor-wall"
    TV_NEWS = "tv-news"
    SIGN = "sign"
    SLOGAN = "slogan"
    PATTERN_PAINTING = "pattern-painting"
    MAP_WATERMARK = "map-watermark"
    FLYER = "flyer"
    MAGAZINE = "magazine"
    LOGO_GRAPHIC = "logo-graphic"
    SPREADSHEET = "spreadsheet"
    PRODUCT_LABEL = "product-label"
    BOARD_PHOTO = "board-photo"
    VIDEO_PLAYER = "video-player"
    DRAWING = "drawing"
    STOCK_PHOTO = "stock-photo"
    DEVICES = "devices"
    PHOTO_VIEWER = "photo-viewer"
    STATUS = "status"
    REEL = "reel"
    MESSENGER = "messenger"
    SMS = "sms"
    BIRTHDAY_POSTER = "birthday-poster"
    PRIZE_POSTER = "prize-poster"
    STAFF_POSTER = "staff-poster"
    FILM_POSTER = "film-poster"
    GIG_BILL = "gig-bill"
    NAMED_THING = "named-thing"
    PRICE_LIST = "price-list"
    BOARDING_CARD = "boarding-card"
    INVITATION = "invitation"


NEGATIVE_PAINTERS: Final[dict[NegativeKind, tuple[float, Callable[[DrawContext], Image.Image]]]] = {
    NegativeKind.PLAIN: (5, stamps.plain),
    NegativeKind.DATE_STAMP: (2, stamps.date_stamp),
    NegativeKind.GPS_STAMP: (2, stamps.gps_stamp),
    NegativeKind.WATERMARK: (2, stamps.watermark),
    NegativeKind.BORDER: (2, frames.border),
    NegativeKind.PADDING: (2, frames.padding),
    NegativeKind.COLLAGE: (4, frames.collage),
    NegativeKind.STORY_FRAME: (2, frames.story_frame),
    NegativeKind.CHAT: (4, chat.chat),
    NegativeKind.CALLS: (1, chat.calls),
    NegativeKind.VIDEO_CALL: (1, chat.video_call),
    NegativeKind.BANK: (1.5, money.bank),
    NegativeKind.PAYMENT: (1.5, money.payment),
    NegativeKind.SHOP: (1.5, money.shop),
    NegativeKind.MAP: (1.5, apps.map_screen),
    NegativeKind.SETTINGS: (1, apps.settings),
    NegativeKind.PLAYER: (1, apps.player),
    NegativeKind.CALENDAR: (0.7, apps.calendar),
    NegativeKind.GALLERY: (1, apps.gallery),
    NegativeKind.DIALOG: (2.5, dialogs.dialog),
    NegativeKind.FORM: (1, dialogs.form),
    NegativeKind.WELCOME: (1.5, dialogs.welcome),
    NegativeKind.DESKTOP: (1, dialogs.desktop),
    NegativeKind.CERTIFICATE: (1.5, documents.certificate),
    NegativeKind.RECEIPT: (1, bills.receipt),
    NegativeKind.INVOICE: (1, bills.invoice),
    NegativeKind.PRESCRIPTION: (1, bills.prescription),
    NegativeKind.TIMETABLE: (1, documents.timetable),
    NegativeKind.CODE_CARD: (0.7, codes.code_card),
    NegativeKind.IDENTITY: (1.5, wallet.identity),
    NegativeKind.PAYMENT_CARD: (0.7, wallet.payment_card),
    NegativeKind.VISITING_CARD: (1, wallet.visiting_card),
    NegativeKind.TICKET: (1, wallet.ticket),
    NegativeKind.BOOK_PAGE: (1.2, pages.book_page),
    NegativeKind.NOTE: (1.2, pages.note),
    NegativeKind.SLIDE: (1, slides.slide),
    NegativeKind.CHART: (0.7, slides.chart_page),
    NegativeKind.MENU: (0.8, pages.menu),
    NegativeKind.NOTICE: (0.8, documents.notice),
    NegativeKind.BOOK_COVER: (2, covers.book_cover),
    NegativeKind.PODCAST_COVER: (1.5, covers.podcast_cover),
    NegativeKind.EVENT_POSTER: (1.5, covers.event_poster),
    NegativeKind.WEDDING_CARD: (1.5, covers.wedding_card),
    NegativeKind.SPONSOR_WALL: (2, press.sponsor_wall),
    NegativeKind.TV_NEWS: (3, press.tv_news),
    NegativeKind.SIGN: (2.5, signs.sign),
    NegativeKind.SLOGAN: (1.5, signs.slogan),
    NegativeKind.PATTERN_PAINTING: (2.5, paintings.pattern_painting),
    NegativeKind.MAP_WATERMARK: (2, survey.map_watermark),
    NegativeKind.FLYER: (4, flyers.flyer),
    NegativeKind.MAGAZINE: (2, magazines.magazine),
    NegativeKind.LOGO_GRAPHIC: (2, logos.logo_graphic),
    NegativeKind.SPREADSHEET: (1, sheets.spreadsheet),
    NegativeKind.PRODUCT_LABEL: (1.5, labels.product_label),
    NegativeKind.BOARD_PHOTO: (1.2, boards.board_photo),
    NegativeKind.VIDEO_PLAYER: (1.5, players.video_player),
    NegativeKind.DRAWING: (3, drawings.drawing),
    NegativeKind.STOCK_PHOTO: (3, stock.stock_photo),
    NegativeKind.DEVICES: (2.5, devices.devices),
    NegativeKind.PHOTO_VIEWER: (5, viewers.photo_viewer),
    NegativeKind.STATUS: (4, stories.status),
    NegativeKind.REEL: (2, stories.reel),
    NegativeKind.MESSENGER: (5, messengers.messenger),
    NegativeKind.SMS: (3, messengers.sms),
    NegativeKind.BIRTHDAY_POSTER: (4, people.birthday_poster),
    NegativeKind.PRIZE_POSTER: (4, people.prize_poster),
    NegativeKind.STAFF_POSTER: (2, people.staff_poster),
    NegativeKind.FILM_POSTER: (4, shows.film_poster),
    NegativeKind.GIG_BILL: (3, shows.gig_bill),
    NegativeKind.NAMED_THING: (4, named.named_thing),
    NegativeKind.PRICE_LIST: (2.5, price_lists.price_list),
    NegativeKind.BOARDING_CARD: (1.5, boarding.boarding_card),
    NegativeKind.INVITATION: (3, invitations.invitation),
}
"""Weight and painter of each kind."""
