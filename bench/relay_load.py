"""Servers as processes and wrk as the load, for the benchmarks of the relay."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import httpx2

from waystation.encoding import b64

HERE = Path(__file__).parent
FEED, FEED_TOKEN = b"F" * 32, b"feed token of 32 bytes for bench"
HANDLE, APPEND_TOKEN = b"handle of bench.", b"append token of 32 bytes (bench)"
CLIENTS = 16
_RUN = """
import argparse, sys
from waystation.relay import commands
parser = argparse.ArgumentParser()
commands.add(parser.add_subparsers())
chosen = parser.parse_args()
sys.exit(chosen.run(chosen))
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A process that serves."""

    url: str
    pid: int

    def cpu_s(self) -> float:
        """Return the seconds of processor that it has used, its own and the system's."""
        said = Path(f"/proc/{self.pid}/stat").read_text()
        user, system = said.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw; `cpu_us` is what the server needed for a request."""

    requests: int
    per_second: float
    p50_ms: float
    p99_ms: float
    errors: int
    cpu_us: float


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Give a directory on the disk that the working directory is on."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=Path.cwd()) as name:
        yield Path(name)


@contextlib.contextmanager
def relay(directory: Path) -> Iterator[Server]:
    """Run a relay process with one feed and one handle; give it."""
    ready = directory / "ready.json"
    options = ["--directory", str(directory / "store"), "--port", "0"]
    command = [sys.executable, "-c", _RUN, "relay", *options, "--ready-file", str(ready)]
    with _process(command, ready) as server:
        feed = f"{server.url}/v1/feeds/{b64(FEED)}"
        put(feed, {"read_hash": _hashed(FEED_TOKEN)})
        put(f"{feed}/handles/{b64(HANDLE)}", {"append_hash": _hashed(APPEND_TOKEN)})
        yield server


@contextlib.contextmanager
def bare(directory: Path) -> Iterator[Server]:
    """Run the same server with an application that only reads and answers; give it."""
    ready = directory / "bare.json"
    command = [sys.executable, str(HERE / "relay_bare.py"), str(ready)]
    with _process(command, ready) as server:
        yield server


def wrk(server: Server, frames: int, seconds: int, clients: int = CLIENTS) -> Load:
    """Post requests of so many distinct frames each."""
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency"]
    command += ["-s", str(HERE / "relay_append.lua"), f"{server.url}/v1/feeds/{b64(FEED)}"]
    command += ["--", HANDLE.hex(), APPEND_TOKEN.hex(), str(frames)]
    before = server.cpu_s()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"result (\{.*\})", said)
    if found is None:
        raise SystemExit(said)
    seen = json.loads(found[1])
    cpu_us = (server.cpu_s() - before) / max(seen["requests"], 1) * 1e6
    return Load(**seen, cpu_us=cpu_us)


def put(url: str, body: object, token: bytes = FEED_TOKEN) -> None:
    """Make one PUT of JSON."""
    headers = {"Authorization": f"Bearer {b64(token)}"}
    answer = httpx2.put(url, content=json.dumps(body), headers=headers)
    answer.raise_for_status()


def commit_ms(directory: Path, size: int = 1500, rounds: int = 300) -> float:
    """Return the median of an append and fdatasync of so many bytes on this disk."""
    times = []
    handle = os.open(directory / "commit", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    for _ in range(rounds):
        began = time.perf_counter()
        os.write(handle, bytes(size))
        os.fdatasync(handle)
        times.append(time.perf_counter() - began)
    os.close(handle)
    return sorted(times)[rounds // 2] * 1000


def show(rows: list[dict[str, object]]) -> None:
    """Print one table."""
    names = list(rows[0])
    table = [names, *([str(row.get(name, "")) for name in names] for row in rows)]
    widths = [max(len(line[at]) for line in table) for at in range(len(names))]
    for line in table:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        )


def _hashed(token: bytes) -> str:
    return b64(sha256(token).digest())


@contextlib.contextmanager
def _process(command: list[str], ready: Path) -> Iterator[Server]:
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + 15
        while not ready.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("a server did not start")
            time.sleep(0.02)
        yield Server(json.loads(ready.read_text())["url"], process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)
