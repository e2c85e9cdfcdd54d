"""Text of what `casework.start` finds: the consents, the honest minimum, the plan as such.

They are found there, so that no journey can begin without them whoever asks; what stands
here is how each is explained. Nobody can accept them: each has a way of its own to be
settled.
"""

from collections.abc import Iterable

from waystation.casework.finding import Finding, Severity
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Rule, Words
from waystation.foresight.thresholds import Thresholds

_DECIDED = "design: what Waystation will not do, decided and kept"


def found_at_start(_picture: Picture, _thresholds: Thresholds) -> Iterable[Finding]:
    """Add nothing: `check` asks `casework.start` once for all of them."""
    return ()


RULES: tuple[Rule, ...] = (
    Rule(
        code="consent.nobody",
        severity=Severity.BLOCK,
        title=Words(
            en="The journey is for nobody.",
            ko="누구를 위한 이동인지 정해지지 않았습니다.",
        ),
        explanation=Words(
            en="A plan names the persons who travel. Without them there is nobody who could "
            "have agreed, and nothing else is said about the plan.",
            ko="계획에는 떠날 사람이 있어야 합니다. 아무도 없으면 동의할 사람도 없으므로, "
            "이 계획에 대해서는 다른 말을 하지 않습니다.",
        ),
        bad="A journey with two legs and no person.",
        good="The same journey for Ana, who has signed her consent to it.",
        do=Words(
            en="Plan the journey anew with the persons who asked for it.",
            ko="도움을 청한 사람을 넣어 이동을 다시 계획하십시오.",
        ),
        source=_DECIDED,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="consent.none",
        severity=Severity.BLOCK,
        title=Words(
            en="A person has not consented to this journey.",
            ko="이 이동에 동의하지 않은 당사자가 있습니다.",
        ),
        explanation=Words(
            en="Each adult consents for themselves, to this journey, with a letter signed by "
            "their own key. Nobody consents for another, and nothing else is said about the "
            "plan until everyone has.",
            ko="어른은 저마다 자기 몫으로, 바로 이 이동에, 자신의 열쇠로 서명한 편지로 "
            "동의합니다. 남이 대신할 수 없습니다. 모두 동의하기 전에는 이 계획에 대해 "
            "다른 말을 하지 않습니다.",
        ),
        bad="Ana has signed; of Bo, who travels with her, a friend says that he agrees.",
        good="Ana and Bo have each signed a letter that names this journey.",
        do=Words(
            en="Ask the person, in their language and over a channel that is safe for them. "
            "If they say no, the journey is not for them.",
            ko="안전한 통로로, 그 사람의 언어로 직접 물어보십시오. 아니라고 하면 그 "
            "사람의 이동이 아닙니다.",
        ),
        source=_DECIDED,
        check=found_at_start,
        acceptable=False,
        silence=True,
    ),
    Rule(
        code="consent.one_asserts",
        severity=Severity.BLOCK,
        title=Words(
            en="Only one human vouches for a person's yes.",
            ko="당사자의 동의를 한 사람만 확인했습니다.",
        ),
        explanation=Words(
            en="A person without a key is spoken for by two humans about one recorded "
            "statement, one of them the outside trustee. So far there is one.",
            ko="열쇠가 없는 당사자의 말은 기록된 진술 하나를 두고 두 사람이 함께 확인하며, "
            "그 가운데 한 사람은 외부 수탁인입니다. 아직 한 사람뿐입니다.",
        ),
        bad="A caseworker asserts that Ana said yes on the telephone.",
        good="The outside trustee has heard the recording too and has seconded it.",
        do=Words(
            en="Ask the outside trustee to hear the statement and second it, or let the "
            "person sign for themselves.",
            ko="외부 수탁인에게 진술을 듣고 함께 확인해 달라고 하거나, 당사자가 직접 "
            "서명하게 하십시오.",
        ),
        source=_DECIDED,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="consent.withdrawn",
        severity=Severity.BLOCK,
        title=Words(
            en="A person has taken their consent back.",
            ko="당사자가 동의를 거두었습니다.",
        ),
        explanation=Words(
            en="A withdrawal counts at once and beats every consent that had not seen it.",
            ko="동의를 거두면 바로 효력이 있고, 그 사실을 모르고 기록한 동의보다 앞섭니다.",
        ),
        bad="Ana agreed on Monday and wrote on Tuesday that she does not want to go.",
        good="She was asked again, and what she signed after Tuesday stands.",
        do=Words(
            en="Do not press. If the person writes again that they want to go, they consent "
            "anew.",
            ko="재촉하지 마십시오. 다시 가고 싶다고 하면 새로 동의합니다.",
        ),
        source=_DECIDED,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="consent.asserted_by_two",
        severity=Severity.NOTE,
        title=Words(
            en="A person's consent rests on the word of two.",
            ko="당사자의 동의를 두 사람이 대신 확인했습니다.",
        ),
        explanation=Words(
            en="The person has no key yet; two humans, one of them the outside trustee, "
            "assert one recorded statement. It is said wherever the journey stands.",
            ko="당사자에게 아직 열쇠가 없어, 외부 수탁인을 포함한 두 사람이 기록된 진술을 "
            "확인했습니다. 이 이동이 나오는 곳마다 그렇게 적습니다.",
        ),
        bad="Ana speaks over a messenger that somebody else could be using.",
        good="Ana has nine words of her own and signs with them.",
        do=Words(
            en="Nothing must be done. Offer the person a phrase when it is safe for them.",
            ko="꼭 해야 할 일은 없습니다. 안전할 때 당사자에게 열쇠말을 권하십시오.",
        ),
        source=_DECIDED,
        check=found_at_start,
        acceptable=False,
    ),
    Rule(
        code="journey.stopped_by_person",
        severity=Severity.BLOCK,
        title=Words(
            en="The person has stopped the journey.",
            ko="당사자가 이동을 멈췄습니다.",
        ),
        explanation=Words(
            en="One act is enough, and it is final for this journey: whoever wants to go on "
            "is asked again, for another journey.",
            ko="한 번의 말로 충분하며, 이 이동에는 끝입니다. 다시 가고 싶으면 다른 이동에 "
            "새로 동의합니다.",
        ),
        bad="Ana wrote *stop*; the plan is changed a little and started again.",
        good="Ana was asked what she wants; a new journey was planned, and she signed it.",
        do=Words(
            en="Ask what the person wants now. Plan another journey only if they ask for it.",
            ko="지금 무엇을 원하는지 물어보십시오. 원할 때에만 다른 이동을 계획하십시오.",
        ),
        source=_DECIDED,
        check=found_at_start,
        acceptable=False,
    ),
)
