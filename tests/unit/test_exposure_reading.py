"""What cells say becomes facts: from when on, until when, and by whose word."""

from datetime import timedelta

from tests.casework_history import START, desk
from waystation.casework.entries import (
    CaseOpened,
    ChannelNoted,
    HandoverConfirmed,
    HandoverPlanned,
    HelperNoted,
    HouseNoted,
    JourneyPlanned,
    LegPlanned,
    OtherNoted,
    PersonNoted,
    StayPlanned,
    Window,
)
from waystation.casework.entries.money import (
    CommitmentMade,
    Milestone,
    PayoutPaid,
    PayoutProposed,
)
from waystation.casework.entries.safehouse import HouseTold
from waystation.casework.entries.slip import SlipClaimed, SlipMade
from waystation.casework.money import Currency, MilestoneKind, Money, PaidBy, Purpose
from waystation.casework.noted import acts
from waystation.casework.terms import Channel, How, Relation, SlipForm, SlipLanguage
from waystation.foresight.exposure.facts import NodeKind
from waystation.foresight.exposure.model import build
from waystation.foresight.exposure.question import question
from waystation.foresight.exposure.reading import Reading, read, read_conversation
from waystation.foresight.exposure.reading_journey import read_journey
from waystation.foresight.exposure.reading_money import read_money
from waystation.foresight.exposure.tasks import tasks

HOUR = timedelta(hours=1)
JOURNEY = JourneyPlanned(journey="j", persons=("e", "f"))


def at(hour):
    return START + hour * HOUR


def window(opens, closes):
    return Window(at(opens), at(closes))


def leg(number, takes, *, opens=10, gives="e", **more):
    return LegPlanned(
        journey="j",
        leg=f"leg{number}",
        number=number,
        place="a place",
        window=window(opens, opens + 2),
        gives=gives,
        takes=takes,
        **more,
    )


def meeting(gives="b1", takes="b2", opens=20):
    return HandoverPlanned(
        journey="j",
        handover="station",
        leg="leg2",
        place="a station",
        window=window(opens, opens + 2),
        gives=gives,
        takes=takes,
    )


def told(*said, hours=None):
    """Return acts as records, each at its hour."""
    kim = desk("kim")
    return acts(
        kim.writes(act, hours=hour)
        for hour, act in zip(hours or range(len(said)), said, strict=True)
    )


def fallen(reading, who, hour, ring=1):
    answer = question(build(*reading.complete()), who, at(hour), ring)
    return {one.node.id for one in answer.reached() if one.ring == ring}


def journey(*said, hours=None):
    reading = Reading()
    read_journey(reading, "who is in it", told(JOURNEY, *said, hours=hours))
    return reading


def test_a_meeting_gives_away_who_comes_to_it_until_it_is_over():
    reading = journey(leg(1, "b1"))
    assert fallen(reading, "b1", 5) == {"leg1", "e", "f"}
    assert fallen(reading, "leg1", 5) == {"e", "f", "b1"}
    assert fallen(reading, "leg1", 13) == set()
    assert fallen(reading, "b1", 13) == {"leg1", "e", "f"}


def test_nothing_is_known_before_it_was_planned():
    reading = journey(leg(1, "b1"), hours=(0, 4))
    assert fallen(reading, "b1", 3) == set()


def test_who_was_taken_out_of_the_plan_in_time_knows_the_place_where_it_still_is():
    reading = journey(leg(1, "b1"), leg(1, "b2"), hours=(0, 1, 2))
    assert fallen(reading, "b1", 11) == {"leg1", "e", "f", "b2"}


def test_who_knows_an_old_place_or_hour_or_a_dropped_leg_leads_to_nobody():
    reading = journey(leg(1, "b1"), leg(1, "b2", opens=14), hours=(0, 1, 2))
    (old,) = fallen(reading, "b1", 15)
    assert old.startswith("leg1/")
    assert fallen(reading, "b2", 15) == {"leg1", "e", "f"}
    dropped = journey(leg(1, "b1"), leg(1, "b1", dropped=True), hours=(0, 1, 2))
    assert fallen(dropped, "b1", 11) == {"leg1"}


def test_a_house_that_was_planned_once_stays_known_after_another_plan():
    reading = journey(leg(1, "b1", house="h"), leg(1, "b1"), hours=(0, 1, 2))
    assert "h" in fallen(reading, "b1", 3)


def slip(**more):
    return SlipMade(
        journey="j",
        slip="s",
        handover="station",
        party="b2",
        form=SlipForm.LINK,
        language=SlipLanguage.KO,
        place="a station",
        opens=at(20),
        closes=at(22),
        say="pine",
        hear_language=SlipLanguage.KO,
        expires=at(22),
        **more,
    )


def test_a_face_is_known_from_when_the_slip_that_shows_it_was_opened():
    plan = (leg(2, "b2", gives="b1", opens=20), meeting())
    opened = SlipClaimed(journey="j", slip="s")
    pictured = slip(choice="c", shows="somebody of whom nothing else is known")
    reading = journey(*plan, pictured, opened, hours=(0, 1, 2, 3, 8))
    assert pictured.shows not in fallen(reading, "b2", 7)
    assert pictured.shows in fallen(reading, "b2", 9)
    assert pictured.shows not in fallen(reading, "b1", 9)


