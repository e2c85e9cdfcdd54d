"""The sentences about alarms, check-ins and calls in Korean, written first."""

CAUSES: dict[str, str] = {
    "alarm.what.missed_check_in": "{about} 님의 안부 확인이 오지 않았습니다.",
    "alarm.what.under_duress": "{about} 님이 강요당하고 있다고 알렸습니다.",
    "alarm.what.demand": "{about} 쪽에서 약속에 없던 것을 요구했습니다.",
    "alarm.what.changed_place": "계획에 없던 곳에 있다는 소식이 들어왔습니다: {about}",
    "alarm.what.arrest": "체포되었다는 소식이 들어왔습니다: {about}",
    "alarm.what.raid": "누군가 들이닥쳤다는 소식이 들어왔습니다: {about}",
    "alarm.what.house_burned": "안전 가옥의 위치가 알려진 것으로 봅니다: {about}",
    "alarm.what.stopped": "{about} 님이 이동을 멈추겠다고 했습니다.",
    "alarm.what.report": "걱정되는 소식이 들어왔습니다: {about}",
    "alarm.what.other": "무언가 잘못되었습니다: {about}",
    "alarm.what.wrong_vehicle": "약속한 차가 아닌 다른 차가 왔습니다: {about}",
    "alarm.what.wrong_word": "만나는 자리에서 암호가 맞지 않았습니다: {about}",
    "alarm.what.early": "약속한 시각보다 일찍 온 사람이 있습니다: {about}",
    "alarm.what.late": "약속한 시각에 오지 않은 사람이 있습니다: {about}",
    "alarm.what.disappearance": "연락이 끊겼습니다: {about}",
    "alarm.what.helper_withdrew": "더 이상 돕지 않겠다고 했습니다: {about}",
    "alarm.what.panic": "{about} 님이 자신의 일로 경보를 울렸습니다.",
    "alarm.what.canary": "지금은 중계 서버의 경보를 믿을 수 없습니다.",
    "hold.why.wrong_vehicle": "약속한 차가 아닌 다른 차가 왔습니다({about}).",
    "hold.why.wrong_word": "만나는 자리에서 암호가 맞지 않았습니다({about}).",
    "hold.why.early": "약속한 시각보다 일찍 온 사람이 있습니다({about}).",
    "hold.why.late": "약속한 시각에 오지 않은 사람이 있습니다({about}).",
    "hold.why.disappearance": "연락이 끊긴 사람이 있습니다({about}).",
    "hold.why.helper_withdrew": "더 이상 돕지 않겠다고 한 사람이 있습니다({about}).",
    "hold.why.panic": "직원이 자신의 일로 경보를 울렸습니다({about}).",
    "hold.why.canary": "지금은 중계 서버의 경보를 믿을 수 없습니다({about}).",
}

CALL: dict[str, str] = {
    "nav.call": "통화",
    "call.title": "통화 중",
    "call.with": "통화: {name}",
    "call.going_on": "끝나지 않은 통화",
    "call.who": "전화한 사람",
    "call.caller.unknown": "누구인지 모름",
    "call.caller.other": "다른 사람 · {persons} 님의 이동",
    "call.language": "읽어 줄 말",
    "call.language.theirs": "그 사람의 말(적혀 있으면)",
    "call.language.show": "보기",
    "call.language.ko": "한국어",
    "call.language.en": "영어",
    "call.language.zh": "중국어",
    "call.language.vi": "베트남어",
    "call.language.th": "태국어",
    "call.language.ru": "러시아어",
    "call.begin": "통화 시작",
    "call.no_journey": "이 데스크에는 이동이 없습니다. 통화는 대화에 적어 주십시오.",
    "call.line": "들리는 대로 적으십시오",
    "call.line.hint": (
        "Enter를 누르면 그 줄이 바로 저장됩니다. 첫 글자를 친 시각이 남습니다."
    ),
    "call.line.keep": "저장",
    "call.lines": "적은 내용",
    "call.lines.none": "아직 적은 것이 없습니다.",
    "call.tells": "무슨 일이라고 합니까?",
    "call.tells.hint": (
        "누르면 바로 경보가 울리고 관련된 모든 일이 보류됩니다. "
        "해제하려면 나중에 두 사람이 동의해야 합니다."
    ),
    "call.cause.raid": "누군가 들이닥쳤다",
    "call.cause.arrest": "체포되었다",
    "call.cause.disappearance": "누군가 사라졌다",
    "call.cause.changed_place": "모르는 곳에 있다",
    "call.cause.wrong_vehicle": "다른 차가 왔다",
    "call.cause.wrong_word": "암호가 맞지 않는다",
    "call.cause.report": "다른 일",
    "call.unsaid": "소리 내어 말하지 마십시오",
    "call.unsaid.always": (
        "다른 당사자, 조력자, 집, 만나는 곳, 암호, 앞으로의 계획, 누구에게 "
        "알리는지. 옆에서 듣는 사람이 있다고 생각하십시오. 지킬 수 없는 약속도 "
        "하지 마십시오."
    ),
    "call.unsaid.names": "이 이동에서:",
    "call.prompts": "읽어 줄 수 있는 말",
    "call.warn": "알릴 사람, 차례대로",
    "call.warn.none": "알릴 사람이 없습니다.",
    "call.silent": "지금은 알리지 마십시오: {names}. 혼자 있지 않습니다.",
    "call.why.answers": "이 이동을 함께 책임집니다",
    "call.why.waits": "아직 떠나지 않았습니다",
    "call.why.comes_next": "다음에 만나기로 되어 있습니다",
    "call.why.keeps_a_house": "집을 맡고 있습니다",
    "call.by_letter": "편지는 저절로 갑니다. 다른 방법으로도 알려 주십시오.",
    "call.warned": "알렸습니다",
    "call.warned.do": "{name} 님에게 알렸습니다",
    "call.exposed": "알려졌다고 보아야 할 것",
    "call.exposed.none": "이 이동을 아는 사람이 아직 없습니다.",
    "call.houses": "위치가 알려진 것으로 보는 안전 가옥: {names}",
    "call.end": "통화가 끝나면",
    "call.end.hint": (
        "적은 내용은 이동에 남고, 이 데스크가 대화를 볼 수 있으면 대화에도 적힙니다."
    ),
    "call.end.do": "통화가 끝났습니다",
    "call.end.broke_off": "갑자기 끊겼습니다",
    "call.ended": "끝남: {at}",
}

