"""A browser without a browser: the pages of a fake desk, signed in or not."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from tests.fake_desk import NOW, FakeDesk
from waystation.clock import SimulatedClock
from waystation.entropy import FixedEntropy
from waystation.web.app import create_app
from waystation.web.port import Settings
from waystation.web.session import Sessions

PORT = 8123
HERE = f"http://127.0.0.1:{PORT}"


class Pages:
    """One application and a client of it."""

    def __init__(self, desk: FakeDesk, replays: Path | None = None) -> None:
        self.desk = desk
        self.clock = SimulatedClock(NOW)
        self.sessions = Sessions(FixedEntropy(b"pages"), self.clock)
        self.locked = 0
        settings = Settings(PORT, replays=replays, locked=self._lock)
        self.app = create_app(desk, self.sessions, settings, self.clock)
        self.client = TestClient(
            self.app,
            base_url=HERE,
            raise_server_exceptions=False,
            follow_redirects=False,
            headers={"Accept-Language": "en"},
        )

    def _lock(self) -> None:
        self.locked += 1

    def sign_in(self) -> "Pages":
        answer = self.client.get(f"/open?token={self.sessions.issue()}")
        assert answer.status_code == 303
        return self

    def csrf(self, path: str = "/") -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.client.get(path).text)
        assert found is not None
        return found[1]

    def post(self, path: str, **fields: str):
        return self.client.post(
            path, data={"csrf": self.csrf(), **fields}, headers={"Origin": HERE}
        )


@contextmanager
def pages(desk: FakeDesk | None = None, replays: Path | None = None) -> Iterator[Pages]:
    opened = Pages(desk or FakeDesk(), replays)
    with opened.client:
        yield opened
