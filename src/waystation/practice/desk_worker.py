"""A desk of the practice organisation, told over a socket what its caseworker does.

Every order is one or a few acts of `waystation.desk`; nothing here decides anything.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from waystation.casework.terms import Role
from waystation.clock import SimulatedClock
from waystation.desk import enrolment, intake_key, organisation
from waystation.desk.background import turn
from waystation.desk.bootstrap import make_desk, open_desk, real_ports
from waystation.desk.founding import Admission, FoundingPlan
from waystation.desk.store import KEYFILE
from waystation.desk.watchkeeper import keep_all
from waystation.encoding import b64, unb64
from waystation.practice.case_orders import CaseOrders
from waystation.practice.journey_orders import JourneyOrders

PASSPHRASE = "nothing in a practice organisation is a secret"  # noqa: S105  # said there
"""Practice stores hold nothing real, and are to be opened without asking."""


class DeskWorker:
    """Hosts one desk."""

    def __init__(self, store: Path, clock: SimulatedClock) -> None:
        exists = (store / KEYFILE).exists()
        ports = real_ports(clock)
        self.desk = (open_desk if exists else make_desk)(store, PASSPHRASE, ports)
        self.orders: Mapping[str, Callable[..., Any]] = {
            "enrol": self.enrol,
            "create": self.create,
            "sign": self.sign,
            "complete": self.complete,
            "join": self.join,
            "sync": self.sync,
            "card": self.card,
            **CaseOrders(self.desk).orders(),
            **JourneyOrders(self.desk).orders(),
        }

    def moved(self) -> int:
        """Do once what became due; keys are renewed in the round that follows."""
        return keep_all(self.desk)

    def close(self) -> None:
        """Lock the desk."""
        self.desk.close()

    # How the organisation is made: the same acts as of a real one.

    def enrol(self, name: str) -> dict[str, str]:
        """Return this human's enrolment and register id."""
        written = enrolment.enrol(self.desk, name)
        return {"enrolment": b64(written), "human": self.desk.human}

    def create(self, name: str, relay: str, people: Sequence[Mapping[str, Any]]) -> str:
        """Draft the founding charters."""
        admissions = [
            Admission(
                unb64(one["enrolment"]), tuple(map(Role, one["roles"])), one["outside"]
            )
            for one in people
        ]
        plan = FoundingPlan(name, "ko", relay, admissions)
        return b64(organisation.create(self.desk, plan))

    def sign(self, founding: str) -> str:
        """Sign as a keeper."""
        return b64(organisation.sign_founding(self.desk, unb64(founding)))

    def complete(self, signed: Sequence[str]) -> dict[str, str]:
        """Found the organisation; return the invitations."""
        found = organisation.complete(self.desk, [unb64(one) for one in signed])
        return {human: b64(invitation) for human, invitation in found.items()}

    def join(self, invitation: str) -> None:
        """Join by an invitation."""
        organisation.join(self.desk, unb64(invitation))

    def card(self) -> dict[str, str]:
        """Return the card for those who want to write."""
        written = intake_key.card(self.desk)
        return {"card": b64(written), "organisation": b64(self.desk.organisation)}

    def sync(self) -> dict[str, Any]:
        """Do one round with the relay, and what it brought about."""
        done = turn(self.desk)
        return {
            "sent": done.sent,
            "received": done.received,
            "troubles": [one.code for one in done.troubles],
        }
