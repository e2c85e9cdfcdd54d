"""Whom one can ask for a person who is lost, what they need, and who may ask.

What each of them says of itself is named as its source; all of them change, so that whoever
asks reads that first. None of them protects anybody from reprisals.
"""

from msgspec import Struct

from waystation.casework.entries.loss import WishAbout
from waystation.casework.words import Words


class Procedure(Struct, frozen=True, kw_only=True):
    """One way to ask.

    Attributes:
        may_ask: who may ask it.
        needs: what it does not act without.
        soon: until when it has to be asked, where that is so.
        touches: what a wish may speak about that stands against it.
        consent_first: True where it acts only for a person or family that has agreed.
    """

    id: str
    name: Words
    does: Words
    may_ask: Words
    needs: tuple[Words, ...]
    source: str
    touches: tuple[WishAbout, ...]
    soon: Words | None = None
    consent_first: bool = False
    beware: Words | None = None


_NAME_AND_DATE = Words(
    en="the full name, and the day on which the person was last seen or taken",
    ko="온전한 이름, 마지막으로 보았거나 붙잡힌 날짜",
)
_PLACE = Words(
    en="the place of it, or where the person was last seen",
    ko="그 장소, 또는 마지막으로 본 곳",
)
_TAKEN_BY = Words(
    en="who is believed to have taken the person: forces or officials of a state",
    ko="누가 데려갔다고 보는지: 국가의 어떤 기관이나 공무원인지",
)
_SEARCHED = Words(
    en="what was done to find the person, or why nothing could be done",
    ko="찾으려고 한 일, 또는 아무것도 할 수 없었던 까닭",
)
_WHO_ASKS = Words(
    en="who asks, with an address at which they answer; it is kept confidential",
    ko="청하는 사람과 연락처. 비밀로 지켜집니다",
)
_FAMILY_AGREES = Words(
    en="the consent of the person or of the family",
    ko="당사자나 가족의 동의",
)
_FAMILY_ASKED = Words(
    en="what the person or the family wishes, as far as they could be asked in time",
    ko="당사자나 가족의 뜻. 제때 물어볼 수 있는 만큼",
)

