"""Rules about consent beyond its being there, and about whoever else is concerned."""

from waystation.casework.finding import Severity
from waystation.foresight.rule import Rule, Words
from waystation.foresight.rules import consent_checks
from waystation.foresight.rules.consent_checks import question

_DECIDED = "design: no journey without the person"

_YES: tuple[Rule, ...] = (
    Rule(
        code="consent.not_each_for_themselves",
        severity=Severity.BLOCK,
        title=Words(
            en="Two persons' consents come from one signature or one statement.",
            ko="두 사람의 동의가 한 서명이나 한 진술에서 나왔습니다.",
        ),
        explanation=Words(
            en="Each adult consents for themselves. One key or one statement for two says "
            "that one spoke for the other.",
            ko="어른은 저마다 자기 몫으로 동의합니다. 두 사람이 한 열쇠나 한 진술을 쓰면 "
            "한 사람이 다른 사람을 대신한 것입니다.",
        ),
        bad="W1 writes for herself and for W2 with her own nine words.",
        good="W2 has nine words of her own, or was heard herself by two humans.",
        do=Words(
            en="Reach each person for themselves; let each sign, or hear each alone.",
            ko="당사자마다 따로 연락해, 저마다 서명하게 하거나 따로 들으십시오.",
        ),
        source=_DECIDED,
        check=consent_checks.not_each_for_themselves,
        acceptable=False,
    ),
    Rule(
        code="consent.expires_before_arrival",
        severity=Severity.WARN,
        title=Words(
            en="A consent will be too old when the journey ends.",
            ko="이동이 끝날 때면 동의가 너무 오래됩니다.",
        ),
        explanation=Words(
            en="People change their minds, and what they agreed to changes. A consent is "
            "taken as fresh for as long as the settings say.",
            ko="마음도 바뀌고, 동의했던 사정도 바뀝니다. 동의는 설정에 적은 동안만 "
            "유효하다고 봅니다.",
        ),
        bad="E agreed in January; the last leg is planned for April.",
        good="E was asked again a week before he leaves.",
        do=Words(
            en="Ask the person again before the journey.",
            ko="이동 전에 당사자에게 다시 물어보십시오.",
        ),
        source="ours; the number is in the settings",
        check=consent_checks.expires_before_arrival,
    ),
    Rule(
        code="consent.plan_changed_since",
        severity=Severity.WARN,
        title=Words(
            en="The plan changed after a person agreed.",
            ko="당사자가 동의한 뒤에 계획이 바뀌었습니다.",
        ),
        explanation=Words(
            en="A leg or a stay is not as it was when the person said yes, or somebody else "
            "meets them: another party, house, place or time. What they agreed to is no "
            "longer what is planned.",
            ko="동의할 때와 구간이나 머무는 곳이 다르거나, 다른 사람이 만나러 나옵니다. "
            "사람이나 집, 장소, 시간이 바뀌었습니다. 동의한 것과 계획이 같지 않습니다.",
        ),
        bad="Ana agreed to travel with one driver; on the eve another is planned.",
        good="She was told of the change and has agreed again.",
        do=Words(
            en="Tell the person what changed and ask again.",
            ko="무엇이 바뀌었는지 알리고 다시 물어보십시오.",
        ),
        source=_DECIDED,
        check=consent_checks.plan_changed_since,
    ),
    Rule(
        code="consent.recipient_unnamed",
        severity=Severity.WARN,
        title=Words(
            en="A person agreed without knowing who would receive them.",
            ko="누가 맞이하는지 모른 채 동의한 당사자가 있습니다.",
        ),
        explanation=Words(
            en="When the person agreed, no destination was noted, or another one. Being "
            "handed to somebody unnamed is no informed consent.",
            ko="동의할 때 도착지가 적혀 있지 않았거나 달랐습니다. 누구에게 가는지 모르는 "
            "동의는 알고 한 동의가 아닙니다.",
        ),
        bad="*Somebody will take care of you there.*",
        good="The person agreed to be brought to one named embassy.",
        do=Words(
            en="Note the destination, tell the person who receives them, and ask again.",
            ko="도착지를 적고, 누가 맞이하는지 알린 뒤 다시 물어보십시오.",
        ),
        source="ours; IOM guidance on informed consent in referrals",
        check=consent_checks.recipient_unnamed,
        silence=True,
    ),
    Rule(
        code="consent.third_party_appeal_unconfirmed",
        severity=Severity.WARN,
        title=Words(
            en="Only others have asked for help for this person.",
            ko="이 사람을 위해 다른 사람만 도움을 청했습니다.",
        ),
        explanation=Words(
            en="Somebody else asked for help for the person; no first-hand appeal is noted "
            "and nobody has found the information at least probably true. A holder can "
            "write such a letter too.",
            ko="다른 사람이 대신 도움을 청했고, 본인의 청은 없으며, 내용이 믿을 만하다고 "
            "판단한 기록도 없습니다. 붙잡은 사람도 그런 편지를 쓸 수 있습니다.",
        ),
        bad="A cousin writes that Bo wants to leave; nobody has spoken with Bo alone.",
        good="Bo has written himself, or two sources that do not know each other agree.",
        do=Words(
            en="Reach the person over a channel of their own, and grade the appeal.",
            ko="본인의 통로로 직접 연락하고, 청의 믿을 만함을 판단해 적으십시오.",
        ),
        source="Admiralty code; design: no journey without the person",
        check=consent_checks.third_party_appeal,
        silence=True,
    ),
    Rule(
        code="consent.child_without_arrangement",
        severity=Severity.BLOCK,
        title=Words(
            en="A child travels without an arrangement of its own.",
            ko="아이를 위한 준비가 따로 되어 있지 않습니다.",
        ),
        explanation=Words(
            en="A child cannot be covered by an adult's yes. Somebody must be responsible "
            "for this child, and the child must have been asked in its own words.",
            ko="어른의 동의가 아이의 동의를 대신할 수 없습니다. 이 아이를 책임질 사람이 "
            "있어야 하고, 아이에게 알아들을 말로 물어보아야 합니다.",
        ),
        bad="A girl of 15 goes along because her aunt has agreed.",
        good="A guardian is named, and it is noted what she was asked and what she said.",
        do=Words(
            en="Note who is responsible and what the child was asked; involve whoever "
            "protects children there.",
            ko="책임지는 사람과 아이에게 물어본 것을 적고, 그곳의 아동 보호 기관과 "
            "의논하십시오.",
        ),
        source="Convention on the Rights of the Child, articles 3 and 12",
        check=consent_checks.child_without_arrangement,
        acceptable=False,
        silence=True,
    ),
    Rule(
        code="consent.going_not_weighed",
        severity=Severity.WARN,
        title=Words(
            en="Going was never weighed against staying with this person.",
            ko="이 당사자와 가는 것과 남는 것을 견주어 보지 않았습니다.",
        ),
        explanation=Words(
            en="Waiting has its own danger and so has going. The choice is the person's, "
            "with both risks written down.",
            ko="기다리는 것도 가는 것도 위험합니다. 두 위험을 모두 적어 두고 본인이 "
            "고릅니다.",
        ),
        bad="The plan is made because it is possible.",
        good="Noted with W1: she may be resold within days; the new team is unknown to "
        "everyone. She chose.",
        do=Words(
            en="Talk it through with the person and note both sides in their words.",
            ko="당사자와 이야기하고, 양쪽을 본인의 말로 적으십시오.",
        ),
        source="report of 2023: waiting had a danger of its own",
        check=consent_checks.going_not_weighed,
        silence=True,
    ),
)

