"""What the terminal and the pages say of a replay, in both languages; plain words only."""

from collections.abc import Iterable

from waystation.casework.finding import Severity
from waystation.foresight import catalogue
from waystation.practice.labels import EN, KO
from waystation.practice.scenario import Assumption, Loss, Scenario
from waystation.practice.stage import Done, News
from waystation.practice.verdict import Outcome, Response
from waystation.web.replay_record import Asked, Basis, Words

CAUSES: dict[str, Words] = {
    "missed_check_in": Words(
        "An agreed check-in did not come", "약속한 안부 확인이 오지 않았습니다"
    ),
    "under_duress": Words(
        "A check-in signalled duress", "강요당하고 있다는 신호가 왔습니다"
    ),
    "demand": Words("A demand outside the agreement", "약속에 없던 요구가 있었습니다"),
    "changed_place": Words("A place outside the plan", "계획에 없던 곳에 있다고 합니다"),
    "arrest": Words("An arrest is reported", "체포 소식이 있습니다"),
    "raid": Words("Somebody breaks in", "누군가 들이닥쳤습니다"),
    "disappearance": Words(
        "Nobody knows where somebody is", "어디 있는지 알 수 없는 사람이 있습니다"
    ),
    "wrong_vehicle": Words(
        "Another vehicle came than was agreed", "약속과 다른 차나 배가 왔습니다"
    ),
    "wrong_word": Words(
        "Somebody did not know the word agreed", "약속한 암호를 모르는 사람이 왔습니다"
    ),
    "early": Words("Somebody came too early", "약속보다 일찍 왔습니다"),
    "late": Words("Somebody did not come in time", "약속한 때에 오지 않았습니다"),
    "helper_withdrew": Words("A helper has stepped back", "조력자가 그만두었습니다"),
    "report": Words("Somebody reports a danger", "위험하다는 소식이 있습니다"),
    "house_burned": Words(
        "The house must be taken as known", "집의 위치가 알려진 것으로 봅니다"
    ),
    "stopped": Words("The person has stopped the journey", "당사자가 이동을 멈췄습니다"),
}
GRADED = Words(
    "Told first-hand; nobody has met the writer yet, and nothing contradicts it.",
    "본인이 직접 알렸습니다. 아직 만나 본 사람은 없고, 어긋나는 것도 없습니다.",
)
_OTHER = Words("Something is wrong", "무언가 잘못되었습니다")
_REFUSED = {
    "hold": Words("a hold stands", "보류되어 있습니다"),
    "house": Words("its house must be taken as known", "집의 위치가 알려진 것으로 봅니다"),
    "alarm": Words("an alarm is open", "끝나지 않은 경보가 있습니다"),
    "consent.nobody": Words("a consent is missing", "동의가 없습니다"),
    "consent.none": Words("a consent is missing", "동의가 없습니다"),
    "minimum": Words("too few people can be reached", "연락되는 사람이 너무 적습니다"),
    "plan": Words("its plan is not agreed", "합의된 계획이 아닙니다"),
}

_UNTIL_ACCEPTED = Words(
    " It forbids the start until two accept it; where the report says that they went, two "
    "do here.",
    " 두 사람이 받아들이기 전에는 출발할 수 없습니다. "
    "보도에서 떠났다고 한 이동은 여기에서도 두 사람이 받아들입니다.",
)
_NEVER_ACCEPTED = Words(
    " It forbids the start, and nobody can accept it.",
    " 출발할 수 없으며, 누구도 받아들일 수 없습니다.",
)


def journey(scenario: Scenario, name: str) -> Words:
    """Name a journey as a reader knows it."""
    what = scenario.journeys[name].what
    if what is not None:
        return what
    people = ", ".join(scenario.persons(name))
    return Words(f"the journey of {people}", f"{people}의 이동")


def cause(code: str) -> Words:
    """Say what set an alarm off."""
    return CAUSES.get(code, _OTHER)


def news(scenario: Scenario, told: News) -> Asked:
    """Say what became true."""
    whose, why = journey(scenario, told.journey), cause(told.cause)
    if told.kind == "alarm":
        return Asked(
            "alarm", told.cause, Words(f"{why.en}: {whose.en}.", f"{why.ko}: {whose.ko}.")
        )
    return Asked(
        "hold",
        told.cause,
        Words(
            f"May not proceed until two agree: {whose.en}.",
            f"두 사람이 동의할 때까지 진행할 수 없습니다: {whose.ko}.",
        ),
    )


def refusal(scenario: Scenario, name: str, done: Done) -> Asked:
    """Say that a start was refused, and by what."""
    whose = journey(scenario, name)
    danger = done.refused_for_danger
    code = (danger or _never_accepted(done) or done.refused)[0]
    why = _why_refused(code)
    text = Words(
        f"It may not start ({why.en}): {whose.en}.",
        f"출발할 수 없습니다({why.ko}): {whose.ko}.",
    )
    return Asked("hold" if danger else "finding", code, text)


