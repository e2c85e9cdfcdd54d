"""The relay as an ASGI application. Appends take the shortest way that there is."""

import asyncio
import logging
from datetime import datetime
from functools import lru_cache

from waystation.clock import Clock, SystemClock
from waystation.encoding import b64
from waystation.errors import NotPermittedError, UnavailableError, WaystationError
from waystation.relay.http import (
    ASKED_FIRST,
    Answer,
    GoneError,
    Receive,
    Request,
    Scope,
    Send,
    read_body,
    refuse,
    respond,
)
from waystation.relay.jobs import Append, Done, Job, Outcome
from waystation.relay.news import News
from waystation.relay.refusals import no_such
from waystation.relay.routes import ROUTES
from waystation.relay.settings import Settings
from waystation.relay.store import Store
from waystation.relay.writer import Reply, Writer
from waystation.wire.frames import read_appends
from waystation.wire.limits import APPEND_BODY_MAX
from waystation.wire.requests import read_id

_LOG = logging.getLogger("waystation.relay")
_FEEDS = "/v1/feeds/"
_JSON_TYPE = (b"content-type", b"application/json")
_read_id = lru_cache(maxsize=1024)(read_id)


class RelayApp:
    """Serves one store; its writer starts with the first request or the lifespan."""

    def __init__(self, store: Store, clock: Clock, settings: Settings) -> None:
        self.store = store
        self.clock = clock
        self.settings = settings
        self.news = News()
        self._writer: Writer | None = None
        self._waiting: list[tuple[Job, Reply]] = []
        self._kept_loop: asyncio.AbstractEventLoop | None = None
        self._answer_start = b'{"generation":"%s","seqs":[' % b64(store.generation).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's lifespan."""
        if scope["type"] == "http":
            await self._serve(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    async def change(self, job: Job) -> Done:
        """Store something, and return when it is durable.

        Raises:
            WaystationError: it was refused, or could not be stored.
        """
        return _done(await self._submit(job))

    def take_append(self, path: str, body: bytes, reply: Reply) -> bool:
        """Take an append whose body is whole: `reply` gets its outcome, no task waits.

        False: this is none, or one to be refused. Serving it as any request says why.
        """
        if not _is_append(path) or len(body) > APPEND_BODY_MAX:
            return False
        try:
            job = Append(_read_id(path[len(_FEEDS) :]), read_appends(body))
        except Exception:  # noqa: BLE001  # whatever it is, serving it meets it again
            return False
        self._hold(job, reply)
        return True

    def said_of(self, done: Done) -> bytes:
        """Return the body of the answer to an append."""
        return self._answer_start + b",".join([b"%d" % seq for seq in done.seqs]) + b"]}"

    async def move(self, moment: datetime) -> int:
        """Move practice time on, and return how many watches fired.

        Raises:
            WaystationError: it is no practice clock, or something could not be stored.
        """
        reply: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._started().move(moment, reply)
        return _done(await reply).seqs[0]

    def close(self) -> None:
        """Answer who still waits, and end the writer; the store stays open."""
        self.news.close()
        if self._writer is not None:
            self._writer.stop()
            self._writer = None

    def _submit(self, job: Job) -> asyncio.Future[Outcome]:
        reply: asyncio.Future[Outcome] = self._loop().create_future()
        self._hold(job, reply)
        return reply

    def _hold(self, job: Job, reply: Reply) -> None:
        if not self._waiting:
            self._loop().call_soon(self._hand_in, 1)
        self._waiting.append((job, reply))

    def _loop(self) -> asyncio.AbstractEventLoop:
        """Return the loop, kept: asking for it costs a call of the kernel each time."""
        if self._kept_loop is None:
            self._kept_loop = asyncio.get_running_loop()
        return self._kept_loop

    def _hand_in(self, seen: int) -> None:
        """Write what came at once; a commit for few costs as much as one for many."""
        count = len(self._waiting)
        if seen < count < self.settings.group_jobs:
            # More came during this turn of the loop: more may come during the next.
            self._loop().call_soon(self._hand_in, count)
            return
        jobs, self._waiting = self._waiting, []
        self._started().submit(jobs)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        try:
            if scope["method"] == "POST" and _is_append(path):
                await self._append(path[len(_FEEDS) :], receive, send)
            else:
                await respond(send, await self._route(Request(scope, receive)))
        except WaystationError as error:
            await respond(send, refuse(error))
        except GoneError:
            pass
        except Exception as error:  # noqa: BLE001  # the edge of the process
            _LOG.error("a defect: %s", type(error).__name__)
            await respond(
                send, refuse(UnavailableError("relay.defect", "the relay failed"))
            )

    async def _append(self, feed: str, receive: Receive, send: Send) -> None:
        records = read_appends(await read_body(receive, APPEND_BODY_MAX))
        body = self.said_of(_done(await self._submit(Append(_read_id(feed), records))))
        # No word on caching: nobody keeps the answer to a POST unless told to.
        headers = [_JSON_TYPE, (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _route(self, request: Request) -> Answer:
        version, *parts = request.parts
        names = tuple("*" if place % 2 else part for place, part in enumerate(parts))
        methods = ROUTES.get(names) if version == "v1" else None
        if methods is None:
            raise no_such()
        if request.method == "OPTIONS":
            return Answer(204, headers=ASKED_FIRST)
        route = methods.get(request.method)
        if route is None:
            raise NotPermittedError("relay.method", "not with this method")
        values = [part for name, part in zip(names, parts, strict=True) if name == "*"]
        return await route(self, request, *values)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._started()
                await send({"type": "lifespan.startup.complete"})
            else:
                self.news.close()
                await asyncio.to_thread(self.close)
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _started(self) -> Writer:
        if self._writer is None:
            post = asyncio.get_running_loop().call_soon_threadsafe
            tell, pace = self.news.tell, SystemClock()
            self._writer = Writer(self.store, self.clock, self.settings, post, tell, pace)
            self._writer.start()
        return self._writer


def create_app(store: Store, clock: Clock, settings: Settings | None = None) -> RelayApp:
    """Return the ASGI application that serves this store."""
    return RelayApp(store, clock, settings or Settings())


def _is_append(path: str) -> bool:
    return path.startswith(_FEEDS) and path.count("/") == 3


def _done(outcome: Outcome) -> Done:
    if isinstance(outcome, WaystationError):
        raise outcome
    return outcome
