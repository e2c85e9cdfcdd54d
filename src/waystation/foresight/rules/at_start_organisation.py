"""Text of what `casework.start` finds about the organisation and the plan as such."""

from waystation.casework.finding import Severity
from waystation.foresight.rule import Rule, Words
from waystation.foresight.rules.at_start import found_at_start

_MINIMUM = "design: an honest minimum"
_HOLDS = "design: board, alarms, holds"

MINIMUM: tuple[Rule, ...] = (
    Rule(
        code="minimum.two_staff",
        severity=Severity.BLOCK,
        title=Words(
            en="With fewer than two staff no journey starts.",
            ko="직원이 두 명보다 적어 이동을 시작할 수 없습니다.",
        ),
        explanation=Words(
            en="One human alone can neither see their own mistakes nor be relieved. Letters "
            "and conversations go on; journeys wait.",
            ko="혼자서는 자신의 잘못을 볼 수도, 교대할 수도 없습니다. 편지와 대화는 "
            "이어지고, 이동은 기다립니다.",
        ),
        bad="An organisation of one coordinator and an outside trustee.",
        good="A coordinator, a caseworker and an outside trustee.",
        do=Words(
            en="Admit a second human, or refer the person to an organisation that has one.",
            ko="직원을 한 사람 더 맞이하거나, 갖춘 단체에 당사자를 이어 주십시오.",
        ),
        source=_MINIMUM,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="minimum.trustee",
        severity=Severity.BLOCK,
        title=Words(
            en="Without an outside trustee no journey starts.",
            ko="외부 수탁인이 없어 이동을 시작할 수 없습니다.",
        ),
        explanation=Words(
            en="Power over people without alternatives is abused in every aid sector. "
            "Somebody from outside must be able to see and to refuse.",
            ko="달리 기댈 곳이 없는 사람에 대한 힘은 어느 구호 분야에서나 남용되었습니다. "
            "밖에서 보고 거절할 수 있는 사람이 있어야 합니다.",
        ),
        bad="All trustees belong to the organisation's own staff.",
        good="A lawyer of another organisation is the trustee.",
        do=Words(
            en="Ask somebody from outside the organisation, and admit them as trustee.",
            ko="단체 밖의 사람에게 부탁해 수탁인으로 맞이하십시오.",
        ),
        source=_MINIMUM,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="minimum.trustee_on_call",
        severity=Severity.BLOCK,
        title=Words(
            en="The outside trustee is never on call.",
            ko="외부 수탁인이 대기하는 시간이 없습니다.",
        ),
        explanation=Words(
            en="Lifting a hold and speaking for a person's consent may need the trustee; "
            "none has any hours at which they can be reached.",
            ko="보류를 풀거나 당사자의 동의를 확인할 때 수탁인이 필요할 수 있는데, 연락되는 "
            "시간이 하나도 없습니다.",
        ),
        bad="The trustee has noted no hours at all.",
        good="The trustee can be reached while the journey runs.",
        do=Words(
            en="Agree with the trustee on hours, and note them.",
            ko="수탁인과 대기 시간을 정하고 적어 두십시오.",
        ),
        source=_MINIMUM,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="minimum.two_reachable",
        severity=Severity.BLOCK,
        title=Words(
            en="Fewer than two people can be reached at this hour.",
            ko="이 시각에 연락되는 사람이 두 명보다 적습니다.",
        ),
        explanation=Words(
            en="Somebody must be able to answer an alarm at every hour of the journey, and "
            "two to lift a hold. The hour that is named is the first at which they are "
            "fewer.",
            ko="이동하는 동안 언제든 경보에 답할 사람이 있어야 하고, 보류를 푸는 데에는 두 "
            "사람이 필요합니다. 표시한 시각이 처음으로 모자라는 때입니다.",
        ),
        bad="A leg runs through the night, and one coordinator alone is awake.",
        good="The coordinator and the trustee share that night.",
        do=Words(
            en="Move the leg to an hour at which two can be reached, or agree who else is.",
            ko="두 사람이 연락되는 시각으로 구간을 옮기거나, 대기할 사람을 더 정하십시오.",
        ),
        source=_MINIMUM,
        check=found_at_start,
        acceptable=False,
    ),
)

