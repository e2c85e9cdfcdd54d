"""Rules about what is told to whom, each on a plan where it fires and where it does not."""

from tests.casework_history import at, desk
from tests.casework_journeys import leg, meeting
from tests.foresight_pictures import found, picture
from waystation.casework import conversation, disclosure, slip
from waystation.casework.entries import (
    ChannelNoted,
    HelperNoted,
    HouseNoted,
    JourneyPlanned,
    PersonNoted,
)
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.safehouse import HouseTold
from waystation.casework.entries.slip import (
    Recognition,
    SlipClaimed,
    SlipMade,
    SlipRevoked,
)
from waystation.casework.terms import (
    Channel,
    ChannelRisk,
    Disclosed,
    SlipForm,
    SlipLanguage,
)

WHO = JourneyPlanned(journey="j", persons=("e", "f"), responders=("kim",))
DRIVER = HelperNoted(helper="b1", name="Somchai")
PLAN = (WHO, leg(1, "b1"), leg(2, "b2"))


def told(what, of, to, **more):
    return DisclosureNoted(
        disclosure=f"{what} {of} {to}", journey="j", what=what, of=of, to=to, **more
    )


def told_of(*notes, channels=(), **more):
    kim = desk("kim")
    return picture(
        *PLAN,
        persons=("e", "f"),
        helpers=(DRIVER,),
        disclosures=disclosure.read([kim.writes(note) for note in notes]),
        channels=conversation.read([kim.writes(one) for one in channels]).channels,
        **more,
    )


def made(place="the market", **more):
    return SlipMade(
        journey="j",
        slip="s",
        handover="h1",
        party="b1",
        form=SlipForm.LINK,
        language=SlipLanguage.KO,
        place=place,
        opens=at(1),
        closes=at(2),
        say="강물 사과",
        hear_language=SlipLanguage.KO,
        expires=at(100),
        **more,
    )


def with_slip(*acts):
    kim = desk("kim")
    return picture(
        *PLAN,
        persons=("e", "f"),
        helpers=(DRIVER,),
        core=(PersonNoted(person="e", name="박은실"),),
        slips=slip.read([kim.writes(act) for act in acts]),
    )


def test_a_face_that_a_helper_was_given_is_asked_about():
    face = told(Disclosed.FACE, "e", "b1")
    assert found("disclosure.face_to_helper", told_of(face)) == ["b1"]
    inside = told(Disclosed.FACE, "e", "kim"), told(Disclosed.FACE, "e", "f")
    assert found("disclosure.face_to_helper", told_of(*inside)) == []
    assert found("disclosure.face_to_helper", told_of()) == []


def test_a_face_in_a_slip_that_opens_or_was_opened_is_asked_about():
    pictured = made(choice="c", shows="e")
    assert found("disclosure.face_to_helper", with_slip(pictured)) == ["b1"]
    back = SlipRevoked(journey="j", slip="s")
    assert found("disclosure.face_to_helper", with_slip(pictured, back)) == []
    opened = SlipClaimed(journey="j", slip="s")
    assert found("disclosure.face_to_helper", with_slip(pictured, opened, back)) == ["b1"]
    assert found("disclosure.face_to_helper", with_slip(made())) == []


def test_a_name_or_number_that_a_helper_was_told_is_asked_about():
    for what in (Disclosed.NAME, Disclosed.NUMBER):
        assert found("disclosure.name_to_helper", told_of(told(what, "e", "b1"))) == ["b1"]
    inside = told(Disclosed.NAME, "e", "kim")
    assert found("disclosure.name_to_helper", told_of(inside)) == []


def test_an_address_told_to_whoever_does_not_stay_is_asked_about():
    code = "disclosure.address_to_passer_by"
    noted = HouseNoted(house="h", label="H", address="a", host="host", capacity=2)
    house = (noted,)
    passing = told(Disclosed.ADDRESS, "h", "b2")
    assert found(code, told_of(passing, houses=house)) == ["b2"]
    for stays in ("host", "e", "kim"):
        asked = told_of(told(Disclosed.ADDRESS, "h", stays), houses=house)
        assert found(code, asked) == []


