"""Photographs as a camera writes them: a face, and everything else that is in the file."""

from io import BytesIO

from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

SECRETS = (b"37.5665N", b"Seoyeon's phone", b"taken at the flat", b"http://ns.adobe.com")
"""What of such a file must be nowhere else."""
_ORIENTATION, _MAKE, _DESCRIPTION, _GPS = 0x0112, 0x010F, 0x010E, 0x8825


def face(width: int = 900, height: int = 1200) -> Image.Image:
    """Draw somebody: dark above, light below, one eye at the left."""
    drawn = Image.new("RGB", (width, height), (230, 220, 200))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 0, width, height // 4), fill=(20, 20, 30))
    pen.ellipse((width // 5, height // 3, width // 3, height // 2), fill=(200, 30, 40))
    return drawn


def jpeg(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    """Return a JPEG with a place, a device, a comment, a profile and a thumbnail."""
    image = image or face()
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_MAKE], exif[_DESCRIPTION] = "Seoyeon's phone", "taken at the flat"
    exif.get_ifd(_GPS)[29] = "37.5665N"
    written = BytesIO()
    image.save(
        written,
        "JPEG",
        quality=92,
        exif=exif,
        comment=b"taken at the flat",
        xmp=b'<x xmlns="http://ns.adobe.com/xap/1.0/"/>',
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    return written.getvalue()


def png(image: Image.Image) -> bytes:
    """Return a PNG with words beside the picture."""
    said = PngInfo()
    said.add_text("Comment", "taken at the flat")
    said.add_itxt("Author", "Seoyeon's phone", zip=True)
    written = BytesIO()
    image.save(written, "PNG", pnginfo=said, dpi=(300, 300))
    return written.getvalue()


def segments(raw: bytes) -> list[int]:
    """Return the markers of a JPEG up to its pixels."""
    found, at = [], 2
    while raw[at + 1] != 0xDA:
        found.append(raw[at + 1])
        at += 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    return found
