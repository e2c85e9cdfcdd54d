"""The keys of one epoch of one cell (K-1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from waystation.errors import FormatError
from waystation.seal import primitives
from waystation.seal.padding import SIZE_CLASSES

HANDLE_BYTES = 16
CELL_BYTES = 16
_MAX_EPOCH = 2**63 - 1


@dataclass(frozen=True, slots=True)
class EpochKeys:
    """What a member holds for one epoch; `handle` and `append_token` go to the relay."""

    secret: bytes = field(repr=False)
    cell: bytes
    epoch: int
    aead: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    append_token: bytes = field(repr=False)
    handle: bytes
    cipher: primitives.Cipher = field(repr=False, compare=False)
    associated: Mapping[int, bytes] = field(repr=False, compare=False)
    """Frame length to the data that its seal covers besides; there is no other length."""

    @classmethod
    def derive(cls, secret: bytes, cell: bytes, epoch: int) -> Self:
        """Derive the keys of an epoch from its secret.

        Raises:
            FormatError: the secret, the cell id or the epoch is not of the specified size.
        """
        if len(secret) != 32 or len(cell) != CELL_BYTES or not 0 <= epoch <= _MAX_EPOCH:
            raise FormatError(
                "keys.epoch", "an epoch's secret, cell or number is malformed"
            )
        start = primitives.labelled("frame", cell + epoch.to_bytes(8, "big"))
        overhead = HANDLE_BYTES + primitives.NONCE_BYTES + primitives.TAG_BYTES
        aead = primitives.hkdf(secret, "aead")
        return cls(
            secret=secret,
            cell=cell,
            epoch=epoch,
            aead=aead,
            nonce=primitives.hkdf(secret, "nonce"),
            append_token=primitives.hkdf(secret, "append"),
            handle=primitives.hkdf(secret, "handle", HANDLE_BYTES),
            cipher=primitives.Cipher(aead),
            associated={
                overhead + size: start + size.to_bytes(4, "big") for size in SIZE_CLASSES
            },
        )
