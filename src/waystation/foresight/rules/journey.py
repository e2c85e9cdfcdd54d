"""Rules about the plan itself: its windows, its ends, what it asks of a person."""

from waystation.casework.finding import Severity
from waystation.foresight.rule import Rule, Words
from waystation.foresight.rules import journey_checks

_WINDOWS: tuple[Rule, ...] = (
    Rule(
        code="journey.window_impossible",
        severity=Severity.BLOCK,
        title=Words(
            en="A leg's window cannot be kept.",
            ko="지킬 수 없는 시간이 잡힌 구간이 있습니다.",
        ),
        explanation=Words(
            en="The window of a leg closes before it opens, or closes before the window of "
            "the leg before it opens. Whoever waits there waits for nobody, and a check-in "
            "that hangs on it is due at the wrong time.",
            ko="구간의 시간이 시작하기 전에 끝나거나, 앞 구간이 시작하기도 전에 끝납니다. "
            "그곳에서 기다리는 사람은 아무도 만나지 못하고, 그 구간에 딸린 안부 확인도 "
            "잘못된 시각을 기다리게 됩니다.",
        ),
        bad="Leg 1 is from 10:00 to 12:00, leg 2 from 08:00 to 09:00 on the same day.",
        good="Leg 1 is from 10:00 to 12:00, leg 2 from 14:00 to 18:00.",
        do=Words(
            en="Plan the leg again with a window that follows the one before it.",
            ko="앞 구간 다음에 오는 시간으로 이 구간을 다시 계획하십시오.",
        ),
        source="ours: the order of the legs is the order of the meetings",
        check=journey_checks.window_impossible,
        acceptable=False,
    ),
    Rule(
        code="journey.windows_overlap",
        severity=Severity.WARN,
        title=Words(
            en="A leg begins before the one before it has ended.",
            ko="앞 구간이 끝나기 전에 다음 구간이 시작됩니다.",
        ),
        explanation=Words(
            en="A person cannot be in the hands of two parties. Where the windows overlap, "
            "being late on the first leg looks like being early on the second.",
            ko="한 사람이 두 사람의 손에 있을 수는 없습니다. 시간이 겹치면 앞 구간이 늦은 "
            "것인지 다음 구간이 이른 것인지 알 수 없습니다.",
        ),
        bad="The driver's window ends at 18:00; the guide's begins at 16:00.",
        good="The guide's window begins at 18:30, half an hour after the driver's ends.",
        do=Words(
            en="Leave time between the two legs, or accept it with a reason.",
            ko="두 구간 사이에 시간을 두거나, 까닭을 적고 받아들이십시오.",
        ),
        source="ours",
        check=journey_checks.windows_overlap,
    ),
    Rule(
        code="journey.leg_too_long",
        severity=Severity.WARN,
        title=Words(en="One leg takes days.", ko="한 구간이 며칠씩 걸립니다."),
        explanation=Words(
            en="The window of one leg is longer than the longest stage that the reports "
            "tell of. So long in the hands of one party, nobody else can say where the "
            "person should be by now.",
            ko="한 구간의 시간이 보고된 가장 긴 구간보다 깁니다. 그렇게 오래 한 사람에게만 "
            "맡기면, 지금 어디쯤 있어야 하는지 아무도 말할 수 없습니다.",
        ),
        bad="One leg of five days with one driver.",
        good="Three legs of a day or two, each with its own meeting and its own check-in.",
        do=Words(
            en="Divide the leg where there is a meeting or a rest, and agree a check-in in "
            "each part.",
            ko="만남이나 쉼이 있는 곳에서 구간을 나누고, 나눈 구간마다 안부 확인을 "
            "약속하십시오.",
        ),
        source="report of 2018: about 50 hours from one city to the gate; the number is ours",
        check=journey_checks.leg_too_long,
    ),
    Rule(
        code="journey.no_fallback",
        severity=Severity.WARN,
        title=Words(
            en="Nothing else is planned for when it fails.",
            ko="실패할 때를 위한 다른 방법이 없습니다.",
        ),
        explanation=Words(
            en="When a leg fails, whoever is on the road decides in haste. In 2023 other "
            "brokers were found in haste after the first team was arrested.",
            ko="구간이 실패하면 길 위의 사람이 서둘러 정하게 됩니다. 2023년에는 첫 팀이 "
            "체포된 뒤 서둘러 다른 브로커를 구했습니다.",
        ),
        bad="If the car does not come, nobody has said where the women should wait.",
        good="If the car has not come by 22:00 they go back to where they were, and another "
        "day is agreed.",
        do=Words(
            en="Note a fallback for the leg, or one for the whole journey, and tell the "
            "persons.",
            ko="구간마다 또는 이동 전체에 대해 다른 방법을 적고 당사자에게 알리십시오.",
        ),
        source="report of 2023",
        check=journey_checks.no_fallback,
        silence=True,
    ),
    Rule(
        code="journey.no_abort_criteria",
        severity=Severity.WARN,
        title=Words(
            en="Nobody has said on what signs it is called off.",
            ko="어떤 징후가 있으면 그만둘지 정하지 않았습니다.",
        ),
        explanation=Words(
            en="Signs that were agreed before are acted on; signs that are weighed on the "
            "day are explained away. In 2023 a demand for more money called nothing off.",
            ko="미리 정한 징후에는 따르지만, 그날 따져 보는 징후는 넘겨 버리기 쉽습니다. "
            "2023년에는 돈을 더 달라는 요구에도 아무것도 취소되지 않았습니다.",
        ),
        bad="The team asks for more money, and everybody hopes that it will be all right.",
        good="Agreed with the persons: a demand, another car or two hours of silence, and "
        "nobody goes.",
        do=Words(
            en="Agree the signs with the persons and note them.",
            ko="당사자와 징후를 정하고 적어 두십시오.",
        ),
        source="report of 2023",
        check=journey_checks.no_abort_criteria,
        silence=True,
    ),
)

