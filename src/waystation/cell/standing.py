"""What of the accepted entries is folded, what is only shown, what waits (C-5 to C-7)."""

from collections.abc import Mapping

from waystation.cell.chain import Chains
from waystation.cell.entry import Entry
from waystation.encoding import from_json
from waystation.errors import FormatError

CHARTER_KIND = "cell.charter"
APPROVALS = frozenset(
    {
        "approval.given",
        "hold.lift_approved",
        "consent.seconded",
        "urgency.seen",
        "photograph.seconded",
        "helper.incident_resolved",
        "watch.disarm_agreed",
        "panic.ended",
        "finding.accepted",
        "review.closed",
        "question.retired",
    }
)
"""Kinds by which a human agrees to what takes two.

Refusals are none, nor is what opens a sealed trail: they take effect at once.
"""

WAITING = APPROVALS | {CHARTER_KIND}
CAUTION = frozenset(
    {
        "alarm.raised",
        "alarm.escalated",
        "approval.refused",
        "arrest.reported",
        "complaint.received",
        "consent.withdrawn",
        "danger.reported",
        "demand.recorded",
        "helper.incident_opened",
        "helper.withdrawn",
        "hold.lift_refused",
        "hold.placed",
        "house.burned",
        "house.cooling_off",
        "house.presumed_burned",
        "journey.sealed",
        "journey.stopped",
        "letter.quoted",
        "loss.recorded",
        "panic.raised",
        "photograph.withdrawn",
        "place.reported",
        "return.reported",
        "slip.revoked",
    }
)
"""Kinds that only ever ask for more care: no cut takes them away (C-6).

Whoever keeps a cell alone could else silence an alarm by removing who raised it.
"""

CAUTION_WHERE = {
    "board.marked": ("over", (None, False)),
    "check_in.received": ("wellness", ("under_duress",)),
    "journey.decided": ("decision", ("no_go",)),
}
"""Kinds that do so with one of these values in a field; None where it is left out."""


class Standing:
    """Decides about entries, given all that is held at one moment."""

    def __init__(
        self,
        chains: Chains,
        cuts: Mapping[str, tuple[int, str]],
        *,
        removed: frozenset[str],
    ) -> None:
        self._chains = chains
        self._cuts = cuts
        self._removed = removed
        # By author who forked: what is certainly before it.
        self._before_fork: dict[str, list[tuple[str, int, Entry | None]]] = {}
        for stream, seq in chains.forks.items():
            thread = chains.threads[stream]
            author = stream.partition(".")[0]
            self._before_fork.setdefault(author, []).append(
                (stream, seq, thread.entries.get(seq - 1))
            )

    def of(self, entry: Entry) -> str:
        """Return "" for an entry that is folded, else why it is not.

        `cut`: after its author left. `forked`: an approval of someone who wrote two
        entries with one number. `gap`: an approval or a charter that waits for what is
        missing.
        """
        if self._removed and entry.author in self._removed and self._is_cut(entry):
            return "cut"
        if entry.kind in WAITING:
            if entry.id in self._chains.gapped:
                return "gap"
            if self._before_fork and self._is_void(entry):
                return "forked"
        return ""

    @staticmethod
    def is_folded(entry: Entry, why: str) -> bool:
        """Say whether an entry counts, given what `of` says of it.

        What is cut is shown as cut, and counts for as much as it asks for care.
        """
        return not why or (why == "cut" and _is_caution(entry))

    def _is_cut(self, entry: Entry) -> bool:
        last, last_id = self._cuts.get(entry.stream, (0, ""))
        return entry.seq > last or (entry.seq == last and entry.id != last_id)

    def _is_void(self, entry: Entry) -> bool:
        for stream, seq, common in self._before_fork.get(entry.author, ()):
            if entry.stream == stream:
                if entry.seq >= seq:
                    return True
            elif common is None or common.clock.get(entry.stream, 0) < entry.seq:
                return True
        return False


def _is_caution(entry: Entry) -> bool:
    if entry.kind not in CAUTION_WHERE:
        return entry.kind in CAUTION
    field, values = CAUTION_WHERE[entry.kind]
    try:
        body = from_json(entry.body)
    except FormatError:
        return False
    return isinstance(body, dict) and body.get(field) in values
