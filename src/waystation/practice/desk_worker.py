"""A desk of the practice organisation, told over a socket what its caseworker does.

Every order is one or a few acts of `waystation.desk`; nothing here decides anything.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from waystation.casework.entries import PrekeyPublished
from waystation.casework.terms import Role
from waystation.clock import SimulatedClock, SystemClock
from waystation.desk import enrolment, intake_key, organisation
from waystation.desk.background import Background, turn
from waystation.desk.bootstrap import make_desk, open_desk
from waystation.desk.colleagues import prekey_of
from waystation.desk.enrolment import new_prekey
from waystation.desk.founding import Admission, FoundingPlan
from waystation.desk.maintain import WEEK
from waystation.desk.ports import Ports
from waystation.desk.store import KEYFILE
from waystation.desk.sync import sync_once
from waystation.desk.watchkeeper import keep_all
from waystation.encoding import b64, unb64
from waystation.entropy import SystemEntropy
from waystation.errors import NotFoundError
from waystation.post.client import RelayClient
from waystation.practice.case_orders import CaseOrders
from waystation.practice.journey_orders import JourneyOrders
from waystation.web.desk_port import OpenDesk
from waystation.web.port import Settings
from waystation.web.serve import PageServer

PASSPHRASE = "nothing in a practice organisation is a secret"  # noqa: S105  # said there
"""Practice stores hold nothing real, and are to be opened without asking."""


class DeskWorker:
    """Hosts one desk."""

    def __init__(self, store: Path, clock: SimulatedClock) -> None:
        exists = (store / KEYFILE).exists()
        ports = Ports(clock, SystemEntropy(), RelayClient)
        self.desk = (open_desk if exists else make_desk)(store, PASSPHRASE, ports)
        self._server: PageServer | None = None
        self._background: Background | None = None
        self.orders: Mapping[str, Callable[..., Any]] = {
            "enrol": self.enrol,
            "create": self.create,
            "sign": self.sign,
            "complete": self.complete,
            "join": self.join,
            "sync": self.sync,
            "wake": self.wake,
            "card": self.card,
            "pages": self.pages,
            "address": self.address,
            **CaseOrders(self.desk).orders(),
            **JourneyOrders(self.desk).orders(),
        }

    def moved(self) -> int:
        """Do once what became due; keys are renewed in the round that follows."""
        return keep_all(self.desk)

    def close(self) -> None:
        """Stop serving and lock the desk."""
        if self._server is not None:
            self._server.stop()
        if self._background is not None:
            self._background.stop()
        self.desk.close()

    def pages(self, port: int, replays: str) -> str:
        """Serve the desk's pages from now on; return an address that opens them once."""
        settings = Settings(port, replays=Path(replays))
        port_to_desk = OpenDesk(self.desk, practice=True)
        # Sessions go by the machine's time: a jump of simulated time would end them.
        server = PageServer(
            port_to_desk, settings, SystemClock(), SystemEntropy(), lambda _address: None
        )
        self._server, self._background = server, Background(self.desk)
        server.start()
        self._background.start()
        return server.new_address()

    def address(self) -> str:
        """Return a new address; one that was not used is void.

        Raises:
            NotFoundError: no pages are served.
        """
        if self._server is None:
            raise NotFoundError("practice.pages", "no pages are served here")
        return self._server.new_address()

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

    def wake(self) -> None:
        """Publish a fresh prekey if this one is a week old, before anybody seals to it.

        A jump of months is as if every desk had been locked for as long: the first who
        renews a cell would seal its key to prekeys that their owners have just destroyed.
        """
        desk = self.desk
        sync_once(desk)
        published = prekey_of(desk, desk.human)
        if published is None or desk.now() - published.made < WEEK:
            return
        with desk.acting():
            kem, made, signature = new_prekey(desk)
            desk.append(
                desk.cell(desk.membership.joined.roster),
                PrekeyPublished(
                    human=desk.human, prekey=b64(kem), signature=b64(signature), made=made
                ),
            )
        sync_once(desk)

    def card(self) -> dict[str, str]:
        """Return the card for those who want to write."""
        written = intake_key.card(self.desk)
        return {"card": b64(written), "organisation": b64(self.desk.organisation)}

    def sync(self) -> dict[str, bool]:
        """Do one round with the relay; say whether it sent, or did anything by itself."""
        done = turn(self.desk)
        # A relay that was too busy to answer is asked again, as by any desk.
        missed = any(one.code == "relay.unreachable" for one in done.troubles)
        return {"sent": done.sent > 0, "acted": done.acted or missed}
