"""Orders to a process of the practice: whoever sees its name can reach it."""

import socket
import threading
from pathlib import Path

import pytest

from waystation.errors import UnavailableError
from waystation.practice.channel import Channel, serve


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
