"""Rules about what is told of whom, to whom, over which way."""

from waystation.casework.finding import Severity
from waystation.foresight.rule import Rule, Words
from waystation.foresight.rules import disclosure_checks

_HEAD_SHOTS = "report of 2023: head shots, clothes, cars and plates were passed to everyone"
_SLIPS = "design: a slip is one handover; spec/slip.md S-2"

_TOLD: tuple[Rule, ...] = (
    Rule(
        code="disclosure.face_to_helper",
        severity=Severity.WARN,
        title=Words(
            en="A helper was given a person's face.",
            ko="조력자에게 당사자의 얼굴 사진을 주었습니다.",
        ),
        explanation=Words(
            en="A face can be shown to anybody for years: by whoever is arrested, bought or "
            "loses a phone. Two people who have never met know each other by two words, a "
            "carried object or a car.",
            ko="얼굴 사진은 붙잡히거나 매수되거나 전화기를 잃은 사람을 거쳐 몇 년 뒤에도 "
            "누구에게든 보일 수 있습니다. 처음 만나는 두 사람은 두 낱말이나 든 물건, 차로 "
            "서로를 알아볼 수 있습니다.",
        ),
        bad="E and W1 send head shots, and the hired team gets them.",
        good="The slip says two words to say, two to hear, and a red umbrella.",
        do=Words(
            en="Give the helper a slip instead. Assume that whoever had the picture still "
            "has it, and plan other helpers for this person where you can.",
            ko="사진 대신 만남 메모를 주십시오. 사진을 받은 사람은 계속 가지고 있다고 보고, 될 "
            "수 있으면 이 당사자의 이동은 다른 사람에게 맡기십시오.",
        ),
        source=_HEAD_SHOTS,
        check=disclosure_checks.face_to_helper,
    ),
    Rule(
        code="disclosure.name_to_helper",
        severity=Severity.WARN,
        title=Words(
            en="A helper was told a real name or a number.",
            ko="조력자에게 실제 이름이나 전화번호를 알렸습니다.",
        ),
        explanation=Words(
            en="A helper needs to know whom to meet, not who they are. A number leads to a "
            "phone, and a phone to everyone in it.",
            ko="조력자는 누구를 만나는지만 알면 되고, 그가 누구인지는 몰라도 됩니다. "
            "번호는 전화기로, 전화기는 그 안의 모든 사람으로 이어집니다.",
        ),
        bad="The driver gets the telephone number of the woman he picks up.",
        good="The driver's slip names a place, a window and two words.",
        do=Words(
            en="Let them speak through the desk. A number that was given is changed.",
            ko="연락은 데스크를 거치게 하십시오. 이미 알린 번호는 바꾸십시오.",
        ),
        source="ours; report of 2023",
        check=disclosure_checks.name_to_helper,
    ),
    Rule(
        code="disclosure.address_to_passer_by",
        severity=Severity.WARN,
        title=Words(
            en="Somebody who does not stay there knows the address of a safe house.",
            ko="머물지 않는 사람이 안전 가옥의 주소를 압니다.",
        ),
        explanation=Words(
            en="Everybody who was at the door can be asked where it is. Who brings people "
            "needs a place short of it, where the host takes them on.",
            ko="문 앞까지 간 사람은 모두 그곳이 어디인지 말하게 될 수 있습니다. 데려오는 "
            "사람에게는 조금 떨어진 곳을 알리고, 거기서 안전 가옥 책임자가 맞이하면 됩니다.",
        ),
        bad="The guide brings the women to the door of the house.",
        good="The guide leaves at the market; the host comes there and says the words.",
        do=Words(
            en="Plan a handover short of the house. Count whoever knows among those who "
            "could give it away.",
            ko="집에서 떨어진 곳에서 넘겨받도록 계획하십시오. 주소를 아는 사람은 모두 "
            "새어 나갈 수 있는 곳으로 세십시오.",
        ),
        source="report of 2023: the house was known to whoever was sent there",
        check=disclosure_checks.address_to_passer_by,
    ),
    Rule(
        code="disclosure.beyond_their_own",
        severity=Severity.WARN,
        title=Words(
            en="A helper was told of a meeting that is not theirs, or of a way.",
            ko="조력자에게 자기 것이 아닌 만남이나 길을 알렸습니다.",
        ),
        explanation=Words(
            en="Whoever knows the next meeting can lead others to it. Nobody needs to know "
            "more than the meeting that they are at.",
            ko="다음 만남을 아는 사람은 다른 사람을 그곳으로 이끌 수 있습니다. 자기가 "
            "나가는 만남만 알면 됩니다.",
        ),
        bad="The first driver knows where the guide waits on the second day.",
        good="Each side of each meeting has a slip of its own.",
        do=Words(
            en="Move that meeting: another place, another time, other words.",
            ko="그 만남의 장소와 시간과 낱말을 바꾸십시오.",
        ),
        source="report of 2018: each group was kept ignorant of the others",
        check=disclosure_checks.beyond_their_own,
    ),
    Rule(
        code="disclosure.everyone_holds_all",
        severity=Severity.WARN,
        title=Words(
            en="Somebody outside holds the details of everyone.",
            ko="바깥의 한 사람이 모두의 정보를 가지고 있습니다.",
        ),
        explanation=Words(
            en="Where everybody gets the details of everybody, the first who is taken gives "
            "away all the others, and the other case with them.",
            ko="모두가 모두의 정보를 받으면, 처음 붙잡힌 한 사람에게서 나머지 모두가, 다른 "
            "사례까지 함께 드러납니다.",
        ),
        bad="The organiser passes faces, clothes, cars and plates on to all.",
        good="Each party knows one meeting and what the other carries.",
        do=Words(
            en="Ask what falls if this one is taken, and change what they know.",
            ko="이 사람이 붙잡히면 무엇이 드러나는지 살피고, 아는 것을 바꾸십시오.",
        ),
        source=_HEAD_SHOTS,
        check=disclosure_checks.everyone_holds_all,
    ),
    Rule(
        code="disclosure.channel_seen",
        severity=Severity.WARN,
        title=Words(
            en="Something was told over a way that somebody else sees.",
            ko="다른 사람이 보는 통로로 알린 것이 있습니다.",
        ),
        explanation=Words(
            en="A phone that is looked through, a screen that others see, a shared account: "
            "what goes over it is told to them as well.",
            ko="뒤져 보는 전화기, 남이 보는 화면, 함께 쓰는 계정으로 보낸 것은 그들에게도 "
            "알린 것입니다.",
        ),
        bad="The place is written to the phone that is checked every evening.",
        good="It is said in a call at a time that she chose, and nothing is written.",
        do=Words(
            en="Ask over which way it is safe, and change what was told.",
            ko="어떤 통로가 안전한지 묻고, 이미 알린 것은 바꾸십시오.",
        ),
        source="ours; both reports tell of watched phones and screens",
        check=disclosure_checks.channel_seen,
    ),
)

