"""Rules about signs of life, and about who hears that one did not come."""

from waystation.casework.finding import Severity
from waystation.foresight.rule import Rule, Words
from waystation.foresight.rules import watch_checks

_DESIGN = "design: watches and check-ins"
_OURS = "ours; the number is in the settings"

_AGREED: tuple[Rule, ...] = (
    Rule(
        code="watch.leg_without_check_in",
        severity=Severity.WARN,
        title=Words(
            en="Nobody is due to be heard of during a leg.",
            ko="안부를 확인할 때가 없는 구간이 있습니다.",
        ),
        explanation=Words(
            en="Where no sign of life is due, silence says nothing. What goes wrong on this "
            "leg is noticed only when somebody does not arrive.",
            ko="안부를 확인할 때가 없으면 소식이 없어도 아무것도 알 수 없습니다. 이 구간에서 "
            "생긴 일은 누군가 도착하지 않은 뒤에야 알게 됩니다.",
        ),
        bad="E is in a hired car for 36 hours; the next time he is to be heard of is at the "
        "house.",
        good="E is due to touch his picture between 20:00 and 21:00, while he is in the car.",
        do=Words(
            en="Agree with each person on a check-in during this leg.",
            ko="이 구간에 안부를 확인할 때를 당사자와 정하십시오.",
        ),
        source="the report of 2023 tells of no sign of life agreed for the way",
        check=watch_checks.leg_without_check_in,
        silence=True,
    ),
    Rule(
        code="watch.gap_too_long",
        severity=Severity.WARN,
        title=Words(
            en="Too long passes without a sign of life.",
            ko="안부를 확인하지 못하는 시간이 너무 깁니다.",
        ),
        explanation=Words(
            en="Silence is noticed at the next check-in and not before. The longest time "
            "between two, or before the first and after the last, is in the settings.",
            ko="연락이 끊긴 것은 다음 안부 때에야 알 수 있습니다. 안부와 안부 사이, 첫 안부 "
            "전과 마지막 안부 뒤에 둘 수 있는 가장 긴 시간은 설정에 있습니다.",
        ),
        bad="E leaves on Monday at 08:00; the first check-in is due on Tuesday at 20:00.",
        good="A check-in is due every six hours until the end.",
        do=Words(
            en="Agree on further check-ins in between; each is a watch of its own.",
            ko="그 사이에 안부를 확인할 때를 더 정하십시오.",
        ),
        source=_OURS,
        check=watch_checks.gap_too_long,
    ),
    Rule(
        code="watch.grace_past_next_step",
        severity=Severity.WARN,
        title=Words(
            en="Silence would be noticed only after the next step was taken.",
            ko="연락이 없다는 것을 다음 단계가 시작된 뒤에야 알게 됩니다.",
        ),
        explanation=Words(
            en="A check-in is late only when its grace has passed. By then a meeting, a leg or "
            "a stay begins that nobody can take back.",
            ko="여유 시간이 지나야 안부가 늦은 것이 됩니다. 그때는 되돌릴 수 없는 만남이나 "
            "구간, 머무름이 이미 시작됩니다.",
        ),
        bad="Due at 12:00 with two hours of grace; at 13:00 W1 gets into the next car.",
        good="Due at 12:00 with thirty minutes of grace, and the next car comes at 13:00.",
        do=Words(
            en="Let it be due earlier, or give less grace.",
            ko="안부를 더 일찍 확인하거나 여유 시간을 줄이십시오.",
        ),
        source=_DESIGN,
        check=watch_checks.grace_past_next_step,
    ),
    Rule(
        code="watch.unrehearsed",
        severity=Severity.WARN,
        title=Words(
            en="A person has not tried their check-in.",
            ko="안부 확인을 연습해 보지 않은 당사자가 있습니다.",
        ),
        explanation=Words(
            en="Which picture means well is remembered under fear only if it was tried before. "
            "The last try has to have been the right one.",
            ko="어떤 그림이 무사하다는 뜻인지는 미리 해 보아야 두려울 때에도 떠오릅니다. "
            "마지막 연습에서 맞는 그림을 골랐어야 합니다.",
        ),
        bad="W2 was told of the umbrella on the telephone and never opened the page.",
        good="W2 opened the page twice the day before and touched the umbrella.",
        do=Words(
            en="Let the person open their link and touch the picture, or say code and word.",
            ko="당사자가 링크를 열어 그림을 눌러 보거나, 숫자와 낱말을 말해 보게 하십시오.",
        ),
        source=_DESIGN,
        check=watch_checks.unrehearsed,
        silence=True,
    ),
    Rule(
        code="watch.organiser_unwatched",
        severity=Severity.WARN,
        title=Words(
            en="Somebody of the staff goes along and nobody watches over them.",
            ko="직원이 함께 가는데 그 직원의 안부를 확인할 사람이 없습니다.",
        ),
        explanation=Words(
            en="Whoever of the organisation is on the way knows more than anybody else there. "
            "If they fall silent, all that they know has to be taken as known.",
            ko="함께 가는 직원은 그 자리에서 누구보다 많이 압니다. 그 사람의 연락이 끊기면 "
            "그가 아는 것은 모두 알려진 것으로 보아야 합니다.",
        ),
        bad="The organiser meets the car himself and tells nobody when he is to be back.",
        good="A check-in of his own is due an hour after the meeting.",
        do=Words(
            en="Agree on check-ins for whoever of the staff goes along.",
            ko="함께 가는 직원의 안부도 언제 확인할지 정하십시오.",
        ),
        source=_DESIGN,
        check=watch_checks.organiser_unwatched,
        silence=True,
    ),
)