_ENDS: tuple[Rule, ...] = (
    Rule(
        code="journey.destination_unconfirmed",
        severity=Severity.WARN,
        title=Words(
            en="Nobody there has confirmed that they will receive them.",
            ko="도착하는 곳에서 맞이하겠다고 확인한 사람이 없습니다.",
        ),
        explanation=Words(
            en="The plan has no destination, or nobody at the destination has said that the "
            "persons will be received. A closed gate is the worst place to be.",
            ko="도착지가 없거나, 그곳에서 당사자를 맞이하겠다고 말한 사람이 없습니다. 닫힌 "
            "문 앞은 가장 위험한 곳입니다.",
        ),
        bad="They are to ring at the gate and hope that somebody opens.",
        good="The duty officer knows the day and has said that the gate will open.",
        do=Words(
            en="Ask the institution, and note who confirmed it and when.",
            ko="기관에 물어보고, 누가 언제 확인했는지 적으십시오.",
        ),
        source="report of 2018: institutions change; one overland destination closed in 2010",
        check=journey_checks.destination_unconfirmed,
        silence=True,
    ),
    Rule(
        code="journey.destination_returns_people",
        severity=Severity.WARN,
        title=Words(
            en="It leads to an institution that has sent people back.",
            ko="사람을 돌려보낸 적이 있는 기관으로 갑니다.",
        ),
        explanation=Words(
            en="Somebody has reported, with a date, that this institution sent people back. "
            "Institutions change; how long ago it was is part of the finding.",
            ko="이 기관이 사람을 돌려보냈다는 말이 날짜와 함께 기록되어 있습니다. 기관은 "
            "바뀌므로, 얼마나 오래된 일인지도 함께 보아야 합니다.",
        ),
        bad="A consulate that returned people two years ago, and nobody has asked since.",
        good="Another institution; or the same one, after its new head has said in writing "
        "that nobody is returned.",
        do=Words(
            en="Ask again, of somebody who knows, or choose another destination. If it "
            "stays, the persons decide with this in front of them.",
            ko="아는 사람에게 다시 물어보거나 다른 곳을 고르십시오. 그대로 간다면 당사자가 "
            "이것을 알고 정합니다.",
        ),
        source="report of 2018: one consulate sent people back in the years of a thaw",
        check=journey_checks.destination_returns_people,
    ),
    Rule(
        code="journey.returned_on_the_way",
        severity=Severity.WARN,
        title=Words(
            en="On a leg of the way people were taken and sent back before.",
            ko="길의 한 구간에서 전에 사람들이 붙잡혀 돌려보내졌습니다.",
        ),
        explanation=Words(
            en="Somebody has reported, with a date, that people who were met on such a leg "
            "were sent back. Between being taken and being sent back there are often days, "
            "and then only a state, a UN body or a lawyer can act. In 2013 nine young "
            "people were held for seventeen days before they were returned.",
            ko="이런 구간에서 사람들이 붙잡혀 돌려보내졌다는 말이 날짜와 함께 기록되어 "
            "있습니다. 붙잡힌 뒤 돌려보내지기까지는 며칠이 걸릴 때가 많고, 그때는 국가나 "
            "유엔 기구, 변호사만 나설 수 있습니다. 2013년에는 아홉 청소년이 열이레 동안 "
            "붙잡혀 있다가 돌려보내졌습니다.",
        ),
        bad="The plan goes through a country whose police sent a group back a year ago, and "
        "who would be called is to be seen then.",
        good="The persons know what to ask for if they are taken; an embassy's duty officer, "
        "a UN body and a lawyer were named, and who calls them within the hour.",
        do=Words(
            en="Agree with the persons, as the fallback of this leg, whom they ask for and "
            "who is called at once if they are taken; or plan without the leg. They decide "
            "with this in front of them.",
            ko="붙잡혔을 때 당사자가 누구를 찾고 누구에게 곧바로 연락할지 이 구간의 다른 "
            "방법으로 정해 두십시오. 아니면 이 구간 없이 계획하십시오. 당사자가 이것을 알고 "
            "정합니다.",
        ),
        source="reports of 2013 of nine young people returned from a country of transit; "
        "UNHCR on non-refoulement",
        check=journey_checks.returned_on_the_way,
    ),
    Rule(
        code="journey.nobody_on_arrival",
        severity=Severity.WARN,
        title=Words(
            en="Nobody is named who can act for them on arrival.",
            ko="도착했을 때 나서 줄 사람이 정해지지 않았습니다.",
        ),
        explanation=Words(
            en="Arriving is when questions begin. Somebody who is there, or can be reached "
            "there, must be able to speak for the persons.",
            ko="도착하면 질문이 시작됩니다. 그곳에 있거나 연락되는 사람이 당사자를 위해 "
            "말할 수 있어야 합니다.",
        ),
        bad="The organiser leaves at the gate and nobody knows whom the persons may call.",
        good="A lawyer in that city can be called on that day and knows both names.",
        do=Words(
            en="Ask somebody, and note who it is and how they are reached.",
            ko="부탁할 사람을 찾아 누구인지, 어떻게 연락하는지 적으십시오.",
        ),
        source="report of 2018: the organiser comes out alone",
        check=journey_checks.nobody_on_arrival,
        silence=True,
    ),
    Rule(
        code="journey.not_prepared_for_interview",
        severity=Severity.WARN,
        title=Words(
            en="The person has not been prepared for being questioned.",
            ko="당사자가 조사받을 준비를 하지 않았습니다.",
        ),
        explanation=Words(
            en="Where the journey ends the persons are questioned for days. Whoever knows "
            "what will be asked and why, and carries one statement, tells it fewer times.",
            ko="도착하면 며칠 동안 조사를 받습니다. 무엇을 왜 묻는지 알고 진술서를 지니고 "
            "가면, 되풀이해서 말하지 않아도 됩니다.",
        ),
        bad="Ana is afraid of the questions, and nobody has told her what they are for.",
        good="A caseworker has gone through it with her; she carries her own statement.",
        do=Words(
            en="Prepare the person in their language, and note that it was done.",
            ko="당사자의 언어로 준비를 돕고, 했다고 적으십시오.",
        ),
        source="report of 2018: one is afraid of the questioning; WHO interview principles",
        check=journey_checks.not_prepared_for_interview,
        silence=True,
    ),
)

