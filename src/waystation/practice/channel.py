"""Orders to a process of the practice organisation: JSON lines over a unix socket.

One request, one answer, in turn. {"do": NAME, ...} is answered {"ok": ...} or {"error":
{"code", "message"}}; {"now": MOMENT} moves the clock. When the other side leaves, the
process ends: nothing of a practice organisation outlives whoever started it.
"""

import json
import socket
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from waystation.errors import RuleError, UnavailableError, WaystationError

Handler = Callable[[Mapping[str, Any]], Any]
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
"""Where every clock stands until it is first moved."""


class Refused(RuleError):  # noqa: N818  # a refusal is an answer here, not a failure
    """The process refused by a rule; `codes` are all that forbade it."""

    def __init__(self, code: str, message: str, codes: tuple[str, ...]) -> None:
        super().__init__(code, message)
        self.codes = codes


class Channel:
    """The driver's end.

    Raises:
        UnavailableError: nobody listens there.
    """

    def __init__(self, path: Path, timeout_s: float = 120.0) -> None:
        self._name = path.name
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._socket.settimeout(timeout_s)
            self._socket.connect(str(path))
        except OSError as error:
            self._socket.close()
            message = "a process cannot be reached"
            raise UnavailableError("practice.silent", message, where=self._name) from error
        self._reader = self._socket.makefile("rb")

    def send(self, request: Mapping[str, Any]) -> None:
        """Send one request; its answer must be taken before the next."""
        self._socket.sendall(json.dumps(request).encode() + b"\n")

    def take(self) -> Any:
        """Wait for the answer.

        Raises:
            Refused: a rule forbade it.
            UnavailableError: the process is gone, or failed.
        """
        try:
            line = self._reader.readline()
        except OSError as error:
            message = "a process did not answer"
            raise UnavailableError("practice.silent", message, where=self._name) from error
        if not line:
            message = "a process of the practice ended"
            raise UnavailableError("practice.gone", message, where=self._name)
        answer = json.loads(line)
        fault = answer.get("error") if isinstance(answer, dict) else None
        if fault is None:
            return answer.get("ok", answer)
        if fault.get("rule"):
            raise Refused(fault["code"], fault["message"], tuple(fault.get("codes", ())))
        raise UnavailableError(fault["code"], fault["message"], where=self._name)

    def ask(self, request: Mapping[str, Any]) -> Any:
        """Send and wait."""
        self.send(request)
        return self.take()

    def close(self) -> None:
        """Leave; the process ends."""
        self._reader.close()
        self._socket.close()


def serve(path: Path, handler: Handler) -> None:
    """Answer one driver until it leaves.

    The socket gets its name when it listens: who sees the name can connect.
    """
    with socket.socket(socket.AF_UNIX) as listener:
        unnamed = path.with_name(f".{path.name}")
        listener.bind(str(unnamed))
        unnamed.chmod(0o600)
        listener.listen(1)
        unnamed.rename(path)
        connection, _ = listener.accept()
    path.unlink(missing_ok=True)
    with connection, connection.makefile("rb") as reader:
        for line in reader:
            connection.sendall(_answer(line, handler) + b"\n")


def _answer(line: bytes, handler: Handler) -> bytes:
    try:
        return json.dumps({"ok": handler(json.loads(line))}).encode()
    except WaystationError as error:
        fault = {
            "code": error.code,
            "message": error.message,
            "rule": isinstance(error, RuleError),
            "codes": list(getattr(error, "codes", ())),
        }
        return json.dumps({"error": fault}).encode()
