"""Facts read off the money: who is paid, and for which case."""

from waystation.casework.entries.money import CommitmentMade, PayoutPaid, PayoutProposed
from waystation.casework.terms import Record
from waystation.foresight.exposure.facts import FactKind, NodeKind
from waystation.foresight.exposure.reading import Reading, Said


def read_money(reading: Reading, group: str, said: Said) -> None:
    """Read the cell of money: a payment leads to its payee, and its payee to it once paid.

    Which case it was for stands there too, and nowhere else.
    """
    made: dict[str, CommitmentMade] = {}
    proposed: dict[str, PayoutProposed] = {}
    paid: list[tuple[Record, PayoutPaid]] = []
    for record, act in said:
        if isinstance(act, CommitmentMade):
            made[record.id] = act
            reading.holds(group, act.case, NodeKind.CASE, record)
        elif isinstance(act, PayoutProposed):
            proposed[record.id] = act
            payment = reading.holds(group, record.id, NodeKind.PAYMENT, record)
            if act.commitment in made:
                payee = reading.node(made[act.commitment].payee, NodeKind.HELPER)
                reading.fact(payment, payee, FactKind.NAMES, record)
        elif isinstance(act, PayoutPaid):
            paid.append((record, act))
    for record, act in paid:
        payout = proposed.get(act.payout)
        commitment = None if payout is None else made.get(payout.commitment)
        if commitment is not None:
            payee = reading.node(commitment.payee, NodeKind.HELPER)
            reading.fact(payee, act.payout, FactKind.PAID, record)