_OTHERS: tuple[Rule, ...] = (
    Rule(
        code="other.not_asked",
        severity=Severity.WARN,
        title=Words(
            en="Somebody at the place was neither asked nor deliberately not asked.",
            ko="그곳의 다른 사람에게 물을지 말지 정하지 않았습니다.",
        ),
        explanation=Words(
            en="Whoever stays behind may want to come, may suffer for it, or may tell. "
            "Asking them or not asking them is a decision, and it is made either way.",
            ko="남는 사람도 가고 싶을 수 있고, 그 일로 고통을 겪을 수 있으며, 알릴 수도 "
            "있습니다. 묻든 묻지 않든 그것은 결정입니다.",
        ),
        bad="A third woman lives in the flat, and nobody has said whether to tell her.",
        good="She is deliberately not asked: P1 thinks that she watches them.",
        do=Words(
            en="Decide with the person, and note it with the reason.",
            ko="당사자와 정하고 까닭과 함께 적으십시오.",
        ),
        source="report of 2018: a third woman in the flat",
        check=question("other.not_asked"),
    ),
    Rule(
        code="other.no_reason",
        severity=Severity.WARN,
        title=Words(
            en="Somebody is deliberately not asked, and no reason is noted.",
            ko="묻지 않기로 한 까닭이 적혀 있지 않습니다.",
        ),
        explanation=Words(
            en="Leaving somebody behind without asking is a heavy decision. Its reason is "
            "what others can question.",
            ko="묻지 않고 남겨 두는 것은 무거운 결정입니다. 까닭이 있어야 다른 사람이 "
            "되물을 수 있습니다.",
        ),
        bad="She is not asked, and that is all that is written.",
        good="Not asked: she has her own room and P1 thinks that she reports to him.",
        do=Words(en="Note the reason.", ko="까닭을 적으십시오."),
        source="report of 2018",
        check=question("other.no_reason"),
    ),
    Rule(
        code="self_harm.not_asked",
        severity=Severity.WARN,
        title=Words(
            en="Nobody has asked about self-harm.",
            ko="스스로를 해칠 생각이 있는지 묻지 않았습니다.",
        ),
        explanation=Words(
            en="Both reports tell of people who would rather die than stay. Asking does not "
            "put the thought there; it opens a door.",
            ko="두 보도 모두 머무느니 죽겠다는 사람을 전합니다. 묻는다고 그런 생각이 생기지 "
            "않습니다. 말할 길이 열립니다.",
        ),
        bad="He writes that he wants one free day even if he dies; nobody asks what he means.",
        good="He was asked directly, and his answer was noted.",
        do=Words(
            en="Ask directly and calmly, over a safe channel, and note the answer.",
            ko="안전한 통로로 차분하게 직접 묻고 대답을 적으십시오.",
        ),
        source="WHO mhGAP: asking about self-harm",
        check=question("self_harm.not_asked"),
        silence=True,
    ),
    Rule(
        code="self_harm.not_acted_on",
        severity=Severity.BLOCK,
        title=Words(
            en="A person spoke of self-harm, and nothing was done.",
            ko="스스로를 해칠 생각을 말했는데 한 일이 없습니다.",
        ),
        explanation=Words(
            en="Thoughts or intent were answered, and no act is noted. This comes before any "
            "journey.",
            ko="생각이나 뜻이 있다고 대답했는데 무엇을 했는지 적혀 있지 않습니다. 어떤 "
            "이동보다 먼저입니다.",
        ),
        bad="*Intent*, and then the plan.",
        good="*Intent*; somebody stays in touch every evening, and she is never alone.",
        do=Words(
            en="Act with the person, with somebody trained if there is one, and note it.",
            ko="당사자와 함께 조치하고, 가능하면 훈련받은 사람과 하며, 적어 두십시오.",
        ),
        source="WHO mhGAP: asking about self-harm",
        check=question("self_harm.not_acted_on"),
        acceptable=False,
        silence=True,
    ),
    Rule(
        code="person.injury",
        severity=Severity.NOTE,
        title=Words(
            en="A person on the way has an injury.",
            ko="다친 데가 있는 당사자가 있습니다.",
        ),
        explanation=Words(
            en="It bears on every climb, walk and long ride, and on what a helper must know.",
            ko="오르내리고 걷고 오래 타는 모든 일에 영향이 있으며, 조력자가 알아야 할 "
            "수도 있습니다.",
        ),
        bad="The injury is known to the caseworker and to nobody who plans.",
        good="Each leg was planned with it in mind, and the person was asked.",
        do=Words(
            en="Say on each leg what it asks of a body, and ask the person.",
            ko="구간마다 몸에 어떤 일이 필요한지 적고 당사자에게 물어보십시오.",
        ),
        source="report of 2018",
        check=question("person.injury"),
    ),
)

RULES: tuple[Rule, ...] = (*_YES, *_OTHERS)
