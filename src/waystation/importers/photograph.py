"""A photograph from disk, made small and bare: the same face, and nothing else of the file.

It is decoded and written anew, so that no place, time, device, thumbnail, comment or colour
profile of the original is left. Pure: bytes in, bytes out; nothing is written to a disk.
"""

import struct
import warnings
import zlib
from io import BytesIO

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from waystation.errors import FormatError
from waystation.post.slip import PHOTOGRAPH_BYTES

PIXELS = 40_000_000
"""What is decoded at most: a few kilobytes can claim to be a picture of any size."""
SIDES = (480, 360, 240)
_QUALITIES = (82, 72, 60, 48, 36)
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
# What the decoders raise on files that are not what they say.
_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    AttributeError,
    struct.error,
    zlib.error,
)


def cleaned(raw: bytes) -> bytes:
    """Return a small JPEG of what a JPEG or PNG file shows, upright, on white.

    Raises:
        FormatError: it is neither, claims too many pixels, or is broken.
    """
    with warnings.catch_warnings():
        # About broken metadata, which is thrown away.
        warnings.simplefilter("ignore")
        try:
            return _small(_drawn(raw))
        except _FAULTS:
            # The decoder's own words may repeat what is in the file.
            raise FormatError("photograph.broken", "the photograph is broken") from None


def _drawn(raw: bytes) -> Image.Image:
    """Decode a file; its size is judged before its pixels are."""
    image: JpegImageFile | PngImageFile
    # The two decoders by name: no other format is ever looked for.
    if raw.startswith(_JPEG):
        image = JpegImageFile(BytesIO(raw))
    elif raw.startswith(_PNG):
        image = PngImageFile(BytesIO(raw))
    else:
        raise FormatError("photograph.kind", "a photograph is a JPEG or PNG file")
    width, height = image.size
    if width * height > PIXELS:
        raise FormatError("photograph.large", "a photograph is at most 40 million pixels")
    image.draft("RGB", (2 * SIDES[0], 2 * SIDES[0]))
    return ImageOps.exif_transpose(image)


def _small(image: Image.Image) -> bytes:
    """Write an image anew, smaller until it fits into a slip."""
    shown = _on_white(image)
    for side in SIDES:
        shown.thumbnail((side, side), Image.Resampling.LANCZOS)
        # Pixels alone: whatever else the file said stays behind with its image.
        bare = Image.frombytes("RGB", shown.size, shown.tobytes())
        for quality in _QUALITIES:
            written = BytesIO()
            bare.save(written, "JPEG", quality=quality, optimize=True)
            if len(written.getvalue()) <= PHOTOGRAPH_BYTES:
                return written.getvalue()
    raise FormatError("photograph.large", "the photograph cannot be made small enough")


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")
