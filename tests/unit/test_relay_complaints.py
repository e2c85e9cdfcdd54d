"""The relay's log while a disk is full: said, but not for every request."""

import pytest

from waystation.errors import UnavailableError, WaystationError
from waystation.relay.complaints import Complaints


class Pace:
    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


def test_a_full_disk_is_logged_once_a_minute_and_every_request_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pace = Pace()
    complaints = Complaints(pace)  # type: ignore[arg-type]
    full = UnavailableError("relay.full", "no space", retry_after=30)
    told: list[WaystationError] = []
    for second in range(61):
        pace.seconds = float(second)
        told += [complaints.about(full) for _ in range(10)]
    assert told == [full] * 610
    assert [record.getMessage() for record in caplog.records] == [
        "nothing could be written: relay.full (0 more unsaid)",
        "nothing could be written: relay.full (599 more unsaid)",
    ]


def test_a_defect_is_named_in_the_log_and_its_text_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told = Complaints(Pace()).about(KeyError("a token"))  # type: ignore[arg-type]
    assert told.code == "relay.defect"
    assert "KeyError" in caplog.text
    assert "token" not in caplog.text
