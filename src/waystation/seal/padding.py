"""Padding to a few sizes, so that a length says little: one byte 0x80, then zeros."""

from waystation.errors import FormatError

SIZE_CLASSES = (1024, 8 * 1024, 64 * 1024)
"""Padded plaintext of an entry, in bytes."""
LETTER_SIZE = 8 * 1024
"""Padded plaintext of a letter, in bytes."""
SLIP_SIZE = 64 * 1024
"""Padded plaintext of the letter of a slip: room for a photograph in every one."""

_MARK = b"\x80"
_ZEROS = bytes(SIZE_CLASSES[-1])


def size_class(length: int) -> int:
    """Return the smallest class that holds `length` bytes and the mark.

    Raises:
        FormatError: no class does.
    """
    for size in SIZE_CLASSES:
        if length < size:
            return size
    raise FormatError("padding.oversize", "too long for the largest size class")


def pad(plain: bytes, size: int) -> bytes:
    """Fill up to `size` bytes.

    Raises:
        FormatError: `plain` and the mark do not fit.
    """
    if len(plain) >= size:
        raise FormatError("padding.oversize", "too long for its size class")
    return (plain + _MARK).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """Return what was padded, up to the largest size class.

    Raises:
        FormatError: the mark is missing.
    """
    # Searching back and comparing takes a fifth of the time that stripping zeros does.
    mark = padded.rfind(_MARK)
    if mark < 0 or not _ZEROS.startswith(padded[mark + 1 :]):
        raise FormatError("padding.mark", "the padding has no mark")
    return padded[:mark]
