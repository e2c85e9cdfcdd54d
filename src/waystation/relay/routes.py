"""One function per route but the append, which `app` does itself for speed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Protocol

from waystation.clock import Clock
from waystation.encoding import b64, from_rfc3339, to_rfc3339, unb64
from waystation.errors import FormatError
from waystation.relay.http import BYTES, Answer, GoneError, Request
from waystation.relay.jobs import (
    ArmWatch,
    CheckInWatch,
    ClaimSlip,
    CloseHandle,
    DisarmWatch,
    Done,
    Job,
    MakeSlip,
    MarkRead,
    OpenBox,
    OpenFeed,
    OpenHandle,
    Page,
    PutChunk,
    PutLetter,
    RevokeSlip,
)
from waystation.relay.news import News
from waystation.relay.settings import Settings
from waystation.relay.store import Store
from waystation.wire import requests
from waystation.wire.frames import check_letter, write_boxes, write_feed
from waystation.wire.limits import (
    BOXES_READ_MAX,
    CHUNK_BYTES,
    CHUNK_ID_BYTES,
    GRACE_SECONDS_MAX,
    HANDLE_BYTES,
    JSON_BODY_MAX,
    LETTER_BYTES,
    LETTERS_ASKED_MAX,
    NOTES_MAX,
    READ_BODY_MAX,
    SLIP_BYTES,
    VERSION,
)
from waystation.wire.requests import decode, encode, read_hash, read_hashes, read_id
from waystation.wire.work import is_done

_DONE = Answer(204)


class Ground(Protocol):
    """What routes stand on; the app provides it."""

    store: Store
    clock: Clock
    settings: Settings
    news: News

    async def change(self, job: Job) -> Done:
        """Store something, and return when it is durable."""
        ...


async def get_relay(on: Ground, _request: Request) -> Answer:
    """Say what this relay is."""
    answer = requests.RelayAnswer(b64(on.store.generation), VERSION, on.settings.work_bits)
    return Answer(200, encode(answer))


async def put_feed(on: Ground, request: Request, feed: str) -> Answer:
    """Open a feed."""
    body = decode(await request.body(JSON_BODY_MAX), requests.FeedOpening)
    await on.change(OpenFeed(read_id(feed), read_hash(body.read_hash)))
    return _DONE


async def get_feed(on: Ground, request: Request, feed: str) -> Answer:
    """Read a feed, waiting for news if asked to."""
    place, token = read_id(feed), request.token()
    return await _read(
        on, request, place, lambda after: on.store.read_feed(place, token, after)
    )


async def put_handle(on: Ground, request: Request, feed: str, handle: str) -> Answer:
    """Open a handle."""
    body = decode(await request.body(JSON_BODY_MAX), requests.HandleOpening)
    await on.change(
        OpenHandle(
            read_id(feed),
            request.token(),
            unb64(handle, size=HANDLE_BYTES),
            read_hash(body.append_hash),
            read_hashes(body.closers),
            body.threshold,
        )
    )
    return _DONE


async def close_handle(on: Ground, request: Request, feed: str, handle: str) -> Answer:
    """Close a handle, or change its append token."""
    body = decode(await request.body(JSON_BODY_MAX), requests.HandleClosing)
    await on.change(
        CloseHandle(
            read_id(feed),
            unb64(handle, size=HANDLE_BYTES),
            read_hashes(body.tokens),
            read_hashes(body.next),
            None if body.append_hash is None else read_hash(body.append_hash),
        )
    )
    return _DONE


async def put_box(on: Ground, request: Request, box: str) -> Answer:
    """Open a letterbox, or name its present key."""
    body = decode(await request.body(JSON_BODY_MAX), requests.BoxOpening)
    await on.change(
        OpenBox(
            read_id(box),
            read_hash(body.read_hash),
            body.open,
            None if body.sealed_to is None else read_hash(body.sealed_to),
            body.fleeting,
            None if body.append_hash is None else read_hash(body.append_hash),
            request.token(),
        )
    )
    return _DONE


async def post_letter(on: Ground, request: Request, box: str) -> Answer:
    """Put a letter into a box."""
    place = read_id(box)
    letter = await request.body(LETTER_BYTES)
    check_letter(letter)
    key = request.header(requests.KEY_HEADER)
    work = request.header(requests.WORK_HEADER)
    job = PutLetter(
        place,
        letter,
        None if key is None else read_hash(key),
        request.token(),
        work is not None and is_done(place, letter, on.settings.work_bits, work),
    )
    done = await on.change(job)
    return Answer(200, encode(requests.LetterAnswer(done.seqs[0])))


async def get_box(on: Ground, request: Request, box: str) -> Answer:
    """Read a letterbox, waiting for news if asked to."""
    place, token = read_id(box), request.token()

    def read(after: int) -> Page:
        return on.store.read_box(place, token, after, on.clock.now())

    return await _read(on, request, place, read)


async def read_boxes(on: Ground, request: Request) -> Answer:
    """Read several letterboxes: as many of them, from the first on, as one answer holds."""
    body = decode(await request.body(JSON_BODY_MAX), requests.BoxesAsked)
    if not 0 < len(body.boxes) <= BOXES_READ_MAX:
        raise FormatError("wire.boxes", "one reads 1 to 64 boxes at once")
    asked = [
        (read_id(one.box), read_hash(one.token), _after(one.after)) for one in body.boxes
    ]
    pages = await asyncio.to_thread(_read_in_turn, on, asked)
    read = list(zip(asked, pages, strict=False))
    marks = [
        on.change(MarkRead(place, page.records[-1][0]))
        for (place, _, _), page in read
        if page.unmarked
    ]
    await asyncio.gather(*marks)
    answer = write_boxes(on.store.generation, [(page.last, page.records) for page in pages])
    return Answer(200, answer, BYTES)


def _read_in_turn(on: Ground, asked: list[tuple[bytes, bytes, int]]) -> list[Page]:
    """Read boxes until one would not fit any more; the first always does."""
    pages: list[Page] = []
    room = READ_BODY_MAX
    for place, token, after in asked:
        page = on.store.read_box(place, token, after, on.clock.now())
        room -= sum(len(raw) for _, raw in page.records)
        if pages and room < 0:
            break
        pages.append(page)
    return pages


async def ask_letters(on: Ground, request: Request) -> Answer:
    """Say of each letter whether it is there and was never read."""
    body = decode(await request.body(JSON_BODY_MAX), requests.LettersAsked)
    if len(body.letters) > LETTERS_ASKED_MAX:
        raise FormatError("wire.letters", "too many of them")
    asked = [(read_id(one.box), read_hash(one.digest)) for one in body.letters]
    found = await asyncio.to_thread(on.store.are_unread, asked)
    return Answer(200, encode(requests.LettersAnswer(b64(on.store.generation), found)))


async def put_chunk(on: Ground, request: Request, chunk: str) -> Answer:
    """Store a chunk."""
    name = unb64(chunk, size=CHUNK_ID_BYTES)
    raw = await request.body(CHUNK_BYTES)
    if len(raw) != CHUNK_BYTES:
        raise FormatError("wire.chunk_size", "no sealed chunk has this size")
    await on.change(PutChunk(request.token(), name, raw))
    return _DONE


async def get_chunk(on: Ground, request: Request, chunk: str) -> Answer:
    """Fetch a chunk."""
    name, token = unb64(chunk, size=CHUNK_ID_BYTES), request.token()
    raw = await asyncio.to_thread(on.store.read_chunk, token, name)
    return Answer(200, raw, BYTES)


async def put_watch(on: Ground, request: Request, watch: str) -> Answer:
    """Arm a watch."""
    body = decode(await request.body(JSON_BODY_MAX), requests.WatchArming)
    if len(body.notes) > NOTES_MAX or not 0 <= body.grace_s <= GRACE_SECONDS_MAX:
        raise FormatError("watch.terms", "too many notes, or a grace that none may have")
    opens, due = from_rfc3339(body.opens), from_rfc3339(body.due)
    if due <= opens:
        raise FormatError("watch.terms", "it is due before it opens")
    try:
        fires = due + timedelta(seconds=body.grace_s)
    except OverflowError as error:
        raise FormatError("watch.terms", "it is due after the end of time") from error
    job = ArmWatch(
        read_id(watch),
        request.token(),
        opens,
        fires,
        read_hash(body.check_in_hash),
        read_hashes(body.disarm_hashes),
        read_id(body.check_in_box),
        _notes(body.notes),
    )
    await on.change(job)
    return _DONE


async def check_in(on: Ground, request: Request, watch: str) -> Answer:
    """Take a sign of life."""
    body = decode(await request.body(JSON_BODY_MAX), requests.CheckIn)
    job = CheckInWatch(read_id(watch), read_hash(body.token), _letter(body.letter))
    done = await on.change(job)
    return Answer(200, encode(requests.LetterAnswer(done.seqs[0])))


async def disarm(on: Ground, request: Request, watch: str) -> Answer:
    """Disarm a watch."""
    body = decode(await request.body(JSON_BODY_MAX), requests.Disarming)
    await on.change(DisarmWatch(read_id(watch), read_hashes(body.tokens)))
    return _DONE


async def get_watch(on: Ground, request: Request, watch: str) -> Answer:
    """Say how a watch stands."""
    name, token = read_id(watch), request.token()
    standing = await asyncio.to_thread(on.store.read_watch, name, token)
    down = standing.late
    late = down and requests.Late(to_rfc3339(down.down_from), to_rfc3339(down.to))
    return Answer(200, encode(requests.WatchAnswer(standing.state, late or None)))


async def put_slip(on: Ground, request: Request, slip: str) -> Answer:
    """Keep a slip."""
    body = decode(await request.body(JSON_BODY_MAX), requests.SlipMaking)
    if max(len(body.claimed), len(body.locked)) > NOTES_MAX:
        raise FormatError("slip.terms", "too many notes")
    job = MakeSlip(
        read_id(slip),
        request.token(),
        read_hash(body.token_hash),
        from_rfc3339(body.expires),
        unb64(body.body, size=SLIP_BYTES),
        _notes(body.claimed),
        _notes(body.locked),
    )
    await on.change(job)
    return _DONE


async def get_slip(on: Ground, request: Request, slip: str) -> Answer:
    """Say how a slip stands. Messengers fetch what they are shown: this opens nothing."""
    name, token = read_id(slip), request.token()
    state = await asyncio.to_thread(on.store.read_slip, name, token, on.clock.now())
    return Answer(200, encode(requests.SlipAnswer(state)))


async def claim_slip(on: Ground, request: Request, slip: str) -> Answer:
    """Open a slip."""
    body = decode(await request.body(JSON_BODY_MAX), requests.SlipClaim)
    job = ClaimSlip(read_id(slip), read_hash(body.token), read_hash(body.holder))
    done = await on.change(job)
    return Answer(200, encode(requests.ClaimAnswer(b64(done.body))))


async def revoke_slip(on: Ground, request: Request, slip: str) -> Answer:
    """Take a slip back."""
    await on.change(RevokeSlip(read_id(slip), request.token()))
    return _DONE


async def _read(
    on: Ground, request: Request, place: bytes, read: Callable[[int], Page]
) -> Answer:
    after, wait = request.after_and_wait()
    with on.news.watch(place) as event:
        page = await asyncio.to_thread(read, after)
        if wait and not page.records:
            await _wait(request, event, wait)
            page = await asyncio.to_thread(read, after)
    if page.unmarked:
        await on.change(MarkRead(place, page.records[-1][0]))
    last = (requests.LAST_HEADER.lower().encode("ascii"), str(page.last).encode("ascii"))
    return Answer(200, write_feed(on.store.generation, page.records), (*BYTES, last))


async def _wait(request: Request, news: asyncio.Event, seconds: float) -> None:
    """Wait for news as long as somebody waits for them.

    Raises:
        GoneError: the client left.
    """
    gone = asyncio.ensure_future(request.left())
    gone.add_done_callback(lambda _: news.set())
    try:
        async with asyncio.timeout(seconds):
            await news.wait()
    except TimeoutError:
        pass
    finally:
        gone.cancel()
    if gone.done():
        gone.result()
        raise GoneError


def _notes(notes: list[requests.Note]) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((read_id(note.box), _letter(note.letter)) for note in notes)


def _after(number: int) -> int:
    if not 0 <= number < 10**15:
        raise FormatError("relay.query", "no such number")
    return number


def _letter(text: str) -> bytes:
    letter = unb64(text)
    check_letter(letter)
    return letter


Route = Callable[..., Awaitable[Answer]]
ROUTES: dict[tuple[str, ...], dict[str, Route]] = {
    ("relay",): {"GET": get_relay},
    ("feeds", "*"): {"PUT": put_feed, "GET": get_feed},
    ("feeds", "*", "handles", "*"): {"PUT": put_handle},
    ("feeds", "*", "handles", "*", "close"): {"POST": close_handle},
    ("boxes", "*"): {"PUT": put_box, "POST": post_letter, "GET": get_box},
    ("boxes",): {"POST": read_boxes},
    ("letters",): {"POST": ask_letters},
    ("chunks", "*"): {"PUT": put_chunk, "GET": get_chunk},
    ("watches", "*"): {"PUT": put_watch, "GET": get_watch},
    ("watches", "*", "check-in"): {"POST": check_in},
    ("watches", "*", "disarm"): {"POST": disarm},
    ("slips", "*"): {"PUT": put_slip, "GET": get_slip},
    ("slips", "*", "claim"): {"POST": claim_slip},
    ("slips", "*", "revoke"): {"POST": revoke_slip},
}
