"""A preparation made of values, and what is noted on a journey's own page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.plan import (
    AbortAgreed,
    ConditionReported,
    DestinationPlanned,
    FallbackPlanned,
    GoingWeighed,
    ReturnReported,
    StrainNoted,
)
from waystation.casework.finding import Severity
from waystation.casework.terms import Channel, Condition, Disclosed
from waystation.desk.consent import Statement
from waystation.desk.preparation import Part, Prepared
from waystation.desk.views import DeskState, JourneyName
from waystation.desk.views_plan import Choice, Choices, Signed
from waystation.desk.views_preparation import (
    ChannelChoice,
    NotedRow,
    PartView,
    PreparationView,
    PrepareFinding,
    Subject,
)
from waystation.errors import NotFoundError

NOW = datetime(2026, 3, 6, 21, 47, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=5)
J = "j-pair"
END = DestinationPlanned(
    journey=J, destination="end", to="the embassy", confirmed_by="the duty officer"
)
RETURNED = ReturnReported(
    journey=J,
    report="r1",
    destination="end",
    last=datetime(2016, 5, 1, 12, tzinfo=UTC),
    said_by="a lawyer of that city",
)
BACK = FallbackPlanned(journey=J, fallback="f1", leg="leg-1", what="back to the flat")
SIGNS = AbortAgreed(journey=J, criteria=("another car", "a demand"))
CLIMB = StrainNoted(journey=J, leg="leg-1", hours_on_foot=5, climb=True)
WEIGHED = GoingWeighed(
    journey=J, person="p1", going="the guide is new", staying="resold within days"
)
FEE = ConditionReported(
    journey=J, report="c1", what=Condition.FEE, by="b1", text="food and shoes"
)
FACE = DisclosureNoted(
    disclosure="d1",
    journey=J,
    what=Disclosed.FACE,
    of="p1",
    to="b1",
    over="a messenger",
    reason="to know her at the gate",
)
PERSONS = (Subject("p1", person="P1"), Subject("p2", person="P2"))


def row(act, of="", to="") -> NotedRow:
    return NotedRow(act, "Min-ji", EARLIER, of, to)


PARTS = (
    PartView(Part.DESTINATION, (Subject(noted=row(END)),)),
    PartView(Part.RETURNED, (Subject(),), (row(RETURNED),)),
    PartView(
        Part.FALLBACK,
        (
            Subject(),
            Subject("leg-1", leg=1, noted=row(BACK)),
            Subject("leg-2", leg=2),
        ),
    ),
    PartView(Part.ABORT, (Subject(noted=row(SIGNS)),)),
    PartView(
        Part.STRAIN,
        (Subject("leg-1", leg=1, noted=row(CLIMB)), Subject("leg-2", leg=2)),
    ),
    PartView(
        Part.ANSWER,
        (
            Subject("leg-1.p1", person="P1", leg=1),
            Subject("leg-1.p2", person="P2", leg=1),
        ),
    ),
    PartView(Part.WEIGHED, (replace(PERSONS[0], noted=row(WEIGHED)), PERSONS[1])),
    PartView(Part.INTERVIEW, PERSONS),
    PartView(Part.CHILD, (PERSONS[1],)),
    PartView(Part.CONDITION, (Subject(),), (row(FEE, to="B1"),)),
    PartView(
        Part.DISCLOSURE,
        (Subject(), Subject("d1", noted=row(FACE, "P1", "B1"))),
        (row(FACE, "P1", "B1"),),
    ),
)
FOUND = (
    PrepareFinding("consent.child_without_arrangement", Severity.BLOCK, "p2", "P2"),
    PrepareFinding("owed.fee", Severity.BLOCK, "b1", "B1"),
    PrepareFinding("disclosure.face_to_helper", Severity.WARN, "b1", "B1"),
    PrepareFinding("consent.going_not_weighed", Severity.WARN, "p2", "P2"),
    PrepareFinding("journey.no_fallback", Severity.WARN, "leg-2"),
    PrepareFinding("journey.nobody_on_arrival", Severity.WARN, "end"),
    PrepareFinding("journey.strain_not_asked", Severity.WARN, "p2", "P2"),
    PrepareFinding("watch.unrehearsed", Severity.WARN, "p2", "P2"),
    PrepareFinding("watch.gap_too_long", Severity.WARN, "leg-2"),
    PrepareFinding(
        "journey.no_abort_criteria",
        Severity.WARN,
        J,
        accepted=Signed("", ("Min-ji", "서연"), "agreed by telephone", NOW),
    ),
)
ANSWERED = {
    DestinationPlanned: "journey.nobody_on_arrival",
    FallbackPlanned: "journey.no_fallback",
    GoingWeighed: "consent.going_not_weighed",
}


class FakePreparation:
    """Answers for one preparation, and remembers what was asked of it in `done`."""

    prepares = True
    noted: tuple[Prepared | DisclosureNoted, ...] = ()
    state: Callable[[], DeskState]
    _do: Callable[..., None]

    def preparation(
        self, journey_id: str, typed: Prepared | DisclosureNoted | None = None
    ) -> PreparationView:
        if journey_id != J:
            raise NotFoundError("journey.no_such", "there is no such journey here")
        acts = (*self.noted, *(() if typed is None else (typed,)))
        gone = {ANSWERED.get(type(act)) for act in acts if getattr(act, "receiver", "x")}
        return PreparationView(
            desk=self.state(),
            journey=JourneyName(J, ("P1", "P2"), "embassy"),
            state="planned",
            parts=PARTS,
            findings=tuple(one for one in FOUND if one.code not in gone),
            choices=Choices(
                persons=(Choice("p1", "P1"), Choice("p2", "P2")),
                helpers=(Choice("b1", "B1"), Choice("guide", "a guide")),
                staff=(Choice("min-ji", "Min-ji"),),
                houses=(Choice("house", "the grey door"),),
            ),
            meetings=(Choice("met-1", "the corner"),),
            channels=(ChannelChoice("ch1", Channel.TELEGRAM, "@ana"),),
            may_note=self.prepares,
        )

    def prepare(self, journey_id: str, act: Prepared | DisclosureNoted) -> None:
        self._do("prepare", journey_id, act)
        self.noted = (*self.noted, act)

    def stop(self, journey_id: str, person_id: str, heard: str) -> None:
        self._do("stop", journey_id, person_id, heard)

    def arrived(self, journey_id: str, person_id: str, place: str) -> None:
        self._do("arrived", journey_id, person_id, place)

    def consent_spoken(self, journey_id: str, person_id: str, said: Statement) -> None:
        self._do(
            "spoken for", journey_id, person_id, said.channel, said.language, said.text
        )

    def consent_seconded(self, journey_id: str, consent_id: str) -> None:
        self._do("seconded", journey_id, consent_id)

    def consent_withdrawn(self, journey_id: str, person_id: str, heard: str) -> None:
        self._do("withdrawn", journey_id, person_id, heard)

    def agree_picture(self, journey_id: str, person: str, picture: int) -> None:
        self._do("picture", journey_id, person, str(picture))

    def make_link(
        self, journey_id: str, person: str, every: timedelta, until: datetime, grace_s: int
    ) -> str:
        self._do("link", journey_id, person, str(every), until.isoformat(), str(grace_s))
        return "https://pages.example/check-in.html#" + "A" * 86

    def seal_for_silence(self, journey_id: str, text: str) -> None:
        self._do("seal", journey_id, text)

    def open_sealed(self, journey_id: str, reason: str) -> bool:
        self._do("open sealed", journey_id, reason)
        return False
