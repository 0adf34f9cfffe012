"""The camera guard: every carrier of metadata, sound, damaged, and with the make stripped."""

from __future__ import annotations

import struct

import pytest

from memesweep.gallery.decode import decode
from memesweep.gallery.metadata.blocks import Metadata
from memesweep.gallery.metadata.exif import read_exif
from memesweep.gallery.metadata.xmp import read_xmp
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.thresholds import Thresholds
from memesweep.verdict.verdict import Reason, Verdict
from tests.decoding.carriers import EDITOR, EXIF_CARRIERS, XMP_CARRIERS, packet, plain, tiff_block

SIZE = 224
MAKE, MODEL, SOFTWARE = 0x010F, 0x0110, 0x0131
CAMERA = tiff_block({MAKE: "samsung", MODEL: "SM-A515F"})
NO_MAKE = tiff_block({SOFTWARE: "an editor"}, exif={0x829A: 0.01, 0x8827: 200})
POSITION = tiff_block(
    {SOFTWARE: "an editor"}, gps={1: "N", 2: (48.0, 8.0, 0.0), 3: "E", 4: (11.0, 34.0, 0.0)}
)

XMP_CAMERA = packet('tiff:Make="FUJIFILM"', 'tiff:Model="X-T4"')
XMP_NO_MAKE = packet('exif:ExposureTime="1/100"')
XMP_ELEMENTS = packet(
    inside="<exif:ISOSpeedRatings><rdf:Seq><rdf:li>200</rdf:li></rdf:Seq></exif:ISOSpeedRatings>"
)
XMP_EDITOR = packet(
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/"', 'xmp:CreatorTool="an editor"', 'exif:ColorSpace="1"'
)


def verdict_of(data: bytes) -> tuple[Verdict, Reason]:
    """What becomes of a file that the net is sure of, and how often each carrier would have let it go."""
    decoded = decode(data, SIZE)
    evidence = Evidence(camera=decoded.info.camera, metadata_damaged=decoded.info.metadata_damaged)
    score = None if decoded.pixels is None else 1.0
    decided = decide(score, decoded.problem, evidence, Thresholds(sweep=0.99, review=0.5))
    return decided.verdict, decided.reason


def cut(block: bytes) -> bytes:
    """Half a block, as a synchronisation leaves it."""
    return block[: len(block) // 2]


def beyond(block: bytes) -> bytes:
    """The make lies where the block has no bytes any more."""
    at = block.index(struct.pack(">H", MAKE), 8)
    return block[: at + 8] + struct.pack(">I", 0x00FFFF00) + block[at + 12 :]


def emptied(block: bytes) -> bytes:
    """A hole of zeros in the place of a block."""
    return bytes(len(block))


@pytest.mark.parametrize("carrier", sorted(EXIF_CARRIERS))
@pytest.mark.parametrize("block", [CAMERA, NO_MAKE, POSITION], ids=["sound", "no make", "position"])
def test_every_carrier_guards(carrier: str, block: bytes) -> None:
    assert verdict_of(EXIF_CARRIERS[carrier](block)) == (Verdict.KEEP, Reason.CAMERA)


_MADE_BY_AN_ENCODER = {"webp", "avif", "heic", "tiff"}
"""Their encoders read what they are given: damaged bytes reach the file only through the other carriers."""


@pytest.mark.parametrize("carrier", sorted(set(EXIF_CARRIERS) - {"avif", "tiff"}))
def test_a_damaged_block_guards_by_what_it_still_names(carrier: str) -> None:
    assert verdict_of(EXIF_CARRIERS[carrier](beyond(CAMERA))) == (Verdict.KEEP, Reason.CAMERA)


@pytest.mark.parametrize(
    "carrier", sorted(set(EXIF_CARRIERS) - _MADE_BY_AN_ENCODER - {"multi-picture jpeg, second picture"})
)
@pytest.mark.parametrize("damage", [emptied, cut])
def test_a_block_that_cannot_be_read_is_left_to_a_person(carrier: str, damage: object) -> None:
    data = EXIF_CARRIERS[carrier](damage(EDITOR))  # type: ignore[operator]
    assert verdict_of(data) == (Verdict.REVIEW, Reason.METADATA_DAMAGED)


@pytest.mark.parametrize("carrier", ["avif", "heic"])
@pytest.mark.parametrize("found", [b"iloc", b"iinf"])
def test_a_damaged_list_of_items_does_not_hide_a_camera(carrier: str, found: bytes) -> None:
    """Whatever such a file decodes to, its camera is seen."""
    data = EXIF_CARRIERS[carrier](CAMERA)
    damaged = data.replace(found, b"xxxx")
    verdict, reason = verdict_of(damaged)
    assert verdict is Verdict.KEEP
    assert reason in {Reason.CAMERA, Reason.UNREADABLE}
    assert decode(damaged, SIZE).info.camera


@pytest.mark.parametrize("carrier", sorted(EXIF_CARRIERS))
def test_an_editors_name_guards_nothing(carrier: str) -> None:
    assert verdict_of(EXIF_CARRIERS[carrier](EDITOR)) == (Verdict.SWEEP, Reason.MEME)


@pytest.mark.parametrize("carrier", sorted(XMP_CARRIERS))
@pytest.mark.parametrize(
    "block", [XMP_CAMERA, XMP_NO_MAKE, XMP_ELEMENTS], ids=["sound", "no make", "elements"]
)
def test_every_carrier_of_xmp_guards(carrier: str, block: bytes) -> None:
    assert verdict_of(XMP_CARRIERS[carrier](block)) == (Verdict.KEEP, Reason.CAMERA)


@pytest.mark.parametrize("carrier", sorted(XMP_CARRIERS))
def test_xmp_cut_off_behind_the_make_guards(carrier: str) -> None:
    block = XMP_CAMERA[: XMP_CAMERA.index(b"FUJIFILM") + 4]
    assert verdict_of(XMP_CARRIERS[carrier](block)) == (Verdict.KEEP, Reason.CAMERA)


@pytest.mark.parametrize("carrier", sorted(set(XMP_CARRIERS) - {"jpeg, long xmp", "gif, xmp"}))
def test_xmp_with_a_hole_is_left_to_a_person(carrier: str) -> None:
    at = XMP_EDITOR.index(b"<rdf:Description")
    block = XMP_EDITOR[:at] + bytes(40) + XMP_EDITOR[at + 40 :]
    assert verdict_of(XMP_CARRIERS[carrier](block)) == (Verdict.REVIEW, Reason.METADATA_DAMAGED)


@pytest.mark.parametrize("carrier", sorted(XMP_CARRIERS))
def test_an_editors_xmp_guards_nothing(carrier: str) -> None:
    assert verdict_of(XMP_CARRIERS[carrier](XMP_EDITOR)) == (Verdict.SWEEP, Reason.MEME)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "BMP", "TIFF"])