ENDS: dict[str, str] = {
    "alarm.how": "무엇이었는지",
    "alarm.how.heard": "연락이 닿았고 무사합니다",
    "alarm.how.dead_battery": "전화기가 꺼져 있었습니다",
    "alarm.how.outage": "연결이 끊겨 있었습니다",
    "alarm.how.false_alarm": "잘못 울린 경보였습니다",
    "alarm.how.over": "실제로 일이 있었고, 지나갔습니다",
    "alarm.how.lost": "당사자를 잃었습니다",
    "alarm.how.other": "그 밖의 일",
    "today.disputed": "이동 담당자들이 함께 보는 게시판이 지금 아무것도 받지 않습니다.",
    "today.disputed.meaning": (
        "서명인 한 사람이 서로 다른 두 명단에 서명했습니다. 기록한 것은 모두 남아 있고, "
        "해결되면 다른 동료에게도 보입니다. 그때까지 보류와 계획은 직접 알리십시오."
    ),
    "today.untrusted": "지금은 중계 서버의 경보를 믿을 수 없습니다.",
    "today.untrusted.meaning": (
        "{at}부터입니다. 이 데스크가 직접 재는 시간은 그대로 갑니다. "
        "데스크를 끄지 마십시오."
    ),
}

CHECK_INS: dict[str, str] = {
    "sealed.outrun": "나중에 약속한 안부가 끊기면 열리지 않는 글이 있습니다.",
    "sealed.outrun.do": "같은 글을 다시 봉인하십시오.",
    "error.alarm.own.what": "이 경보는 본인에 관한 것입니다. 답하는 것은 다른 사람입니다.",
    "error.alarm.own.kept": "경보는 그대로 있습니다.",
    "error.alarm.own.next": "동료에게 직접 소식을 전하고, 그 동료가 남기게 하십시오.",
    "check_ins.title": "안부 확인",
    "check_ins.open": "안부 확인",
    "check_ins.rehearsed": "연습",
    "check_ins.tried": "맞게 해 보았습니다: {at}",
    "check_ins.tried.wrong": "마지막에 다른 그림을 골랐습니다.",
    "check_ins.tried.never": "아직 해 보지 않았습니다.",
    "check_ins.agreed": "약속한 안부",
    "check_ins.none": "약속한 안부가 없습니다.",
    "check_ins.heard": "들음: {at}",
    "check_ins.down": "두 사람이 거두었습니다: {names}",
    "check_ins.missed": "오지 않았습니다.",
    "check_ins.against": "거두자고 한 사람: {names}",
    "check_ins.waits": "중계 서버의 경보를 아직 걸지 않았습니다.",
    "check_ins.waits.for": (
        "기다리는 데스크: {names}. 데스크를 열어 달라고 하십시오. "
        "그래야 두 사람이 이 안부를 거둘 수 있습니다."
    ),
    "link.waits": (
        "중계 서버의 경보를 아직 걸지 않았습니다. 동료들에게 데스크를 열어 "
        "달라고 하십시오. 누구의 데스크인지는 안부 확인 화면에 있습니다."
    ),
    "check_ins.waits.until": (
        "늦어도 {at}에는 그대로 겁니다. 이 데스크가 직접 재는 시간은 그대로 갑니다."
    ),
    "check_ins.refused": "중계 서버가 이 경보를 아직 받지 않았습니다.",
    "check_ins.refused.until": (
        "한 시간마다 다시 보냅니다. 이 데스크가 직접 재는 시간은 그대로 갑니다."
    ),
    "check_ins.rigid": (
        "다른 데스크가 열리기 전에 중계 서버의 경보를 걸었습니다. 두 사람이 거두면 "
        "데스크는 울리지 않지만, 중계 서버는 시각이 되면 봉인한 것의 조각을 보냅니다."
    ),
    "check_ins.take_down": "이 안부 거두기",
    "check_ins.take_down.do": "거두는 데 동의합니다",
    "check_ins.reason": "무사한 줄 어떻게 아십니까?",
    "check_ins.reason.hint": (
        "두 사람이 동의하면 이 안부를 더 기다리지 않습니다. 당사자는 거둘 수 없습니다."
    ),
    "check_ins.spoken": "말로 들은 안부",
    "check_ins.spoken.hint": (
        "숫자 여섯 자리와 그림의 이름을 들은 대로 적으십시오. 어느 "
        "말로 적어도 됩니다. 무슨 뜻이었는지 이 화면은 말하지 않습니다."
    ),
    "check_ins.which": "몇 번째, 누구",
    "check_ins.code": "숫자",
    "check_ins.word": "그림",
    "check_ins.keep": "적습니다",
}

WATCH: dict[str, str] = {**CAUSES, **CALL, **ENDS, **CHECK_INS}
