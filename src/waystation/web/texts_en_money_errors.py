"""What is said of errors with money, in English."""

_NOTHING = "Nothing was changed."

ERRORS: dict[str, str] = {
    "error.web.choice.what": "Nothing was chosen.",
    "error.web.choice.kept": _NOTHING,
    "error.web.choice.next": "Go back and choose one from the list.",
    "error.money.amount.what": "The amount could not be read.",
    "error.money.amount.kept": _NOTHING,
    "error.money.amount.next": (
        "Go back and write a number above nothing, with at most two decimals: 1,250.50"
    ),
    "error.money.won.what": "The amount could not be read.",
    "error.money.won.kept": _NOTHING,
    "error.money.won.next": (
        "Go back and write a number above nothing, without decimals: 300,000"
    ),
    "error.money.rate.what": "The rate could not be read.",
    "error.money.rate.kept": _NOTHING,
    "error.money.rate.next": "Go back and write a number above nothing: 40.25",
    "error.money.day.what": "That day is still to come.",
    "error.money.day.kept": _NOTHING,
    "error.money.day.next": "Go back and choose today or a day before, or leave it empty.",
    "error.money.proof.what": "No file was chosen, or its fingerprint could not be made.",
    "error.money.proof.kept": _NOTHING,
    "error.money.proof.next": (
        "Go back and choose the file again. If that fails, use the command waystation "
        "money in the terminal."
    ),
    "error.money.milestone.what": (
        "It does not say how much is paid once what is confirmed."
    ),
    "error.money.milestone.kept": _NOTHING,
    "error.money.milestone.next": "Go back and write an amount in at least one place.",
    "error.money.founded.what": "There is a ledger, or this desk has proposed one.",
    "error.money.founded.kept": "What was there first stands.",
    "error.money.founded.next": "Look on the page Costs whose turn it is to sign.",
    "error.money.signed.what": "You have signed for another ledger this week.",
    "error.money.signed.kept": "Your earlier signature stands.",
    "error.money.signed.next": (
        "Settle with the other signatories which one is to be opened."
    ),
    "error.money.member.what": "They read the ledger already.",
    "error.money.member.kept": _NOTHING,
    "error.money.member.next": "There is nothing more to do.",
    "error.money.keepers.what": (
        "This ledger would not be kept by the organisation's signatories."
    ),
    "error.money.keepers.kept": "You have not signed.",
    "error.money.keepers.next": (
        "Do not sign it. Ask your colleagues aloud who proposed it."
    ),
    "error.money.none.what": "This desk reads no ledger.",
    "error.money.none.kept": _NOTHING,
    "error.money.none.next": "Begin on the page Costs by opening the ledger.",
    "error.rate.missing.what": "No rate was entered for this currency.",
    "error.rate.missing.kept": _NOTHING,
    "error.rate.missing.next": "Enter a rate first, on the page Before paying.",
    "error.fund.wider.what": "A fund that was noted can only become narrower.",
    "error.fund.wider.kept": _NOTHING,
    "error.fund.wider.next": "Name only what is among what it was given for.",
    "error.fund.currency.what": "The fund holds another currency.",
    "error.fund.currency.kept": _NOTHING,
    "error.fund.currency.next": "Choose a fund in that currency, or note one.",
    "error.fund.unknown.what": "There is no such fund.",
    "error.fund.unknown.kept": _NOTHING,
    "error.fund.unknown.next": "Go back and choose the fund again.",
    "error.payee.person.what": "A person who asks for safety is not paid.",
    "error.payee.person.kept": _NOTHING,
    "error.payee.person.next": (
        "Pay the shop or institution for what they need. Nobody can lift this."
    ),
    "error.payee.holder.what": "Whoever holds a person, or is near who does, is not paid.",
    "error.payee.holder.kept": _NOTHING,
    "error.payee.holder.next": "Nobody can lift this. Speak with a colleague.",
    "error.payee.unknown.what": "There is no such payee.",
    "error.payee.unknown.kept": _NOTHING,
    "error.payee.unknown.next": "Note the payee first, on the page Before paying.",
    "error.milestone.unknown.what": "No such handover or check-in is planned.",
    "error.milestone.unknown.kept": _NOTHING,
    "error.milestone.unknown.next": (
        "Go back, reload the page and choose again. The plan may have changed."
    ),
    "error.payout.payee.what": (
        "Whoever is behind the payee neither signs nor records a payment."
    ),
    "error.payout.payee.kept": _NOTHING,
    "error.payout.payee.next": "Leave it to two others who can sign for it.",
    "error.payout.two.what": "Two have not signed, or three days have passed between them.",
    "error.payout.two.kept": _NOTHING,
    "error.payout.two.next": "Look on the page Costs who can sign next.",
    "error.payout.over.what": "It is paid, or refused, or the agreement has ended.",
    "error.payout.over.kept": _NOTHING,
    "error.payout.over.next": "Look on the page Costs how it stands.",
    "error.commitment.ended.what": "This agreement has ended.",
    "error.commitment.ended.kept": _NOTHING,
    "error.commitment.ended.next": "If something is to be paid, make another agreement.",
    "error.refund.more.what": "No more can come back than was paid.",
    "error.refund.more.kept": _NOTHING,
    "error.refund.more.next": "Go back and look at the amount again.",
    "error.demand.differs.what": (
        "It is not the answer that was agreed beforehand, and no reason is given."
    ),
    "error.demand.differs.kept": _NOTHING,
    "error.demand.differs.next": "Go back and say why the answer was another.",
}
