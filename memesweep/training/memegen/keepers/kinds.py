"""Which kinds of keeper there are and how often each is drawn."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.keepers.drawn import boards, drawings, paintings
from memesweep.training.memegen.keepers.handouts import boarding, invitations, price_lists
from memesweep.training.memegen.keepers.messages import messengers
from memesweep.training.memegen.keepers.papers import bills, codes, documents, pages, sheets, slides, wallet
from memesweep.training.memegen.keepers.photographs import frames, stamps, stock, survey
from memesweep.training.memegen.keepers.posters import named, people, shows
from memesweep.training.memegen.keepers.prints import covers, flyers, labels, logos, magazines, press, signs
from memesweep.training.memegen.keepers.screens import apps, chat, devices, dialogs, money, players
from memesweep.training.memegen.keepers.viewing import stories, viewers

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from memesweep.training.memegen.drawcontext import DrawContext


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


KEEPER_PAINTERS: Final[dict[KeeperKind, tuple[float, Callable[[DrawContext], Image.Image]]]] = {
    KeeperKind.PLAIN: (5, stamps.plain),
    KeeperKind.DATE_STAMP: (2, stamps.date_stamp),
    KeeperKind.GPS_STAMP: (2, stamps.gps_stamp),
    KeeperKind.WATERMARK: (2, stamps.watermark),
    KeeperKind.BORDER: (2, frames.border),
    KeeperKind.PADDING: (2, frames.padding),
    KeeperKind.COLLAGE: (4, frames.collage),
    KeeperKind.STORY_FRAME: (2, frames.story_frame),
    KeeperKind.CHAT: (4, chat.chat),
    KeeperKind.CALLS: (1, chat.calls),
    KeeperKind.VIDEO_CALL: (1, chat.video_call),
    KeeperKind.BANK: (1.5, money.bank),
    KeeperKind.PAYMENT: (1.5, money.payment),
    KeeperKind.SHOP: (1.5, money.shop),
    KeeperKind.MAP: (1.5, apps.map_screen),
    KeeperKind.SETTINGS: (1, apps.settings),
    KeeperKind.PLAYER: (1, apps.player),
    KeeperKind.CALENDAR: (0.7, apps.calendar),
    KeeperKind.GALLERY: (1, apps.gallery),
    KeeperKind.DIALOG: (2.5, dialogs.dialog),
    KeeperKind.FORM: (1, dialogs.form),
    KeeperKind.WELCOME: (1.5, dialogs.welcome),
    KeeperKind.DESKTOP: (1, dialogs.desktop),
    KeeperKind.CERTIFICATE: (1.5, documents.certificate),
    KeeperKind.RECEIPT: (1, bills.receipt),
    KeeperKind.INVOICE: (1, bills.invoice),
    KeeperKind.PRESCRIPTION: (1, bills.prescription),
    KeeperKind.TIMETABLE: (1, documents.timetable),
    KeeperKind.CODE_CARD: (0.7, codes.code_card),
    KeeperKind.IDENTITY: (1.5, wallet.identity),
    KeeperKind.PAYMENT_CARD: (0.7, wallet.payment_card),
    KeeperKind.VISITING_CARD: (1, wallet.visiting_card),
    KeeperKind.TICKET: (1, wallet.ticket),
    KeeperKind.BOOK_PAGE: (1.2, pages.book_page),
    KeeperKind.NOTE: (1.2, pages.note),
    KeeperKind.SLIDE: (1, slides.slide),
    KeeperKind.CHART: (0.7, slides.chart_page),
    KeeperKind.MENU: (0.8, pages.menu),
    KeeperKind.NOTICE: (0.8, documents.notice),
    KeeperKind.BOOK_COVER: (2, covers.book_cover),
    KeeperKind.PODCAST_COVER: (1.5, covers.podcast_cover),
    KeeperKind.EVENT_POSTER: (1.5, covers.event_poster),
    KeeperKind.WEDDING_CARD: (1.5, covers.wedding_card),
    KeeperKind.SPONSOR_WALL: (2, press.sponsor_wall),
    KeeperKind.TV_NEWS: (3, press.tv_news),
    KeeperKind.SIGN: (2.5, signs.sign),
    KeeperKind.SLOGAN: (1.5, signs.slogan),
    KeeperKind.PATTERN_PAINTING: (2.5, paintings.pattern_painting),
    KeeperKind.MAP_WATERMARK: (2, survey.map_watermark),
    KeeperKind.FLYER: (4, flyers.flyer),
    KeeperKind.MAGAZINE: (2, magazines.magazine),
    KeeperKind.LOGO_GRAPHIC: (2, logos.logo_graphic),
    KeeperKind.SPREADSHEET: (1, sheets.spreadsheet),
    KeeperKind.PRODUCT_LABEL: (1.5, labels.product_label),
    KeeperKind.BOARD_PHOTO: (1.2, boards.board_photo),
    KeeperKind.VIDEO_PLAYER: (1.5, players.video_player),
    KeeperKind.DRAWING: (3, drawings.drawing),
    KeeperKind.STOCK_PHOTO: (3, stock.stock_photo),
    KeeperKind.DEVICES: (2.5, devices.devices),
    KeeperKind.PHOTO_VIEWER: (5, viewers.photo_viewer),
    KeeperKind.STATUS: (4, stories.status),
    KeeperKind.REEL: (2, stories.reel),
    KeeperKind.MESSENGER: (5, messengers.messenger),
    KeeperKind.SMS: (3, messengers.sms),
    KeeperKind.BIRTHDAY_POSTER: (4, people.birthday_poster),
    KeeperKind.PRIZE_POSTER: (4, people.prize_poster),
    KeeperKind.STAFF_POSTER: (2, people.staff_poster),
    KeeperKind.FILM_POSTER: (4, shows.film_poster),
    KeeperKind.GIG_BILL: (3, shows.gig_bill),
    KeeperKind.NAMED_THING: (4, named.named_thing),
    KeeperKind.PRICE_LIST: (2.5, price_lists.price_list),
    KeeperKind.BOARDING_CARD: (1.5, boarding.boarding_card),
    KeeperKind.INVITATION: (3, invitations.invitation),
}
"""Weight and painter of each kind."""