_UNITED_NATIONS = (
    Procedure(
        id="wgeid_urgent",
        name=Words(
            en="UN Working Group on Enforced or Involuntary Disappearances, urgent "
            "procedure",
            ko="유엔 강제실종실무그룹, 긴급 절차",
        ),
        does=Words(
            en="Sends the case to the foreign ministry of the state within days and asks "
            "where the person is. Any state; no court has to be tried first.",
            ko="며칠 안에 해당 국가의 외교부에 사건을 보내 그 사람이 어디 있는지 묻습니다. "
            "어느 나라든 되고, 국내 절차를 먼저 거치지 않아도 됩니다.",
        ),
        may_ask=Words(
            en="Relatives, or an organisation on their behalf that they have agreed to.",
            ko="가족, 또는 가족이 동의한 단체.",
        ),
        needs=(
            _NAME_AND_DATE,
            _PLACE,
            _TAKEN_BY,
            _SEARCHED,
            _WHO_ASKS,
            _FAMILY_AGREES,
        ),
        soon=Words(
            en="Within three months of the disappearance; afterwards as a standard case.",
            ko="실종된 지 석 달 안에. 그 뒤에는 일반 절차로 합니다.",
        ),
        source="ohchr.org, special-procedures/wg-disappearances: procedures; reporting a "
        "disappearance; A/HRC/WGEID/102/2, methods of work",
        touches=(WishAbout.UN_PROCEDURES, WishAbout.AUTHORITIES),
        consent_first=True,
    ),
    Procedure(
        id="ced_article_30",
        name=Words(
            en="UN Committee on Enforced Disappearances, urgent action under article 30",
            ko="유엔 강제실종위원회, 협약 제30조 긴급 조치",
        ),
        does=Words(
            en="Asks the state to search at once, and follows it until the person is "
            "found. Only for a state that has ratified the Convention, or for its "
            "national.",
            ko="국가에 곧바로 찾으라고 요청하고, 찾을 때까지 살핍니다. 협약을 비준한 국가 "
            "또는 그 국민에 대해서만 됩니다.",
        ),
        may_ask=Words(
            en="Relatives, their lawyer, anybody they authorise, or anybody with a "
            "legitimate interest.",
            ko="가족, 변호사, 가족이 맡긴 사람, 또는 정당한 이해관계가 있는 사람.",
        ),
        needs=(
            _NAME_AND_DATE,
            _PLACE,
            _TAKEN_BY,
            Words(
                en="that it was brought before the bodies of the state, or why that could "
                "not be done",
                ko="해당 국가의 기관에 알렸다는 것, 또는 알릴 수 없었던 까닭",
            ),
            _WHO_ASKS,
        ),
        source="International Convention for the Protection of All Persons from Enforced "
        "Disappearance, article 30; CED/C/4/Rev.1 (2021)",
        touches=(WishAbout.UN_PROCEDURES, WishAbout.AUTHORITIES),
        beware=Words(
            en="The state hears of it: weigh with the family what it then knows.",
            ko="그 국가가 알게 됩니다. 무엇을 알게 되는지 가족과 함께 따져 보십시오.",
        ),
    ),
    Procedure(
        id="special_procedures",
        name=Words(
            en="UN Special Procedures: trafficking in persons; human rights in the DPRK",
            ko="유엔 특별절차: 인신매매 특별보고관, 북한인권 특별보고관",
        ),
        does=Words(
            en="Independent experts write to a state: an urgent appeal where it goes on or "
            "is about to happen, a letter of allegation where it has happened.",
            ko="독립 전문가가 국가에 편지를 보냅니다. 지금 일어나고 있거나 곧 일어날 "
            "일이면 긴급 호소, 이미 일어난 일이면 의혹 서한입니다.",
        ),
        may_ask=Words(
            en="Anybody with credible information; never without a name.",
            ko="믿을 만한 정보가 있는 누구나. 다만 이름 없이 할 수는 없습니다.",
        ),
        needs=(
            Words(
                en="who the person is, what happened, when and where",
                ko="당사자가 누구인지, 언제 어디에서 무슨 일이 있었는지",
            ),
            Words(
                en="who is believed to have done it, as far as is known",
                ko="누가 했다고 보는지, 아는 만큼",
            ),
            _WHO_ASKS,
            _FAMILY_AGREES,
        ),
        source="ohchr.org, special-procedures: submission of information; Human Rights "
        "Council resolution 5/2, code of conduct",
        touches=(
            WishAbout.UN_PROCEDURES,
            WishAbout.AUTHORITIES,
            WishAbout.PUBLICITY,
        ),
        consent_first=True,
        beware=Words(
            en="Letters and answers are published after some weeks, unless they agree to "
            "leave names out: ask for that when asking.",
            ko="편지와 답은 몇 주 뒤에 공개됩니다. 이름을 빼 달라는 요청을 함께 하십시오.",
        ),
    ),
    Procedure(
        id="ohchr_seoul",
        name=Words(
            en="UN Human Rights Office in Seoul",
            ko="유엔인권사무소(서울)",
        ),
        does=Words(
            en="Records what happened to people of the DPRK for accountability, and says "
            "which of the procedures fits. It does not search for anybody itself.",
            ko="북한 주민에게 일어난 일을 책임 규명을 위해 기록하고, 어느 절차가 맞는지 "
            "알려 줍니다. 직접 찾아 나서지는 않습니다.",
        ),
        may_ask=Words(en="Persons, relatives, organisations.", ko="당사자, 가족, 단체."),
        needs=(
            Words(
                en="what is known, on whose word; what may be used how",
                ko="아는 것과 그것이 누구의 말인지, 어떻게 써도 되는지",
            ),
            _FAMILY_AGREES,
        ),
        source="Human Rights Council resolutions 25/25, 28/22 and 34/24; seoul.ohchr.org",
        touches=(WishAbout.UN_PROCEDURES,),
        consent_first=True,
    ),
)
_OTHERS = (
    Procedure(
        id="red_cross_tracing",
        name=Words(
            en="Red Cross and Red Crescent: tracing request",
            ko="적십자: 가족 찾기 신청",
        ),
        does=Words(
            en="Searches confidentially through its network and visits, and passes "
            "messages to people in detention. It tells a family only what the person "
            "found agrees to.",
            ko="적십자 조직과 방문을 통해 비밀로 찾고, 갇힌 사람에게 소식을 전합니다. 찾은 "
            "사람이 동의한 것만 가족에게 알립니다.",
        ),
        may_ask=Words(
            en="Relatives, at the Red Cross of the country they are in.",
            ko="가족이, 지금 있는 나라의 적십자에.",
        ),
        needs=(
            _NAME_AND_DATE,
            Words(en="how the one who asks is related", ko="신청하는 사람과의 관계"),
        ),
        source="International Red Cross and Red Crescent Movement, Restoring Family Links",
        touches=(WishAbout.SEARCH, WishAbout.CONTACT),
        consent_first=True,
    ),
    Procedure(
        id="consulate",
        name=Words(
            en="A state that would receive the person: its consulate or foreign ministry",
            ko="당사자를 받아들일 국가: 그 영사관이나 외교부",
        ),
        does=Words(
            en="May ask where the person is, visit its own national, and ask that nobody "
            "be sent back.",
            ko="당사자가 어디 있는지 묻고, 자국민을 면회하고, 돌려보내지 말라고 요청할 수 "
            "있습니다.",
        ),
        may_ask=Words(
            en="The person, relatives, a lawyer, an organisation for them.",
            ko="당사자, 가족, 변호사, 그들을 대신하는 단체.",
        ),
        needs=(
            Words(
                en="who the person is, and what makes that state the right one",
                ko="당사자가 누구이고, 왜 그 국가여야 하는지",
            ),
            _PLACE,
            _FAMILY_ASKED,
        ),
        source="Vienna Convention on Consular Relations, article 36; Convention against "
        "Torture, article 3",
        touches=(WishAbout.AUTHORITIES,),
        beware=Words(
            en="Never the state that the person fled from, nor one with a record of "
            "returning people.",
            ko="당사자가 떠나온 국가나, 사람을 돌려보낸 일이 있는 국가에는 결코 알리지 "
            "마십시오.",
        ),
    ),
    Procedure(
        id="refugee_agency",
        name=Words(
            en="UN Refugee Agency in the country",
            ko="그 나라의 유엔난민기구",
        ),
        does=Words(
            en="May ask for access to the person and that nobody be sent back before "
            "protection was examined.",
            ko="당사자를 만나게 해 달라고, 보호가 필요한지 살피기 전에 돌려보내지 말라고 "
            "요청할 수 있습니다.",
        ),
        may_ask=Words(
            en="The person, relatives, a lawyer, an organisation for them.",
            ko="당사자, 가족, 변호사, 그들을 대신하는 단체.",
        ),
        needs=(
            Words(
                en="who the person is, where held, and since when",
                ko="당사자가 누구이고, 어디에 언제부터 갇혀 있는지",
            ),
            _FAMILY_ASKED,
        ),
        soon=Words(
            en="Before the person is sent on: in days, not weeks.",
            ko="다른 곳으로 보내지기 전에. 몇 주가 아니라 며칠 안입니다.",
        ),
        source="Convention relating to the Status of Refugees, articles 33 and 35; Statute "
        "of the Office of the UN High Commissioner for Refugees",
        touches=(WishAbout.AUTHORITIES,),
    ),
)

CATALOGUE: tuple[Procedure, ...] = (*_UNITED_NATIONS, *_OTHERS)
"""In the order in which they are usually asked."""

BY_ID = {one.id: one for one in CATALOGUE}
