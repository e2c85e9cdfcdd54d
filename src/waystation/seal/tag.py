"""Tags of what can be guessed: names, numbers and plates, blinded under a shared key.

HMAC is enough for a random id. A number has few enough forms to try them all, so each try
is made to cost 19 MiB and some tens of milliseconds, and is worth nothing without the key.
"""

from functools import lru_cache

from waystation.seal import primitives

_LABEL = b"waystation/v1/form\0"
TAG_BYTES = 16


@lru_cache(maxsize=4096)
def slow_tag(key: bytes, kind: str, form: str) -> bytes:
    """Return the 16-byte tag of a written-alike name, number or plate under a key."""
    salt = primitives.hmac_sha256(key, _LABEL)[:16]
    secret = kind.encode("ascii") + b"\0" + form.encode("utf-8")
    return primitives.argon2id(secret, salt)[:TAG_BYTES]
