"""Every error the project raises, each with a stable code.

Messages are fixed sentences of ours: they never hold text that came from a person, a key,
a token or an address. What is wrong with a case or a plan is a returned finding, not an
error.
"""


class WaystationError(Exception):
    """Something could not be done; `code` is stable, `where` names the place in the input.

    `where` is a position or a field name of ours, for example `line 4` or `entry.seq`.
    """

    def __init__(self, code: str, message: str, *, where: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where

    def __str__(self) -> str:
        place = f" (at {self.where})" if self.where else ""
        return f"{self.code}: {self.message}{place}"


class RuleError(WaystationError):
    """We were asked for what the rules forbid."""


class NotPermittedError(RuleError):
    """The role or the number of people who agreed does not allow the act."""


class NotFoundError(RuleError):
    """What was named is not here, or not for the one who asked."""


class ConflictError(RuleError):
    """The act contradicts what has already been recorded."""


class FormatError(WaystationError):
    """Bytes from outside break a spec; the code names the rule."""


class SealError(WaystationError):
    """A seal or a signature does not open or verify; says no more than that."""

    def __init__(
        self,
        code: str = "seal.refused",
        message: str = "the seal does not open or the signature does not verify",
    ) -> None:
        super().__init__(code, message)


class LogIntegrityError(WaystationError):
    """History contradicts what was seen before; writing stops until people have looked."""


class UnavailableError(WaystationError):
    """The relay, the disk or a notifier cannot be used now.

    `retry_after` is in seconds; None where waiting alone will not help.
    """

    def __init__(
        self, code: str, message: str, *, where: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(code, message, where=where)
        self.retry_after = retry_after