def test_an_address_that_the_house_itself_notes_as_told_counts_as_well():
    plan = (WHO, leg(1, "b1", house="h"))
    noted = (
        HouseNoted(house="h", label="H", address="a", host="host", capacity=2),
        HouseTold(house="h", who="b9"),
        HouseTold(house="h", who="b8"),
    )
    hired = (HelperNoted(helper="b8", name="B8", hired=True),)
    asked = picture(*plan, persons=("e", "f"), houses=noted, helpers=hired)
    assert found("disclosure.address_to_passer_by", asked) == ["b9"]


def test_a_meeting_that_is_not_theirs_is_asked_about():
    code = "disclosure.beyond_their_own"
    first = meeting(1, "b1")
    kim = desk("kim")

    def asked(note):
        return picture(
            *PLAN,
            first,
            persons=("e", "f"),
            disclosures=disclosure.read([kim.writes(note)]),
        )

    assert found(code, asked(told(Disclosed.HANDOVER, "meeting1", "b2"))) == ["b2"]
    assert found(code, asked(told(Disclosed.HANDOVER, "meeting1", "b1"))) == []
    assert found(code, asked(told(Disclosed.HANDOVER, "leg2", "b2"))) == []
    assert found(code, asked(told(Disclosed.ROUTE, "leg2", "b2"))) == ["b2"]


def test_who_holds_the_details_of_everyone_is_asked_about():
    code = "disclosure.everyone_holds_all"
    at_once = told(Disclosed.DETAILS_OF_EVERYONE, "e", "b1")
    assert found(code, told_of(at_once)) == ["b1"]
    two = [told(Disclosed.OTHER, of, "b1") for of in ("e", "f", "b2")]
    assert found(code, told_of(*two)) == []
    plan = (*PLAN, leg(3, "b3"))
    every = [told(Disclosed.OTHER, of, "b1") for of in ("e", "f", "b2", "b3")]
    kim = desk("kim")
    noted = disclosure.read([kim.writes(one) for one in every])
    asked = picture(*plan, persons=("e", "f"), disclosures=noted)
    assert found(code, asked) == ["b1"]


def test_a_way_that_somebody_else_sees_is_asked_about():
    code = "disclosure.channel_seen"
    over = told(Disclosed.HANDOVER, "leg1", "e", channel="c")
    seen = (
        ChannelNoted(channel="c", via=Channel.OTHER_SCREEN),
        ChannelNoted(channel="c", via=Channel.PHONE, seen_by=("holder",)),
        ChannelNoted(channel="c", via=Channel.PHONE, risks=(ChannelRisk.WATCHED_PLACE,)),
    )
    for channel in seen:
        assert found(code, told_of(over, channels=(channel,))) == ["e"]
    own = ChannelNoted(channel="c", via=Channel.LETTERBOX)
    assert found(code, told_of(over, channels=(own,))) == []
    assert found(code, told_of(over)) == []


def test_a_slip_with_a_name_a_number_or_an_address_blocks_until_it_is_taken_back():
    code = "disclosure.name_in_slip"
    for text in (
        "ask Somchai",
        "은실이 말고 박은실에게",
        "call 010 1234 5678",
        "x@y.example",
    ):
        assert found(code, with_slip(made(ask=text))) == ["h1"], text
    fine = made(ask="whoever gave you this", recognition=Recognition(digits="4821"))
    assert found(code, with_slip(fine)) == []
    back = SlipRevoked(journey="j", slip="s")
    assert found(code, with_slip(made(ask="ask Somchai"), back)) == []


def test_a_slip_that_names_another_place_of_the_plan_blocks():
    code = "disclosure.two_handovers_in_slip"
    first, second = leg(1, "b1"), leg(2, "b2")
    beyond = made(place=first.place, if_wrong=f"go on to {second.place}")
    own = made(place=first.place, if_wrong=f"wait near {first.place}")
    assert first.place != second.place
    assert found(code, with_slip(beyond)) == ["h1"]
    assert found(code, with_slip(own)) == []


def test_a_text_gives_away_only_what_is_a_name_a_number_or_an_address():
    assert not slip.gives_away(["21:30, bus 4, van 4821, 10 minutes"], ["Li"])
    assert not slip.gives_away(["he is polite"], ["Li"])
    assert slip.gives_away(["ask Li"], ["Li"])
    assert slip.gives_away(["+82 10 1234"], [])
    assert not slip.gives_away([""], ["", "x"])