_HEARD: tuple[Rule, ...] = (
    Rule(
        code="watch.no_backup",
        severity=Severity.WARN,
        title=Words(
            en="Only one human would hear an alarm.",
            ko="경보를 들을 사람이 한 명뿐입니다.",
        ),
        explanation=Words(
            en="An alarm that nobody takes up goes on to the next who was named. With one "
            "name, or the same name twice, it goes nowhere.",
            ko="아무도 맡지 않은 경보는 다음으로 정해 둔 사람에게 갑니다. 한 사람만 적었거나 "
            "같은 사람을 두 번 적었다면 갈 곳이 없습니다.",
        ),
        bad="Responders: Kim, Kim.",
        good="Responders: Kim, then Lee, then the outside trustee.",
        do=Words(
            en="Name a second human who answers for this journey.",
            ko="이 이동을 함께 책임질 사람을 한 명 더 정하십시오.",
        ),
        source=_DESIGN,
        check=watch_checks.no_backup,
        silence=True,
    ),
    Rule(
        code="watch.no_two_to_answer",
        severity=Severity.WARN,
        title=Words(
            en="At some hour of a leg no two of those who answer can be reached.",
            ko="대응할 사람 가운데 두 명이 연락되지 않는 시간이 있는 구간이 있습니다.",
        ),
        explanation=Words(
            en="One takes the alarm up and telephones; the other warns those who must not "
            "set out. Alone, one of the two is left undone.",
            ko="한 사람은 경보를 맡아 전화하고, 다른 사람은 떠나면 안 되는 이들에게 알립니다. "
            "혼자서는 둘 중 하나를 하지 못합니다.",
        ),
        bad="The meeting is at 03:00; Lee can be reached from 08:00.",
        good="Kim and Lee can both be reached all night.",
        do=Words(
            en="Note who can be reached then, name somebody else, or choose another hour.",
            ko="그때 연락되는 사람을 적거나, 다른 사람을 정하거나, 시간을 바꾸십시오.",
        ),
        source="design: an honest minimum",
        check=watch_checks.no_two_to_answer,
        silence=True,
    ),
    Rule(
        code="watch.no_two_to_lift",
        severity=Severity.WARN,
        title=Words(
            en="At some hour of a leg no two can be reached who may lift a hold.",
            ko="보류를 풀 수 있는 사람 두 명이 연락되지 않는 시간이 있는 구간이 있습니다.",
        ),
        explanation=Words(
            en="A hold stays until two have lifted it. If a hold falls on this leg by mistake "
            "at such an hour, the person waits until somebody wakes.",
            ko="보류는 두 사람이 풀어야 풀립니다. 그런 시간에 잘못 걸린 보류가 있으면 "
            "당사자는 누군가 연락될 때까지 기다려야 합니다.",
        ),
        bad="Both coordinators are on the road from 02:00 to 06:00; the trustee sleeps.",
        good="The trustee is on call from 02:00 to 06:00.",
        do=Words(
            en="Let the outside trustee be on call for these hours.",
            ko="그 시간에 외부 감독인이 연락되도록 하십시오.",
        ),
        source="design: board, alarms, holds",
        check=watch_checks.no_two_to_lift,
        silence=True,
    ),
)

RULES: tuple[Rule, ...] = (*_AGREED, *_HEARD)
