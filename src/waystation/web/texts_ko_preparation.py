"""The sentences about preparing, ending and consenting in Korean, written first."""

PREPARE: dict[str, str] = {
    "prepare.title": "준비",
    "prepare.missing": "아직 남은 일",
    "prepare.missing.none": "준비에서 더 할 일이 없습니다. 나머지는 계획에서 확인하십시오.",
    "prepare.plan": "계획 보기",
    "prepare.parts": "준비한 것",
    "prepare.said": "적었습니다: {part}",
    "prepare.incomplete": (
        "적지 않았습니다. 표시된 칸을 채워 주십시오. 쓰신 내용은 그대로 있습니다."
    ),
    "prepare.destination": "도착지",
    "prepare.returned": "사람을 돌려보낸 일",
    "prepare.fallback": "다른 방법",
    "prepare.abort": "그만둘 징후",
    "prepare.strain": "몸에 힘든 일",
    "prepare.answer": "할 수 있는지 물은 것",
    "prepare.weighed": "가는 것과 남는 것",
    "prepare.interview": "조사받을 준비",
    "prepare.child": "아이를 위한 준비",
    "prepare.condition": "대가로 요구받은 것",
    "prepare.disclosure": "누구에게 무엇을 알렸는지",
    "prepare.why.destination": "닫힌 문 앞에 서지 않도록, 맞이할 사람을 먼저 확인합니다.",
    "prepare.why.returned": (
        "이 도착지나 길의 한 구간에 대해 들은 것을 적습니다. 한번 적으면 기록에 남습니다."
    ),
    "prepare.why.fallback": "실패했을 때 이동 중에 서둘러 정하지 않도록 미리 정합니다.",
    "prepare.why.abort": "미리 정해 둔 징후에는 그날 따지지 않고 따를 수 있습니다.",
    "prepare.why.strain": "오래 걷거나 오르내리는 일이 있는 구간만 적으면 됩니다.",
    "prepare.why.answer": "할 수 있는지는 본인만 말할 수 있습니다.",
    "prepare.why.weighed": (
        "양쪽의 위험을 당사자의 말로 적습니다. 고르는 사람은 당사자입니다."
    ),
    "prepare.why.interview": "무엇을 왜 묻는지 알면 되풀이해서 말하지 않아도 됩니다.",
    "prepare.why.child": "어른의 동의가 아이의 동의를 대신할 수 없습니다.",
    "prepare.why.condition": (
        "들은 대로 적습니다. 금액은 적지 않습니다. 요구한 쪽이 계획에 있는 동안에는 "
        "출발할 수 없고, 아무도 이를 받아들일 수 없습니다."
    ),
    "prepare.why.disclosure": (
        "누군가 잡히면 그 사람이 들은 것이 드러납니다. 알렸거나 알릴 것을 적으십시오."
    ),
    "prepare.whole": "이동 전체",
    "prepare.subjects": "누구 또는 어느 구간",
    "prepare.noted.mark": "적음",
    "prepare.nothing.yet": "아직 적지 않았습니다.",
    "prepare.reports.none": "적은 것이 없습니다.",
    "prepare.of": "({all} 가운데 {noted})",
    "prepare.signs.one": "징후 {count}가지",
    "prepare.signs.many": "징후 {count}가지",
    "prepare.reports.one": "{count}건",
    "prepare.reports.many": "{count}건",
    "prepare.so_far": "지금까지 적은 것",
    "prepare.to": "어디서 끝납니까?",
    "prepare.to.hint": "기관이나 사람의 이름입니다. 주소는 적지 않습니다.",
    "prepare.confirmed_by": "맞이하겠다고 확인한 사람",
    "prepare.confirmed_by.hint": (
        "그곳 사람의 이름이나 직책입니다. 확인한 때도 함께 남습니다."
    ),
    "prepare.receiver": "도착했을 때 나서 줄 사람",
    "prepare.receiver.hint": "누구이고 어떻게 연락합니까?",
    "prepare.last": "마지막으로 돌려보낸 날",
    "prepare.said_by": "그렇게 말한 사람",
    "prepare.where": "어디에서 있었던 일입니까?",
    "prepare.where.end": "도착하는 곳",
    "prepare.what_else": "실패하면 어떻게 합니까?",
    "prepare.empty": "비우고 저장하면 정해 둔 것이 없어집니다.",
    "prepare.sign_list": "어떤 징후가 있으면 그만둡니까?",
    "prepare.sign_list.hint": "한 줄에 하나씩, 당사자와 정한 대로 적으십시오.",
    "prepare.hours": "걷는 시간",
    "prepare.climb": "오르거나 매달려 내려가는 일이 있습니다",
    "prepare.can": "할 수 있다고 합니까?",
    "prepare.can.yes": "할 수 있다고 합니다",
    "prepare.can.no": "할 수 없다고 합니다",
    "prepare.said_words": "본인이 한 말",
    "prepare.going": "갈 때의 위험",
    "prepare.staying": "남을 때의 위험",
    "prepare.how": "어떻게 준비했는지(비워 두어도 됩니다)",
    "prepare.responsible": "이 아이를 책임지는 사람",
    "prepare.asked": "아이에게 물은 것과 아이의 대답",
    "prepare.asks": "무엇을 요구합니까?",
    "prepare.by": "누가 요구합니까?",
    "prepare.by.unknown": "누구인지 모름",
    "prepare.heard": "들은 말",
    "prepare.what_told": "무엇을",
    "prepare.about": "누구 또는 무엇에 대해",
    "prepare.told": "누구에게",
    "prepare.told.to": "받은 사람:",
    "prepare.over": "어떤 방법으로",
    "prepare.over.hint": "몇 마디면 됩니다.",
    "prepare.channel": "기록된 통로",
    "prepare.reason": "알려야 했던 까닭",
    "prepare.correct": "고치기",
    "prepare.of_the_plan": (
        "계획의 일부입니다. 바꾸면 다시 서명하고 출발 여부를 다시 정해야 합니다."
    ),
    "prepare.save": "저장하기",
    "prepare.again": "다시 저장하면 앞서 적은 것을 대신합니다. 앞서 적은 사람:",
    "prepare.not_yours": (
        "이동을 맡은 사람만 적을 수 있습니다. 들으신 것이 있으면 담당자에게 알려 주십시오."
    ),
    "prepare.want.needed": "채워 주십시오.",
    "prepare.want.number": "0에서 1000까지의 수를 적어 주십시오.",
    "prepare.want.same": "다른 사람을 고르십시오. 자기 일을 자기에게 알릴 수는 없습니다.",
    "condition.fee": "돈",
    "condition.debt": "빚",
    "condition.work": "일",
    "condition.sex": "성",
    "condition.papers": "신분증이나 전화기",
    "condition.payment_to_holder": "붙잡은 사람에게 주는 돈",
    "condition.other": "그 밖의 것",
    "disclosed.face": "얼굴",
    "disclosed.name": "본명",
    "disclosed.number": "전화번호",
    "disclosed.address": "주소",
    "disclosed.route": "가는 길",
    "disclosed.details_of_everyone": "모두의 자세한 사정",
    "disclosed.handover": "만나는 일",
    "disclosed.other": "그 밖의 것",
    "channel.letterbox": "편지함",
    "channel.door": "첫 편지를 쓰는 화면",
    "channel.email": "이메일",
    "channel.telegram": "텔레그램",
    "channel.kakaotalk": "카카오톡",
    "channel.phone": "전화",
    "channel.video_chat": "영상 통화",
    "channel.other_screen": "다른 사람의 화면",
    "channel.in_person": "직접 만나서",
    "channel.other": "그 밖의 방법",
}

