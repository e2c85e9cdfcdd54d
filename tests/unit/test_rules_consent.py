from msgspec.structs import replace

from tests.casework_history import at, desk
from tests.casework_journeys import leg
from tests.foresight_pictures import consents_of, found, picture
from waystation.casework import consent, journey
from waystation.casework.entries import (
    AppealGraded,
    AppealReceived,
    HandoverPlanned,
    JourneyPlanned,
    OtherNoted,
    PersonNoted,
    SelfHarmAsked,
    StayPlanned,
    Window,
)
from waystation.casework.entries.plan import (
    ChildArranged,
    DestinationPlanned,
    GoingWeighed,
)
from waystation.casework.terms import (
    Asked,
    FirstHand,
    InformationGrade,
    Relation,
    SelfHarm,
    SourceGrade,
)

WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim",))
BOTH = JourneyPlanned(journey="j", persons=("e", "f"), responders=("kim",))
ONE = leg(1, "b1")
GATE = DestinationPlanned(journey="j", destination="gate", to="the embassy")


def fires(code, *plan, core=()):
    return found(code, picture(*(plan or (WHO, ONE)), core=core))


def told_in_order(*acts):
    """A picture of one desk's history, so that consents saw what stood before them."""
    kim = desk("kim")
    told = [kim.writes(act) for act in acts]
    whole = picture()
    return replace(whole, journey=journey.read("j", told), consents=consent.read(told))


def test_two_consents_of_one_key_block():
    apart = picture(BOTH, ONE, persons=("e", "f"))
    assert found("consent.not_each_for_themselves", apart) == []
    one, two = consents_of("e", "f")
    by_one = replace(two, quoted=replace(two.quoted, sender=one.quoted.sender))
    together = told_in_order(BOTH, ONE, one, by_one)
    assert found("consent.not_each_for_themselves", together) == ["f"]


def test_a_consent_that_will_be_months_old_on_arrival_is_questioned():
    late = replace(ONE, window=Window(at(24 * 60), at(24 * 61)))
    assert fires("consent.expires_before_arrival", WHO, late) == ["e"]
    assert fires("consent.expires_before_arrival", WHO, ONE) == []


def test_a_person_who_was_asked_again_has_consented_lately():
    kim, (agreed,) = desk("kim"), consents_of("e")
    late = replace(ONE, window=Window(at(24 * 60), at(24 * 61)))
    asked = [kim.writes(agreed), kim.writes(agreed, hours=24 * 50)]
    seen = replace(picture(WHO, late), consents=consent.read(asked))
    assert found("consent.expires_before_arrival", seen) == []
    assert found("consent.none", seen) == []


def test_a_leg_that_changed_after_the_consent_is_questioned():
    agreed = consents_of("e")
    assert found("consent.plan_changed_since", told_in_order(WHO, ONE, *agreed)) == []
    changed = told_in_order(WHO, ONE, *agreed, leg(1, "b2"))
    assert found("consent.plan_changed_since", changed) == ["e"]
    again = told_in_order(WHO, ONE, *agreed, leg(1, "b2"), *agreed)
    assert found("consent.plan_changed_since", again) == []


def test_a_house_that_came_after_the_consent_is_questioned():
    agreed = consents_of("e")
    stay = StayPlanned(
        journey="j",
        stay="s",
        leg="leg1",
        house="h",
        place="the town",
        window=Window(at(12), at(20)),
        host="host",
    )
    before = told_in_order(WHO, ONE, stay, *agreed)
    assert found("consent.plan_changed_since", before) == []
    after = told_in_order(WHO, ONE, *agreed, stay)
    assert found("consent.plan_changed_since", after) == ["e"]
    moved = told_in_order(WHO, ONE, stay, *agreed, replace(stay, house="h2"))
    assert found("consent.plan_changed_since", moved) == ["e"]