PLAN: tuple[Rule, ...] = (
    Rule(
        code="plan.no_legs",
        severity=Severity.BLOCK,
        title=Words(en="No leg is planned yet.", ko="아직 계획된 구간이 없습니다."),
        explanation=Words(
            en="Without a leg nobody could say where a person should be, or when they are "
            "late.",
            ko="구간이 없으면 당사자가 어디 있어야 하는지, 늦은 것인지 아무도 말할 수 "
            "없습니다.",
        ),
        bad="A go for a journey that has persons and nothing else.",
        good="A journey with a leg, its window, and a meeting at its beginning.",
        do=Words(en="Plan the first leg.", ko="첫 구간을 계획하십시오."),
        source="ours",
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="plan.made_in_two_places",
        severity=Severity.BLOCK,
        title=Words(
            en="It was planned in two places. Agree on one plan.",
            ko="두 곳에서 따로 계획했습니다. 하나로 정해 주십시오.",
        ),
        explanation=Words(
            en="Two people changed the plan without seeing one another's change. What either "
            "of them approves is not what will happen.",
            ko="두 사람이 서로의 변경을 보지 못한 채 계획을 바꾸었습니다. 누가 무엇을 "
            "승인하든 실제로 일어날 일과 다릅니다.",
        ),
        bad="Two desks without a connection each moved leg 2 to another hour.",
        good="One of them, having seen both, planned leg 2 anew.",
        do=Words(
            en="Talk to each other; one plans the part again that differs.",
            ko="서로 이야기한 뒤, 한 사람이 다른 부분을 다시 계획하십시오.",
        ),
        source="ours: an approval binds one exact plan",
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="plan.trustee_has_not_co_signed",
        severity=Severity.BLOCK,
        title=Words(
            en="The outside trustee has not co-signed the plan.",
            ko="외부 수탁인이 아직 서명하지 않았습니다.",
        ),
        explanation=Words(
            en="An organisation's first three journeys are co-signed by its outside trustee, "
            "each as it is planned now; a change needs a new signature.",
            ko="단체의 첫 세 이동은 외부 수탁인이 지금의 계획 그대로 함께 서명합니다. "
            "계획이 바뀌면 다시 서명해야 합니다.",
        ),
        bad="The trustee signed; then another driver was planned.",
        good="The trustee has signed the plan with that driver in it.",
        do=Words(
            en="Ask the trustee to look at the plan and to sign it.",
            ko="수탁인에게 계획을 보고 서명해 달라고 하십시오.",
        ),
        source="design: an organisation's first three journeys",
        check=found_at_start,
        acceptable=False,
    ),
)

