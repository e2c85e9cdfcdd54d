"""What waits in an outbox, as requests to the relay: one route, one function."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from waystation.encoding import b64, unb64
from waystation.errors import ConflictError, NotFoundError, NotPermittedError
from waystation.post.outbox import Item, Outbox
from waystation.post.port import Relay


def save_letter(
    outbox: Outbox,
    box: bytes,
    kem: bytes,
    letter: bytes,
    token: bytes | None = None,
    *,
    fleeting: bool = False,
) -> int:
    """Save a sealed letter for a box; `kem` is the key that it was sealed to.

    `fleeting` says that the box forgets what was read in it.
    """
    arguments: dict[str, Any] = {"box": b64(box), "key": b64(sha256(kem).digest())}
    if fleeting:
        arguments["fleeting"] = True
    if token is not None:
        arguments["token"] = b64(token)
    return outbox.put("letter", arguments, letter)


def save_box(
    outbox: Outbox, box: bytes, opening: Mapping[str, Any], token: bytes | None = None
) -> int:
    """Save the making of a box, or a new key for it with its read token."""
    arguments: dict[str, Any] = {"box": b64(box), "opening": dict(opening)}
    if token is not None:
        arguments["token"] = b64(token)
    return outbox.put("box", arguments)


def save_feed(outbox: Outbox, feed: bytes, token: bytes) -> int:
    """Save the making of an organisation's feed."""
    return outbox.put("feed", {"feed": b64(feed), "token": b64(token)})


def save_handle(
    outbox: Outbox, feed: bytes, token: bytes, handle: bytes, opening: Mapping[str, Any]
) -> int:
    """Save the opening of a handle; it must go out before the frames it carries."""
    arguments = {
        "feed": b64(feed),
        "token": b64(token),
        "handle": b64(handle),
        "opening": dict(opening),
    }
    return outbox.put("handle", arguments)


def save_chunk(outbox: Outbox, token: bytes, chunk: bytes) -> int:
    """Save a sealed chunk of a file."""
    return outbox.put("chunk", {"token": b64(token)}, chunk)


def save_watch(
    outbox: Outbox, watch: bytes, token: bytes, arming: Mapping[str, Any]
) -> int:
    """Save the arming of a watch."""
    arguments = {"watch": b64(watch), "token": b64(token), "arming": dict(arming)}
    return outbox.put("watch", arguments)


def save_disarm(outbox: Outbox, watch: bytes, tokens: Sequence[bytes]) -> int:
    """Save the taking down of a watch by two."""
    return outbox.put("disarm", {"watch": b64(watch), "tokens": list(map(b64, tokens))})


def save_slip(outbox: Outbox, slip: bytes, token: bytes, making: Mapping[str, Any]) -> int:
    """Save the making of a slip."""
    arguments = {"slip": b64(slip), "token": b64(token), "making": dict(making)}
    return outbox.put("slip", arguments)


def save_revoke(outbox: Outbox, slip: bytes, token: bytes) -> int:
    """Save that a slip is taken back."""
    return outbox.put("slip.revoke", {"slip": b64(slip), "token": b64(token)})


def save_end_of_slip(outbox: Outbox, slip: bytes, token: bytes) -> int:
    """Save that a slip which was opened or locked stays so, whatever the relay forgot."""
    return outbox.put("slip.end", {"slip": b64(slip), "token": b64(token)})


def send(relay: Relay, item: Item) -> None:
    """Send one item.

    Raises:
        NotPermittedError: no such route, which only a newer version can have written.
    """
    route = _ROUTES.get(item.route)
    if route is None:
        raise NotPermittedError("outbox.route", "a route of a newer version")
    route(relay, item.arguments, item.content)


def _letter(relay: Relay, said: Mapping[str, Any], content: bytes) -> None:
    token = unb64(said["token"]) if "token" in said else None
    relay.post_letter(unb64(said["box"]), content, unb64(said["key"]), token)


def _box(relay: Relay, said: Mapping[str, Any], _content: bytes) -> None:
    token = unb64(said["token"]) if "token" in said else None
    relay.create_box(unb64(said["box"]), said["opening"], token)


def _feed(relay: Relay, said: Mapping[str, Any], _content: bytes) -> None:
    token = unb64(said["token"])
    relay.create_feed(unb64(said["feed"]), token, sha256(token).digest())


def _handle(relay: Relay, said: Mapping[str, Any], _content: bytes) -> None:
    relay.register_handle(
        unb64(said["feed"]), unb64(said["token"]), unb64(said["handle"]), said["opening"]
    )


def _chunk(relay: Relay, said: Mapping[str, Any], content: bytes) -> None:
    relay.put_chunk(sha256(content).digest(), unb64(said["token"]), content)


def _watch(relay: Relay, said: Mapping[str, Any], _content: bytes) -> None:
    relay.arm_watch(unb64(said["watch"]), unb64(said["token"]), said["arming"])


def _slip(relay: Relay, said: Mapping[str, Any], _content: bytes) -> None:
    relay.make_slip(unb64(said["slip"]), unb64(said["token"]), said["making"])


def _revoke(relay: Relay, said: Mapping[str, Any], _content: bytes) -> None:
    try:
        relay.revoke_slip(unb64(said["slip"]), unb64(said["token"]))
    except ConflictError:
        return  # somebody was quicker: its notice says so


def _end_slip(relay: Relay, said: Mapping[str, Any], content: bytes) -> None:
    try:
        _revoke(relay, said, content)
    except NotFoundError:
        return  # a relay that has lost it opens it for nobody


def _check_in(relay: Relay, said: Mapping[str, Any], content: bytes) -> None:
    relay.check_in(unb64(said["watch"]), unb64(said["token"]), content)


def _disarm(relay: Relay, said: Mapping[str, Any], _content: bytes) -> None:
    try:
        relay.disarm(unb64(said["watch"]), [unb64(one) for one in said["tokens"]])
    except ConflictError as error:
        if error.code != "watch.over":
            raise
        # It was answered or fired first: there is nothing left to take down.


def _disarm_again(relay: Relay, said: Mapping[str, Any], content: bytes) -> None:
    try:
        _disarm(relay, said, content)
    except NotFoundError:
        return  # a relay that has lost it lets nothing fire


_ROUTES: Mapping[str, Callable[[Relay, Mapping[str, Any], bytes], None]] = {
    "letter": _letter,
    "box": _box,
    "feed": _feed,
    "handle": _handle,
    "chunk": _chunk,
    "watch": _watch,
    "check_in": _check_in,
    "slip": _slip,
    "slip.revoke": _revoke,
    "slip.end": _end_slip,
    "disarm": _disarm,
    "disarm.again": _disarm_again,
}