_ON_SLIPS: tuple[Rule, ...] = (
    Rule(
        code="disclosure.name_in_slip",
        severity=Severity.BLOCK,
        title=Words(
            en="A slip holds a real name, a number or an address.",
            ko="메모에 실제 이름이나 번호, 주소가 적혀 있습니다.",
        ),
        explanation=Words(
            en="A slip is what falls into other hands first. What it names is then known.",
            ko="메모는 가장 먼저 남의 손에 들어갑니다. 거기 적힌 것은 그때 모두 알려집니다.",
        ),
        bad="*If it goes wrong, call Min-ji, 010-1234-5678.*",
        good="*If it goes wrong, walk on and write from this page.*",
        do=Words(
            en="Take the slip back and make another without it.",
            ko="메모를 거두고, 이를 뺀 메모를 다시 만드십시오.",
        ),
        source=_SLIPS,
        check=disclosure_checks.name_in_slip,
        acceptable=False,
    ),
    Rule(
        code="disclosure.two_handovers_in_slip",
        severity=Severity.BLOCK,
        title=Words(
            en="A slip names more than one handover.",
            ko="메모 하나에 만남이 둘 이상 적혀 있습니다.",
        ),
        explanation=Words(
            en="Each slip is one side of one meeting. A second place on it leads whoever "
            "finds it to the next.",
            ko="메모 하나에는 한 만남의 한쪽만 적습니다. 다른 장소가 적혀 있으면 주운 "
            "사람이 다음 만남까지 찾아갈 수 있습니다.",
        ),
        bad="*Bring them to the market; the guide waits at the bus station.*",
        good="Two slips for two meetings, each for whoever is at it.",
        do=Words(
            en="Take the slip back and make one for each meeting.",
            ko="메모를 거두고 만남마다 하나씩 만드십시오.",
        ),
        source=_SLIPS,
        check=disclosure_checks.handovers_in_slip,
        acceptable=False,
    ),
)

RULES: tuple[Rule, ...] = (*_TOLD, *_ON_SLIPS)
