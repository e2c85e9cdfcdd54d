"""What a desk knows of itself and of its organisation before it has opened any cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from waystation.encoding import b64, from_json, to_json, unb64
from waystation.errors import NotFoundError
from waystation.post.vault import Vault

SHELF = "self"


@dataclass(frozen=True, slots=True)
class Joined:
    """An organisation; `id` is SHA-256 of the roster's charter 0."""

    id: bytes
    relay: str
    feed: bytes
    feed_token: bytes
    roster: bytes


@dataclass(frozen=True, slots=True)
class Membership:
    """Who this desk's human is, its letterbox, and the organisation once joined."""

    human: str = ""
    name: str = ""
    box: bytes = b""
    read_token: bytes = b""
    append_token: bytes = b""
    organisation: Joined | None = None

    @property
    def joined(self) -> Joined:
        """Return the organisation.

        Raises:
            NotFoundError: none has been joined.
        """
        if self.organisation is None:
            raise NotFoundError("organisation.none", "this desk has joined no organisation")
        return self.organisation

    @classmethod
    def load(cls, vault: Vault) -> "Membership":
        """Read it from the store."""
        raw = vault.get(SHELF, "membership")
        if raw is None:
            return cls()
        found: dict[str, Any] = from_json(raw)
        joined = found["organisation"]
        return cls(
            found["human"],
            found["name"],
            unb64(found["box"]),
            unb64(found["read_token"]),
            unb64(found["append_token"]),
            None if joined is None else read_joined(joined),
        )

    def save(self, vault: Vault) -> None:
        """Write it into the store."""
        joined = self.organisation
        value = {
            "human": self.human,
            "name": self.name,
            "box": b64(self.box),
            "read_token": b64(self.read_token),
            "append_token": b64(self.append_token),
            "organisation": None if joined is None else write_joined(joined),
        }
        vault.put(SHELF, "membership", to_json(value))


def write_joined(joined: Joined) -> dict[str, str]:
    """Return it as JSON, for the store and for invitations."""
    return {
        "id": b64(joined.id),
        "relay": joined.relay,
        "feed": b64(joined.feed),
        "feed_token": b64(joined.feed_token),
        "roster": b64(joined.roster),
    }


def read_joined(found: Mapping[str, Any]) -> Joined:
    """Read it from JSON.

    Raises:
        FormatError: a part has the wrong size.
    """
    return Joined(
        unb64(found["id"], size=32),
        str(found["relay"]),
        unb64(found["feed"], size=16),
        unb64(found["feed_token"], size=32),
        unb64(found["roster"], size=16),
    )