def _never_accepted(done: Done) -> tuple[str, ...]:
    """Return what two could not have accepted: that is what refused it."""
    acceptable = {one.code for one in catalogue.RULES if one.acceptable}
    return tuple(code for code in done.refused if code not in acceptable)


def _why_refused(code: str) -> Words:
    """Return it shortly, or else in the words of the rule."""
    known = _REFUSED.get(code) or _REFUSED.get(code.split(".")[0])
    if known is not None:
        return known
    title = catalogue.rule(code).title
    return Words(f"{title.en[0].lower()}{title.en[1:-1]}", title.ko[:-1])


def finding(code: str) -> Asked:
    """Say what a check found, in the words of its rule; by silence alone it is assumed."""
    rule = catalogue.rule(code)
    en, ko = rule.title.en, rule.title.ko
    if rule.silence:
        en = f"{en[:-1]} ({EN.basis['assumed']})."
        ko = f"{ko[:-1]}({KO.basis['assumed']})."
    return Asked("finding", code, Words(en, ko))


def before_start(code: str, whose: Iterable[Words], mark: Basis) -> Asked:
    """Say what a rule asks of plans that have not started, and on whose word."""
    rule = catalogue.rule(code)
    until = Words("", "")
    if rule.severity is Severity.BLOCK:
        until = _UNTIL_ACCEPTED if rule.acceptable else _NEVER_ACCEPTED
    names = tuple(whose)
    en, ko = "; ".join(one.en for one in names), "; ".join(one.ko for one in names)
    text = Words(
        f"{rule.title.en[:-1]} ({EN.basis[mark]}): {en}.{until.en}",
        f"{rule.title.ko[:-1]}({KO.basis[mark]}): {ko}.{until.ko}",
    )
    return Asked("finding", code, text)


def event_name(response: Response) -> str:
    """Name what was produced in one line of a record: alarms say alarm, holds say hold."""
    code = response.cause.replace("_", " ")
    if response.kind == "alarm":
        return f"alarm: {code} ({response.journey})"
    if response.kind == "refused":
        by_what = "hold" if response.cause == "hold" else "rule"
        return f"start refused by a {by_what} ({response.journey})"
    return f"hold: {code} ({response.journey})"


def by(outcome: Outcome) -> str:
    """Name what a verdict is read from."""
    if outcome.response is None:
        return "nothing in time"
    told = event_name(outcome.response)
    by_rule = outcome.response.kind == "refused" and outcome.response.cause != "hold"
    return f"{told}: {outcome.response.cause}" if by_rule else told


def why(loss: Loss, outcome: Outcome) -> Words:
    """Say why a verdict is no better and no worse."""
    response = outcome.response
    if response is None:
        late = loss.too_late_from
        if late is None:
            en = "No alarm was raised and nothing was held in time."
            return Words(en, "제때 울린 경보도 보류된 것도 없었습니다.")
        en = "No alarm was raised and nothing was held before it was too late."
        ko = "너무 늦기 전에 울린 경보도 보류된 것도 없었습니다."
        return Words(f"{en} {late.what.en}", f"{ko} {late.what.ko}")
    said = _said(response)
    if outcome.verdict == "stopped":
        what, what_ko = _what_it_needed(response)
        en = f"{said.en} in time, and it could not have happened without {what}."
        return Words(en, f"{said.ko} 제때였고, {what_ko} 일어날 수 없는 일이었습니다.")
    ways = " ".join(way.what.en for way in loss.open_ways)
    ways_ko = " ".join(way.what.ko for way in loss.open_ways)
    en = f"{said.en} in time: a question, not a rescue. {ways}"
    return Words(
        en.strip(), f"{said.ko} 제때 물었을 뿐, 구한 것은 아닙니다. {ways_ko}".strip()
    )


def _what_it_needed(response: Response) -> tuple[str, str]:
    if response.kind == "refused":
        return "what was refused", "떠나지 않았다면"
    return "what was held", "보류된 것이 없었다면"


def _said(response: Response) -> Words:
    what = cause(response.cause)
    if response.kind == "alarm":
        return Words(
            f"An alarm was raised ({what.en.lower()})", f"경보가 울렸습니다({what.ko})."
        )
    if response.kind == "refused" and response.cause != "hold":
        title = catalogue.rule(response.cause).title
        return Words(
            f"The start was refused by a rule ({title.en[0].lower()}{title.en[1:-1]})",
            f"규칙에 따라 출발할 수 없었습니다({title.ko[:-1]}).",
        )
    if response.kind == "refused":
        return Words("The start was refused by a hold", "보류 때문에 출발할 수 없었습니다.")
    return Words(f"A hold stood ({what.en.lower()})", f"보류되어 있었습니다({what.ko}).")


def assumed(assumption: Assumption, value: str) -> Words:
    """Say which answer to which open question."""
    answer = assumption.values[value]
    return Words(f"{assumption.asks.en} {answer.en}", f"{assumption.asks.ko} {answer.ko}")
