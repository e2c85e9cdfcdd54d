"""One Chromium for all browser tests of a worker, and the pages of one desk for each."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.fake_desk import BUSY, FakeDesk
from waystation.clock import SystemClock
from waystation.entropy import SystemEntropy
from waystation.web.port import Settings
from waystation.web.serve import PageServer

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Chromium without the window around its pages, which costs half of the time.
    found = which("chromium-headless-shell") or which("chromium")
    assert found, "Debian's chromium-headless-shell is needed: make debian"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def replays(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("replays")


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(BUSY)


@pytest.fixture
def server(desk: FakeDesk, replays: Path) -> Iterator[PageServer]:
    serving = PageServer(
        desk,
        Settings(0, replays=replays),
        SystemClock(),
        SystemEntropy(),
        announce=lambda _address: None,
    )
    serving.start()
    yield serving
    serving.stop()


class Visitor:
    """Opens signed-in pages and remembers what the browser complained about."""

    def __init__(self, browser: Browser, server: PageServer) -> None:
        self._browser = browser
        self._server = server
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open(
        self, path: str = "/", *, width: int = 1280, language: str = "en", **more
    ) -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": 900},
            locale=language,
            base_url=f"http://127.0.0.1:{self._server.port}",
            **more,
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self._server.new_address())
        if path != "/":
            page.goto(path)
        return page

    def _listen(self, message) -> None:
        # The status of an error page is reported too; the test looks at its text.
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visitor(chromium: Browser, server: PageServer) -> Iterator[Visitor]:
    visiting = Visitor(chromium, server)
    yield visiting
    visiting.close()


@pytest.fixture(scope="session")
def axe() -> str:
    script = ROOT / "browser/node_modules/axe-core/axe.min.js"
    if not script.is_file():
        subprocess.run(["make", "-s", "browser"], cwd=ROOT, check=True)
    return script.read_text(encoding="utf-8")