def test_somebody_else_who_comes_to_a_handover_after_the_consent_is_questioned():
    agreed = consents_of("e")
    meets = HandoverPlanned(
        journey="j",
        handover="m",
        leg="leg1",
        place="the corner",
        window=ONE.window,
        gives=ONE.gives,
        takes=ONE.takes,
    )
    words = told_in_order(WHO, ONE, *agreed, replace(meets, word="rain"))
    assert found("consent.plan_changed_since", words) == []
    other = told_in_order(WHO, ONE, meets, *agreed, replace(meets, takes="stranger"))
    assert found("consent.plan_changed_since", other) == ["e"]


def test_a_consent_names_who_receives_the_person():
    agreed = consents_of("e")
    named = told_in_order(WHO, ONE, GATE, *agreed)
    later = told_in_order(WHO, ONE, *agreed, GATE)
    nowhere = told_in_order(WHO, ONE, *agreed)
    assert found("consent.recipient_unnamed", named) == []
    assert found("consent.recipient_unnamed", later) == ["e"]
    assert found("consent.recipient_unnamed", nowhere) == ["e"]


def test_an_appeal_of_somebody_else_is_questioned_until_it_is_confirmed():
    code = "consent.third_party_appeal_unconfirmed"
    cousin = AppealReceived(
        appeal="a", channel="c", from_whom=FirstHand.SOMEONE_WHO_KNOWS, text="", who="e"
    )
    herself = replace(cousin, appeal="b", from_whom=FirstHand.PERSON)
    graded = AppealGraded(
        appeal="a",
        source=SourceGrade.B,
        information=InformationGrade.PROBABLY_TRUE,
        reason="two agree",
    )
    assert fires(code, core=(cousin,)) == ["e"]
    assert fires(code, core=(cousin, herself)) == []
    assert fires(code, core=(cousin, graded)) == []
    assert fires(code) == []


def test_a_child_without_somebody_responsible_blocks():
    child = PersonNoted(person="e", name="E", adult=False)
    made = ChildArranged(journey="j", person="e", responsible="a guardian", asked="yes")
    code = "consent.child_without_arrangement"
    assert fires(code, core=(child,)) == ["e"]
    assert fires(code, WHO, ONE, made, core=(child,)) == []
    assert fires(code, core=(replace(child, adult=True),)) == []


def test_going_is_weighed_against_staying_with_each_person():
    code = "consent.going_not_weighed"
    weighed = GoingWeighed(journey="j", person="e", going="a risk", staying="a risk")
    assert fires(code) == ["e"]
    assert fires(code, WHO, ONE, weighed) == []
    assert fires(code, WHO, ONE, replace(weighed, staying="")) == ["e"]


def test_somebody_at_the_place_is_asked_or_deliberately_not_asked_with_a_reason():
    third = OtherNoted(other="t", person="e", relation=Relation.AT_THE_PLACE, who="t")
    decided = replace(third, asked=Asked.DELIBERATELY_NOT)
    assert fires("other.not_asked", core=(third,)) == ["t"]
    assert fires("other.not_asked", core=(decided,)) == []
    assert fires("other.no_reason", core=(decided,)) == ["t"]
    assert fires("other.no_reason", core=(replace(decided, reason="she watches"),)) == []


def test_people_near_somebody_who_does_not_travel_are_no_matter_of_this_journey():
    third = OtherNoted(other="t", person="x", relation=Relation.AT_THE_PLACE, who="t")
    assert fires("other.not_asked", core=(third,)) == []


def test_self_harm_is_asked_about_and_acted_on():
    person = PersonNoted(person="e", name="E")
    thoughts = SelfHarmAsked(person="e", answer=SelfHarm.THOUGHTS)
    assert fires("self_harm.not_asked", core=(person,)) == ["e"]
    assert fires("self_harm.not_asked", core=(person, thoughts)) == []
    assert fires("self_harm.not_acted_on", core=(person, thoughts)) == ["e"]
    acted = replace(thoughts, acted="called every evening")
    assert fires("self_harm.not_acted_on", core=(person, acted)) == []


def test_an_injury_is_said_wherever_the_plan_stands():
    person = PersonNoted(person="e", name="E", injury="limps")
    assert fires("person.injury", core=(person,)) == ["e"]
    assert fires("person.injury", core=(replace(person, injury=""),)) == []
