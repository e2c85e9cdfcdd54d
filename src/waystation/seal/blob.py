"""Files: sealed in chunks of one size under a random key of their own."""

from collections.abc import Sequence

from waystation.errors import FormatError, SealError
from waystation.seal import primitives
from waystation.seal.padding import pad, unpad

CHUNK_SIZE = 64 * 1024
SEALED_CHUNK_BYTES = primitives.NONCE_BYTES + CHUNK_SIZE + primitives.TAG_BYTES


def seal_chunks(key: bytes, data: bytes) -> list[bytes]:
    """Seal `data` under a 32-byte file key; the same file always gives the same chunks.

    The nonce follows from place and content, so a key that is used for two files by mistake
    gives nothing away but which chunks are equal.
    """
    padded = pad(data, (len(data) // CHUNK_SIZE + 1) * CHUNK_SIZE)
    nonce_key = primitives.hkdf(key, "chunk/nonce")
    cipher = primitives.Cipher(primitives.hkdf(key, "chunk/aead"))
    chunks = []
    for start in range(0, len(padded), CHUNK_SIZE):
        plain = padded[start : start + CHUNK_SIZE]
        aad = _place(start // CHUNK_SIZE, last=start + CHUNK_SIZE == len(padded))
        nonce = primitives.hmac_sha256(nonce_key, aad + plain)[: primitives.NONCE_BYTES]
        chunks.append(nonce + cipher.encrypt(nonce, plain, aad))
    return chunks


def open_chunks(key: bytes, chunks: Sequence[bytes]) -> bytes:
    """Open all chunks of a file in order.

    Raises:
        FormatError: no chunks, one of the wrong length, or padding without a mark.
        SealError: a chunk is missing, moved, from another file or changed.
    """
    if not chunks or any(len(chunk) != SEALED_CHUNK_BYTES for chunk in chunks):
        raise FormatError("chunk.size", "a file is one or more chunks of one length")
    cipher = primitives.Cipher(primitives.hkdf(key, "chunk/aead"))
    try:
        padded = b"".join(
            cipher.decrypt(
                chunk[: primitives.NONCE_BYTES],
                chunk[primitives.NONCE_BYTES :],
                _place(index, last=index == len(chunks) - 1),
            )
            for index, chunk in enumerate(chunks)
        )
    except primitives.Refused:
        raise SealError from None
    return unpad(padded)


def chunk_id(chunk: bytes) -> bytes:
    """Return the name under which the relay keeps a sealed chunk."""
    return primitives.sha256(chunk)


def _place(index: int, *, last: bool) -> bytes:
    return primitives.labelled("chunk", index.to_bytes(8, "big") + bytes([last]))
