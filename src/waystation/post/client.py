"""One method per route of the relay (spec/relay.md), and nothing believed without a check.

Every answer is read strictly: what is not the shape that the specification gives is
`FormatError`, so that a relay that answers garbage is said and never folded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from typing import Any, get_args

import httpx2

from waystation.encoding import b64, from_json, from_rfc3339, to_json, unb64
from waystation.errors import (
    ConflictError,
    FormatError,
    NotFoundError,
    NotPermittedError,
    UnavailableError,
    WaystationError,
)
from waystation.wire import requests
from waystation.wire.frames import read_boxes, read_feed, write_appends
from waystation.wire.limits import BOXES_READ_MAX, GENERATION_BYTES, SLIP_BYTES
from waystation.wire.work import solve

TIMEOUT_S = 20.0
ANSWER_BYTES = 6 * 1024 * 1024
MOST_WORK_BITS = 24
LONGEST_WAIT_S = 3600


@dataclass(frozen=True, slots=True)
class Page:
    """One answer to a read: numbered records of one generation; `last` is the newest."""

    generation: bytes
    records: tuple[tuple[int, bytes], ...]
    last: int


# The relay closes a connection that was idle for five seconds, and a request sent at that
# very moment would fail.
_LIMITS = httpx2.Limits(keepalive_expiry=2.0)


@dataclass(frozen=True, slots=True)
class WatchState:
    """What the relay says of a watch; `late` says it was down and cannot know."""

    state: str
    late: tuple[str, str] | None


@cache
def certificates() -> SSLContext:
    """Return those that a relay's is checked by; reading them takes longer than a round."""
    return httpx2.create_ssl_context()


