"""Rules about what is agreed with a payee, before anything is paid."""

from waystation.casework.finding import Severity
from waystation.foresight.rule import Rule, Words
from waystation.foresight.rules.costs_checks import (
    agreed,
    demand_outside,
    payee_holds,
    payee_is_a_person,
)

_BLOCK, _WARN = Severity.BLOCK, Severity.WARN
_BY_DESIGN = "design: payments need a sanctions check, every deployment a legal review"

RULES: tuple[Rule, ...] = (
    Rule(
        code="costs.no_budget",
        severity=_BLOCK,
        title=Words(
            en="No two people have set what this case may cost.",
            ko="이 사례에 얼마를 쓸 수 있는지 두 사람이 정하지 않았습니다.",
        ),
        explanation=Words(
            en="Something was agreed for a case whose budget no two people have signed. "
            "What is not limited beforehand is argued about on the road, when somebody "
            "waits in a car.",
            ko="두 사람이 서명한 예산이 없는 사례에 쓸 돈을 약속했습니다. 미리 한도를 "
            "정하지 않으면, 누군가 차 안에서 기다리는 동안 길 위에서 돈 이야기를 하게 "
            "됩니다.",
        ),
        bad="A driver is promised 300,000 won for a case without a budget.",
        good="Two people sign 1,000,000 won for the case; then the driver is agreed with.",
        do=Words(
            en="Set the budget of the case and let a second person sign it.",
            ko="사례의 예산을 정하고 다른 한 사람의 서명을 받으십시오.",
        ),
        source="ours: budget per case, approved by two",
        check=agreed("costs.no_budget"),
        silence=True,
    ),
    Rule(
        code="costs.over_budget",
        severity=_BLOCK,
        title=Words(
            en="The case costs more than its budget.",
            ko="사례에 드는 돈이 예산을 넘습니다.",
        ),
        explanation=Words(
            en="All that was agreed for the case, at the newest rates that were entered, "
            "comes to more than two people have signed for; or a rate is missing and "
            "nobody can say.",
            ko="이 사례에 약속한 돈을 가장 최근에 입력한 환율로 모두 더하면 두 사람이 서명한 "
            "예산보다 많습니다. 또는 환율이 빠져 있어 아무도 합계를 말할 수 없습니다.",
        ),
        bad="The budget is 1,000,000 won; the drivers and the host come to 1,200,000.",
        good="The second driver is agreed with once a new budget has two signatures.",
        do=Words(
            en="Agree less, end what is not needed, enter the missing rate, or let two "
            "people sign a new budget.",
            ko="약속을 줄이거나, 필요 없는 약속을 끝내거나, 빠진 환율을 입력하거나, 두 사람이 "
            "새 예산에 서명하십시오.",
        ),
        source="ours: budget per case, approved by two",
        check=agreed("costs.over_budget"),
    ),
    Rule(
        code="costs.fund_restricted",
        severity=_BLOCK,
        title=Words(
            en="The money was not given for this.",
            ko="이 일에 쓰라고 받은 돈이 아닙니다.",
        ),
        explanation=Words(
            en="Whoever gave to this fund named what it is for, or for whom. Used for "
            "something else it must be given back, and the next case has nothing.",
            ko="이 기금을 낸 쪽이 쓸 곳이나 대상을 정해 두었습니다. 다른 곳에 쓰면 돌려주어야 "
            "하고, 다음 사례에 쓸 돈이 없어집니다.",
        ),
        bad="A driver is paid from a fund that was given for food and lodging.",
        good="The driver is paid from a fund without terms, the host from that one.",
        do=Words(
            en="Choose a fund whose terms allow it. The terms can only be widened by "
            "whoever gave it, as a new fund.",
            ko="조건에 맞는 기금을 고르십시오. 조건은 낸 쪽만 넓힐 수 있으며, 그때는 새 "
            "기금으로 적습니다.",
        ),
        source="ours, after how restricted gifts are kept in non-profit bookkeeping",
        check=agreed("costs.fund_restricted"),
    ),
    Rule(
        code="costs.no_sanctions_check",
        severity=_BLOCK,
        title=Words(
            en="Nobody has looked whether this payee is on a sanctions list.",
            ko="돈을 받을 쪽이 제재 명단에 있는지 확인하지 않았습니다.",
        ),
        explanation=Words(
            en="No check of the payee is recorded, the last one is too old, or it did not "
            "come out clear. A payment to somebody listed is a crime in many places, "
            "whatever it was for.",
            ko="돈을 받을 쪽을 확인한 기록이 없거나, 너무 오래되었거나, 결과가 분명하지 "
            "않습니다. 명단에 오른 쪽에 돈을 주면 이유와 상관없이 많은 곳에서 범죄가 됩니다.",
        ),
        bad="A transport firm is agreed with by telephone and paid the same week.",
        good="The firm is looked for in the lists that apply; which, when and the result "
        "are recorded.",
        do=Words(
            en="Look in the lists that your legal review names, and record which and when.",
            ko="법률 검토에서 정한 명단을 찾아보고, 어느 명단을 언제 보았는지 적으십시오.",
        ),
        source=_BY_DESIGN,
        check=agreed("costs.no_sanctions_check"),
        acceptable=False,
        silence=True,
    ),
    Rule(
        code="costs.sanctions_match",
        severity=_BLOCK,
        title=Words(
            en="This payee was found on a sanctions list.",
            ko="돈을 받을 쪽이 제재 명단에 있습니다.",
        ),
        explanation=Words(
            en="Somebody found the payee on a list. Only a later check by another person, "
            "who knew of it and found that it was somebody else, ends this.",
            ko="돈을 받을 쪽이 명단에서 발견되었습니다. 이 사실을 아는 다른 사람이 나중에 다시 "
            "확인하여 다른 사람임을 밝혀야만 풀립니다.",
        ),
        bad="The check found the name, and the same person wrote clear an hour later.",
        good="A second person compared the dates of birth and recorded that it is another.",
        do=Words(
            en="Pay nothing. Ask whoever advises you on the law.",
            ko="아무것도 지급하지 말고, 법률 자문을 하는 사람에게 물으십시오.",
        ),
        source=_BY_DESIGN,
        check=agreed("costs.sanctions_match"),
        acceptable=False,
    ),
    Rule(
        code="costs.no_legal_review",
        severity=_BLOCK,
        title=Words(
            en="No legal review covers these costs.",
            ko="이 비용에 대한 법률 검토가 없습니다.",
        ),
        explanation=Words(
            en="Helping people to move, and paying for it, is a crime in some places. No "
            "review is recorded for the case or for all of them, it has run out, or it "
            "says that this may not be done.",
            ko="사람의 이동을 돕거나 그 비용을 내는 일은 어떤 곳에서는 범죄입니다. 이 사례나 "
            "전체에 대한 검토 기록이 없거나, 기한이 지났거나, 해서는 안 된다는 의견입니다.",
        ),
        bad="Helpers are paid in a country that nobody has asked a lawyer about.",
        good="A review of the countries on the way is recorded, with the day it runs out.",
        do=Words(
            en="Get the review that covers these places and record its opinion and its end.",
            ko="지나는 곳을 다루는 법률 검토를 받아 의견과 기한을 적으십시오.",
        ),
        source=_BY_DESIGN,
        check=agreed("costs.no_legal_review"),
        acceptable=False,
        silence=True,
    ),
    Rule(
        code="costs.no_answer_agreed",
        severity=_WARN,
        title=Words(
            en="It is not agreed what is answered if more is asked.",
            ko="돈을 더 요구받으면 어떻게 답할지 정해 두지 않았습니다.",
        ),
        explanation=Words(
            en="The first sign that a journey turns is often a request for money. Whoever "
            "takes that call at night should not have to invent the answer.",
            ko="이동이 틀어지는 첫 신호는 돈을 더 달라는 말일 때가 많습니다. 밤에 그 전화를 "
            "받은 사람이 그 자리에서 답을 지어내게 해서는 안 됩니다.",
        ),
        bad="300,000 won at the handover, and nothing said about anything else.",
        good="300,000 won at the handover; asked for more, the answer is food and clothes "
        "at the next house and no money.",
        do=Words(
            en="Agree the answer with the payee and with your colleagues before anyone "
            "leaves, and make the agreement again with it.",
            ko="떠나기 전에 받는 쪽과 동료들과 함께 답을 정하고, 그 답을 넣어 약속을 다시 "
            "적으십시오.",
        ),
        source="report of 2023: a hired team asked for more money from a place not planned",
        check=agreed("costs.no_answer_agreed"),
        silence=True,
    ),
    Rule(
        code="costs.all_up_front",
        severity=_WARN,
        title=Words(
            en="Everything is paid at the pick-up, nothing for the arrival.",
            ko="데리러 갈 때 모두 지급하고, 데려다준 뒤에 지급할 것이 없습니다.",
        ),
        explanation=Words(
            en="Every milestone of this payee is a meeting at which they take people over. "
            "Nothing they are paid depends on handing anybody on.",
            ko="이 사람의 지급 조건은 모두 사람을 넘겨받는 만남입니다. 다음 사람에게 넘겨주는 "
            "일에는 아무것도 걸려 있지 않습니다.",
        ),
        bad="The whole 300,000 won when the driver has picked Ana up.",
        good="100,000 won at the pick-up, 200,000 when the host confirms that she is there.",
        do=Words(
            en="Make a part depend on the meeting at which they hand on, or on a check-in "
            "after it.",
            ko="일부를 넘겨주는 만남이나 그 뒤의 안부 확인에 걸어 두십시오.",
        ),
        source="ours: a milestone is what a payout waits for",
        check=agreed("costs.all_up_front"),
    ),
    Rule(
        code="costs.bill_for_work",
        severity=_BLOCK,
        title=Words(
            en="Work on the way is to be paid against a bill.",
            ko="이동을 돕는 일을 청구서만 보고 지급하게 되어 있습니다.",
        ),
        explanation=Words(
            en="A bill is a milestone for what is bought from a shop or an institution. "
            "Whoever drives, guides, hosts or interprets is paid when the journey itself "
            "shows it: a handover of both sides, or a check-in free of duress.",
            ko="청구서는 가게나 기관에서 사는 것에 대한 지급 조건입니다. 운전, 안내, 숙소, "
            "통역은 이동 기록이 보여 줄 때, 곧 양쪽이 확인한 만남이나 강요 없는 안부가 있을 "
            "때 지급합니다.",
        ),
        bad="The driver sends a bill for the journey and is paid.",
        good="The driver is paid when driver and host have named each other's words.",
        do=Words(
            en="Agree it again with a handover or a check-in as its milestone.",
            ko="만남이나 안부 확인을 지급 조건으로 하여 약속을 다시 적으십시오.",
        ),
        source="ours: milestones are facts of the journey",
        check=agreed("costs.bill_for_work"),
    ),
    Rule(
        code="costs.demand_outside_agreement",
        severity=_BLOCK,
        title=Words(
            en="Somebody asks for more than was agreed.",
            ko="약속한 것보다 더 달라는 사람이 있습니다.",
        ),
        explanation=Words(
            en="A demand outside the agreement, or from a place that is not in the plan, "
            "has no recorded answer. Until it has one nothing is paid and nobody else is "
            "sent with this helper.",
            ko="약속에 없거나 계획에 없는 곳에서 온 요구에 대한 답이 적혀 있지 않습니다. 답이 "
            "적힐 때까지 아무것도 지급하지 않고, 이 사람과 함께 아무도 보내지 않습니다.",
        ),
        bad="The team calls from another town and wants money for food; somebody sends it.",
        good="The call is recorded, the answer agreed beforehand is given and recorded.",
        do=Words(
            en="Record what was answered. If it is not what was agreed beforehand, say why.",
            ko="무엇이라고 답했는지 적으십시오. 미리 정한 답과 다르면 그 까닭도 적으십시오.",
        ),
        source="report of 2023: a hired team asked for more money from a place not planned",
        check=demand_outside,
    ),
    Rule(
        code="costs.payee_holds",
        severity=_BLOCK,
        title=Words(
            en="Whoever holds the person, or is near them, would be paid.",
            ko="당사자를 붙잡은 사람이나 그와 가까운 사람에게 돈이 갑니다.",
        ),
        explanation=Words(
            en="The payee is noted in the case as the holder or as near the holder. A "
            "payment to them buys the next person as well.",
            ko="돈을 받을 쪽이 이 사례에서 붙잡은 사람이나 그와 가까운 사람으로 적혀 있습니다. "
            "그에게 준 돈은 다음 사람을 사는 데 쓰입니다.",
        ),
        bad="The holder's cousin is to be paid for letting Ana leave.",
        good="Nobody near the holder is paid, and Ana leaves without their knowing.",
        do=Words(
            en="End the agreement. Plan it without them.",
            ko="약속을 끝내고, 그 사람 없이 다시 계획하십시오.",
        ),
        source="design: no payment to whoever holds a person",
        check=payee_holds,
        acceptable=False,
    ),
    Rule(
        code="costs.payee_is_a_person",
        severity=_BLOCK,
        title=Words(
            en="A person who travels is named as a payee.",
            ko="이동하는 당사자가 돈을 받을 쪽으로 적혀 있습니다.",
        ),
        explanation=Words(
            en="Costs are what the organisation pays to helpers, hosts, shops and "
            "institutions. Money between the organisation and a person makes them owe it "
            "something, or seem to.",
            ko="비용은 단체가 조력자, 숙소, 가게, 기관에 내는 돈입니다. 단체와 당사자 사이에 "
            "돈이 오가면 당사자가 빚을 진 것이 되거나 그렇게 보입니다.",
        ),
        bad="Ana is paid 100,000 won to buy her own ticket and account for it.",
        good="A helper buys the ticket and is paid against the handover.",
        do=Words(
            en="End the agreement and let a helper or a shop be paid instead.",
            ko="약속을 끝내고, 대신 조력자나 가게에 지급하십시오.",
        ),
        source="design: nothing may be owed",
        check=payee_is_a_person,
        acceptable=False,
    ),
)
