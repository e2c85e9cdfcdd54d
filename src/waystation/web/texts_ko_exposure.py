"""The sentences of the page Exposure in Korean, written first."""

TEXTS: dict[str, str] = {
    "nav.exposure": "노출",
    "waiting.task.one": "맡으신 일이 {count}건 있습니다",
    "waiting.task.many": "맡으신 일이 {count}건 있습니다",
    # the question
    "exposure.lead": "이 사람이 잡히거나 돌아서면 무엇이 드러납니까?",
    "exposure.ask": "알아보기",
    "exposure.who": "누구 또는 무엇에 대해 알아봅니까?",
    "exposure.who.choose": "고르기",
    "exposure.as_of": "기준 시각 (비우면 지금)",
    "exposure.as_of.hint": "그 시각 뒤에 알게 된 것은 빼고 봅니다.",
    "exposure.rings": "어디까지",
    "exposure.rings.1": "1: 이 사람이 바로 드러내는 것",
    "exposure.rings.2": "2: 그다음 사람까지 잡힐 때 드러나는 것",
    "exposure.rings.3": "3: 거기서 한 번 더",
    "exposure.logged": (
        "누가 누구에 대해 알아보았는지는 모든 이동 담당자가 봅니다. "
        "답은 어디에도 적히지 않으며, 이 화면을 떠나면 사라집니다."
    ),
    "exposure.may_not": (
        "이동 담당자들이 함께 보는 게시판에 있는 사람만 알아볼 수 있습니다. "
        "알아보았다는 사실을 모두가 보아야 하기 때문입니다. "
        "이동 담당자에게 부탁해 주십시오."
    ),
    "exposure.nothing_known": "이 데스크가 아는 사람이 아직 없습니다.",
    # the answer
    "exposure.answer": "잡히거나 돌아섰을 때: {name}",
    "exposure.answer.at": "{at} 기준",
    "exposure.falls": "드러나는 것",
    "exposure.falls.nothing": "이 데스크가 아는 한, 함께 드러나는 것이 없습니다.",
    "exposure.ring": "{ring}차",
    "exposure.ring.1.meaning": "이 하나만으로 바로",
    "exposure.ring.2.meaning": "1차에 있는 누군가가 이어서 잡히면",
    "exposure.ring.3.meaning": "2차에 있는 누군가가 이어서 잡히면",
    "exposure.picture": "그림으로 보기",
    "exposure.picture.label": (
        "무엇이 드러나는지 왼쪽에서 오른쪽으로 차례대로 그린 그림입니다: {name}. "
        "아래 표에 같은 내용이 있습니다."
    ),
    "exposure.table": "표로 보기",
    "exposure.table.what": "드러나는 것",
    "exposure.table.how": "어떻게 알고 있는가",
    # kinds of what falls
    "exposure.kind.member": "단체 사람",
    "exposure.kind.helper": "조력자",
    "exposure.kind.person": "당사자",
    "exposure.kind.device": "컴퓨터",
    "exposure.kind.group": "함께 보는 사람들",
    "exposure.kind.house": "안전 가옥",
    "exposure.kind.place": "장소와 시간",
    "exposure.kind.number": "번호와 계정",
    "exposure.kind.payment": "지급",
    "exposure.kind.case": "사례",
    "exposure.name.member": "{name}",
    "exposure.name.helper": "{name}",
    "exposure.name.person": "{name}",
    "exposure.name.device": "{name} 님의 잠그지 않은 컴퓨터",
    "exposure.name.house": "{name}",
    "exposure.name.place": "{name}",
    "exposure.name.number": "{name}",
    "exposure.name.payment": "지급: {name}",
    "exposure.name.case": "{name}",
    "exposure.noun.roster": "단체의 모든 사람",
    "exposure.noun.helper": "조력자를 아는 사람들: {name}",
    "exposure.noun.house": "안전 가옥을 아는 사람들: {name}",
    "exposure.noun.core": "사례를 보는 사람들: {name}",
    "exposure.noun.conversation": "대화를 읽는 사람들: {name}",
    "exposure.noun.journey": "이동을 보는 사람들: {name}",
    "exposure.noun.money": "돈을 보는 사람들",
    "exposure.noun.team": "한 팀: {name}",
    "exposure.unnamed.member": "단체의 누군가",
    "exposure.unnamed.helper": "이 데스크가 이름을 모르는 조력자",
    "exposure.unnamed.person": "이 데스크가 이름을 모르는 당사자",
    "exposure.unnamed.device": "컴퓨터",
    "exposure.unnamed.group": "함께 보는 사람들",
    "exposure.unnamed.house": "이 데스크가 이름을 모르는 안전 가옥",
    "exposure.unnamed.place": "어느 장소",
    "exposure.unnamed.number": "번호 또는 차량",
    "exposure.unnamed.payment": "지급",
    "exposure.unnamed.case": "어느 사례",
    # how it is known
    "exposure.how.reads": "읽고 있음: {via}",
    "exposure.how.holds": "여기에 적혀 있음: {via}",
    "exposure.how.carries": "지니고 있음: {via}",
    "exposure.how.told": "들어서 알고 있음: {via}",
    "exposure.how.met": "만났거나 함께 이동함: {via}",
    "exposure.how.stays": "머무름: {via}",
    "exposure.how.hosts": "집을 맡고 있음: {via}",
    "exposure.how.belongs": "한 팀으로 움직임: {via}",
    "exposure.how.awaits": "그곳에 오기로 함: {via}",
    "exposure.how.paid": "돈을 받음: {via}",
    "exposure.how.names": "여기서 드러남: {via}",
    # tasks
    "task.list": "해야 할 일",
    "task.list.order": "많은 사람을 지키는 일이 먼저 옵니다.",
    "task.saves.one": "위의 일로는 지키지 못하는 {count}명에게 닿습니다",
    "task.saves.many": "위의 일로는 지키지 못하는 {count}명에게 닿습니다",
    "task.what.presume_burned": ("알려진 것으로 보고 아무도 데려가지 않기: {about}"),
    "task.what.move": "머무는 사람을 다른 곳으로 옮기기: {about}",
    "task.what.cancel": "취소하기: {about}",
    "task.what.re_key": "더는 읽거나 연락하지 못하게 막기: {about}",
    "task.what.warn": "조심하라고 알리기: {about}",
    "task.to": "맡을 사람",
    "task.assign": "일 맡기기",
    "task.assigned": "{name} 님이 맡았습니다",
    "task.done": "마쳤습니다",
    "task.was_done": "마침: {at}",
    "task.nobody": (
        "여기서는 맡길 사람이 없습니다. 그것을 맡고 있는 사람과 이야기해 주십시오."
    ),
    "task.mine": "맡으신 일",
    "task.more.one": "할 일 {count}건 더 보기",
    "task.more.many": "할 일 {count}건 더 보기",
    "task.given": "맡긴 일",
    "task.given.none": "아직 맡긴 일이 없습니다. 알아보면 해야 할 일이 나옵니다.",
    # the best change
    "change.title": "가장 도움이 되는 변화",
    "change.this": "이 사람에 대해서는",
    "change.worst": "단체 전체로는",
    "change.none": "한 가지를 바꾸어서는 줄어들지 않습니다.",
    "change.less": "드러나는 당사자 {before}명 → {after}명: {most}",
    "change.worst_after": "그때 한 사람이 가장 많이 드러내는 수: {count}명",
    "change.known": (
        "이미 알고 있는 것은 되돌릴 수 없습니다. 앞으로 있을 일에 도움이 됩니다."
    ),
    "change.how.reads": "더는 읽지 않게 하기: {knower} → {known}",
    "change.how.told": "다른 사람에게 맡기기: {knower} → {known}",
    "change.how.stays": "그곳에 머물지 않게 하기: {known} ({knower})",
    "change.empty.house": "집을 비우기: {known}",
    "change.empty.place": "만남을 취소하기: {known}",
    "change.empty.number": "번호를 바꾸기: {known}",
    # what is not in it
    "unseen.title": "이 답에 들어 있지 않은 것",
    "unseen.other_cases": "이 데스크가 들어 있지 않은 사례와 이동과 집",
    "unseen.elsewhere": "누군가 이 프로그램 밖에 적거나 말한 것",
    "unseen.told_as_planned": (
        "만남 메모를 받지 않은 사람은 계획을 세운 때부터 만남을 아는 것으로, "
        "계획대로 이동한 것으로 보았습니다."
    ),
    "unseen.own_clocks": "언제 적었는지는 적은 사람의 시계를 따랐습니다.",
    "unseen.no_helpers": "조력자: 계획에 나오는 것 말고는 이 데스크가 알지 못합니다.",
    "unseen.no_houses": "안전 가옥: 이 데스크가 읽는 것이 없습니다.",
    "unseen.no_money": "지급: 이 데스크는 돈을 보지 않습니다.",
    "unseen.gaps": "동료가 적은 것 가운데 아직 오지 않은 것이 있습니다.",
    "unseen.places_destroyed": (
        "끝난 이동의 장소는 파기했습니다. 그래서 지금이든 그전이든 누가 그곳을 들었는지는"
        " 더 이상 알 수 없습니다."
    ),
    # the log
    "exposure.asked.title": "누가 알아보았는가",
    "exposure.asked.none": "아직 아무도 알아보지 않았습니다.",
    "exposure.asked.row": "알아본 사람 {name}, 대상 {about}",
    "exposure.asked.unknown": "이 데스크가 모르는 상대",
}