def test_a_file_without_metadata_is_judged_by_its_score(kind: str) -> None:
    assert verdict_of(plain(kind)) == (Verdict.SWEEP, Reason.MEME)


def test_an_altitude_is_no_position() -> None:
    assert not read_exif(tiff_block({SOFTWARE: "an editor"}, gps={0: b"\2\3\0\0", 5: b"\0", 6: 12.0})).camera
    assert read_exif(POSITION).camera


@pytest.mark.parametrize("blank", ["", " ", "\0\0\0\0\0\0"])
def test_a_blank_make_names_nobody(blank: str) -> None:
    metadata = read_exif(tiff_block({MAKE: blank, SOFTWARE: "an editor"}))
    assert (metadata.camera, metadata.damaged) == (False, False)
    assert not read_xmp(packet(f'tiff:Make="{blank.strip(chr(0))}"')).camera
    assert not read_xmp(packet(inside="<tiff:Make></tiff:Make><tiff:Model/>")).camera


def test_a_block_that_says_nothing_is_sound_and_one_whose_entries_are_gone_is_not() -> None:
    empty = tiff_block({})
    assert read_exif(empty) == Metadata()
    assert read_exif(empty + bytes(100)).damaged


def test_an_unknown_exposure_is_none() -> None:
    assert not read_exif(tiff_block({SOFTWARE: "an editor"}, exif={0x8827: 0, 0x829A: 0.0})).camera


def test_a_prefix_of_ones_own_and_wide_letters_hide_nothing() -> None:
    own = b'<rdf:RDF><r xmlns:t="http://ns.adobe.com/tiff/1.0/"><t:Make>Maker</t:Make></r></rdf:RDF>'
    assert read_xmp(own).camera
    assert read_xmp(XMP_CAMERA.decode().encode("utf-16-le")).camera


def test_entities_are_never_unfolded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><rdf:RDF><a>&e11;</a></rdf:RDF>'.encode()
    assert not read_xmp(bomb).camera


@pytest.mark.parametrize("order", [b"XX*\0", b"\0\0*\0"])
def test_a_header_without_byte_order_is_damaged_but_read(order: bytes) -> None:
    metadata = read_exif(order + CAMERA[4:])
    assert (metadata.camera, metadata.damaged) == (True, True)
    metadata = read_exif(order + EDITOR[4:])
    assert (metadata.camera, metadata.damaged) == (False, True)


def test_orientation_of_xmp_counts_where_exif_has_none() -> None:
    turned = decode(XMP_CARRIERS["jpeg, xmp"](packet('tiff:Orientation="3"')), SIZE).pixels
    upright = decode(plain("JPEG"), SIZE).pixels
    assert turned is not None
    assert upright is not None
    assert (turned == upright[::-1, ::-1]).all()
