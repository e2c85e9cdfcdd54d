"""A rule: one check of a plan, and everything that is said about it in one place.

The text of a rule is the source of its page in `docs/rules`, of `waystation rule` and of
every sentence that a finding shows: there is no second text.
"""

from collections.abc import Callable, Iterable

from msgspec import Struct

from waystation.casework.finding import Finding, Severity
from waystation.casework.words import Language as Language
from waystation.casework.words import Words as Words
from waystation.foresight.picture import Picture
from waystation.foresight.thresholds import Thresholds

Check = Callable[[Picture, Thresholds], Iterable[Finding]]


class Rule(Struct, frozen=True, kw_only=True):
    """One check: `check` is pure, looks at nothing but its picture, and yields its code.

    Attributes:
        code: family and what, for example `helper.two_cases`; it never changes.
        bad: an example of a plan on which it fires, in English.
        good: the same plan as it should be.
        source: where the rule comes from.
        acceptable: False where nobody can accept the finding (design §1).
        silence: True where it fires because something was not recorded. A report that says
            nothing of it does not state it: in a scenario such a finding is assumed.
    """

    code: str
    severity: Severity
    title: Words
    explanation: Words
    bad: str
    good: str
    do: Words
    source: str
    check: Check
    acceptable: bool = True
    silence: bool = False

    @property
    def family(self) -> str:
        """Return the part of the code before the dot."""
        return self.code.partition(".")[0]
