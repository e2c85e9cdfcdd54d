"""The practice organisation: a relay, five desks and people, each a process of its own.

It is made by the acts with which a real one is made. Three keepers, one of them the trustee
from outside; two caseworkers, who coordinate the journeys of different cases, so that a
hold has to cross from one desk to the other.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from waystation.clock import Clock
from waystation.encoding import b64, to_rfc3339
from waystation.entropy import Entropy
from waystation.errors import ConflictError
from waystation.practice.channel import BEFORE_ALL, Channel
from waystation.practice.labels import Language
from waystation.practice.processes import Processes
from waystation.practice.rounds import Rounds

NAMES: dict[Language, str] = {"en": "Practice organisation", "ko": "연습용 단체"}
WEEK = timedelta(days=7)
A_LITTLE_BEFORE = timedelta(hours=1)
RELAY, LOGS, REPLAYS = "relay", "logs", "replays"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the organisation."""

    desk: str
    name: str
    roles: tuple[str, ...]
    outside: bool = False


ORGANISER, TRUSTEE = "min-ji", "hana"
CASEWORKERS = ("jun-ho", "ara")
MEMBERS = (
    Member(ORGANISER, "Min-ji", ("keeper", "coordinator", "intake")),
    Member("seo-yeon", "Seo-yeon", ("keeper", "coordinator")),
    Member(TRUSTEE, "Hana", ("trustee",), outside=True),
    Member("jun-ho", "Jun-ho", ("coordinator", "caseworker")),
    Member("ara", "Ara", ("coordinator", "caseworker")),
)
_IN_TURN = (CASEWORKERS, (ORGANISER,), ("seo-yeon", TRUSTEE))
_MOST_ROUNDS = 8
KEEPERS = (ORGANISER, "seo-yeon", TRUSTEE)
PEOPLE = "people"
NURSERY = "nursery"
_ONLY_ASKS = {"sync", "state", "first_letters", "knows", "card", "address"}
_SENDS = {"wake", "join"}


def as_they_are(name: str) -> str:
    """Return a name as it is."""
    return name


def check_empty(directory: Path) -> None:
    """Refuse a directory that holds something.

    Raises:
        ConflictError: it does.
    """
    if directory.exists() and any(directory.iterdir()):
        raise ConflictError("practice.directory", "the directory is not empty")


