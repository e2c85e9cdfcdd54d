"""A relay as a process of its own, and the few requests that tests make of it."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import httpx2

from tests import forked
from waystation.encoding import b64
from waystation.wire import requests
from waystation.wire.frames import write_appends
from waystation.wire.limits import FRAME_SIZES, HANDLE_BYTES, LETTER_BYTES, SLIP_BYTES

SMALL = min(FRAME_SIZES)


def token(name: str) -> bytes:
    return sha256(b"token " + name.encode()).digest()


def hashed(name: str) -> str:
    return b64(sha256(token(name)).digest())


def ident(name: str, size: int = 32) -> bytes:
    return sha256(b"id " + name.encode()).digest()[:size]


def frame(handle: bytes, name: str, size: int = SMALL) -> bytes:
    body = sha256(name.encode()).digest() * (size // 32 + 1)
    return handle + body[: size - HANDLE_BYTES]


def letter(name: str, size: int = LETTER_BYTES) -> bytes:
    return (sha256(name.encode()).digest() * (size // 32 + 1))[:size]


def slip_letter(name: str) -> bytes:
    return letter(name, SLIP_BYTES)


class RelayProcess:
    """Starts, kills and restarts one relay on one directory."""

    def __init__(self, directory: Path, *options: str) -> None:
        self.directory = directory
        self.log = directory.parent / f"{directory.name}.log"
        self._ready = directory.parent / f"{directory.name}.ready"
        self._options = options
        self._process: forked.Running | subprocess.Popen[bytes] | None = None
        self.http = httpx2.Client(verify=False)  # it is on this machine

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> Self:
        self._ready.unlink(missing_ok=True)
        place = ["--directory", str(self.directory), "--port", "0"]
        place += ["--ready-file", str(self._ready)]
        self._process = self._begin(("relay", *place, *self._options))
        deadline = time.monotonic() + 90
        while not self._ready.exists():
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.02)
        self.http.close()
        url = json.loads(self._ready.read_text())["url"]
        self.http = httpx2.Client(base_url=url, timeout=60, verify=False)
        return self

    def _begin(self, words: Sequence[str]) -> forked.Running | subprocess.Popen[bytes]:
        return forked.run_on(words, self.log)

    def stop(self, number: int = signal.SIGTERM) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        code = self._process.wait(60)
        self.http.close()
        return code

    def kill(self) -> None:
        self.stop(signal.SIGKILL)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self.stop()
        self.http.close()

    def call(
        self, method: str, path: str, body: Any = None, bearer: str = "", **rest: Any
    ) -> httpx2.Response:
        headers = dict(rest.pop("headers", {}))
        if bearer:
            headers["Authorization"] = f"Bearer {b64(token(bearer))}"
        content = body if body is None or isinstance(body, bytes) else json.dumps(body)
        return self.http.request(method, path, content=content, headers=headers, **rest)

    def make_feed(self, feed: bytes, handle: bytes, **more: Any) -> None:
        body = {"read_hash": hashed("feed")}
        assert self.call("PUT", requests.feed_path(feed), body).status_code == 204
        opening = {"append_hash": hashed("append"), **more}
        path = requests.handle_path(feed, handle)
        assert self.call("PUT", path, opening, "feed").status_code == 204

    def append(self, feed: bytes, *frames: bytes, by: str = "append") -> httpx2.Response:
        body = write_appends([(token(by), one) for one in frames])
        return self.call("POST", requests.feed_path(feed), body)

    def make_box(self, box: bytes, **more: Any) -> None:
        body = {"read_hash": hashed("box"), **more}
        assert self.call("PUT", requests.box_path(box), body).status_code == 204

    def move_clock(self, path: Path, now: str) -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(path))
            line.sendall(json.dumps({"now": now}).encode() + b"\n")
            answer: dict[str, Any] = json.loads(line.makefile().readline())
        return answer


class ColdRelay(RelayProcess):
    """One that is started as people start it: a new interpreter with one command."""

    def _begin(self, words: Sequence[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(  # our own command
                [sys.executable, "-m", "waystation", *words], stdout=log, stderr=log
            )