STANDS: tuple[Rule, ...] = (
    Rule(
        code="hold.shares_a_tag",
        severity=Severity.BLOCK,
        title=Words(
            en="A hold is on something that this leg needs.",
            ko="이 구간에 필요한 것에 보류가 걸려 있습니다.",
        ),
        explanation=Words(
            en="A helper, car or house of this leg is held because something went wrong, "
            "here or in another case. Why it was placed is said to whoever is in that case.",
            ko="이 구간의 사람, 차 또는 집에 보류가 걸려 있습니다. 여기서든 다른 일에서든 "
            "무언가 잘못되었기 때문입니다. 이유는 그 일에 든 사람만 압니다.",
        ),
        bad="The driver of this leg has asked for more money in another case.",
        good="Two humans looked into it and lifted the hold with a reason.",
        do=Words(
            en="Ask whoever placed the hold. Lifting takes two, with a reason; or plan the "
            "leg with somebody else.",
            ko="보류를 건 사람에게 물어보십시오. 푸는 데에는 이유와 두 사람이 필요합니다. "
            "아니면 다른 사람으로 구간을 다시 계획하십시오.",
        ),
        source=_HOLDS,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="handover.words_are_void",
        severity=Severity.WARN,
        title=Words(
            en="The words agreed before are void. Agree new ones.",
            ko="전에 정한 암호는 쓸 수 없습니다. 새로 정하십시오.",
        ),
        explanation=Words(
            en="A hold was on this meeting and was lifted. Words from before it may be known "
            "to whoever the hold was about.",
            ko="이 만남에 걸렸던 보류가 풀렸습니다. 그 전에 정한 암호는 보류의 이유가 된 "
            "사람이 알고 있을 수 있습니다.",
        ),
        bad="The meeting goes on with the words of last week.",
        good="New words were made after the hold was lifted, and both sides were told.",
        do=Words(
            en="Plan the meeting anew with new words.",
            ko="새 암호로 만남을 다시 계획하십시오.",
        ),
        source=_HOLDS,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="house.presumed_burned",
        severity=Severity.BLOCK,
        title=Words(
            en="It leads to a safe house that is taken as known.",
            ko="알려진 것으로 보는 안전 가옥으로 가는 계획입니다.",
        ),
        explanation=Words(
            en="A team that was arrested was sent to this house, or somebody noted that it "
            "is known. Whoever is brought there may be waited for.",
            ko="체포된 팀이 이 집으로 보내진 적이 있거나, 집이 알려졌다고 누군가 "
            "적었습니다. 그리로 가는 사람을 누가 기다리고 있을 수 있습니다.",
        ),
        bad="In 2023 the three women were taken to a house that an arrested team was driving "
        "to; a few days later it was broken into.",
        good="They are taken to a house that no team of that journey was ever sent to.",
        do=Words(
            en="Choose another house. This one stays known.",
            ko="다른 집을 고르십시오. 이 집은 알려진 집으로 남습니다.",
        ),
        source="report of 2023",
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="alarm.open",
        severity=Severity.BLOCK,
        title=Words(
            en="An alarm of this journey is open.",
            ko="이 이동에 끝나지 않은 경보가 있습니다.",
        ),
        explanation=Words(
            en="Something is wrong and nobody has said yet how it ended.",
            ko="무언가 잘못되었고, 어떻게 끝났는지 아직 아무도 적지 않았습니다.",
        ),
        bad="A check-in was missed; the next leg starts all the same.",
        good="The person was reached, the alarm was closed with what was found out.",
        do=Words(
            en="Find out what happened, and close the alarm with its outcome.",
            ko="무슨 일인지 알아보고, 결과를 적어 경보를 끝내십시오.",
        ),
        source=_HOLDS,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="check_in.none_agreed",
        severity=Severity.WARN,
        title=Words(
            en="No check-in was agreed, so silence would say nothing.",
            ko="약속한 안부 확인이 없어 연락이 없어도 알 수 없습니다.",
        ),
        explanation=Words(
            en="For this person no sign of life is due at any time. If something happens on "
            "the way, it is learnt when somebody tells.",
            ko="이 당사자가 안부를 알리기로 한 때가 없습니다. 가는 길에 무슨 일이 생겨도 "
            "누가 말해 주어야 압니다.",
        ),
        bad="In 2023 a team stopped where nobody had planned; the report tells of no sign of "
        "life that was due before the demand came.",
        good="A check-in is due on each leg, before what cannot be taken back.",
        do=Words(
            en="Agree check-ins that the person can keep, and rehearse them.",
            ko="당사자가 지킬 수 있는 안부 확인을 약속하고 함께 연습하십시오.",
        ),
        source="report of 2023; watches of the design",
        check=found_at_start,
        silence=True,
    ),
)

RULES: tuple[Rule, ...] = (*MINIMUM, *PLAN, *STANDS)
