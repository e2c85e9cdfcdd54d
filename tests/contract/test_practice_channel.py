"""Processes of the practice: whoever sees one's name can reach it, and all are ended."""

import os
import signal
import socket
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from waystation.clock import SystemClock
from waystation.errors import UnavailableError
from waystation.practice.channel import Channel, serve
from waystation.practice.processes import Processes


def test_a_process_that_has_a_name_can_be_reached_however_slowly_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk"
    listen = socket.socket.listen
    seen_early: list[bool] = []

    def slowly(listener: socket.socket, backlog: int) -> None:
        seen_early.append(path.exists())
        listen(listener, backlog)

    monkeypatch.setattr(socket.socket, "listen", slowly)
    process = threading.Thread(target=serve, args=(path, lambda order: order["now"]))
    process.start()
    while not path.exists():
        assert process.is_alive()
    channel = Channel(path)
    assert channel.ask({"now": "then"}) == "then"
    channel.close()
    process.join()
    assert seen_early == [False]
    assert not path.exists()


def test_a_process_that_is_not_there_is_said_and_nothing_stays_open(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as never_listens:
        never_listens.bind(str(tmp_path / "desk"))
        with pytest.raises(UnavailableError) as refused:
            Channel(tmp_path / "desk")
    assert refused.value.code == "practice.silent"


def test_a_signal_while_a_process_is_started_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def interrupted(*args: Any, **rest: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*args, **rest))
        os.kill(os.getpid(), signal.SIGINT)
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", interrupted)
    processes = Processes(SystemClock(), tmp_path)
    with pytest.raises(KeyboardInterrupt), processes:
        processes.start("desk", ["-c", "import signal; signal.pause()"])
    assert [one.poll() for one in started] == [-signal.SIGTERM]


def test_when_one_of_them_fails_to_start_the_others_end_and_the_driver_is_told(
    tmp_path: Path,
) -> None:
    taken = tmp_path / "broken"
    taken.write_bytes(b"not a directory")
    command = ["-m", "waystation.practice.nursery", "--logs", str(tmp_path)]
    command += ["--directory", str(tmp_path), "--sockets", str(tmp_path / "sockets")]
    (tmp_path / "sockets").mkdir()
    with Processes(SystemClock(), tmp_path) as processes:
        processes.start("nursery", [*command, "people:everybody", "desk:broken"])
        with pytest.raises(UnavailableError) as refused:
            processes.wait_for([tmp_path / "never"])
    assert refused.value.code == "practice.ended"
    assert "Traceback" in (tmp_path / "broken.log").read_text()