def test_a_handover_is_known_from_when_the_slip_was_opened():
    made = slip()
    plan = (leg(2, "b2", gives="b1", opens=20), meeting())
    unopened = journey(*plan, made)
    assert "station" in fallen(unopened, "b1", 9)
    assert "station" not in fallen(unopened, "b2", 9)
    opened = journey(*plan, made, SlipClaimed(journey="j", slip="s"), hours=(0, 1, 2, 3, 8))
    assert "station" not in fallen(opened, "b2", 7)
    assert "station" in fallen(opened, "b2", 9)


def test_two_who_met_know_each_other_for_good():
    said = HandoverConfirmed(journey="j", handover="station", by="b2", how=How.ASSERTION)
    plan = (leg(2, "b2", gives="b1", opens=20), meeting())
    apart = journey(*plan)
    assert "b2" not in fallen(apart, "b1", 30)
    met = journey(*plan, said, hours=(0, 1, 2, 21))
    assert "b2" in fallen(met, "b1", 30)


def test_a_house_gives_away_who_stays_while_they_stay():
    stay = StayPlanned(
        journey="j",
        stay="s",
        leg="leg1",
        house="h",
        place="a place",
        window=window(12, 30),
        host="host",
        brought_by="b1",
    )
    reading = journey(leg(1, "b1"), stay)
    assert fallen(reading, "h", 11) == {"host"}
    assert fallen(reading, "h", 20) == {"host", "e", "f"}
    assert fallen(reading, "h", 31) == {"host"}
    assert "h" in fallen(reading, "e", 31)


def test_the_journeys_own_members_do_not_have_the_address_by_it():
    reading = journey(leg(1, "b1", house="h"))
    assert "h" not in fallen(reading, "who is in it", 5)
    assert {"e", "f", "b1", "leg1"} <= fallen(reading, "who is in it", 5)


def test_what_one_of_a_team_knows_the_others_give_away():
    reading = Reading()
    team = [
        HelperNoted(helper=one, name=one, team="t", vehicles=(f"van of {one}",))
        for one in ("b1", "b2")
    ]
    read(reading, "who knows helpers", told(*team))
    read_journey(reading, "who is in it", told(JOURNEY, leg(1, "b1", house="h")))
    assert {"h", "b1", "van of b1", "e"} <= fallen(reading, "b2", 11)
    assert {"b1", "b2", "h"} <= fallen(reading, "t", 11)


def test_who_was_told_an_address_has_it_and_its_host():
    reading = Reading()
    house = HouseNoted(house="h", label="H", address="a", host="host")
    read(reading, "readers", told(house, HouseTold(house="h", who="guide")))
    assert fallen(reading, "guide", 5) == {"h", "host"}
    assert fallen(reading, "readers", 5) == {"h", "host"}


def test_a_case_gives_away_those_at_home_and_not_who_holds_them():
    reading = Reading()
    near = [
        OtherNoted(other=one, person="e", relation=relation, who="somebody")
        for one, relation in (
            ("mother", Relation.DEPENDANT_AT_HOME),
            ("holder", Relation.HOLDER),
        )
    ]
    read(
        reading,
        "core",
        told(CaseOpened(case="c"), PersonNoted(person="e", name="E"), *near),
    )
    assert fallen(reading, "core", 5) == {"c", "e", "mother"}
    assert "c" in fallen(reading, "e", 5)


def test_a_number_leads_to_who_answers_it():
    reading = Reading()
    reading.node("e", NodeKind.PERSON)
    phone = ChannelNoted(channel="phone", via=Channel.PHONE)
    door = ChannelNoted(channel="door", via=Channel.IN_PERSON)
    read_conversation(reading, "talk", told(phone, door), ["e"])
    assert fallen(reading, "phone", 5) == {"e"}
    assert fallen(reading, "talk", 5) == {"phone", "e"}


def test_a_payment_leads_to_its_payee_and_is_called_off_only_before_it_went():
    kim = desk("kim")
    made = kim.writes(
        CommitmentMade(
            case="c",
            payee="b1",
            purpose=Purpose.TRANSPORT,
            fund="fund",
            currency=Currency.KRW,
            milestones=(
                Milestone(milestone="m", fact=MilestoneKind.HANDOVER, minor=1, of="h"),
            ),
        )
    )
    proposed = kim.writes(
        PayoutProposed(commitment=made.id, milestone="m", amount=Money(1, Currency.KRW)),
        hours=1,
    )
    paid = kim.writes(
        PayoutPaid(payout=proposed.id, on=at(5), paid_by=PaidBy.CASH), hours=5
    )
    reading = Reading()
    read_money(reading, "money", acts([made, proposed, paid]))
    assert fallen(reading, "money", 2) == {"c", proposed.id, "b1"}
    assert fallen(reading, "b1", 2) == set()
    assert fallen(reading, "b1", 6) == {proposed.id}

    def open_at(hour):
        answer = question(build(*reading.complete()), "money", at(hour))
        return {one.about.id for one in tasks(answer)}

    assert proposed.id in open_at(2)
    assert proposed.id not in open_at(6)
