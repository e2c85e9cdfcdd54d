"""What is said before anything is paid, in English, after the Korean."""

TEXTS: dict[str, str] = {
    "waiting.money.one": "{count} proposal on who keeps money wants your signature",
    "waiting.money.many": "{count} proposals on who keeps money want your signature",
    # in which order
    "steps.title": "What comes before the first payout, in this order",
    "steps.done": "done",
    "steps.found": "Open the ledger",
    "steps.found.why": (
        "It is settled who keeps money, and a majority of the organisation's signatories "
        "signs."
    ),
    "steps.fund": "Note a fund",
    "steps.fund.why": "Where the money is from, and what alone it may be used for.",
    "steps.rate": "Enter a rate",
    "steps.rate.why": (
        "A fund is in another currency than the ledger. Enter a rate with its source "
        "and day."
    ),
    "steps.receive": "Note money that came in",
    "steps.receive.why": "A fund has to hold something before it pays.",
    "steps.budget": "Two sign a budget for the case",
    "steps.budget.why": "One sets it, and it counts once a second has signed.",
    "steps.check": "Look for the payee in sanctions lists",
    "steps.check.why": "Nothing is paid before somebody has looked and found nothing.",
    "steps.review": "Note a legal review",
    "steps.review.why": (
        "Ask somebody who knows the law whether this may be done where it is to be done."
    ),
    "steps.agree": "Make an agreement",
    "steps.agree.why": (
        "Whom, for which confirmed fact, and how much; and what is answered if more is "
        "asked."
    ),
    # who keeps money
    "signing.title": "What waits for signatures",
    "signing.found": "A new ledger",
    "signing.member": "One more who reads the ledger",
    "signing.readers": "Would read it",
    "signing.signed": "Have signed",
    "signing.next.one": "Can sign next: {names}. One more signature is needed.",
    "signing.next.many": "Can sign next: {names}. {count} more signatures are needed.",
    "found.title": "Open the ledger",
    "found.first": (
        "Nobody keeps money yet. The ledger comes first: it opens once a majority of the "
        "organisation's signatories has signed."
    ),
    "found.waits": "The ledger opens once it has its signatures. Funds are noted then.",
    "found.not_yours": (
        "Nobody keeps money yet. A coordinator or a signatory of the organisation opens "
        "the ledger."
    ),
    "found.not_in_it": (
        "There is a ledger, and this desk does not read it. If it should, ask a signatory "
        "of the organisation."
    ),
    "found.again": "Propose another ledger",
    "found.again.meaning": (
        "Only if the one above has no signatures after a week: a signatory signs for one "
        "ledger a week."
    ),
    "found.base": "Currency of the ledger",
    "found.base.hint": "All sums are in it. It cannot be changed later.",
    "found.members": "Who else reads the ledger",
    "found.members.hint": "Signatories and coordinators always do.",
    "found.save": "Propose it and ask for signatures",
    "before.members": "Who reads the ledger",
    "before.members.meaning": "Who joins later reads what is written from then on.",
    "before.member.new": "Let one more read the ledger",
    "before.member.hint": "They read it once a majority of the signatories has signed.",
    "before.member.who": "Who?",
    "before.member.save": "Propose it and ask for signatures",
    # the page before paying
    "before.title": "Before paying",
    "before.lead": "Funds and rates, payees and legal reviews are noted here.",
    "before.not_here": "This desk reads no ledger. It has to be opened first:",
    "before.number": "Amount",
    "before.currency": "Currency",
    "before.amount.hint": "For example 300,000 or 1,250.50. Won have no decimals.",
    "before.day.hint": "If it stays empty: now.",
    "before.proof.hint": (
        "The file stays where it is; only a fingerprint is kept by which it is known again."
    ),
    "before.proof.no_script": (
        "Not possible in this browser. Use the command waystation money in the terminal."
    ),
    "currency.KRW": "won (KRW)",
    "currency.CNY": "yuan (CNY)",
    "currency.USD": "US dollar (USD)",
    "currency.THB": "baht (THB)",
    "currency.EUR": "euro (EUR)",
    # funds
    "before.funds.none": (
        "No fund was noted. Note a fund first, and then the money that came into it."
    ),
    "before.fund.new": "Note a fund",
    "before.fund.label": "What you call it",
    "before.fund.label.hint": "Not the name of whoever gave it.",
    "before.fund.purposes": "What alone it may be used for",
    "before.fund.purposes.hint": (
        "Tick what its giver named. Nothing ticked restricts nothing. It cannot be widened "
        "later."
    ),
    "before.fund.cases": "For which cases alone",
    "before.fund.cases.hint": "Nothing ticked restricts nothing.",
    "before.fund.save": "Note the fund",
    "before.narrow.new": "Narrow what it is for: {fund}",
    "before.narrow.hint": "From now on it is for what you tick, and nothing else.",
    "before.narrow.save": "Narrow what it is for",
    "before.receive.new": "Note money that came in: {fund}",
    "before.receive.amount": "Amount, {currency}",
    "before.receive.on": "Day on which it came",
    "before.receive.proof": "Receipt (may be left out)",
    "before.receive.save": "Note the money",
    # rates
    "before.rates": "Rates",
    "before.rates.none": (
        "No rate was entered. The ledger is in {base}, and only another currency needs "
        "one. Rates are never fetched."
    ),
    "before.rate": "{one} = {base}",
    "before.rate.old": "an old rate",
    "before.rate.new": "Enter a rate",
    "before.rate.currency": "Which currency?",
    "before.rate.number": "How much is one of it, {base}",
    "before.rate.source": "Where did you read it?",
    "before.rate.source.hint": "For example: the central bank's page",
    "before.rate.on": "Of which day is it?",
    "before.rate.save": "Enter the rate",
    # payees
    "before.payees": "Payees",
    "before.payees.lead": (
        "A person, a family or somebody who holds a person is never a payee. Helpers and "
        "houses that are noted can be chosen as they are."
    ),
    "before.payees.none": (
        "No payee was noted. Note a shop or an institution first, and then look for it in "
        "lists of sanctions."
    ),
    "before.payee.new": "Note a payee",
    "before.payee.hint": (
        "For a helper or a house it notes their part, and who of you gains from it."
    ),
    "before.payee.who": "Who?",
    "before.payee.somebody_new": "somebody new (a shop, an institution)",
    "before.payee.label": "What the new one is called",
    "before.payee.label.hint": "Leave it empty if you chose from the list.",
    "before.payee.role": "What are they?",
    "before.payee.behind": "Who of you is the payee, or gains from it",
    "before.payee.behind.hint": ("They never sign for it. Once named, they stay named."),
    "before.payee.save": "Note the payee",
    "payee.role.helper": "helper",
    "payee.role.host": "host",
    "payee.role.transport": "transport",
    "payee.role.supplier": "shop",
    "payee.role.institution": "institution",
    "payee.role.staff": "staff",
    "payee.behind": "Never sign: {names}",
    "payee.check.none": "not looked for in sanctions lists",
    "payee.check.clear": "on no sanctions list",
    "payee.check.unclear": "unclear whether on a sanctions list",
    "payee.check.match": "on a sanctions list: not paid",
    "payee.check.old": "looked for too long ago: look again",
    "before.check.new": "Note that a payee was looked for in sanctions lists",
    "before.check.hint": (
        "Nothing is looked up for you. Look, and write down what you found."
    ),
    "before.check.who": "Whom did you look for?",
    "before.check.lists": "In which lists?",
    "before.check.lists.hint": "For example: UN, national",
    "before.check.found": "Are they on one?",
    "before.check.on": "Day on which you looked",
    "before.check.reason": "More about it (may stay empty)",
    "before.check.save": "Note what was found",
    "screening.clear": "No",
    "screening.unclear": "Unclear",
    "screening.match": "Yes",
    # legal reviews
    "before.reviews": "Legal reviews",
    "before.reviews.none": ("No legal review was noted. Without one nothing can be paid."),
    "before.review.new": "Note a legal review",
    "before.review.hint": (
        "Write down what somebody said who knows the law. Nothing is judged for you."
    ),
    "before.review.case": "Of which case?",
    "before.review.all": "all cases",
    "before.review.places": "Which places is it about?",
    "before.review.places.hint": "Countries or regions, nothing closer.",
    "before.review.opinion": "What they said",
    "before.review.conditions": "Conditions (may stay empty)",
    "before.review.on": "Day of the review",
    "before.review.good_until": "Until when is it good?",
    "before.review.good_until.hint": "After that nothing is paid before another review.",
    "before.review.save": "Note the review",
    "before.review.until": "until {at}",
    "before.review.over": "ended {at}",
    "opinion.may_proceed": "It may be done",
    "opinion.with_conditions": "It may be done under conditions",
    "opinion.may_not": "It may not be done",
    # an agreement
    "agree.title": "Make an agreement",
    "agree.lead": (
        "It says how much is paid once what is confirmed. Nothing is paid before that."
    ),
    "agree.not_yours": (
        "Agreements are made by coordinators and caseworkers who read the ledger."
    ),
    "agree.no_cases": "This desk is in no case. A case is opened first.",
    "agree.no_funds": "There is no fund. Note a fund first:",
    "agree.no_payees": "There is no payee. Note a payee first:",
    "agree.about": "What is it about?",
    "agree.about.hint": (
        "For a journey it pays by the handovers and check-ins of that journey."
    ),
    "agree.about.journey": "Journey: {name}",
    "agree.about.case": "What the case costs, without a journey",
    "agree.about.next": "Go on",
    "agree.about.other": "Choose another",
    "agree.for_case": "Case",
    "agree.payee": "Payee",
    "agree.leg": "Which leg?",
    "agree.leg.none": "none in particular",
    "agree.fund": "From which fund?",
    "agree.fund.hint": "What does not fit its giver's terms cannot be agreed.",
    "agree.facts": "How much, once what is confirmed?",
    "agree.facts.hint": "Leave empty what nothing is paid for.",
    "agree.facts.none": "No handover and no check-in of this journey is planned yet.",
    "agree.bill": "When their bill has come",
    "agree.bill.hint": "For a shop or an institution; never for work on the way.",
    "agree.currency.funds": "the fund's",
    "agree.if_more": "What is answered if they ask for more?",
    "agree.if_more.hint": (
        "Settled now, nobody bargains on the way. Another answer will want a reason."
    ),
    "agree.words": "What was said with the payee (may stay empty)",
    "agree.words.hint": "No person's name and no address.",
    "agree.fixed": "An agreement is not changed: it is ended, and another is made.",
    "agree.save": "Make the agreement",
    "costs.before": "Funds, rates, payees, legal reviews",
    "costs.more": "Budgets and agreements",
    "costs.next.one": "Can sign next: {names}. One more signature is needed.",
    "costs.next.many": "Can sign next: {names}. {count} more signatures are needed.",
    "costs.next.nobody": (
        "Nobody is left who can sign. One more is needed who reads the ledger and is in "
        "this journey."
    ),
    "costs.next.never": "Behind the payee, and never sign: {names}.",
    "costs.budget.new": "Set a budget",
    "costs.budget.hint": "You sign it by setting it. It counts once a second has signed.",
    "costs.budget.amount": "What may be spent on this case",
    "costs.budget.save": "Set and sign it",
    "costs.bill.new": "Note a bill",
    "costs.bill.file": "File of the bill",
    "costs.bill.save": "Note the bill",
    "costs.receipt.new": "Note a receipt",
    "costs.receipt.file": "File of the receipt",
    "costs.receipt.save": "Note the receipt",
    "costs.refund.new": "Note money given back",
    "costs.refund.amount": "How much of {amount} came back",
    "costs.refund.save": "Note what came back",
    "costs.end.new": "End this agreement",
    "costs.end.hint": "What was paid stays as it is, and nothing more is paid.",
    "costs.end.reason": "Why it ends",
    "costs.end.save": "End the agreement",
}