ENDS: dict[str, str] = {
    "ends.name": "도착과 멈춤",
    "ends.who": "누구",
    "ends.arrived": "도착했다고 적기",
    "ends.arrived.hint": (
        "먼저 맞이한 사람에게 확인해 주십시오. 당사자의 말만으로는 알 수 없습니다. "
        "적고 나면 이 사람의 안부를 더 기다리지 않습니다. 모두 도착하면 이동이 끝나고, "
        "침묵에 대비해 봉인한 것은 열 수 없게 됩니다. "
        "두 주쯤 뒤에는 어디로 갔는지도 모든 데스크에서 지워집니다."
    ),
    "ends.place": "어디에",
    "ends.place.hint": "비워 두어도 됩니다.",
    "ends.arrived.do": "도착했습니다",
    "ends.stop": "당사자가 멈추겠다고 합니다",
    "ends.stop.whose": "멈추는 것은 당사자의 뜻입니다. 들은 사람 한 명이 적으면 됩니다.",
    "ends.stop.alarm": "함께 책임지는 모두에게 곧바로 경보가 갑니다.",
    "ends.stop.slips": "아직 열지 않은 만남 메모는 더 이상 열리지 않습니다.",
    "ends.stop.check_ins": (
        "안부는 계속 기다립니다. 도착을 적거나 두 사람이 거둘 때까지입니다."
    ),
    "ends.stop.final": "이 이동은 다시 이어지지 않습니다. 다시 가려면 새로 계획합니다.",
    "ends.heard": "당사자가 한 말과 들은 방법",
    "ends.stop.do": "이 이동을 멈춥니다",
    "journey.said.stopped": "멈췄습니다. 함께 책임지는 사람들에게 경보가 갔습니다.",
    "journey.said.arrived": "도착을 적었습니다.",
    "journey.said.spoken": "적었습니다. 다른 한 사람이 확인해야 효력이 있습니다.",
    "journey.said.seconded": "확인했습니다. 두 사람의 말로 한 동의가 되었습니다.",
    "journey.said.withdrawn": "동의를 거두었다고 적었습니다. 이 이동은 출발할 수 없습니다.",
    "journey.told": "누구에게 무엇을 알렸는지 보고 적기",
}

