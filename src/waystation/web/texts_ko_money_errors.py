"""What is said of errors with money, in Korean, written first."""

_NOTHING = "아무것도 바꾸지 않았습니다."

ERRORS: dict[str, str] = {
    "error.web.choice.what": "고른 것이 없습니다.",
    "error.web.choice.kept": _NOTHING,
    "error.web.choice.next": "뒤로 가서 목록에서 하나를 고르십시오.",
    "error.money.amount.what": "금액을 읽을 수 없습니다.",
    "error.money.amount.kept": _NOTHING,
    "error.money.amount.next": (
        "뒤로 가서 0보다 큰 수를 소수점 둘째 자리까지 적으십시오. 보기: 1,250.50"
    ),
    "error.money.won.what": "금액을 읽을 수 없습니다.",
    "error.money.won.kept": _NOTHING,
    "error.money.won.next": (
        "뒤로 가서 0보다 큰 수를 소수점 없이 적으십시오. 보기: 300,000"
    ),
    "error.money.rate.what": "환율을 읽을 수 없습니다.",
    "error.money.rate.kept": _NOTHING,
    "error.money.rate.next": "뒤로 가서 0보다 큰 수를 적으십시오. 보기: 40.25",
    "error.money.day.what": "아직 오지 않은 날입니다.",
    "error.money.day.kept": _NOTHING,
    "error.money.day.next": "뒤로 가서 오늘이나 지난 날을 고르거나 비워 두십시오.",
    "error.money.proof.what": "파일을 고르지 않았거나, 파일의 지문을 만들지 못했습니다.",
    "error.money.proof.kept": _NOTHING,
    "error.money.proof.next": (
        "뒤로 가서 파일을 다시 고르십시오. "
        "안 되면 터미널의 waystation money 명령을 쓰십시오."
    ),
    "error.money.milestone.what": "무엇이 확인되면 얼마를 줄지 적혀 있지 않습니다.",
    "error.money.milestone.kept": _NOTHING,
    "error.money.milestone.next": "뒤로 가서 적어도 한 곳에 금액을 적으십시오.",
    "error.money.founded.what": "장부가 이미 있거나, 이 데스크가 이미 올렸습니다.",
    "error.money.founded.kept": "먼저 있던 것을 그대로 두었습니다.",
    "error.money.founded.next": "비용 화면에서 누가 서명할 차례인지 보십시오.",
    "error.money.signed.what": "이번 주에 이미 다른 장부에 서명하셨습니다.",
    "error.money.signed.kept": "앞선 서명을 그대로 두었습니다.",
    "error.money.signed.next": "다른 서명인과 어느 장부를 열지 의논하십시오.",
    "error.money.member.what": "이미 장부를 읽는 사람입니다.",
    "error.money.member.kept": _NOTHING,
    "error.money.member.next": "더 할 일이 없습니다.",
    "error.money.keepers.what": "이 장부는 단체의 서명인이 맡는 장부가 아닙니다.",
    "error.money.keepers.kept": "서명하지 않았습니다.",
    "error.money.keepers.next": "서명하지 말고, 누가 올렸는지 동료와 말로 확인하십시오.",
    "error.money.none.what": "이 데스크가 읽을 수 있는 장부가 없습니다.",
    "error.money.none.kept": _NOTHING,
    "error.money.none.next": "비용 화면에서 장부부터 여십시오.",
    "error.rate.missing.what": "이 통화의 환율이 적혀 있지 않습니다.",
    "error.rate.missing.kept": _NOTHING,
    "error.rate.missing.next": "지급 전에 정할 것에서 환율을 먼저 적으십시오.",
    "error.fund.wider.what": "이미 적은 기금의 쓰임새는 좁힐 수만 있습니다.",
    "error.fund.wider.kept": _NOTHING,
    "error.fund.wider.next": "적어 둔 쓰임새 안에서만 고르십시오.",
    "error.fund.currency.what": "이 기금의 통화가 아닙니다.",
    "error.fund.currency.kept": _NOTHING,
    "error.fund.currency.next": "그 통화의 기금을 고르거나 새로 적으십시오.",
    "error.fund.unknown.what": "그런 기금이 없습니다.",
    "error.fund.unknown.kept": _NOTHING,
    "error.fund.unknown.next": "뒤로 가서 기금을 다시 고르십시오.",
    "error.payee.person.what": "당사자에게는 지급하지 않습니다.",
    "error.payee.person.kept": _NOTHING,
    "error.payee.person.next": (
        "필요한 것은 가게나 기관에 지급하십시오. 이 금지는 누구도 풀 수 없습니다."
    ),
    "error.payee.holder.what": (
        "사람을 붙잡아 둔 자나 그 곁의 사람에게는 지급하지 않습니다."
    ),
    "error.payee.holder.kept": _NOTHING,
    "error.payee.holder.next": "이 금지는 누구도 풀 수 없습니다. 동료와 의논하십시오.",
    "error.payee.unknown.what": "그런 받는 쪽이 없습니다.",
    "error.payee.unknown.kept": _NOTHING,
    "error.payee.unknown.next": "지급 전에 정할 것에서 받는 쪽을 먼저 적으십시오.",
    "error.milestone.unknown.what": "그런 인계나 안부 확인이 계획에 없습니다.",
    "error.milestone.unknown.kept": _NOTHING,
    "error.milestone.unknown.next": (
        "뒤로 가서 화면을 새로 고치고 다시 고르십시오. 계획이 바뀌었을 수 있습니다."
    ),
    "error.payout.payee.what": "받는 쪽에 속한 사람은 서명하지도 적지도 못합니다.",
    "error.payout.payee.kept": _NOTHING,
    "error.payout.payee.next": "이 지급에 서명할 수 있는 다른 두 사람에게 맡기십시오.",
    "error.payout.two.what": "두 사람이 서명하지 않았거나, 서명한 지 사흘이 지났습니다.",
    "error.payout.two.kept": _NOTHING,
    "error.payout.two.next": "비용 화면에서 다음에 서명할 사람을 보십시오.",
    "error.payout.over.what": "이미 지급했거나, 거절되었거나, 약속이 끝났습니다.",
    "error.payout.over.kept": _NOTHING,
    "error.payout.over.next": "비용 화면에서 지금 상태를 확인하십시오.",
    "error.commitment.ended.what": "이 약속은 끝났습니다.",
    "error.commitment.ended.kept": _NOTHING,
    "error.commitment.ended.next": "지급할 것이 있으면 새로 약속하십시오.",
    "error.refund.more.what": "지급한 것보다 많이 돌려받을 수는 없습니다.",
    "error.refund.more.kept": _NOTHING,
    "error.refund.more.next": "뒤로 가서 금액을 다시 확인하십시오.",
    "error.demand.differs.what": "미리 정한 답과 다른데 이유가 없습니다.",
    "error.demand.differs.kept": _NOTHING,
    "error.demand.differs.next": "뒤로 가서 왜 다르게 답했는지 적으십시오.",
}
