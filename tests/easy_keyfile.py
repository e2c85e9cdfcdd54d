"""Key files that cost a reader the least that K-10 lets it accept.

What a writer of ours must spend is tried by its own tests; who opens one with every
command of a test would spend a third of a second on nothing that the test asks about.
"""

from pathlib import Path

from waystation.seal import primitives
from waystation.seal.keyfile import MAGIC, open_keyfile

MEMORY_KIB, PASSES = 19_456, 1
SALT, NONCE = b"salt of tests...", b"nonce" + bytes(primitives.NONCE_BYTES - 5)


def sealed_easily(secret: bytes, passphrase: str) -> bytes:
    """Seal a secret as K-10 says, but at the least cost."""
    header = MAGIC + MEMORY_KIB.to_bytes(4, "big") + bytes([PASSES]) + SALT + NONCE
    key = primitives.argon2id(
        passphrase.encode(), SALT, memory_kib=MEMORY_KIB, passes=PASSES
    )
    return header + primitives.aead_seal(key, NONCE, secret, header)


def ease(keyfile: Path, passphrase: str) -> None:
    """Seal the secret of a key file anew, so that each command opens it quickly."""
    secret = open_keyfile(keyfile.read_bytes(), passphrase)
    keyfile.write_bytes(sealed_easily(secret, passphrase))
