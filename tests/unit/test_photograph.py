"""A photograph from disk made small and bare (docs/slips.md)."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests import pictures
from waystation.errors import FormatError
from waystation.importers.photograph import PIXELS, cleaned
from waystation.post.slip import PHOTOGRAPH_BYTES

QUANTA, START, HUFFMAN, JFIF = 0xDB, 0xC0, 0xC4, 0xE0
BARE = {QUANTA, START, HUFFMAN, JFIF}
SMALL = pictures.jpeg(pictures.face(60, 80))


def test_nothing_of_the_file_but_what_it_shows_is_left():
    original = pictures.jpeg()
    assert all(one in original for one in pictures.SECRETS)
    for raw in (original, pictures.png(pictures.face())):
        found = cleaned(raw)
        assert set(pictures.segments(found)) <= BARE
        assert not any(one in found for one in pictures.SECRETS)
        with Image.open(BytesIO(found)) as read:
            assert set(read.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            assert not read.getexif()
            assert max(read.size) == 480
        assert len(found) <= PHOTOGRAPH_BYTES


@pytest.mark.parametrize("turned", range(1, 9))
def test_what_a_camera_wrote_on_its_side_stands_upright(turned):
    upright = pictures.face()
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(back[turned]) if turned in back else upright
    with Image.open(BytesIO(cleaned(pictures.jpeg(stored, turned)))) as found:
        width, height = found.size
        assert (width, height) == (360, 480)
        assert sum(found.getpixel((width // 2, 10))) < 150
        assert found.getpixel((width // 4, height * 5 // 12))[0] > 150
        assert found.getpixel((width * 3 // 4, height * 5 // 12))[2] > 150


def test_even_noise_is_made_small_enough_and_what_is_clear_stands_on_white():
    noise = Image.effect_noise((1000, 1000), 120).convert("RGB")
    assert len(cleaned(pictures.png(noise))) <= PHOTOGRAPH_BYTES
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    with Image.open(BytesIO(cleaned(pictures.png(clear)))) as found:
        assert min(found.getpixel((20, 20))) > 250


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA"])
def test_every_kind_of_png_is_read(mode):
    assert cleaned(pictures.png(Image.new(mode, (30, 40)))).startswith(b"\xff\xd8\xff")


def claiming(width, height):
    """A PNG of a few bytes that says it is as large as one likes."""

    def chunk(kind, body):
        whole = kind + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded():
    side = int(PIXELS**0.5)
    for size in ((side + 1, side + 1), (2**31 - 1, 2**31 - 1), (60_000, 60_000)):
        with pytest.raises(FormatError, match=r"photograph\.large"):
            cleaned(claiming(*size))
    grown = bytearray(SMALL)
    place = grown.index(bytes([0xFF, START]))
    grown[place + 5 : place + 9] = b"\xff\xff\xff\xff"
    with pytest.raises(FormatError, match=r"photograph\.large"):
        cleaned(bytes(grown))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "BMP", "TIFF", "PPM", "ICO"])
def test_no_other_format_is_looked_at(kind):
    written = BytesIO()
    pictures.face(30, 40).save(written, kind)
    for raw in (written.getvalue(), b"", b"<svg/>", b"%PDF-1.7"):
        with pytest.raises(FormatError, match=r"photograph\.kind"):
            cleaned(raw)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_broken_photograph_is_refused_and_says_nothing_of_what_is_in_it(data):
    raw = bytearray(data.draw(st.sampled_from([SMALL, pictures.png(pictures.face(9, 9))])))
    for place in data.draw(st.lists(st.integers(3, len(raw) - 1), max_size=12)):
        raw[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(3, len(raw)))
    refused = None
    try:
        assert len(cleaned(bytes(raw[:cut]))) <= PHOTOGRAPH_BYTES
    except FormatError as error:
        refused = error
    if refused is not None:
        assert refused.code.startswith("photograph.")
        assert refused.__cause__ is None