CONSENT: dict[str, str] = {
    "spoken.keep": "말로 한 동의 적기",
    "spoken.hint": (
        "스스로 서명할 수 없는 사람만입니다. 두 사람이 같은 말을 확인해야 하고, "
        "그 가운데 한 사람은 외부 수탁인이어야 합니다."
    ),
    "spoken.via": "어떤 방법으로 들었습니까?",
    "spoken.language": "어느 말로",
    "spoken.said": "한 말 그대로",
    "spoken.why": "직접 서명할 수 없는 까닭(비워 두어도 됩니다)",
    "spoken.keep.do": "제가 확인합니다",
    "spoken.waits": "{names} 님이 확인했고, 다른 한 사람을 기다립니다",
    "spoken.second.hint": "같은 말을 직접 들었거나 기록을 확인했을 때에만 누르십시오.",
    "spoken.second": "저도 확인했습니다",
    "spoken.trustee": "외부 수탁인이 확인해야 합니다.",
    "spoken.another": "다른 한 사람이 확인해야 합니다.",
    "withdrawn.keep": "동의를 거두었다고 적기",
    "withdrawn.hint": (
        "들은 사람 한 명이면 됩니다. 이미 이동 중이라면 위에서 멈춤도 적으십시오. "
        "나중에 다시 동의하면 그 동의가 효력을 가집니다."
    ),
    "withdrawn.keep.do": "동의를 거두었습니다",
}

WATCHED: dict[str, str] = {
    "check_ins.said.kept": "적었습니다. 전화한 사람에게는 고맙다고만 하십시오.",
    "check_ins.said.picture": (
        "그림을 적었습니다. 이 화면은 어느 그림인지 보여 주지 않습니다."
    ),
    "check_ins.said.sealed": "봉인했습니다. 이 데스크에서도 다시 읽을 수 없습니다.",
    "check_ins.said.acted": "적었습니다. 다른 한 사람이 더 열어야 읽을 수 있습니다.",
    "check_ins.said.opened": "두 사람이 열었습니다. 아래에 있습니다.",
    "check_ins.picture": "무사하다는 뜻의 그림 정하기",
    "check_ins.picture.none": "그림을 아직 정하지 않았습니다.",
    "check_ins.picture.hint": (
        "전화나 만남으로 당사자와 정한 그림입니다. 다른 그림은 모두 강요당하고 있다는 "
        "뜻입니다. 다시 정하면 앞의 그림을 대신합니다."
    ),
    "check_ins.picture.which": "여섯 가운데 어느 것",
    "check_ins.picture.keep": "이 그림으로 정했습니다",
    "check_ins.rehearse": (
        "출발을 정하기 전에 당사자가 한 번 그림을 누르거나 말로 해 보면 연습이 됩니다. "
        "직원은 첫 안부를 확인할 시간이 되기 전까지만 연습입니다."
    ),
    "check_ins.codes": "말로 할 숫자 보기",
    "check_ins.codes.hint": "당사자가 적어 둘 숫자입니다. 안부마다 다릅니다.",
    "link.title": "안부 링크",
    "link.make": "안부 링크 만들기",
    "link.make.hint": (
        "스스로 서명할 수 없는 사람과 함께 가는 직원에게 줍니다. 지금부터 마지막 "
        "때까지의 안부를 함께 약속합니다."
    ),
    "link.every": "몇 시간마다",
    "link.hours.one": "{count}시간마다",
    "link.hours.many": "{count}시간마다",
    "link.until": "마지막 안부는 늦어도 언제까지",
    "link.make.do": "만들어 한 번 보기",
    "link.no_page": (
        "안부 링크를 만들려면 화면이 놓인 주소가 있어야 합니다. 이동 담당자가 터미널에서 "
        "waystation slip page 명령으로 적을 수 있습니다."
    ),
    "link.once": "지금 한 번만 보입니다. 건네주기 전에는 이 화면을 닫지 마십시오.",
    "link.qr": "안부 링크의 QR 코드",
    "link.give": (
        "당사자의 전화기로 찍게 하거나 직접 건네십시오. 이 링크를 가진 "
        "사람은 그림 여섯 개를 "
        "볼 수 있습니다. 낯선 링크는 그 자체로 증거가 될 수 있습니다."
    ),
    "link.given": "건네주었습니다",
    "link.gone": (
        "링크는 한 번만 보입니다. 약속한 안부는 그대로 있습니다. 링크를 건네지 못했다면 "
        "그 안부를 두 사람이 거두고 새로 만드십시오."
    ),
    "link.again": "안부 확인으로 가기",
    "sealed.name": "침묵에 대비해 봉인한 것",
    "sealed.meaning": "연락이 끊겼을 때에만, 두 사람이 함께 열 수 있습니다.",
    "sealed.count.one": "봉인한 글 {count}건.",
    "sealed.count.many": "봉인한 글 {count}건.",
    "sealed.none": "봉인한 것이 없습니다.",
    "sealed.by": "열자고 한 사람: {names}",
    "sealed.not_yet": (
        "안부를 약속하고 출발을 정한 뒤에 봉인할 수 있습니다. 그전에는 "
        "열어 줄 두 사람이 없습니다."
    ),
    "sealed.seal": "글을 봉인하기",
    "sealed.text": "연락이 끊기면 읽을 글",
    "sealed.text.hint": "봉인하면 이 데스크에서도 다시 읽거나 고칠 수 없습니다.",
    "sealed.seal.do": "봉인합니다",
    "sealed.open": "봉인한 것 열기",
    "sealed.reason": "지금 읽어야 하는 까닭",
    "sealed.open.hint": "다른 한 사람도 열어야 읽을 수 있습니다. 이유는 기록에 남습니다.",
    "sealed.open.do": "여는 데 동의합니다",
}

