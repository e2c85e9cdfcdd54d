"""Rules about who a helper is: known, vetted, without an open incident, without ties.

What is found is found by `casework.trust`, which the page of a helper shows as well; here
it is asked for everybody whom a plan gives a part, interpreters included.
"""

from collections.abc import Iterable

from waystation.casework import trust
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import LastAnswer
from waystation.foresight import parties
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Check, Rule, Words
from waystation.foresight.thresholds import Thresholds

_REPORT = "report of 2023: a hired team on two pick-ups that nobody is reported to have met"


def _found_of(picture: Picture) -> tuple[Finding, ...]:
    return tuple(
        found
        for helper in parties.helpers(picture)
        for found in trust.findings(picture.helpers, helper, picture.now)
    )


_found = LastAnswer(_found_of)


def _from_trust(code: str) -> Check:
    def check(picture: Picture, _: Thresholds) -> Iterable[Finding]:
        return (found for found in _found(picture) if found.code == code)

    return check


RULES: tuple[Rule, ...] = (
    Rule(
        code="helper.unknown",
        severity=Severity.WARN,
        title=Words(
            en="A party of the plan is a helper whom this desk knows nothing of.",
            ko="이 데스크가 아무것도 모르는 조력자가 계획에 들어 있습니다.",
        ),
        explanation=Words(
            en="The plan names somebody for whom there is no note here: who they are, who "
            "brought them in, whether anybody has met them. It may be that a colleague "
            "knows; it may be that nobody does.",
            ko="계획에 들어 있는 사람에 대한 기록이 이 데스크에 없습니다. 누구인지, 누가 "
            "데려왔는지, 만나 본 사람이 있는지 알 수 없습니다. 동료가 알 수도 있고, 아무도 "
            "모를 수도 있습니다.",
        ),
        bad="Leg 2 is taken by a driver whose name came over the telephone last night.",
        good="The driver is noted, with who brought them in and who has met them.",
        do=Words(
            en="Note the helper, or ask the colleague who knows them to share the note.",
            ko="조력자를 기록하거나, 아는 동료에게 기록을 함께 보게 해 달라고 하십시오.",
        ),
        source=_REPORT,
        check=_from_trust("helper.unknown"),
        silence=True,
    ),
    Rule(
        code="helper.nobody_has_met",
        severity=Severity.WARN,
        title=Words(
            en="A hired team that nobody has met or looked into.",
            ko="만나 본 사람도, 알아본 사람도 없는 고용 팀입니다.",
        ),
        explanation=Words(
            en="A hired driver works for whoever pays. Where nobody has met the team and "
            "nobody has asked others about it, the first that is learned of it is learned "
            "with a person in its car.",
            ko="고용된 운전자는 돈을 주는 쪽을 위해 일합니다. 아무도 만나 보지 않았고 "
            "다른 데 물어보지도 않았다면, 그 팀에 대해 처음 알게 되는 순간에 당사자는 이미 "
            "그 차 안에 있습니다.",
        ),
        bad="A broker in a third country sends two drivers; their names are known, no more.",
        good="Somebody of the organisation met the drivers and noted until when that counts.",
        do=Words(
            en="Meet them, or have two who worked with them vouch; note it with a date. Until "
            "then give them one short leg and no address.",
            ko="직접 만나거나, 함께 일해 본 두 사람의 보증을 받고 날짜와 함께 적으십시오. "
            "그 전에는 짧은 한 구간만 맡기고 주소는 알리지 마십시오.",
        ),
        source=_REPORT,
        check=_from_trust("helper.nobody_has_met"),
        silence=True,
    ),
    Rule(
        code="helper.not_vetted",
        severity=Severity.WARN,
        title=Words(
            en="A helper whom nobody has met or looked into.",
            ko="만나 본 사람도, 알아본 사람도 없는 조력자입니다.",
        ),
        explanation=Words(
            en="Good will is no knowledge. Whether a helper drinks, talks, has debts or a "
            "brother in the wrong office is learned by asking, before the journey.",
            ko="선의는 확인이 아닙니다. 술을 마시는지, 말이 많은지, 빚이 있는지, 곤란한 "
            "기관에 가족이 있는지는 이동 전에 물어야 알 수 있습니다.",
        ),
        bad="A friend of a friend offers to drive on Friday.",
        good="She was met twice, two others were asked about her, and it is noted until May.",
        do=Words(
            en="Have somebody meet the helper, and note how, by whom and until when.",
            ko="누군가 직접 만나게 하고, 어떻게, 누가, 언제까지 유효한지 적으십시오.",
        ),
        source=_REPORT,
        check=_from_trust("helper.not_vetted"),
        silence=True,
    ),
    Rule(
        code="helper.vetting_expired",
        severity=Severity.WARN,
        title=Words(
            en="The vetting of a helper has expired.",
            ko="조력자 확인의 유효 기간이 지났습니다.",
        ),
        explanation=Words(
            en="People change sides, lose work, are pressed. What was found out about a "
            "helper counts until the day that was noted with it, and that day is over.",
            ko="사람의 처지는 바뀝니다. 일을 잃기도 하고 압박을 받기도 합니다. 확인은 함께 "
            "적은 날까지만 유효하고, 그날이 지났습니다.",
        ),
        bad="The driver was met two years ago, and nobody has asked since.",
        good="He was met again last month; the note counts for half a year.",
        do=Words(
            en="Look into the helper again before the journey, or ask another helper.",
            ko="이동 전에 다시 확인하거나, 다른 조력자에게 부탁하십시오.",
        ),
        source="ours: a vetting without an end is a vetting that nobody repeats",
        check=_from_trust("helper.vetting_expired"),
    ),
    Rule(
        code="helper.did_not_pass",
        severity=Severity.BLOCK,
        title=Words(
            en="Somebody looked into a helper and would not work with them.",
            ko="확인한 결과 함께 일할 수 없다고 한 조력자입니다.",
        ),
        explanation=Words(
            en="A human of the organisation looked into this helper, and the answer was no. "
            "It stands until somebody who has read it looks again.",
            ko="단체의 누군가가 이 조력자를 알아보았고, 답은 안 된다는 것이었습니다. 그 기록을 "
            "읽은 사람이 다시 확인할 때까지 그대로입니다.",
        ),
        bad="The guide was found to talk in bars; a colleague in a hurry plans with him.",
        good="Another guide takes the leg.",
        do=Words(
            en="Plan with another helper. If you think that the answer was wrong, speak "
            "with whoever gave it first.",
            ko="다른 조력자로 계획하십시오. 그 판단이 틀렸다고 생각하면, 먼저 판단한 "
            "사람과 이야기하십시오.",
        ),
        source="ours: a no that can be overlooked in haste is no answer",
        check=_from_trust("helper.did_not_pass"),
    ),
    Rule(
        code="helper.open_incident",
        severity=Severity.BLOCK,
        title=Words(
            en="There is an open incident with a helper that stops their work.",
            ko="조력자에게 일을 멈추게 하는, 풀리지 않은 사건이 있습니다.",
        ),
        explanation=Words(
            en="Something happened with this helper, in whichever case, for which their work "
            "stops everywhere at once: two people have not yet agreed that it is settled.",
            ko="어느 사례에서든 이 조력자와 관련된 일이 생겨, 모든 곳에서 동시에 일을 멈춘 "
            "상태입니다. 해결되었다고 두 사람이 아직 동의하지 않았습니다.",
        ),
        bad="A team stopped where nobody had planned on Monday; it is to drive on Tuesday.",
        good="The second pick-up waits until two people have looked at what happened.",
        do=Words(
            en="Leave the helper out of the plan, or settle the incident: a second human "
            "looks at it and writes down what came of it.",
            ko="이 조력자를 계획에서 빼거나 사건을 해결하십시오. 두 번째 사람이 살펴보고 "
            "결과를 적어야 합니다.",
        ),
        source="report of 2023: the same team was sent to the second pick-up after the demand",
        check=_from_trust("helper.open_incident"),
    ),
    Rule(
        code="helper.incident_asks",
        severity=Severity.WARN,
        title=Words(
            en="There is an open question about a helper.",
            ko="조력자에 대해 아직 답하지 않은 물음이 있습니다.",
        ),
        explanation=Words(
            en="Somebody noted an incident that does not stop the helper's work and that "
            "nobody else has looked at yet.",
            ko="조력자의 일을 멈출 정도는 아니지만, 아직 다른 사람이 살펴보지 않은 사건이 "
            "기록되어 있습니다.",
        ),
        bad="A host was heard to speak of guests; the next guests come tonight.",
        good="A second human spoke with the host, and noted what came of it.",
        do=Words(
            en="Read the incident, ask the helper, and have a second human note the outcome.",
            ko="사건을 읽고 조력자에게 물어본 뒤, 두 번째 사람이 결과를 적게 하십시오.",
        ),
        source="ours",
        check=_from_trust("helper.incident_asks"),
    ),
    Rule(
        code="helper.withdrawn",
        severity=Severity.BLOCK,
        title=Words(
            en="A helper who has stepped back is part of the plan.",
            ko="그만둔 조력자가 계획에 들어 있습니다.",
        ),
        explanation=Words(
            en="The helper has said that they do no more, or the organisation has. Nobody is "
            "talked into one more journey.",
            ko="조력자 스스로, 또는 단체가 더는 하지 않겠다고 했습니다. 한 번만 더 하자고 "
            "설득해서는 안 됩니다.",
        ),
        bad="A driver said in May that it became too near; in June he is planned again.",
        good="Somebody else drives. If he comes back by himself, he is met again first.",
        do=Words(
            en="Plan with another helper. Whoever wants to come back is vetted again.",
            ko="다른 조력자로 계획하십시오. 돌아오고 싶어 하면 다시 확인합니다.",
        ),
        source="ours: helpers are volunteers for each journey",
        check=_from_trust("helper.withdrawn"),
    ),
    Rule(
        code="helper.tied_to_holder",
        severity=Severity.BLOCK,
        title=Words(
            en="A helper has a tie to somebody who holds persons.",
            ko="사람을 붙잡아 둔 자와 연결된 조력자입니다.",
        ),
        explanation=Words(
            en="The helper is a relative, a customer, a colleague or a debtor of a holder. "
            "Whatever they want themselves, they can be asked by the wrong side.",
            ko="조력자가 붙잡아 둔 자의 친척이거나 손님, 동료, 또는 빚진 사람입니다. 본인의 "
            "뜻과 상관없이 그쪽에서 물어볼 수 있습니다.",
        ),
        bad="The driver's cousin works for the woman who holds W1.",
        good="The leg is taken by somebody who knows neither the house nor the street.",
        do=Words(
            en="Plan with somebody else, and let nobody with such a tie learn of the plan.",
            ko="다른 사람으로 계획하고, 그런 연결이 있는 사람은 계획을 알지 못하게 하십시오.",
        ),
        source="ours, from the report of 2023: the organiser believes that a broker sold a house",
        check=_from_trust("helper.tied_to_holder"),
    ),
    Rule(
        code="helper.tied_to_police",
        severity=Severity.BLOCK,
        title=Words(
            en="A helper has a tie to a police officer of a holder's household.",
            ko="붙잡아 둔 자의 집안에 있는 경찰관과 연결된 조력자입니다.",
        ),
        explanation=Words(
            en="Where somebody in the holder's household is a police officer, what one "
            "colleague of his hears the household hears.",
            ko="붙잡아 둔 자의 집안에 경찰관이 있으면, 그 동료가 들은 것은 그 집안도 듣게 "
            "됩니다.",
        ),
        bad="The guide's brother serves at the station of the holder's husband.",
        good="The guide comes from another town and knows nobody at that station.",
        do=Words(
            en="Plan with somebody else, and ask who else of the plan knows that station.",
            ko="다른 사람으로 계획하고, 그 경찰서를 아는 사람이 더 있는지 확인하십시오.",
        ),
        source="report of 2023: the holder was married to a police officer, who broke in",
        check=_from_trust("helper.tied_to_police"),
    ),
    Rule(
        code="helper.named_in_a_case",
        severity=Severity.WARN,
        title=Words(
            en="Somebody named in a case has the same name or number as a helper.",
            ko="어떤 사례에 적힌 사람과 이름이나 번호가 같은 조력자입니다.",
        ),
        explanation=Words(
            en="A colleague's desk answered yes when it was asked whether a holder, somebody "
            "near one or somebody at the place is known by what the helper is known by. It "
            "may be chance: names are shared. It says neither who nor in which case.",
            ko="붙잡아 둔 자나 그 주변 사람, 또는 그곳에 있는 사람 가운데 조력자와 같은 "
            "이름이나 번호를 쓰는 사람이 있느냐는 물음에 동료의 데스크가 그렇다고 "
            "답했습니다. 이름이 우연히 같을 수도 있습니다. 누구인지, 어느 사례인지는 알려 "
            "주지 않습니다.",
        ),
        bad="A host's number stands in another case as the number of a man near the holder.",
        good="The two colleagues spoke; it was another Mr Kim, and the tie is noted as over.",
        do=Words(
            en="Speak with the colleague who answered, aloud and not in writing, before the "
            "helper learns anything of the plan.",
            ko="조력자가 계획을 알게 되기 전에, 답한 동료와 글이 아니라 말로 이야기하십시오.",
        ),
        source="ours: a conflict check as lawyers make it, without either list",
        check=_from_trust("helper.named_in_a_case"),
    ),
    Rule(
        code="helper.other_tie",
        severity=Severity.WARN,
        title=Words(
            en="A helper has a tie that somebody could use.",
            ko="누군가 이용할 수 있는 관계를 가진 조력자입니다.",
        ),
        explanation=Words(
            en="A debt, a relative in office, a case of their own: noted as something by "
            "which the helper could be pressed.",
            ko="빚, 관청의 친척, 본인의 재판처럼 조력자를 압박하는 데 쓰일 수 있는 관계가 "
            "기록되어 있습니다.",
        ),
        bad="The host owes money to a man who knows the holder's family.",
        good="The host keeps somebody for one night who has no tie to that family.",
        do=Words(
            en="Ask whether the tie reaches anybody of this case; if it may, plan otherwise.",
            ko="그 관계가 이 사례의 누군가와 닿는지 살피고, 그럴 수 있다면 달리 계획하십시오.",
        ),
        source="ours",
        check=_from_trust("helper.other_tie"),
    ),
    Rule(
        code="helper.passed_on_by_unknown",
        severity=Severity.WARN,
        title=Words(
            en="The job was passed on to a helper by somebody whom nobody has looked into.",
            ko="확인되지 않은 사람이 일을 넘겨준 조력자입니다.",
        ),
        explanation=Words(
            en="Whoever passed the job on knows that there is a job, when, and with whom. If "
            "nobody has looked into them, somebody unknown knows of the journey.",
            ko="일을 넘긴 사람은 일이 있다는 것과 때와 상대를 압니다. 그 사람을 아무도 "
            "확인하지 않았다면, 모르는 사람이 이동을 알고 있는 것입니다.",
        ),
        bad="A broker in a third country brings in brokers on the spot.",
        good="The driver was asked by somebody of the organisation, and nobody in between.",
        do=Words(
            en="Ask who passed the job on and look into them, or plan with a helper whom the "
            "organisation asked itself.",
            ko="누가 일을 넘겼는지 묻고 그 사람을 확인하거나, 단체가 직접 부탁한 조력자로 "
            "계획하십시오.",
        ),
        source="report of 2023: a broker in a third country, who brought in brokers on the spot",
        check=_from_trust("helper.passed_on_by_unknown"),
    ),
)