class RelayClient:
    """Speaks to one relay; keeps no state but its connections."""

    def __init__(self, url: str, *, transport: httpx2.BaseTransport | None = None) -> None:
        self._http = httpx2.Client(
            base_url=url,
            timeout=TIMEOUT_S,
            transport=transport,
            limits=_LIMITS,
            verify=certificates(),
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def generation(self) -> bytes:
        """Return the relay's generation id: it changes when a backup is restored."""
        answer = self._json("GET", requests.RELAY_PATH)
        return _bytes(answer, "generation", GENERATION_BYTES)

    def create_feed(self, feed: bytes, token: bytes, read_hash: bytes) -> None:
        """Make an organisation's feed; the first one who names its token wins."""
        self._json("PUT", requests.feed_path(feed), {"read_hash": b64(read_hash)}, token)

    def register_handle(
        self, feed: bytes, token: bytes, handle: bytes, body: Mapping[str, Any]
    ) -> None:
        """Allow appends under a cell's handle for who shows the token of `append_hash`."""
        self._json("PUT", requests.handle_path(feed, handle), body, token)

    def append(self, feed: bytes, records: Sequence[tuple[bytes, bytes]]) -> list[int]:
        """Append frames with their append tokens; return their numbers once durable."""
        raw = write_appends(records)
        answer = self._read_json(self._send("POST", requests.feed_path(feed), content=raw))
        seqs = answer.get("seqs")
        if not isinstance(seqs, list) or len(seqs) != len(records):
            raise FormatError("relay.garbage", "not one number for every frame")
        if not all(type(seq) is int and seq > 0 for seq in seqs):
            raise FormatError("relay.garbage", "a number that is none")
        return seqs

    def read_feed(self, feed: bytes, token: bytes, after: int, wait_s: int = 0) -> Page:
        """Read the frames after a number, waiting up to `wait_s` for the first."""
        answer = self._read(requests.feed_path(feed), token, after, wait_s)
        return _page(answer, after, *read_feed(answer.content))

    def create_box(
        self, box: bytes, body: Mapping[str, Any], token: bytes | None = None
    ) -> None:
        """Make a letterbox or give it a new key that letters must be sealed to."""
        self._json("PUT", requests.box_path(box), body, token)

    def post_letter(
        self, box: bytes, letter: bytes, key_hash: bytes, token: bytes | None = None
    ) -> int:
        """Put a letter into a box, with the token of those who are known or with work.

        Raises:
            ConflictError: `box.key_expired`: seal it again to the new key.
        """
        headers = {requests.KEY_HEADER: b64(key_hash)}
        if token is None:
            bits = self._work_bits()
            if bits:
                headers[requests.WORK_HEADER] = solve(box, letter, bits)
        path = requests.box_path(box)
        sent = self._send("POST", path, token=token, content=letter, headers=headers)
        seq = self._read_json(sent).get("seq")
        if type(seq) is not int or seq <= 0:
            raise FormatError("relay.garbage", "a number that is none")
        return seq

    def _work_bits(self) -> int:
        """Ask how much work the relay wants; an absurd amount is refused, not done."""
        bits = self._json("GET", requests.RELAY_PATH).get("work_bits", 0)
        if type(bits) is not int or not 0 <= bits <= MOST_WORK_BITS:
            raise FormatError("relay.garbage", "an absurd amount of work")
        return bits

    def read_box(self, box: bytes, token: bytes, after: int, wait_s: int = 0) -> Page:
        """Read the letters after a number."""
        answer = self._read(requests.box_path(box), token, after, wait_s)
        return _page(answer, after, *read_feed(answer.content))

    def read_boxes(self, boxes: Sequence[tuple[bytes, bytes, int]]) -> list[Page]:
        """Read several boxes: id, read token and number of each, a page for each."""
        pages: list[Page] = []
        while len(pages) < len(boxes):
            some = boxes[len(pages) : len(pages) + BOXES_READ_MAX]
            asked = [
                {"box": b64(box), "token": b64(token), "after": after}
                for box, token, after in some
            ]
            raw = to_json({"boxes": asked})
            answer = self._send("POST", requests.BOXES_PATH, content=raw)
            generation, read = read_boxes(answer.content)
            if not 0 < len(read) <= len(some):
                raise FormatError("relay.garbage", "not one page for every box")
            pages += [Page(generation, tuple(records), last) for last, records in read]
        return pages

    def unread(self, letters: Sequence[tuple[bytes, bytes]]) -> tuple[bytes, list[bool]]:
        """Ask of letters (box, SHA-256 of the letter) whether they lie there unread.

        Returns:
            The relay's generation, and an answer for each letter.
        """
        asked = [{"box": b64(box), "digest": b64(digest)} for box, digest in letters]
        answer = self._json("POST", requests.LETTERS_PATH, {"letters": asked})
        said = answer.get("unread")
        if not isinstance(said, list) or len(said) != len(letters):
            raise FormatError("relay.garbage", "not one answer for every letter")
        if not all(type(one) is bool for one in said):
            raise FormatError("relay.garbage", "an answer that is neither yes nor no")
        return _bytes(answer, "generation", GENERATION_BYTES), said

    def put_chunk(self, chunk_id: bytes, token: bytes, chunk: bytes) -> None:
        """Store a sealed chunk of a file under the hash of its bytes."""
        path = requests.chunk_path(chunk_id)
        self._send("PUT", path, content=chunk, token=token)

    def get_chunk(self, chunk_id: bytes, token: bytes) -> bytes:
        """Fetch a sealed chunk; the caller checks its hash."""
        return self._send("GET", requests.chunk_path(chunk_id), token=token).content

    def arm_watch(self, watch: bytes, token: bytes, body: Mapping[str, Any]) -> None:
        """Arm a single-shot watch (W-1)."""
        self._json("PUT", requests.watch_path(watch), body, token)

    def check_in(self, watch: bytes, check_in_token: bytes, letter: bytes) -> None:
        """Deliver a check-in letter together with the token of its watch (W-2)."""
        body = {"token": b64(check_in_token), "letter": b64(letter)}
        self._json("POST", requests.check_in_path(watch), body)

    def disarm(self, watch: bytes, tokens: Sequence[bytes]) -> None:
        """Disarm a watch with the tokens of two humans (W-3)."""
        body = {"tokens": [b64(token) for token in tokens]}
        self._json("POST", requests.disarm_path(watch), body)

    def watch(self, watch: bytes, token: bytes) -> WatchState:
        """Ask what the relay says of a watch."""
        answer = self._json("GET", requests.watch_path(watch), token=token)
        late = answer.get("late")
        state = answer.get("state")
        if state not in get_args(requests.WatchState):
            raise FormatError("relay.garbage", "a watch in no known state")
        if late is None:
            return WatchState(str(state), None)
        if not isinstance(late, dict):
            raise FormatError("relay.garbage", "an outage that is none", where="late")
        down_from, to = str(late.get("down_from")), str(late.get("to"))
        for moment in (down_from, to):
            from_rfc3339(moment)
        return WatchState(str(state), (down_from, to))

    def make_slip(self, slip: bytes, token: bytes, body: Mapping[str, Any]) -> None:
        """Keep a sealed slip for whoever opens it first."""
        self._json("PUT", requests.slip_path(slip), body, token)

    def claim_slip(self, slip: bytes, claim_token: bytes, holder: bytes) -> bytes:
        """Open a slip: once, but for whoever shows the same holder again."""
        body = {"token": b64(claim_token), "holder": b64(holder)}
        answer = self._json("POST", requests.claim_path(slip), body)
        return _bytes(answer, "body", SLIP_BYTES)

    def revoke_slip(self, slip: bytes, token: bytes) -> None:
        """Take a slip back that nobody has opened.

        Raises:
            ConflictError: `slip.claimed`: somebody was quicker.
        """
        self._json("POST", requests.revoke_path(slip), token=token)

    def slip(self, slip: bytes, token: bytes) -> str:
        """Ask how a slip stands."""
        state = self._json("GET", requests.slip_path(slip), token=token).get("state")
        if state not in get_args(requests.SlipState):
            raise FormatError("relay.garbage", "a slip in no known state")
        return str(state)

    def _read(self, path: str, token: bytes, after: int, wait_s: int) -> httpx2.Response:
        params = {"after": str(after), "wait": str(wait_s)}
        timeout = TIMEOUT_S + wait_s
        return self._send("GET", path, token=token, params=params, timeout=timeout)

    def _json(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        token: bytes | None = None,
    ) -> dict[str, Any]:
        raw = None if body is None else to_json(dict(body))
        headers = {} if raw is None else {"Content-Type": "application/json"}
        answer = self._send(method, path, content=raw, headers=headers, token=token)
        return self._read_json(answer)

    def _read_json(self, answer: httpx2.Response) -> dict[str, Any]:
        if not answer.content:
            return {}
        found = from_json(answer.content)
        if not isinstance(found, dict):
            raise FormatError("relay.garbage", "an answer that is no object")
        return found

    def _send(
        self,
        method: str,
        path: str,
        *,
        token: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = TIMEOUT_S,
        **rest: Any,
    ) -> httpx2.Response:
        sent = dict(headers or {})
        if token is not None:
            sent["Authorization"] = f"Bearer {b64(token)}"
        try:
            answer = self._ask(method, path, headers=sent, timeout=timeout, **rest)
        except httpx2.TransportError as error:
            raise UnavailableError(
                "relay.unreachable", "the relay cannot be reached"
            ) from error
        except httpx2.InvalidURL as error:
            raise FormatError("relay.garbage", "an answer that cannot be read") from error
        if answer.status_code >= 400:
            raise _error(answer)
        if answer.status_code >= 300:
            raise FormatError("relay.garbage", "the relay never redirects")
        return answer

    def _ask(self, method: str, path: str, **rest: Any) -> httpx2.Response:
        """Read an answer while it is of the agreed size: it might never end."""
        with self._http.stream(method, path, **rest) as answer:
            if "Content-Encoding" in answer.headers:
                raise FormatError("relay.garbage", "the relay never packs")
            content = bytearray()
            for part in answer.iter_bytes():
                content += part
                if len(content) > ANSWER_BYTES:
                    raise FormatError("relay.garbage", "an answer over the agreed size")
            headers = {
                name: answer.headers[name]
                for name in (requests.LAST_HEADER,)
                if name in answer.headers
            }
            return httpx2.Response(
                answer.status_code, headers=headers, content=bytes(content)
            )


_BY_STATUS: dict[int, type[WaystationError]] = {
    400: NotPermittedError,
    401: NotFoundError,
    403: NotPermittedError,
    404: NotFoundError,
    409: ConflictError,
    413: NotPermittedError,
    422: NotPermittedError,
    423: ConflictError,
}
_MESSAGES = "the relay refused the request"


def _error(answer: httpx2.Response) -> WaystationError:
    """Turn an error answer into ours; only a code of the expected shape is believed."""
    code, retry_after = "relay.error", None
    try:
        said = from_json(answer.content)
        found = said["error"]
        if str(found["code"]).replace(".", "").replace("_", "").isalnum():
            code = str(found["code"])[:60]
        wait = found.get("retry_after")
        if isinstance(wait, int | float) and wait >= 0:
            retry_after = float(min(wait, LONGEST_WAIT_S))
    except (FormatError, KeyError, TypeError, AttributeError):
        pass
    kind = _BY_STATUS.get(answer.status_code)
    if kind is None:
        return UnavailableError(
            code, "the relay cannot answer now", retry_after=retry_after
        )
    return kind(code, _MESSAGES)


def _page(
    answer: httpx2.Response, after: int, generation: bytes, records: list[tuple[int, bytes]]
) -> Page:
    said = answer.headers.get(requests.LAST_HEADER)
    if said is None:
        return Page(generation, tuple(records), records[-1][0] if records else after)
    if not (said.isascii() and said.isdigit() and len(said) < 20):
        raise FormatError("relay.garbage", "a number that is none")
    return Page(generation, tuple(records), int(said))


def _bytes(answer: Mapping[str, Any], name: str, size: int) -> bytes:
    value = answer.get(name)
    if not isinstance(value, str):
        raise FormatError("relay.garbage", "a field is missing", where=name)
    return unb64(value, size=size)
