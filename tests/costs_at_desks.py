"""A money cell at real desks, agreements in it, and the milestones they wait for."""

from datetime import timedelta

from tests import builders
from waystation.casework import costs as books
from waystation.casework import handover
from waystation.casework.entries import (
    HandoverConfirmed,
    HandoverPlanned,
)
from waystation.casework.entries.money import (
    BudgetSet,
    CommitmentMade,
    FundNoted,
    FundReceived,
    Milestone,
    PayoutPaid,
    ReviewRecorded,
    SanctionsChecked,
)
from waystation.casework.money import (
    Currency,
    IfMoreIsAsked,
    MilestoneKind,
    Money,
    Opinion,
    PaidBy,
    Purpose,
    Screening,
)
from waystation.casework.terms import How
from waystation.desk import costs, journey, money_cell

KRW = Currency.KRW
RECEIPT = "r" * 43


def open_money(world):
    """Found the money cell: proposed by one, signed by a majority of the keepers."""
    money_cell.found(world.mina, KRW)
    world.sync()
    (waits,) = money_cell.waiting(world.jun)
    money_cell.sign(world.jun, waits.id)
    world.sync()


def fund(world, **more):
    desk = world.mina
    register = desk.random_id()
    costs.note(desk, FundNoted(fund=register, label="winter", currency=KRW, **more))
    came = FundReceived(
        fund=register, receipt=desk.random_id(), amount=Money(5_000_000, KRW), on=desk.now()
    )
    costs.note(desk, came)
    return register


def budget(world, case_id, minor=1_000_000):
    told = costs.set_budget(world.mina, BudgetSet(case=case_id, amount=Money(minor, KRW)))
    world.sync()
    costs.approve(world.jun, told)
    world.sync()


def looked_up(world, payee, case_id):
    desk, now = world.mina, world.clock.now()
    checked = SanctionsChecked(
        payee=payee, lists="UN, national", on=now, found=Screening.CLEAR
    )
    costs.note(desk, checked)
    costs.note(
        desk,
        ReviewRecorded(
            case=case_id,
            places="where the legs are",
            opinion=Opinion.MAY_PROCEED,
            on=now,
            until=now + timedelta(days=90),
        ),
    )


def planned(world):
    """Return case, journey, driver, host and the handover between the two."""
    case_id, person_id = builders.open_case(world)
    driver = builders.note_helper(world, "driver")
    host = builders.note_helper(world, "host")
    journey_id = builders.plan_journey(world, case_id, person_id, driver, host)
    meeting = HandoverPlanned(
        journey=journey_id,
        handover=world.mina.random_id(),
        leg=only_leg(world, journey_id),
        place="the coastal city",
        window=journey.window(world.clock.now() + timedelta(hours=1), 12),
        gives=driver,
        takes=host,
        word="blue pear",
        answer="tall hat",
    )
    journey.plan_part(world.mina, journey_id, meeting)
    world.sync()
    return case_id, journey_id, driver, host, meeting


def only_leg(world, journey_id):
    opened = journey.journey_cell(world.mina, journey_id)
    (versions,) = journey.read(world.mina, opened).plan.legs.values()
    return versions[-1].act.leg


def agreed(world, minor=300_000):
    open_money(world)
    case_id, journey_id, driver, host, meeting = planned(world)
    pot = fund(world)
    budget(world, case_id)
    looked_up(world, driver, case_id)
    made = costs.commit(
        world.mina,
        CommitmentMade(
            case=case_id,
            journey=journey_id,
            leg=meeting.leg,
            payee=driver,
            purpose=Purpose.TRANSPORT,
            fund=pot,
            currency=KRW,
            milestones=(
                Milestone(
                    milestone="there",
                    fact=MilestoneKind.HANDOVER,
                    of=meeting.handover,
                    minor=minor,
                ),
            ),
            if_more_is_asked=IfMoreIsAsked.NOTHING_MORE,
        ),
    )
    world.sync()
    return made, journey_id, driver, host, meeting


def confirm(world, meeting, *pairs, word=""):
    for name, party in pairs:
        journey.record(
            world.desks[name],
            meeting.journey,
            HandoverConfirmed(
                journey=meeting.journey,
                handover=meeting.handover,
                by=party,
                how=How.ASSERTION,
                word=word or handover.words_to_hear(meeting)[party],
            ),
        )
    world.sync()


def stands(world, payout, name="mina"):
    return books.standing(costs.read(world.desks[name]), payout).state


def paid(world, payout):
    return PayoutPaid(
        payout=payout, on=world.clock.now(), paid_by=PaidBy.BANK, proof=RECEIPT
    )
