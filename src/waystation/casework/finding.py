"""What is wrong with a case or a plan: a value to be shown, not an error to be raised."""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """Whether the act may proceed."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


class Finding(Struct, frozen=True, gc=False, omit_defaults=True, cache_hash=True):
    """One check and what it found.

    `where` is what it is about (a leg, a person, a register id); `rests_on` are the record
    ids that it was read from. `code` is also the id of the sentence in the catalogue.
    """

    code: str
    severity: Severity
    where: str = ""
    rests_on: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The id of the sentence in the catalogue."""
        return f"finding.{self.code}"


def blocks(findings: tuple[Finding, ...]) -> bool:
    """Say whether any finding forbids the act."""
    return any(finding.severity is Severity.BLOCK for finding in findings)
