"""What is said before anything is paid, in Korean, written first."""

TEXTS: dict[str, str] = {
    "waiting.money.one": "돈을 맡는 일에 서명할 것이 {count}건 있습니다",
    "waiting.money.many": "돈을 맡는 일에 서명할 것이 {count}건 있습니다",
    # in which order
    "steps.title": "지급하기 전에 차례로 할 일",
    "steps.done": "했습니다",
    "steps.found": "장부 열기",
    "steps.found.why": "돈을 맡을 사람들을 정하고, 단체의 서명인 과반이 서명합니다.",
    "steps.fund": "기금 적기",
    "steps.fund.why": "어디에서 온 돈인지, 어디에만 쓸 수 있는지 적습니다.",
    "steps.rate": "환율 적기",
    "steps.rate.why": "장부와 통화가 다른 기금이 있습니다. 읽은 곳과 날짜를 함께 적습니다.",
    "steps.receive": "들어온 돈 적기",
    "steps.receive.why": "기금에 돈이 있어야 지급할 수 있습니다.",
    "steps.budget": "사례 예산에 두 사람이 서명하기",
    "steps.budget.why": "한 사람이 정하고, 다른 한 사람이 서명해야 쓸 수 있습니다.",
    "steps.check": "받는 쪽을 제재 명단에서 찾아보기",
    "steps.check.why": "명단에 없다는 확인이 있어야 지급할 수 있습니다.",
    "steps.review": "법률 검토 적기",
    "steps.review.why": "이동하는 곳에서 해도 되는 일인지 법을 아는 사람에게 묻습니다.",
    "steps.agree": "약속하기",
    "steps.agree.why": (
        "누구에게, 무엇이 확인되면, 얼마를 줄지 정합니다. "
        "더 달라고 하면 무엇이라고 답할지도 미리 정합니다."
    ),
    # who keeps money
    "signing.title": "서명을 기다리는 일",
    "signing.found": "새 장부",
    "signing.member": "장부를 읽을 사람을 더하기",
    "signing.readers": "읽게 될 사람",
    "signing.signed": "서명한 사람",
    "signing.next.one": (
        "다음에 서명할 수 있는 사람: {names}. 한 사람의 서명이 더 필요합니다."
    ),
    "signing.next.many": (
        "다음에 서명할 수 있는 사람: {names}. {count}명의 서명이 더 필요합니다."
    ),
    "found.title": "장부 열기",
    "found.first": (
        "아직 돈을 맡은 사람이 없습니다. 먼저 장부를 엽니다. "
        "단체의 서명인 과반이 서명하면 열립니다."
    ),
    "found.waits": "장부는 서명이 모이면 열립니다. 그 뒤에 기금을 적습니다.",
    "found.not_yours": (
        "아직 돈을 맡은 사람이 없습니다. 장부는 이동 담당자나 단체의 서명인이 엽니다."
    ),
    "found.not_in_it": (
        "장부는 있지만 이 데스크는 읽을 수 없습니다. "
        "필요하면 단체의 서명인에게 더해 달라고 하십시오."
    ),
    "found.again": "다른 장부 올리기",
    "found.again.meaning": (
        "위의 장부가 한 주가 지나도 서명을 받지 못할 때만 올리십시오. "
        "서명인은 한 주에 장부 하나에만 서명합니다."
    ),
    "found.base": "장부의 통화",
    "found.base.hint": "모든 합계를 이 통화로 냅니다. 나중에 바꿀 수 없습니다.",
    "found.members": "그 밖에 장부를 읽을 사람",
    "found.members.hint": "서명인과 이동 담당자는 언제나 읽습니다.",
    "found.save": "올리고 서명 구하기",
    "before.members": "장부를 읽는 사람",
    "before.members.meaning": "나중에 들어온 사람은 그때부터 적힌 것만 읽습니다.",
    "before.member.new": "장부를 읽을 사람 더하기",
    "before.member.hint": "서명인 과반이 서명하면 읽을 수 있습니다.",
    "before.member.who": "누구입니까?",
    "before.member.save": "올리고 서명 구하기",
    # the page before paying
    "before.title": "지급 전에 정할 것",
    "before.lead": "기금과 환율, 받는 쪽과 법률 검토를 여기에 적습니다.",
    "before.not_here": "이 데스크가 읽을 수 있는 장부가 없습니다. 장부를 먼저 엽니다:",
    "before.number": "금액",
    "before.currency": "통화",
    "before.amount.hint": "보기: 300,000 또는 1,250.50. 원은 소수점 없이 적습니다.",
    "before.day.hint": "비워 두면 지금입니다.",
    "before.proof.hint": (
        "파일은 그대로 두고, 같은 파일인지 알아볼 수 있는 지문만 남깁니다."
    ),
    "before.proof.no_script": (
        "이 브라우저에서는 할 수 없습니다. 터미널의 waystation money 명령을 쓰십시오."
    ),
    "currency.KRW": "원 (KRW)",
    "currency.CNY": "위안 (CNY)",
    "currency.USD": "달러 (USD)",
    "currency.THB": "밧 (THB)",
    "currency.EUR": "유로 (EUR)",
    # funds
    "before.funds.none": (
        "적어 둔 기금이 없습니다. 먼저 기금을 적고, 그다음에 들어온 돈을 적습니다."
    ),
    "before.fund.new": "기금 적기",
    "before.fund.label": "부르는 이름",
    "before.fund.label.hint": "준 사람의 이름은 적지 마십시오.",
    "before.fund.purposes": "어디에만 쓸 수 있습니까?",
    "before.fund.purposes.hint": (
        "준 사람이 정한 것만 고릅니다. 아무것도 고르지 않으면 제한이 없습니다. "
        "나중에 더 넓힐 수 없습니다."
    ),
    "before.fund.cases": "어느 사례에만 쓸 수 있습니까?",
    "before.fund.cases.hint": "아무것도 고르지 않으면 제한이 없습니다.",
    "before.fund.save": "기금 적기",
    "before.narrow.new": "쓰임새 좁히기: {fund}",
    "before.narrow.hint": "이제부터 고른 것에만 쓸 수 있습니다.",
    "before.narrow.save": "쓰임새 좁히기",
    "before.receive.new": "들어온 돈 적기: {fund}",
    "before.receive.amount": "금액, {currency}",
    "before.receive.on": "들어온 날",
    "before.receive.proof": "영수증 (없어도 됩니다)",
    "before.receive.save": "들어온 돈 적기",
    # rates
    "before.rates": "환율",
    "before.rates.none": (
        "적어 둔 환율이 없습니다. 장부의 통화는 {base}이며, "
        "다른 통화를 쓸 때만 필요합니다. 환율을 저절로 가져오지 않습니다."
    ),
    "before.rate": "{one} = {base}",
    "before.rate.old": "오래된 환율",
    "before.rate.new": "환율 적기",
    "before.rate.currency": "어느 통화입니까?",
    "before.rate.number": "하나에 얼마입니까? {base}",
    "before.rate.source": "어디에서 읽었습니까?",
    "before.rate.source.hint": "보기: 한국은행 매매기준율",
    "before.rate.on": "어느 날의 환율입니까?",
    "before.rate.save": "환율 적기",
    # payees
    "before.payees": "받는 쪽",
    "before.payees.lead": (
        "당사자와 가족, 붙잡아 둔 자는 받는 쪽이 될 수 없습니다. "
        "조력자와 집은 이미 적은 곳에서 고를 수 있습니다."
    ),
    "before.payees.none": (
        "적어 둔 받는 쪽이 없습니다. 가게나 기관은 먼저 여기에 적고, "
        "그다음에 제재 명단에서 찾아봅니다."
    ),
    "before.payee.new": "받는 쪽 적기",
    "before.payee.hint": (
        "조력자나 집을 고르면 역할과, 우리 쪽에서 누가 이익을 얻는지를 적게 됩니다."
    ),
    "before.payee.who": "누구입니까?",
    "before.payee.somebody_new": "새로 적기 (가게나 기관)",
    "before.payee.label": "새로 적는 곳의 이름",
    "before.payee.label.hint": "목록에서 골랐으면 비워 두십시오.",
    "before.payee.role": "무엇을 합니까?",
    "before.payee.behind": "우리 가운데 받는 쪽이거나 이익을 얻는 사람",
    "before.payee.behind.hint": (
        "이 사람은 이 지급에 절대 서명하지 못합니다. 한 번 적으면 지워지지 않습니다."
    ),
    "before.payee.save": "받는 쪽 적기",
    "payee.role.helper": "조력자",
    "payee.role.host": "안전 가옥 책임자",
    "payee.role.transport": "운송",
    "payee.role.supplier": "가게",
    "payee.role.institution": "기관",
    "payee.role.staff": "직원",
    "payee.behind": "서명하지 못하는 사람: {names}",
    "payee.check.none": "제재 명단에서 찾아보지 않음",
    "payee.check.clear": "제재 명단에 없음",
    "payee.check.unclear": "제재 명단에 있는지 분명하지 않음",
    "payee.check.match": "제재 명단에 있음: 지급하지 않음",
    "payee.check.old": "확인한 지 오래되어 다시 찾아보아야 함",
    "before.check.new": "제재 명단에서 찾아본 것 적기",
    "before.check.hint": (
        "여기에서 대신 찾아보지 않습니다. 직접 찾아보고 결과를 적으십시오."
    ),
    "before.check.who": "누구를 찾아보았습니까?",
    "before.check.lists": "어느 명단입니까?",
    "before.check.lists.hint": "보기: 유엔, 한국 정부",
    "before.check.found": "있습니까?",
    "before.check.on": "찾아본 날",
    "before.check.reason": "덧붙일 말 (비워 두어도 됩니다)",
    "before.check.save": "찾아본 것 적기",
    "screening.clear": "없습니다",
    "screening.unclear": "분명하지 않습니다",
    "screening.match": "있습니다",
    # legal reviews
    "before.reviews": "법률 검토",
    "before.reviews.none": (
        "적어 둔 법률 검토가 없습니다. 검토가 없으면 아무것도 지급할 수 없습니다."
    ),
    "before.review.new": "법률 검토 적기",
    "before.review.hint": "법을 아는 사람이 말한 것을 적습니다. 저절로 판단하지 않습니다.",
    "before.review.case": "어느 사례입니까?",
    "before.review.all": "모든 사례",
    "before.review.places": "어느 곳에 대한 것입니까?",
    "before.review.places.hint": "나라나 지역 이름까지만 적으십시오.",
    "before.review.opinion": "의견",
    "before.review.conditions": "조건 (비워 두어도 됩니다)",
    "before.review.on": "검토한 날",
    "before.review.good_until": "언제까지 유효합니까?",
    "before.review.good_until.hint": "그 뒤에는 다시 검토해야 지급할 수 있습니다.",
    "before.review.save": "법률 검토 적기",
    "before.review.until": "{at}까지",
    "before.review.over": "{at}에 끝났습니다",
    "opinion.may_proceed": "해도 됩니다",
    "opinion.with_conditions": "조건이 있습니다",
    "opinion.may_not": "하면 안 됩니다",
    # an agreement
    "agree.title": "약속하기",
    "agree.lead": (
        "무엇이 확인되면 얼마를 줄지 정합니다. 확인되기 전에는 지급하지 않습니다."
    ),
    "agree.not_yours": "약속은 장부를 읽는 이동 담당자나 사례 담당자가 합니다.",
    "agree.no_cases": "이 데스크가 들어 있는 사례가 없습니다. 사례를 먼저 엽니다.",
    "agree.no_funds": "기금이 없습니다. 기금을 먼저 적으십시오:",
    "agree.no_payees": "받는 쪽이 없습니다. 받는 쪽을 먼저 적으십시오:",
    "agree.about": "무엇에 대한 약속입니까?",
    "agree.about.hint": "이동에 대한 약속은 그 이동의 인계와 안부 확인에 맞춰 지급합니다.",
    "agree.about.journey": "이동: {name}",
    "agree.about.case": "이동 없이 사례에 드는 것",
    "agree.about.next": "다음",
    "agree.about.other": "다른 것 고르기",
    "agree.for_case": "사례",
    "agree.payee": "받는 쪽",
    "agree.leg": "어느 구간입니까?",
    "agree.leg.none": "정하지 않음",
    "agree.fund": "어느 기금에서 냅니까?",
    "agree.fund.hint": "준 사람이 정한 용도에 맞지 않으면 약속할 수 없습니다.",
    "agree.facts": "무엇이 확인되면 얼마를 줍니까?",
    "agree.facts.hint": "주지 않을 것은 비워 두십시오.",
    "agree.facts.none": "이 이동에는 아직 인계도 안부 확인도 계획되어 있지 않습니다.",
    "agree.bill": "청구서가 오면",
    "agree.bill.hint": "가게나 기관에만 씁니다. 이동 중의 일에는 쓰지 못합니다.",
    "agree.currency.funds": "기금의 통화",
    "agree.if_more": "더 달라고 하면 무엇이라고 답합니까?",
    "agree.if_more.hint": (
        "지금 정해 두면 이동 중에 흥정하지 않습니다. 다른 답을 하려면 이유를 적어야 합니다."
    ),
    "agree.words": "받는 쪽과 나눈 말 (비워 두어도 됩니다)",
    "agree.words.hint": "당사자의 이름이나 주소는 적지 마십시오.",
    "agree.fixed": "약속은 바꿀 수 없습니다. 끝내고 새로 해야 합니다.",
    "agree.save": "약속하기",
    "costs.before": "기금, 환율, 받는 쪽, 법률 검토",
    "costs.more": "예산과 약속",
    "costs.next.one": (
        "다음에 서명할 수 있는 사람: {names}. 한 사람의 서명이 더 필요합니다."
    ),
    "costs.next.many": (
        "다음에 서명할 수 있는 사람: {names}. {count}명의 서명이 더 필요합니다."
    ),
    "costs.next.nobody": (
        "더 서명할 수 있는 사람이 없습니다. 장부를 읽고 이 이동에 들어 있는 사람이 "
        "한 명 더 있어야 합니다."
    ),
    "costs.next.never": "받는 쪽에 속해 서명하지 못하는 사람: {names}.",
    "costs.budget.new": "예산 정하기",
    "costs.budget.hint": "정하면서 서명합니다. 다른 한 사람이 서명해야 쓸 수 있습니다.",
    "costs.budget.amount": "이 사례에 쓸 수 있는 돈",
    "costs.budget.save": "정하고 서명하기",
    "costs.bill.new": "청구서 적기",
    "costs.bill.file": "청구서 파일",
    "costs.bill.save": "청구서 적기",
    "costs.receipt.new": "영수증 적기",
    "costs.receipt.file": "영수증 파일",
    "costs.receipt.save": "영수증 적기",
    "costs.refund.new": "돌려받은 돈 적기",
    "costs.refund.amount": "지급한 {amount} 가운데 돌려받은 금액",
    "costs.refund.save": "돌려받은 돈 적기",
    "costs.end.new": "약속 끝내기",
    "costs.end.hint": "이미 지급한 것은 그대로이고, 더는 지급하지 않습니다.",
    "costs.end.reason": "끝내는 이유",
    "costs.end.save": "약속 끝내기",
}
