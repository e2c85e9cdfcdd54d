"""What is made once, a watch or a slip: the same terms change nothing, others never."""

from collections.abc import Iterable
from hashlib import sha256

from waystation.errors import ConflictError
from waystation.relay.jobs import Done
from waystation.relay.refusals import no_such


def digest_of_terms(parts: Iterable[bytes]) -> bytes:
    """Return a digest of everything that something was made with."""
    terms = sha256()
    for part in parts:
        terms.update(len(part).to_bytes(4, "big") + part)
    return terms.digest()


def made_before(
    row: tuple[bytes, bytes], owner: bytes, terms: bytes, refusal: ConflictError
) -> Done:
    """Answer who makes it again; `row` is the owner and the terms that stand.

    Raises:
        NotFoundError: another owner made it.
        ConflictError: `refusal`, with other terms.
    """
    if row[0] != owner:
        raise no_such()
    if row[1] != terms:
        raise refusal
    return Done()