class PracticeOrganisation:
    """Starts, moves and ends everything; `naming` lets a test plant names."""

    def __init__(
        self,
        directory: Path,
        language: Language,
        clock: Clock,
        entropy: Entropy,
        naming: Callable[[str], str] = as_they_are,
    ) -> None:
        self.directory = directory
        self.language = language
        self.naming = naming
        self.entropy = entropy
        self.humans: dict[str, str] = {}
        self.card: Mapping[str, str] = {}
        self.relay_url = ""
        self._clock = clock
        self._channels: dict[str, Channel] = {}
        self._now = BEFORE_ALL
        self._sockets = Path()
        self._processes: Processes | None = None
        self._rounds = Rounds()

    @property
    def desks(self) -> int:
        """Return how many desks there are."""
        return len(MEMBERS)

    def __enter__(self) -> Self:
        check_empty(self.directory)
        for name in (LOGS, REPLAYS):
            (self.directory / name).mkdir(parents=True)
        # A socket's path may have 107 bytes: too few for a directory of somebody's choice.
        self._sockets = Path(tempfile.mkdtemp(prefix="waystation-"))
        self._processes = Processes(self._clock, self.directory / LOGS)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for channel in self._channels.values():
            channel.close()
        if self._processes is not None:
            self._processes.end()
        shutil.rmtree(self._sockets, ignore_errors=True)

    def start(self, moment: datetime) -> None:
        """Start every process and found the organisation shortly before a moment."""
        self._launch()
        self.move_to(moment - A_LITTLE_BEFORE)
        self._found()

    @property
    def replays(self) -> Path:
        """Return where the pages look for records."""
        return self.directory / REPLAYS

    def keep_record(self, name: str, record: bytes) -> None:
        """Keep the record of a replay where the pages look for it."""
        (self.replays / f"{name}.jsonl").write_bytes(record)

    def tell(self, worker: str, order: str, **arguments: Any) -> Any:
        """Have a process do something."""
        self._noted((worker,), order)
        return self._channels[worker].ask({"do": order, "with": arguments})

    def tell_all(self, workers: Sequence[str], order: str) -> list[Any]:
        """Have several do the same at the same time."""
        self._noted(workers, order)
        for worker in workers:
            self._channels[worker].send({"do": order})
        return [self._channels[worker].take() for worker in workers]

    def _noted(self, workers: Sequence[str], order: str) -> None:
        """Note whose rounds an order makes necessary."""
        if order in _ONLY_ASKS:
            return
        for worker in workers:
            self._rounds.desk_acted(worker)
        if order in _SENDS or PEOPLE in workers:
            self._rounds.somebody_sent()

    def sync_desk(self, desk: str) -> None:
        """Let one desk send and fetch."""
        self._round(self._rounds.waiting((desk,)))

    def sync(self) -> None:
        """Let every desk send and fetch until nothing is under way any more.

        In turn, caseworkers first, so that most see what the ones before them wrote, as
        people would.
        """
        every = [desk for desks in _IN_TURN for desk in desks]
        for desks in _IN_TURN * _MOST_ROUNDS:
            self._round(self._rounds.waiting(desks))
            if not self._rounds.waiting(every):
                return

    def _round(self, desks: Sequence[str]) -> None:
        if desks:
            answers = self.tell_all(desks, "sync")
            self._rounds.done(dict(zip(desks, answers, strict=True)))

    def state(self) -> list[dict[str, Any]]:
        """Return what is wrong and what is held, as the desks of the journeys say it."""
        said = self.tell_all((*CASEWORKERS, ORGANISER), "state")
        return [one for desk in said for one in desk]

    def now(self) -> datetime:
        """Return the simulated moment that everybody lives in."""
        return self._now

    def new_register_id(self) -> str:
        """Return a random register id."""
        return b64(self.entropy.draw(16))

    def move_to(self, moment: datetime) -> None:
        """Move every clock: the relay's first, because it acts on what is due."""
        request = {"now": to_rfc3339(moment)}
        self._channels[RELAY].ask(request)
        others = [name for name in self._channels if name != RELAY]
        for name in others:
            self._channels[name].send(request)
        for name in others:
            self._channels[name].take()
        self._rounds.somebody_sent()
        if self.humans and moment - self._now >= WEEK:
            for desks in _IN_TURN:
                self.tell_all(desks, "wake")
        self._now = moment

    def _launch(self) -> None:
        assert self._processes is not None  # noqa: S101  # entered before it is started
        processes, ready = self._processes, self._sockets / "relay.ready"
        command = ["-m", "waystation", "relay", "--practice", "--port", "0"]
        command += ["--directory", str(self.directory / RELAY), "--ready-file", str(ready)]
        command += ["--practice-clock", str(self._sockets / RELAY)]
        processes.start(RELAY, command)
        workers = [*(f"desk:{member.desk}" for member in MEMBERS), f"people:{PEOPLE}"]
        command = ["-m", "waystation.practice.nursery", "--directory", str(self.directory)]
        command += ["--logs", str(self.directory / LOGS), "--sockets", str(self._sockets)]
        processes.start(NURSERY, [*command, *workers])
        names = [RELAY, *(member.desk for member in MEMBERS), PEOPLE]
        processes.wait_for([ready, *(self._sockets / name for name in names)])
        for name in names:
            self._channels[name] = Channel(self._sockets / name)
        self.relay_url = json.loads(ready.read_text())["url"]

    def _found(self) -> None:
        """The ceremony of `waystation organisation`: enrol, draft, sign, complete, join."""
        enrolled = {
            member.desk: self.tell(member.desk, "enrol", name=self.naming(member.name))
            for member in MEMBERS
        }
        self.humans = {desk: one["human"] for desk, one in enrolled.items()}
        people = [
            {
                "enrolment": enrolled[member.desk]["enrolment"],
                "roles": member.roles,
                "outside": member.outside,
            }
            for member in MEMBERS
        ]
        founding = self.tell(
            ORGANISER,
            "create",
            name=self.naming(NAMES[self.language]),
            relay=self.relay_url,
            people=people,
        )
        signed = [self.tell(keeper, "sign", founding=founding) for keeper in KEEPERS]
        invitations = self.tell(ORGANISER, "complete", signed=signed)
        self.sync_desk(ORGANISER)
        for member in MEMBERS:
            if member.desk != ORGANISER:
                invitation = invitations[self.humans[member.desk]]
                self.tell(member.desk, "join", invitation=invitation)
        self.sync()
        self.card = self.tell(ORGANISER, "card")
