"""What of the accepted entries is folded, what is only shown, what waits (C-5 to C-7)."""

from collections.abc import Mapping

from waystation.cell.chain import Chains
from waystation.cell.entry import Entry

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
