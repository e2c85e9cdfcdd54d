"""The pages' sentences in Korean, written first: 합니다 style, no particle on a name."""

from waystation.web.texts_ko_costs import TEXTS as COSTS
from waystation.web.texts_ko_errors import ERRORS
from waystation.web.texts_ko_exposure import TEXTS as EXPOSURE
from waystation.web.texts_ko_helper import TEXTS as HELPER
from waystation.web.texts_ko_loss import TEXTS as LOSS
from waystation.web.texts_ko_money import TEXTS as MONEY
from waystation.web.texts_ko_money_errors import ERRORS as MONEY_ERRORS
from waystation.web.texts_ko_panic import TEXTS as PANIC
from waystation.web.texts_ko_places import TEXTS as PLACES
from waystation.web.texts_ko_plan import TEXTS as PLAN
from waystation.web.texts_ko_preparation import TEXTS as PREPARATION
from waystation.web.texts_ko_slip import TEXTS as SLIP
from waystation.web.texts_ko_watch import WATCH

TEXTS: dict[str, str] = {
    "product": "Waystation",
    "skip": "본문으로 건너뛰기",
    "open": "열기",
    "lock": "잠그기",
    "language.ko": "한국어",
    "language.en": "English",
    "nav.label": "화면",
    "nav.today": "오늘",
    "nav.journeys": "이동",
    "nav.replay": "되짚어 보기",
    "names.none": "없음",
    "names.somebody": "모르는 상대",
    "names.unnamed": "이 데스크에서는 이름을 알 수 없음",
    "foot.me": "{name} 님의 데스크",
    "foot.practice": "연습용 단체입니다. 여기에 나오는 사람은 실제 사람이 아닙니다.",
    "foot.local": "이 화면은 이 컴퓨터에서만 열립니다.",
    # the relay and the live connection
    "relay.connected": "중계 서버에 연결됨",
    "relay.lost": "중계 서버와 연결이 끊겼습니다.",
    "relay.since": "{at}부터입니다({ago}).",
    "relay.lost.meaning": (
        "지금 하시는 일은 이 컴퓨터에 저장되고, 다시 연결되면 보내집니다. "
        "새 소식은 그때까지 들어오지 않습니다."
    ),
    "relay.unsent.one": "아직 보내지 못한 것이 {count}건 있습니다.",
    "relay.unsent.many": "아직 보내지 못한 것이 {count}건 있습니다.",
    "live.lost": (
        "데스크와 연결이 끊겼습니다. 보이는 내용이 오래되었을 수 있습니다. "
        "다시 연결하고 있습니다. 계속되면 데스크를 실행한 터미널을 확인해 주십시오."
    ),
    "live.newer": "글을 쓰시는 동안 이 화면의 내용이 바뀌었습니다.",
    "live.show": "바뀐 내용 보기",
    "live.no_script": "스크립트가 꺼져 있어 이 화면은 저절로 바뀌지 않습니다.",
    "live.reload": "새로 고침",
    # times
    "time.now": "지금",
    "time.day": "{month}월 {day}일 {at}",
    "time.day.year": "{year}년 {month}월 {day}일 {at}",
    "time.in.minutes": "{minutes}분 뒤",
    "time.in.hours": "{hours}시간 뒤",
    "time.in.hours_minutes": "{hours}시간 {minutes}분 뒤",
    "time.in.days": "{days}일 뒤",
    "time.in.months": "{months}달 뒤",
    "time.in.years": "{years}년 뒤",
    "time.ago.minutes": "{minutes}분 전",
    "time.ago.hours": "{hours}시간 전",
    "time.ago.hours_minutes": "{hours}시간 {minutes}분 전",
    "time.ago.days": "{days}일 전",
    "time.ago.months": "{months}달 전",
    "time.ago.years": "{years}년 전",
    "month.1": "1월",
    "month.2": "2월",
    "month.3": "3월",
    "month.4": "4월",
    "month.5": "5월",
    "month.6": "6월",
    "month.7": "7월",
    "month.8": "8월",
    "month.9": "9월",
    "month.10": "10월",
    "month.11": "11월",
    "month.12": "12월",
    # facts beside an alarm or a hold
    "fact.journey": "이동",
    "fact.since": "언제부터",
    "fact.told": "알림 받은 사람",
    "fact.taken": "맡은 사람",
    "fact.why": "이유",
    "fact.held": "보류된 것",
    "fact.lifting": "해제",
    # alarms
    "alarms.one": "경보 {count}건",
    "alarms.many": "경보 {count}건",
    "alarm.word": "경보",
    "alarm.due": "{due}까지 오기로 되어 있었습니다.",
    "alarm.backup": "예비 담당 {name} 님에게 전화해 보시겠습니까?",
    "alarm.late": (
        "중계 서버가 멈춰 있던 동안의 일입니다. 아직 알 수 없으니 직접 물어봐 주십시오."
    ),
    "alarm.reaches": "이동 {count}건에 걸려 있습니다.",
    "alarm.nobody": "아직 아무도 맡지 않았습니다.",
    "alarm.taken": "{names} 님이 맡았습니다.",
    "alarm.take": "제가 맡겠습니다",
    "alarm.still": "계속 맡고 있습니다",
    "alarm.forgotten": (
        "그 뒤로 두 시간 넘게 적힌 것이 없어 다른 사람들에게 다시 알렸습니다."
    ),
    # holds
    "holds.one": "보류 {count}건",
    "holds.many": "보류 {count}건",
    "holds.unseen": (
        "이 데스크에서는 보류가 보이지 않습니다. 이동 담당자에게 확인해 주십시오."
    ),
    "hold.word": "보류",
    "hold.what.legs": "{persons} 님의 이동 가운데 {legs}구간을 진행할 수 없습니다.",
    "hold.what.journey": "{persons} 님의 이동을 진행할 수 없습니다.",
    "hold.why.missed_check_in": "안부 확인이 오지 않았습니다({about}).",
    "hold.why.under_duress": "강요당하고 있다는 신호가 왔습니다({about}).",
    "hold.why.demand": "약속에 없던 요구가 있었습니다({about}).",
    "hold.why.changed_place": "계획에 없던 곳에 있다고 합니다({about}).",
    "hold.why.arrest": "체포되었다는 소식이 있습니다({about}).",
    "hold.why.raid": "누군가 들이닥쳤다는 소식이 있습니다({about}).",
    "hold.why.house_burned": "안전 가옥의 위치가 알려진 것으로 봅니다({about}).",
    "hold.why.stopped": "이동을 멈추겠다는 뜻을 받았습니다({about}).",
    "hold.why.report": "걱정되는 소식이 있습니다({about}).",
    "hold.why.other": "무언가 잘못되었습니다({about}).",
    "hold.needed": "해제하려면 {needed}명이 동의해야 합니다.",
    "hold.agreed": "{names} 님이 동의했습니다.",
    "hold.agreed.nobody": "아직 동의한 사람이 없습니다.",
    "hold.refused": "{names} 님은 해제에 반대했습니다.",
    "hold.unreachable": "필요한 시각에 연락되는 사람이 두 명이 되지 않습니다.",
    "hold.see": "이유와 해제 방법 보기",
    "hold.answer": "해제에 동의하거나 반대하기",
    "hold.reason": "이유",
    "hold.reason.hint": (
        "무엇을 확인하셨는지 적어 주십시오. 이름이나 장소는 적지 마십시오. "
        "모든 이동 담당자가 읽습니다."
    ),
    "hold.lift": "해제에 동의합니다",
    "hold.keep": "보류를 유지해야 합니다",
    "hold.answered": "이미 답하셨습니다. 다른 사람의 답을 기다리고 있습니다.",
    # Today
    "today.wrong": "잘못된 일",
    "today.failing": "이 데스크가 스스로 하는 일이 실패하고 있습니다.",
    "today.failing.meaning": (
        "오지 않은 안부 확인을 놓칠 수 있습니다. 이동을 직접 살피고 동료에게 알리십시오. "
        "다시 시작해도 계속되면 동료의 데스크에 맡기십시오."
    ),
    "today.relay.wrong": "중계 서버가 보내는 것이 온전하지 않습니다.",
    "today.relay.wrong.meaning": (
        "{at}부터 일부가 빠졌거나 바뀌었거나 읽을 수 없었습니다. 거짓된 것은 받아들이지 "
        "않았지만 새 소식이 빠져 있을 수 있습니다. 다른 방법으로 동료에게 확인하십시오. "
        "계속되면 중계 서버를 운영하는 사람에게 알리십시오."
    ),
    "today.relay.unsure.one": "밖으로 보낸 편지 {count}통이 사라졌을 수 있습니다.",
    "today.relay.unsure.many": "밖으로 보낸 편지 {count}통이 사라졌을 수 있습니다.",
    "today.relay.unsure.meaning": (
        "중계 서버가 이전 상태로 돌아갔습니다. 받는 사람이 읽었는지 아무도 모릅니다. "
        "꼭 전해야 할 것은 다시 쓰십시오."
    ),
    "today.relay.refused.one": "보내야 할 것 {count}건을 중계 서버가 거절하고 있습니다.",
    "today.relay.refused.many": "보내야 할 것 {count}건을 중계 서버가 거절하고 있습니다.",
    "today.relay.refused.meaning": (
        "여기에 보관하고 한 시간마다 다시 보냅니다. 그때까지 편지나 안부 확인, 만남 메모가 "
        "있어야 할 곳에 없을 수 있습니다. 기다리는 사람에게 물어보십시오."
    ),
    "today.calm": "경보도 보류도 없습니다.",
    "today.calm.meaning": "오지 않은 안부 확인이 없고, 진행을 막는 것도 없습니다.",
    "today.calm.offline": (
        "이 데스크가 아는 한 그렇습니다. "
        "중계 서버와 연결이 끊겨 있어 새 소식을 모를 수 있습니다."
    ),
    "today.calm.wrong": (
        "이 데스크가 아는 한 그렇습니다. "
        "중계 서버가 보내는 것이 온전하지 않아 새 소식을 모를 수 있습니다."
    ),
    "today.no_alarm": "경보는 없습니다.",
    "today.next": "앞으로 24시간",
    "today.next.none": "24시간 안에 예정된 일이 없습니다.",
    "today.next.later": "다음 일정: {what}, {at}.",
    "today.next.nothing": (
        "그 뒤에도 없습니다. 이동을 계획하면 안부 확인과 인계가 여기에 나타납니다."
    ),
    "today.waiting": "나를 기다리는 일",
    "today.waiting.none": "지금 답을 기다리는 사람은 없습니다.",
    "next.check_in": "{persons} 님의 안부 확인",
    "next.handover": "인계 {giver} → {receiver}",
    "next.leg": "{number}구간 시작: {with_whom}",
    "next.stay_ends": "머무름 끝: {with_whom}",
    "next.backup": "예비 담당 {name} 님",
    "next.overdue": "시각이 지났습니다. 아직 기다리는 중입니다.",
    "waiting.untold.one": "편지가 닿지 않아 보류를 직접 알려야 할 사람 {count}명",
    "waiting.untold.many": "편지가 닿지 않아 보류를 직접 알려야 할 사람 {count}명",
    "waiting.letters.one": "아직 사례로 옮기지 않은 첫 편지 {count}통",
    "waiting.letters.many": "아직 사례로 옮기지 않은 첫 편지 {count}통",
    "waiting.decision.one": "출발 여부를 정해야 할 이동 {count}건",
    "waiting.decision.many": "출발 여부를 정해야 할 이동 {count}건",
    "waiting.lift.one": "답해야 할 보류 {count}건",
    "waiting.lift.many": "답해야 할 보류 {count}건",
    "waiting.arrival.one": "확인해야 할 도착 소식 {count}건",
    "waiting.arrival.many": "확인해야 할 도착 소식 {count}건",
    "waiting.consent.one": "두 번째 확인이 필요한 동의 {count}건",
    "waiting.consent.many": "두 번째 확인이 필요한 동의 {count}건",
    "waiting.approval.one": "서명을 기다리는 계획 {count}건",
    "waiting.approval.many": "서명을 기다리는 계획 {count}건",
    "waiting.urgency.one": "두 번째로 살펴볼 긴급 요청 {count}건",
    "waiting.urgency.many": "두 번째로 살펴볼 긴급 요청 {count}건",
    "waiting.grading.one": "아직 아무도 살펴보지 않은 도움 요청 {count}건",
    "waiting.grading.many": "아직 아무도 살펴보지 않은 도움 요청 {count}건",
    "waiting.set_aside.one": "읽을 수 없어 따로 둔 것 {count}건",
    "waiting.set_aside.many": "읽을 수 없어 따로 둔 것 {count}건",
    "waiting.oldest": "가장 오래된 것은 {ago}",
    "today.held.more.one": "보류된 이동이 {count}건 더 있습니다.",
    "today.held.more.many": "보류된 이동이 {count}건 더 있습니다.",
    "today.next.more.one": "24시간 안에 예정된 일이 {count}건 더 있습니다.",
    "today.next.more.many": "24시간 안에 예정된 일이 {count}건 더 있습니다.",
    # Journey
    "journeys.pages": "이동 목록의 쪽",
    "journeys.page": "전체 {pages}쪽 가운데 {page}쪽",
    "journeys.before": "이전 쪽",
    "journeys.after": "다음 쪽",
    "journeys.none": (
        "아직 이동이 없습니다. 동의를 받은 사람의 이동을 계획하면 여기에 나타납니다."
    ),
    "journey.to": "목적지",
    "journey.undated": "날짜가 정해지지 않았습니다",
    "journey.state.planned": "계획하는 중",
    "journey.state.no_go": "출발하지 않기로 함",
    "journey.state.go": "출발하기로 함",
    "journey.state.under_way": "이동 중",
    "journey.state.stopped": "멈춤",
    "journey.state.arrived": "도착",
    "journey.state.lost": "도착하지 못함",
    "journey.leg_of": "{legs}구간 가운데 {leg}구간",
    "journey.arrived": "{persons} 님이 도착했습니다:",
    "journey.says_arrived": (
        "{persons} 님이 {at}에 도착했다고 알려 왔지만, 아직 아무도 확인하지 않았습니다."
    ),
    "journey.says_arrived.meaning": (
        "맞이한 사람에게 확인한 뒤 아래에 도착을 적어 주십시오. "
        "그때까지 안부를 계속 기다립니다."
    ),
    "journey.way": "가는 길",
    "journey.way.none": (
        "아직 계획된 구간이 없습니다. 구간을 계획하면 여기에 길이 그려집니다."
    ),
    "journey.holds": "보류",
    "journey.holds.none": "이 이동을 막는 보류가 없습니다.",
    "journey.findings": "확인이 필요한 점",
    "journey.consent": "당사자의 동의",
    "journey.knows": "누가 무엇을 아는가",
    "journey.knows.meaning": (
        "계획에 따른 것입니다. 누군가 잡히거나 돌아서면 그 사람이 아는 만큼이 드러납니다."
    ),
    "journey.knows.none": "아직 아무에게도 알리지 않았습니다.",
    "leg.number": "{number}구간",
    "stage.leg": "{number}구간 · {with_whom}",
    "stage.stay": "머무름 {number} · {with_whom}",
    "stage.now": "지금 여기",
    "stage.state.done": "마침",
    "stage.state.stopped": "멈춤",
    "stage.presumed_known": (
        "이 안전 가옥은 알려진 것으로 봅니다. 이곳으로 데려가지 마십시오."
    ),
    "handover": "인계",
    "handover.who": "{giver} → {receiver}",
    "handover.confirmed.nobody": "아직 확인되지 않았습니다.",
    "handover.confirmed.giver": "{giver} 쪽만 확인했습니다.",
    "handover.confirmed.receiver": "{receiver} 쪽만 확인했습니다.",
    "handover.confirmed.both": "양쪽이 확인했습니다.",
    "sign.mark.expected": "○",
    "sign.mark.open": "○",
    "sign.mark.well": "✓",
    "sign.mark.under_duress": "■",
    "sign.mark.missed": "■",
    "sign.mark.unknown": "?",
    "sign.mark.not_needed": "\N{EN DASH}",
    "check_in.state.expected": "{persons} 님의 안부 확인 예정",
    "check_in.state.open": "{persons} 님의 안부를 기다리는 중",
    "check_in.state.well": "{persons} 님 무사함",
    "check_in.state.under_duress": "{persons} 님이 강요당하고 있다고 알림",
    "check_in.state.missed": "{persons} 님의 안부가 오지 않음",
    "check_in.state.unknown": "{persons} 님의 안부를 알 수 없음. 물어봐 주십시오",
    "check_in.state.not_needed": "{persons} 님의 안부 확인은 더 필요하지 않음",
    "check_in.by": "{due}까지",
    "check_in.by_word": "직원이 대신 적음",
    "consent.own_key": "본인이 직접 서명한 동의가 있습니다.",
    "consent.asserted_by_two": (
        "말로 한 동의를 두 사람이 확인했습니다. 본인의 서명은 아닙니다."
    ),
    "consent.one_asserts": "말로 한 동의를 한 사람만 확인했습니다. 아직 유효하지 않습니다.",
    "consent.none": "동의가 없습니다. 동의 없이는 출발하지 않습니다.",
    "consent.withdrawn": "동의를 거두었습니다. 이동을 멈춥니다.",
    "consent.by_word_of": "확인한 사람: {names} 님",
    "consent.nobody": "아직 함께 갈 사람이 적혀 있지 않습니다.",
    "knows.persons": "누가 가는지",
    "knows.place": "만나는 곳",
    "knows.window": "시각",
    "knows.house": "안전 가옥의 위치",
    "knows.plan": "계획 전체",
    "knows.legs": "{legs}구간",
    "knows.staff": "단체 사람",
    "severity.block": "진행 불가",
    "severity.warn": "주의",
    "severity.note": "참고",
    "finding.other": "확인할 점이 있습니다({code}).",
    # Replay
    "replay.none": (
        "이 데스크에는 되짚어 볼 기록이 없습니다. 기록은 연습용 단체에 있습니다. "
        "터미널에서 아래 명령을 실행하고, 나타나는 주소를 여십시오."
    ),
    "replay.rests": "바탕: {source}",
    "replay.others": "다른 기록",
    "replay.moment": "{count}개의 순간 가운데 {number}번째",
    "replay.moment.word": "순간",
    "replay.earlier": "← 앞 순간",
    "replay.later": "다음 순간 →",
    "replay.order": "순서",
    "replay.report": "보도에 나온 일",
    "replay.report.none": "보도에는 나오지 않습니다. 연습용 단체가 한 일입니다.",
    "replay.knew": "그때 누가 알았는가",
    "replay.knew.none": "새로 알게 된 사람이 없습니다.",
    "replay.asked": "무엇을 묻고 무엇을 보류했을까",
    "replay.asked.none": "묻거나 보류한 것이 없습니다.",
    "replay.could_not": "막을 수 없었던 것",
    "replay.verdicts": "도착하지 못한 사람들",
    "replay.verdicts.meaning": (
        "Waystation은 질문을 던졌을 것입니다. 결과가 어땠을지는 아무도 알 수 없습니다."
    ),
    "replay.before": "이동을 시작하기 전에 물은 것",
    "replay.before.meaning": (
        "계획이 적힌 때부터 떠나기 전까지 규칙이 그 계획을 두고 묻는 것입니다. "
        "보도에 나온 사실만으로 물을 수 있는 것을 먼저 적었습니다."
    ),
    "replay.before.stated": "보도에 나온 사실만으로: {count}가지",
    "replay.before.inferred": "보도에서 미루어: {count}가지",
    "replay.before.assumed": "보도에 나오지 않아서: {count}가지",
    "replay.story": "처음부터 끝까지",
    "replay.varied": "다르게 가정하면",
    "replay.same.one": "다른 가정 {count}가지는 아무것도 바꾸지 않습니다.",
    "replay.same.many": "다른 가정 {count}가지는 아무것도 바꾸지 않습니다.",
    "verdict.stopped": "멈췄을 것",
    "verdict.questioned": "제때 물었을 것",
    "verdict.not_reached": "미치지 못함",
    "asked.mark.alarm": "■",
    "asked.mark.hold": "▨",
    "asked.mark.finding": "▲",
    "asked.mark.question": "?",
    "asked.alarm": "경보",
    "asked.hold": "보류",
    "asked.finding": "확인할 점",
    "asked.question": "질문",
    "asked.by": "근거: {by}",
    "by.missed_check_in": "안부 확인 타이머",
    "by.under_duress": "안부 확인의 신호",
    "by.demand": "약속에 없던 요구에 대한 규칙",
    "by.changed_place": "계획에 없던 장소에 대한 규칙",
    "by.arrest": "체포 소식에 대한 규칙",
    "by.raid": "들이닥쳤다는 소식에 대한 규칙",
    "by.house_burned": "알려진 집에 대한 규칙",
    "by.stopped": "당사자의 뜻",
    "by.check_in.none_agreed": "안부 확인에 대한 규칙",
    "by.hold.shares_a_tag": "보류된 것을 함께 쓰는지 보는 규칙",
    "by.house.presumed_burned": "알려진 집에 대한 규칙",
    "by.hold": "보류",
    "by.rule": "계획을 살피는 규칙",
    "basis.stated": "보도에 있음",
    "basis.inferred": "추정",
    "basis.assumed": "가정",
    "basis.stated.meaning": "보도가 그렇게 적고 있습니다.",
    "basis.inferred.meaning": "보도 내용에서 우리가 미루어 안 것입니다.",
    "basis.assumed.meaning": "되짚어 보려고 우리가 정한 것입니다.",
    "party.organiser": "조직자",
    # signing in
    "locked.title": "잠김",
    "locked.how": "여는 방법",
    "locked.how.terminal": "데스크를 실행한 터미널로 가십시오.",
    "locked.how.enter": "엔터 키를 누르면 새 주소가 나타납니다.",
    "locked.how.open": "그 주소를 이 브라우저에서 여십시오. 한 번만 쓸 수 있습니다.",
    "locked.none": "터미널이 닫혔다면 waystation desk 명령을 다시 실행해 주십시오.",
    **ERRORS,
    **COSTS,
    **PLAN,
    **PREPARATION,
    **PLACES,
    **SLIP,
    **WATCH,
    **EXPOSURE,
    **HELPER,
    **LOSS,
    **MONEY,
    **MONEY_ERRORS,
    **PANIC,
}