_BODY: tuple[Rule, ...] = (
    Rule(
        code="journey.strain_not_asked",
        severity=Severity.WARN,
        title=Words(
            en="An injured person was not asked about a climb or hours on foot.",
            ko="다친 사람에게 오르내리거나 오래 걸을 수 있는지 묻지 않았습니다.",
        ),
        explanation=Words(
            en="A leg asks for a climb or hours on foot, and a person on it has an injury. "
            "Only they can say what they can do; nothing makes it safe.",
            ko="구간에 오르내리는 일이나 몇 시간 걷는 일이 있고, 당사자에게 다친 데가 "
            "있습니다. 할 수 있는지는 본인만 말할 수 있으며, 그래도 안전해지는 것은 "
            "아닙니다.",
        ),
        bad="P1 limps since a fall; the plan has her lower herself on a rope and walk for "
        "five hours.",
        good="She was asked about both, has tried, and has said what she can do.",
        do=Words(
            en="Ask the person about this leg, in words they choose, and note the answer; "
            "or plan a leg without it.",
            ko="이 구간에 대해 당사자에게 묻고 대답을 적으십시오. 아니면 그런 일이 없는 "
            "구간을 계획하십시오.",
        ),
        source="report of 2018",
        check=journey_checks.strain_not_asked,
    ),
    Rule(
        code="journey.person_cannot",
        severity=Severity.BLOCK,
        title=Words(
            en="A person has said that they cannot do what a leg asks.",
            ko="당사자가 이 구간에서 할 수 없는 일이 있다고 했습니다.",
        ),
        explanation=Words(
            en="What a person says about their own body counts. Only they can say otherwise.",
            ko="자기 몸에 대한 당사자의 말이 기준입니다. 달리 말할 수 있는 사람은 본인뿐입니다.",
        ),
        bad="Ana said that she cannot climb; the leg stays, because the day is near.",
        good="The leg was planned again without the climb.",
        do=Words(
            en="Plan the leg again without what the person cannot do.",
            ko="할 수 없는 일을 빼고 구간을 다시 계획하십시오.",
        ),
        source="report of 2018; ours",
        check=journey_checks.person_cannot,
        acceptable=False,
    ),
)

RULES: tuple[Rule, ...] = (*_WINDOWS, *_ENDS, *_BODY)