REFUSED: dict[str, str] = {
    "error.preparation.subject.what": "이 이동에서는 준비할 것이 없는 부분입니다.",
    "error.preparation.subject.kept": "아무것도 바꾸지 않았습니다.",
    "error.preparation.subject.next": "준비 화면에서 다시 골라 주십시오.",
    "error.web.words.what": "너무 길게 쓰셨습니다.",
    "error.web.words.kept": "아무것도 적지 않았습니다.",
    "error.web.words.next": "뒤로 가서 이름은 200자, 글은 2000자 안으로 줄여 주십시오.",
    "error.web.said.what": "무슨 말이었는지 비어 있습니다.",
    "error.web.said.kept": "아무것도 적지 않았습니다.",
    "error.web.said.next": "뒤로 가서 들은 말을 적고 다시 보내 주십시오.",
    "error.watch.times.what": "그 시각까지는 그 간격으로 안부를 약속할 수 없습니다.",
    "error.watch.times.kept": "링크를 만들지 않았고, 약속한 안부도 그대로입니다.",
    "error.watch.times.next": (
        "뒤로 가서 마지막 때를 늦추거나 간격을 바꿔 주십시오. 한 번에 백 번까지 됩니다."
    ),
    "error.check_in.page.what": "안부 화면이 어디에 놓여 있는지 적혀 있지 않습니다.",
    "error.check_in.page.kept": "링크를 만들지 않았습니다.",
    "error.check_in.page.next": (
        "터미널의 waystation slip page 명령으로 주소를 적어 주십시오."
    ),
    "error.trail.key.what": "아직 봉인할 수 없습니다. 지켜보는 안부가 없습니다.",
    "error.trail.key.kept": (
        "아무것도 봉인하지 않았습니다. 쓰신 글은 이 데스크에 남지 않았습니다."
    ),
    "error.trail.key.next": "안부를 약속하고 출발을 정한 뒤에 다시 해 주십시오.",
    "error.trail.share.what": "이 데스크에는 봉인을 열 몫이 오지 않았습니다.",
    "error.trail.share.kept": "봉인한 것은 그대로 닫혀 있습니다.",
    "error.trail.share.next": (
        "연락이 끊겼을 때에만 옵니다. 다른 담당자와 함께 확인해 주십시오."
    ),
    "error.disclosure.oneself.what": "자기 일을 자기에게 알렸다고 적을 수는 없습니다.",
    "error.disclosure.oneself.kept": "아무것도 적지 않았습니다.",
    "error.disclosure.oneself.next": "뒤로 가서 다른 사람을 골라 주십시오.",
}

TEXTS: dict[str, str] = {**PREPARE, **ENDS, **CONSENT, **WATCHED, **REFUSED}
