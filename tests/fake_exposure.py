"""The page Exposure of a desk made of values, with an answer of any size."""

from datetime import UTC, datetime, timedelta

from waystation.casework.entries.task import TaskKind
from waystation.desk.views import DeskState
from waystation.desk.views_exposure import (
    AnswerView,
    AskedRow,
    ChangeRow,
    ExposureView,
    ReachedRow,
    TaskRow,
)
from waystation.desk.views_exposure_names import NodeName
from waystation.foresight.exposure.facts import FactKind, NodeKind
from waystation.web.exposure_port import Question

NIGHT = datetime(2026, 3, 6, 22, tzinfo=UTC)
HOUR = timedelta(hours=1)

TEAM = NodeName("b1", NodeKind.HELPER, "B1, the hired team")
HOUSE = NodeName("h", NodeKind.HOUSE, "the grey door")
CIRCLE = NodeName("g", NodeKind.GROUP, "W1, W2, W3", "journey")
MINJI = NodeName("m", NodeKind.MEMBER, "Min-ji")
GUIDE = NodeName("guide", NodeKind.HELPER, "")
STATION = NodeName(
    "s", NodeKind.PLACE, "the coastal city", opens=NIGHT, closes=NIGHT + 4 * HOUR
)
PHONE = NodeName("n", NodeKind.NUMBER, "+82 10 0000 0000")
PERSONS = tuple(NodeName(name, NodeKind.PERSON, name) for name in ("W1", "W2", "김하나"))


def reached() -> tuple[ReachedRow, ...]:
    return (
        *(ReachedRow(one, 1, FactKind.STAYS, HOUSE) for one in PERSONS),
        ReachedRow(HOUSE, 1, FactKind.TOLD, TEAM),
        ReachedRow(STATION, 1, FactKind.TOLD, TEAM),
        ReachedRow(GUIDE, 1, FactKind.AWAITS, STATION),
        ReachedRow(PHONE, 2, FactKind.CARRIES, PERSONS[0]),
        ReachedRow(MINJI, 2, FactKind.MET, GUIDE),
    )


def many(count: int) -> tuple[ReachedRow, ...]:
    """Return so many rows over three rings: helpers, houses, and who stays in them."""
    rows: list[ReachedRow] = []
    houses: list[NodeName] = []
    helpers = [TEAM]
    for number in range(count):
        ring = 1 if number < count // 5 else 2 if number < count * 3 // 5 else 3
        if number % 7 == 0:
            houses.append(NodeName(f"h{number}", NodeKind.HOUSE, f"House {number}"))
            via = helpers[-6:][number % len(helpers[-6:])]
            rows.append(ReachedRow(houses[-1], ring, FactKind.TOLD, via))
        elif number % 7 == 6:
            helpers.append(NodeName(f"g{number}", NodeKind.HELPER, f"Guide {number}"))
            rows.append(ReachedRow(helpers[-1], ring, FactKind.MET, helpers[0]))
        else:
            name = f"김하나 {number}" if number % 3 else f"W{number}"
            person = NodeName(f"p{number}", NodeKind.PERSON, name)
            rows.append(ReachedRow(person, ring, FactKind.STAYS, houses[-1]))
    return tuple(rows)


TO = (("m", "Min-ji"), ("s", "Seo-yeon"))
TASKS = (
    TaskRow(TaskKind.PRESUME_BURNED, HOUSE, 3, 1, TO),
    TaskRow(TaskKind.MOVE, HOUSE, 3, 1, TO, task="t1", given_to="Min-ji", mine=True),
    TaskRow(TaskKind.CANCEL, STATION, 0, 1, TO),
    TaskRow(TaskKind.WARN, GUIDE, 0, 1, ()),
    *(TaskRow(TaskKind.WARN, one, 0, 1, TO) for one in PERSONS),
)
CHANGE = ChangeRow(TEAM, HOUSE, FactKind.TOLD, TEAM, 3, 0, 2)
EMPTIED = ChangeRow(None, HOUSE, None, MINJI, 7, 4, 5)


def answer(rows: tuple[ReachedRow, ...] | None = None) -> AnswerView:
    found = reached() if rows is None else rows
    rings = max((row.ring for row in found), default=2)
    unseen = ("other_cases", "elsewhere", "told_as_planned", "own_clocks", "no_money")
    return AnswerView(TEAM, NIGHT, rings, found, TASKS, CHANGE, EMPTIED, unseen)


class FakeExposure:
    """Answers every question alike and remembers what was asked of it."""

    done: list[tuple[str, ...]]
    answers = answer()

    def state(self) -> DeskState:
        raise AssertionError

    def exposure(self, question: Question | None = None) -> ExposureView:
        if question is not None:
            self.done.append(("exposure", question.who, str(question.rings)))
        return ExposureView(
            desk=self.state(),
            choices=(TEAM, CIRCLE, HOUSE, MINJI, PHONE, *PERSONS),
            tasks=(
                TaskRow(
                    TaskKind.MOVE,
                    HOUSE,
                    task="t1",
                    given_to="Min-ji",
                    since=NIGHT,
                    mine=True,
                ),
                TaskRow(
                    TaskKind.WARN,
                    GUIDE,
                    task="t0",
                    given_to="Seo-yeon",
                    since=NIGHT - HOUR,
                    done_at=NIGHT,
                ),
            ),
            asked=(AskedRow(NIGHT, "Min-ji", TEAM), AskedRow(NIGHT, "Seo-yeon", None)),
            answer=self.answers if question is not None else None,
        )

    def give_task(self, what: str, about: str, to: str) -> None:
        self.done.append(("give", what, about, to))

    def finish_task(self, task_id: str) -> None:
        self.done.append(("finish", task_id))
