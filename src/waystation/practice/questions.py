"""What the rules ask of plans before their journeys begin, as a replay writes it down."""

from collections.abc import Mapping

from msgspec.structs import replace

from waystation.encoding import to_rfc3339
from waystation.foresight import catalogue, thresholds
from waystation.practice import sentences
from waystation.practice.foreseen import Foreseen, foresee
from waystation.practice.scenario import Scenario
from waystation.web.replay_record import Asked, Basis, Question, Words

_SAID_BY_A_LINE = {"alarm.open", "hold.shares_a_tag"}
"""An alarm and a hold have lines of their own in a replay."""

Asking = Mapping[str, list[Question]]


def before_start(scenario: Scenario, values: Mapping[str, str]) -> Asking:
    """Return what is asked before the journeys begin, by the row at which it begins to be.

    What is found of several people in one plan is one question.
    """
    found: dict[tuple[str, str, str, Basis], Question] = {}
    for one in foresee(scenario, values, thresholds.shipped()):
        code = one.finding.code
        if one.before_start and code not in _SAID_BY_A_LINE:
            key = one.event, one.journey, code, one.rests_on
            asked = found.get(key) or _question(scenario, one)
            if one.finding.where in scenario.cast:
                asked = replace(asked, about=(*asked.about, one.finding.where))
            found[key] = asked
    by_row: dict[str, list[Question]] = {}
    for asked in found.values():
        by_row.setdefault(asked.row, []).append(asked)
    return by_row


def _question(scenario: Scenario, one: Foreseen) -> Question:
    title = catalogue.rule(one.finding.code).title
    moments = scenario.moments()
    when = {event.id: event.when for event in scenario.events}
    return Question(
        order=0,
        event=f"finding ({one.journey})",
        code=one.finding.code,
        severity=one.finding.severity.value,
        journey=one.journey,
        who=scenario.persons(one.journey),
        rests_on=one.rests_on,
        says=Words(title.en, title.ko),
        whose=sentences.journey(scenario, one.journey),
        row=one.event,
        at=to_rfc3339(moments[one.event]),
        when=when[one.event],
    )


def in_the_row(questions: list[Question]) -> list[Asked]:
    """Return what stands in the row of the report itself: what does not rest on silence."""
    together: dict[tuple[str, Basis], list[Words]] = {}
    for one in questions:
        if one.rests_on != "assumed":
            together.setdefault((one.code, one.rests_on), []).append(one.whose)
    return [
        sentences.before_start(code, whose, mark)
        for (code, mark), whose in together.items()
    ]
