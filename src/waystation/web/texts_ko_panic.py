"""동료가 위험할 때의 문장."""

TEXTS: dict[str, str] = {
    "panic.open": "제가 위험합니다",
    "panic.does": (
        "모든 동료와 외부 수탁인에게 바로 알립니다. 맡고 있는 이동은 모두 보류되고, 두 "
        "사람이 풀 때까지 그대로 있습니다."
    ),
    "panic.text": "무슨 일인지",
    "panic.text.hint": "비워 두어도 됩니다. 모든 동료가 읽습니다.",
    "panic.do": "지금 알리기",
    "panic.what": "동료가 위험하거나 붙잡혔습니다: {name}",
    "panic.mine": "스스로 위험을 알렸습니다",
    "panic.of_me": "동료가 본인의 위험을 알렸습니다",
    "panic.meaning": (
        "이 동료가 맡은 이동은 보류되었습니다. 이 동료가 아는 것은 드러났다고 보고, "
        "누구에게 먼저 알릴지 정하십시오."
    ),
    "panic.mine.meaning": (
        "모든 동료와 외부 수탁인이 이 알림을 봅니다. 끝났다는 말은 다른 사람이 남깁니다."
    ),
    "panic.by": "알린 사람",
    "panic.falls": "무엇이 드러나는지 보기",
    "panic.end": "끝났다고 남기기",
    "panic.outcome": "어떻게 끝났습니까?",
    "panic.outcome.hint": (
        "본인에게 직접 확인하십시오. 보류는 두 사람이 풀 때까지 남습니다."
    ),
    "panic.end.do": "끝났다고 남기기",
    "error.panic.own.what": ("위험에 놓인 본인입니다. 끝났다는 말은 다른 사람이 남깁니다."),
    "error.panic.own.kept": "경보는 그대로 있습니다.",
    "error.panic.own.next": "동료에게 직접 소식을 전하고, 그 동료가 남기게 하십시오.",
}
