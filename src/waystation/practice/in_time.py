"""What an act of a scenario needs before it: a plan, an appeal, an agreed sign of life."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from waystation.desk.places import Path
from waystation.practice import acts

Problem = tuple[Path, str, str]
_OF_A_LEG = (
    acts.Handover,
    acts.Fallback,
    acts.Strain,
    acts.StrainAnswered,
    acts.HouseTold,
    acts.ReturnedPeople,
    acts.Stay,
)


@dataclass(slots=True)
class InTime:
    """Remembers, act by act, what was there before, and under which answers."""

    _plans: dict[str, list[tuple[acts.Act, int]]] = field(default_factory=dict)
    _asked: dict[str, list[acts.Act]] = field(default_factory=dict)
    _agreed: dict[tuple[str, str], list[acts.Act]] = field(default_factory=dict)
    _consented: dict[tuple[str, str], list[acts.Act]] = field(default_factory=dict)
    _heard: dict[tuple[str, str], int] = field(default_factory=dict)

    def problems(self, act: acts.AnyAct) -> Iterator[Problem]:
        """Say what an act lacks, with the field that says so; then remember it."""
        match act:
            case acts.Plan():
                self._plans.setdefault(act.journey, []).append((act, len(act.legs)))
            case acts.Appeal():
                self._asked.setdefault(act.case, []).append(act)
            case acts.Urgent():
                if not _stands(act, self._asked.get(act.case, ())):
                    yield ("case",), "scenario.unasked", "nobody has asked in this case yet"
            case acts.Consent():
                self._consented.setdefault((act.journey, act.by), []).append(act)
            case _:
                if hasattr(act, "journey"):
                    yield from self._after_plan(act)

    def _after_plan(self, act: acts.AnyAct) -> Iterator[Problem]:
        plans = self._plans.get(getattr(act, "journey", ""), [])
        if not _stands(act, (plan for plan, _ in plans)):
            yield ("journey",), "scenario.unplanned", "the journey has no plan yet"
            return
        if isinstance(act, _OF_A_LEG) and act.leg > min(legs for _, legs in plans):
            yield ("leg",), "scenario.leg", "the plan has no such leg"
        yield from self._sign_of_life(act)

    def _sign_of_life(self, act: acts.AnyAct) -> Iterator[Problem]:
        if isinstance(act, acts.CheckInAgreed):
            key = act.journey, act.by
            if key in self._consented:
                message = "it is agreed to with the consent, which stands before it"
                yield ("act",), "scenario.check_in", message
            self._agreed.setdefault(key, []).append(act)
        elif isinstance(act, acts.CheckIn):
            key = act.journey, act.by
            self._heard[key] = self._heard.get(key, 0) + 1
            agreed = self._agreed.get(key, ())
            if not _stands(act, agreed) or self._heard[key] > len(agreed):
                message = "no check-in was agreed for it with this person"
                yield ("by",), "scenario.check_in", message
            elif not _stands(act, self._consented.get(key, ())):
                message = "it is agreed to with the consent, which is missing before it"
                yield ("by",), "scenario.check_in", message


def _stands(act: acts.Act, before: Iterable[acts.Act]) -> bool:
    """Say whether one of some acts is done whenever this one is."""
    return any(_implied(act, one) for one in before)


def _implied(act: acts.Act, earlier: acts.Act) -> bool:
    wanted, given = _answers(act), _answers(earlier)
    return all(name in wanted and wanted[name] <= values for name, values in given.items())


def _answers(act: acts.Act) -> Mapping[str, frozenset[str]]:
    return {
        name: frozenset({values} if isinstance(values, str) else values)
        for name, values in act.condition.items()
    }
