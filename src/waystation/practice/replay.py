"""Plays a scenario on a stage; writes down what the report says beside what was done.

The order is the report's. After every act, and whenever time has passed, the organisation
is asked what became true; what it answers is all that a verdict can be read from.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from msgspec.structs import replace as placed_at

from waystation.encoding import to_rfc3339
from waystation.foresight import catalogue
from waystation.practice import acts, sentences
from waystation.practice.foreseen import applies, mark_of
from waystation.practice.grounds import Grounds
from waystation.practice.questions import Asking, before_start, in_the_row
from waystation.practice.scenario import Event, Scenario
from waystation.practice.stage import Done, News, Stage
from waystation.practice.verdict import Produced, Response, judge, strength, weakest
from waystation.web.replay_record import (
    Asked,
    Basis,
    Knowledge,
    Loss,
    Question,
    Replay,
    Variation,
)
from waystation.web.replay_record import Event as Row

Values = dict[str, str]
_GAPS = ("consent.", "minimum.", "self_harm.")
"""Rules about what a file leaves out: reports tell of no consents, and of no staff."""


@dataclass(slots=True)
class Played:
    """One replay under one set of answers to what the report leaves open."""

    scenario: Scenario
    rows: list[Row] = field(default_factory=list)
    orders: dict[str, int] = field(default_factory=dict)
    responses: list[Response] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def next_order(self) -> int:
        """The place of what is written down next."""
        return len(self.rows) + len(self.questions)


@dataclass(frozen=True, slots=True)
class _Draft:
    """Something that came of an act, before it has its place among the rows."""

    response: Response | None = None
    asked: Asked | None = None
    at: datetime | None = None


def play(
    scenario: Scenario,
    values: Values,
    stage: Stage,
    on_row: Callable[[Row], None] = lambda _row: None,
) -> Played:
    """Play every row in order; `on_row` is called as each becomes known."""
    playing = _Playing(scenario, values, stage, on_row)
    return _played(playing, playing.asking)


def play_variant(scenario: Scenario, values: Values, stage: Stage) -> Played:
    """Play under other answers for the verdicts alone: nothing is written down."""
    return _played(_Playing(scenario, values, stage, lambda _row: None), {})


def _played(playing: "_Playing", asking: Asking) -> Played:
    moments = playing.played.scenario.moments()
    for event in playing.played.scenario.events:
        playing.move_to(moments[event.id])
        playing.row(event, to_rfc3339(moments[event.id]), asking.get(event.id, []))
    return playing.played


def variants(scenario: Scenario, values: Values) -> Iterator[tuple[str, str, Values]]:
    """Return every other answer to every open question, one at a time."""
    for name, assumption in scenario.assumptions.items():
        for value in assumption.values:
            if value != values[name]:
                yield name, value, values | {name: value}


def record(played: Played, varied: Mapping[tuple[str, str], Played]) -> Replay:
    """Return the record of a replay with its verdicts and their ranges."""
    scenario = played.scenario
    opens = played.orders.get(scenario.opens_at or "")
    losses = tuple(_loss(played, varied, at) for at in range(len(scenario.losses)))
    return Replay(
        name=scenario.name,
        title=scenario.title,
        events=tuple(played.rows),
        losses=losses,
        source=scenario.source,
        opens_at=opens,
        questions=tuple(played.questions),
    )


def _loss(played: Played, varied: Mapping[tuple[str, str], Played], at: int) -> Loss:
    loss = played.scenario.losses[at]
    outcome = judge(loss, played.orders, played.responses)
    others = tuple(
        Variation(
            sentences.assumed(played.scenario.assumptions[name], value),
            judge(loss, other.orders, other.responses).verdict,
        )
        for (name, value), other in varied.items()
    )
    return Loss(
        loss=loss.who,
        verdict=outcome.verdict,
        by=sentences.by(outcome),
        rests_on=outcome.rests_on,
        why=sentences.why(loss, outcome),
        range=others,
    )


class _Playing:
    """The state of one replay: what was planned on whose word, and what was produced."""

    def __init__(
        self,
        scenario: Scenario,
        values: Values,
        stage: Stage,
        on_row: Callable[[Row], None],
    ) -> None:
        self.played = Played(scenario)
        self._values = values
        self._stage = stage
        self._on_row = on_row
        self._grounds = Grounds()
        self._seen: set[tuple[str, str, str]] = set()
        self._told: list[Response] = []
        self._at = ""

    @cached_property
    def asking(self) -> Asking:
        """What the rules ask before the journeys begin, worked out when it is needed."""
        return before_start(self.played.scenario, self._values)

    def move_to(self, moment: datetime) -> None:
        """Let time pass; write down what became true by that alone."""
        self._stage.move_to(moment)
        for draft in self._collect():
            self._respond(draft)

    def row(self, event: Event, at: str, questions: list[Question]) -> None:
        """Do the acts of one row; write the row, what is asked and what came of it."""
        self._at = at
        drafts: list[_Draft] = []
        for act in event.acts:
            if applies(act, self._values):
                drafts += self._do(act, event)
        drafts += [_Draft(asked=asked) for asked in in_the_row(questions)]
        self.played.orders[event.id] = self.played.next_order
        self._write(
            Row(
                order=self.played.next_order,
                at=at,
                event=event.id,
                who=event.who,
                rests_on=event.rests_on,
                when=event.when,
                report=event.what,
                knew=tuple(Knowledge(one.who, one.what) for one in event.knew),
                asked=tuple(draft.asked for draft in drafts if draft.asked is not None),
                could_not=event.could_not,
            )
        )
        for one in questions:
            placed = placed_at(one, order=self.played.next_order)
            self.played.questions.append(placed)
        for draft in drafts:
            self._respond(draft)

    def _write(self, row: Row) -> None:
        self.played.rows.append(row)
        self._on_row(row)

    def _do(self, act: acts.AnyAct, event: Event) -> list[_Draft]:
        mark = mark_of(self.played.scenario, act, event, self._values)
        self._grounds.note(act, mark)
        done = self._stage.perform(act)
        drafts = self._collect()
        if isinstance(act, acts.Go):
            drafts.append(self._went(act, mark, done))
        elif isinstance(act, acts.Settled):
            drafts += self._lifted(act.journey)
        drafts += [_Draft(asked=sentences.finding(code)) for code in sorted(done.findings)]
        return drafts

    def _went(self, act: acts.Go, mark: Basis, done: Done) -> _Draft:
        if not done.refused:
            return _Draft(response=self._response("went", "go", act.journey, mark))
        asked = sentences.refusal(self.played.scenario, act.journey, done)
        if done.refused_for_danger:
            rests_on = self._grounds.of_refusal(act.journey, mark)
            return _Draft(self._response("refused", "hold", act.journey, rests_on), asked)
        against = self._never_accepted(act.journey, done)
        if against is None:
            # A gap of the file keeps nobody at home: for a verdict they went.
            went = self._response("went", "go", act.journey, mark)
            return _Draft(response=went, asked=asked)
        rests_on = weakest([mark, against.rests_on])
        return _Draft(self._response("refused", against.code, act.journey, rests_on), asked)

    def _never_accepted(self, journey: str, done: Done) -> Question | None:
        """Return the firmest of what refused a start and nobody can accept.

        A consent or an arrangement that nobody wrote down is a gap of the file, and refuses
        nothing that really happened.
        """
        against = [
            one
            for asked in self.asking.values()
            for one in asked
            if one.journey == journey
            and one.code in done.refused
            and one.rests_on != "assumed"
            and not one.code.startswith(_GAPS)
            and not catalogue.rule(one.code).acceptable
        ]
        return min(against, key=lambda one: strength(one.rests_on), default=None)

    def _lifted(self, journey: str) -> list[_Draft]:
        """Note which alarms are over, and which holds two have lifted with them."""
        return [
            _Draft(response=replace(one, kind="lifted"))
            for one in self._told
            if self._grounds.origin(one.id) == journey
        ]

    def _response(
        self, kind: Produced, cause: str, journey: str, rests_on: Basis, told: str = ""
    ) -> Response:
        persons = self.played.scenario.persons(journey)
        return Response(0, kind, cause, journey, persons, rests_on, told)

    def _collect(self) -> list[_Draft]:
        drafts = []
        # Ids are random at a desk: only this order makes a replay the same twice.
        told = sorted(self._stage.news(), key=lambda one: one.order)
        for news in told:
            key = news.kind, news.id, news.journey
            if key not in self._seen:
                self._seen.add(key)
                drafts.append(self._heard(news))
        return drafts

    def _heard(self, news: News) -> _Draft:
        if news.kind == "alarm":
            rests_on = self._grounds.of_alarm(news.id, news.journey, news.cause)
        else:
            rests_on = self._grounds.of_hold(news.id, news.journey)
        response = self._response(news.kind, news.cause, news.journey, rests_on, news.id)
        self._told.append(response)
        return _Draft(response, sentences.news(self.played.scenario, news), news.at)

    def _respond(self, draft: _Draft) -> None:
        """Give a response its place, and its own line unless it is only a start."""
        if draft.response is None:
            return
        order = self.played.next_order
        if draft.response.kind in {"went", "lifted"}:
            # It has no line of its own: it belongs to the last one, not to the next.
            self.played.responses.append(replace(draft.response, order=order - 1))
            return
        response = replace(draft.response, order=order)
        self.played.responses.append(response)
        at = to_rfc3339(draft.at) if draft.at is not None else self._at
        self._write(
            Row(
                order=order,
                at=at,
                event=sentences.event_name(response),
                who=response.persons,
                rests_on=response.rests_on,
                asked=(draft.asked,) if draft.asked is not None else (),
            )
        )
