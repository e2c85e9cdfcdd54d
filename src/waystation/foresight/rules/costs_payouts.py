"""Rules about payouts: what is to be paid, and what was."""

from waystation.casework.finding import Severity
from waystation.foresight.rule import Rule, Words
from waystation.foresight.rules.costs_checks import paid

_BLOCK, _WARN = Severity.BLOCK, Severity.WARN
_ALONE = "design: no one releases money alone"

RULES: tuple[Rule, ...] = (
    Rule(
        code="costs.ahead_of_milestone",
        severity=_BLOCK,
        title=Words(
            en="A payout is ahead of its milestone.",
            ko="조건이 채워지기 전에 지급하려고 합니다.",
        ),
        explanation=Words(
            en="The handover or check-in that this payout waits for is not in the record "
            "of the journey: not both sides have named the other's words, or nobody has "
            "heard that all is well.",
            ko="이 지급이 기다리는 만남이나 안부 확인이 이동 기록에 없습니다. 양쪽이 서로의 "
            "말을 대지 않았거나, 잘 있다는 소식이 오지 않았습니다.",
        ),
        bad="The driver is paid in the morning, the handover is in the afternoon.",
        good="Driver and host each name the other's words; then two people sign.",
        do=Words(
            en="Wait for it. If it cannot come, refuse the payout and agree anew.",
            ko="기다리십시오. 올 수 없다면 지급을 거절하고 약속을 다시 하십시오.",
        ),
        source="ours: a payout waits for its milestone",
        check=paid("costs.ahead_of_milestone"),
    ),
    Rule(
        code="costs.typed_not_signed",
        severity=_WARN,
        title=Words(
            en="The handover rests on what staff typed, not on two letters.",
            ko="만남이 두 통의 편지가 아니라 직원이 적은 말에 기대고 있습니다.",
        ),
        explanation=Words(
            en="Both sides named the right words, but at least one side's were taken down "
            "by staff. The helper's own letter would show it without them.",
            ko="양쪽이 맞는 말을 댔지만, 적어도 한쪽의 말은 직원이 받아 적었습니다. 조력자 "
            "자신의 편지가 있으면 직원의 말 없이도 알 수 있습니다.",
        ),
        bad="Two colleagues each took one call and typed what they heard.",
        good="Driver and host each confirmed from their own page.",
        do=Words(
            en="Ask who took the calls before you sign, or wait for the letters.",
            ko="서명하기 전에 누가 전화를 받았는지 묻거나, 편지를 기다리십시오.",
        ),
        source="ours: a handover is proved by two signed letters",
        check=paid("costs.typed_not_signed"),
    ),
    Rule(
        code="costs.under_duress",
        severity=_BLOCK,
        title=Words(
            en="A sign of life meant duress, and nobody has answered it.",
            ko="강요받고 있다는 안부가 왔는데 아직 아무도 답하지 않았습니다.",
        ),
        explanation=Words(
            en="Whoever confirmed may have been made to. While a check-in under duress "
            "stands unanswered, no confirmation of this journey is free.",
            ko="확인한 사람이 강요를 받았을 수 있습니다. 강요를 뜻하는 안부에 답하지 않은 동안 "
            "이 이동의 어떤 확인도 자유로운 확인이 아닙니다.",
        ),
        bad="Ana's page said duress at noon; at two the driver's payout is signed.",
        good="The alarm is taken up and closed with what was found; then two people sign.",
        do=Words(
            en="Answer the alarm first. Nothing is paid until somebody has closed it.",
            ko="먼저 경보에 답하십시오. 누군가 경보를 끝낼 때까지 지급하지 않습니다.",
        ),
        source="ours: a check-in free of duress is a milestone, one under duress is none",
        check=paid("costs.under_duress"),
    ),
    Rule(
        code="costs.alarm_open",
        severity=_BLOCK,
        title=Words(
            en="A payout is open while there is an alarm.",
            ko="경보가 울린 동안에 지급이 걸려 있습니다.",
        ),
        explanation=Words(
            en="Something is wrong on this journey. Money that goes now may go to whoever "
            "made it wrong.",
            ko="이 이동에 무언가 잘못되었습니다. 지금 나가는 돈은 일을 그르친 쪽으로 갈 수 "
            "있습니다.",
        ),
        bad="The hired team has asked for more; the rest of the agreed sum is sent anyway.",
        good="The payout waits until the alarm is closed with an outcome.",
        do=Words(
            en="Close the alarm with what was found, or refuse the payout.",
            ko="알아낸 것을 적어 경보를 끝내거나, 지급을 거절하십시오.",
        ),
        source="report of 2023: money was asked for while people were missing",
        check=paid("costs.alarm_open"),
    ),
    Rule(
        code="costs.payee_held",
        severity=_BLOCK,
        title=Words(
            en="A hold covers this payee.",
            ko="돈을 받을 쪽이 보류되어 있습니다.",
        ),
        explanation=Words(
            en="The payee, their team or their vehicle shares a tag with something that "
            "went wrong, perhaps in another case. Two people must lift the hold first.",
            ko="돈을 받을 사람이나 그 일행, 차량이 다른 사례에서 생겼을 수 있는 잘못된 일과 이어져 "
            "있습니다. 먼저 두 사람이 보류를 풀어야 합니다.",
        ),
        bad="The driver's partner was arrested this morning; the driver is paid at noon.",
        good="The payout waits until two people have lifted the hold with a reason.",
        do=Words(
            en="Look at the hold and its reason. Lift it by two, or refuse the payout.",
            ko="보류와 그 까닭을 살피십시오. 두 사람이 풀거나 지급을 거절하십시오.",
        ),
        source="ours: what shares a tag with something wrong may not proceed",
        check=paid("costs.payee_held"),
    ),
    Rule(
        code="costs.one_approver",
        severity=_WARN,
        title=Words(
            en="A payout waits for a second signature.",
            ko="지급이 두 번째 서명을 기다립니다.",
        ),
        explanation=Words(
            en="Fewer than two people have signed it within 72 hours of each other, or "
            "somebody refused without having seen the signatures.",
            ko="72시간 안에 서명한 사람이 둘보다 적거나, 서명을 보지 못한 누군가가 "
            "거절했습니다.",
        ),
        bad="The coordinator who proposed it also pays it.",
        good="The coordinator proposes, a colleague or the outside trustee signs too.",
        do=Words(
            en="Ask somebody who is in the journey and is not the payee to sign or refuse.",
            ko="이 이동에 들어 있고 돈을 받지 않는 사람에게 서명이나 거절을 부탁하십시오.",
        ),
        source=_ALONE,
        check=paid("costs.one_approver"),
    ),
    Rule(
        code="costs.paid_without_two",
        severity=_BLOCK,
        title=Words(
            en="Somebody recorded a payment that two had not signed.",
            ko="두 사람이 서명하지 않은 지급이 기록되었습니다.",
        ),
        explanation=Words(
            en="Whoever recorded it did not hold two valid signatures. It is not in the "
            "ledger; whether money went is to be found out.",
            ko="기록한 사람에게 유효한 서명 두 개가 없었습니다. 장부에는 들어가지 않았으며, "
            "돈이 실제로 나갔는지 알아보아야 합니다.",
        ),
        bad="A colleague pays the driver and asks for the second signature afterwards.",
        good="The second signature comes first, then the payment is recorded.",
        do=Words(
            en="Ask whoever recorded it. Let two others review what was paid and why.",
            ko="기록한 사람에게 물으십시오. 무엇을 왜 지급했는지 다른 두 사람이 살펴보게 "
            "하십시오.",
        ),
        source=_ALONE,
        check=paid("costs.paid_without_two"),
        acceptable=False,
    ),
    Rule(
        code="costs.payee_approves",
        severity=_BLOCK,
        title=Words(
            en="The payee signed their own payout.",
            ko="돈을 받을 사람이 자기 지급에 서명했습니다.",
        ),
        explanation=Words(
            en="Somebody who is behind the payee signed. The payout is void, whoever else "
            "signed it.",
            ko="돈을 받을 쪽에 속한 사람이 서명했습니다. 다른 누가 서명했더라도 이 지급은 "
            "무효입니다.",
        ),
        bad="A caseworker who also drives signs the payout for the drive.",
        good="Two colleagues who gain nothing from it sign.",
        do=Words(
            en="Propose it anew, and let two others sign.",
            ko="지급을 새로 올리고, 다른 두 사람이 서명하게 하십시오.",
        ),
        source="design: approvals never count the subject or the payee",
        check=paid("costs.payee_approves"),
        acceptable=False,
    ),
    Rule(
        code="costs.paid_twice",
        severity=_BLOCK,
        title=Words(
            en="One milestone is paid, or would be, more than once.",
            ko="같은 조건에 두 번 지급했거나 지급하게 됩니다.",
        ),
        explanation=Words(
            en="Two payouts together come to more than their milestone, or two people "
            "recorded the same payment without knowing of each other.",
            ko="두 지급을 합하면 조건에 걸린 금액보다 많거나, 서로 모르는 두 사람이 같은 지급을 "
            "기록했습니다.",
        ),
        bad="Two desks that were offline each propose and pay the same handover.",
        good="One payout for one milestone; the other is refused.",
        do=Words(
            en="Refuse one of them, or ask for the money back and record that it came.",
            ko="하나를 거절하거나, 돈을 돌려받고 돌아온 것을 적으십시오.",
        ),
        source="ours: desks that were offline find out later",
        check=paid("costs.paid_twice"),
    ),
    Rule(
        code="costs.fund_short",
        severity=_BLOCK,
        title=Words(
            en="The fund does not hold enough for this payout.",
            ko="기금에 이 지급을 할 만큼의 돈이 없습니다.",
        ),
        explanation=Words(
            en="What came into the fund, less what was paid from it, is less than this "
            "payout comes to. A helper who was promised money that is not there is one who "
            "has a reason to turn.",
            ko="기금에 들어온 돈에서 나간 돈을 빼면 이 지급보다 적습니다. 없는 돈을 약속받은 "
            "조력자에게는 돌아설 까닭이 생깁니다.",
        ),
        bad="The fund holds 200,000 won and 300,000 are to be paid from it.",
        good="What came in is entered first, or another fund is agreed.",
        do=Words(
            en="Enter what came in, or end the agreement and make it with another fund.",
            ko="들어온 돈을 적거나, 약속을 끝내고 다른 기금으로 다시 하십시오.",
        ),
        source="ours: double entry",
        check=paid("costs.fund_short"),
    ),
    Rule(
        code="costs.cash_without_receipt",
        severity=_WARN,
        title=Words(
            en="Cash was paid, and there is no receipt.",
            ko="현금으로 지급했는데 영수증이 없습니다.",
        ),
        explanation=Words(
            en="Nothing outside the organisation shows where the cash went. That protects "
            "neither whoever carried it nor whoever gave it.",
            ko="현금이 어디로 갔는지 단체 밖에서 보여 주는 것이 없습니다. 돈을 나른 사람도, 돈을 "
            "낸 사람도 지켜 주지 못합니다.",
        ),
        bad="300,000 won in an envelope, and a note that it was given.",
        good="A photographed receipt, or the words of a second person who was there.",
        do=Words(
            en="Get a receipt if it endangers nobody, and record it. Else let two people accept "
            "that there is none, with the reason.",
            ko="누구도 위험하게 하지 않는다면 영수증을 받아 적으십시오. 받을 수 없다면 두 사람이 "
            "까닭을 적고 받아들이십시오.",
        ),
        source="ours, after common practice of cash books",
        check=paid("costs.cash_without_receipt"),
    ),
    Rule(
        code="costs.rate_old",
        severity=_WARN,
        title=Words(
            en="The rate of exchange was read off long before the payout.",
            ko="지급보다 훨씬 전에 확인한 환율입니다.",
        ),
        explanation=Words(
            en="The rate that this payout is booked at is older than the settings allow. "
            "What leaves the bank may be something else.",
            ko="이 지급에 쓴 환율이 정해 둔 기한보다 오래되었습니다. 은행에서 실제로 나가는 "
            "금액과 다를 수 있습니다.",
        ),
        bad="A payout in baht at a rate from two months ago.",
        good="Today's rate is entered with its source, then the payout is proposed.",
        do=Words(
            en="Refuse it, enter a new rate with its source, and propose it again.",
            ko="거절하고, 새 환율과 출처를 입력한 뒤 다시 올리십시오.",
        ),
        source="ours: rates are entered, never fetched; the number is ours",
        check=paid("costs.rate_old"),
    ),
)
