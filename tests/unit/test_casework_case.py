from hypothesis import given
from hypothesis import strategies as st

from tests.casework_history import at, desk, held_handles, untimed
from waystation.casework import (
    appeal,
    assessment,
    board,
    case,
    conversation,
    helper,
    person,
    referral,
)
from waystation.casework.entries import (
    AppealGraded,
    AppealReceived,
    BoardJourney,
    CaseOpened,
    CellOfCase,
    ChannelNoted,
    ClaimRecorded,
    HelperNoted,
    HoldPlaced,
    LetterQuoted,
    LossRecorded,
    MessageNoted,
    OtherNoted,
    PersonNoted,
    Quotation,
    ReferralAnswered,
    ReferralMade,
    SelfHarmAsked,
    UrgencySeen,
    UrgencyStated,
    Window,
)
from waystation.casework.finding import Severity
from waystation.casework.terms import (
    AlarmCause,
    Answer,
    Asked,
    Basis,
    Channel,
    ChannelRisk,
    FirstHand,
    InformationGrade,
    Relation,
    SelfHarm,
    SourceGrade,
    Urgency,
)

# --- appeal ---

APPEAL = AppealReceived(
    appeal="a", channel="ch", from_whom=FirstHand.SOMEONE_WHO_KNOWS, text="please"
)


def test_a_new_appeal_stands_at_f6():
    assert appeal.grade(appeal.read([desk("kim").writes(APPEAL)]), "a").text == "F6"


def test_source_and_information_are_graded_separately():
    kim = desk("kim")
    graded = AppealGraded(
        appeal="a",
        source=SourceGrade.B,
        information=InformationGrade.DOUBTFUL,
        reason="met once",
    )
    told = [kim.writes(APPEAL), kim.writes(graded)]
    assert appeal.grade(appeal.read(told), "a").text == "B4"


def urgent(*reasons):
    return UrgencyStated(urgency="u", appeal="a", level=Urgency.EMERGENCY, reasons=reasons)


def test_urgency_counts_once_two_humans_have_seen_its_reasons():
    kim, lee, again = desk("kim"), desk("lee"), desk("kim", "k2")
    stated = kim.writes(urgent("to be sold within days"))
    seen = UrgencySeen(urgency="u", act=stated.id)
    assert appeal.urgency(appeal.read([stated]), "a") is None
    same_human = again.hears(stated).writes(seen)
    assert appeal.urgency(appeal.read([stated, same_human]), "a") is None
    both = appeal.read([stated, lee.hears(stated).writes(seen)])
    assert appeal.urgency(both, "a").level is Urgency.EMERGENCY


def test_urgency_without_reasons_does_not_count():
    kim, lee = desk("kim"), desk("lee")
    stated = kim.writes(urgent(" "))
    seen = lee.writes(UrgencySeen(urgency="u", act=stated.id))
    assert appeal.urgency(appeal.read([stated, seen]), "a") is None


def test_a_changed_urgency_must_be_seen_anew():
    kim, lee = desk("kim"), desk("lee")
    stated = kim.writes(urgent("soon"))
    seen = lee.hears(stated).writes(UrgencySeen(urgency="u", act=stated.id))
    changed = kim.writes(urgent("sooner"))
    assert appeal.urgency(appeal.read([stated, seen, changed]), "a") is None


# --- assessment ---


def claim(basis=Basis.SAID, *, of="c", source="p1", code="SexualAbuse", replaces=""):
    return ClaimRecorded(
        claim=of,
        person="p1",
        field="vic_MethodsOfControl",
        code=code,
        basis=basis,
        source=source,
        told_in=f"letter of {of}",
        replaces=replaces,
    )


def coded(*told):
    return {one.code for one in assessment.indications(assessment.read(told), "p1")}


def test_a_claim_is_coded_and_a_denied_claim_is_not():
    kim = desk("kim")
    assert coded(kim.writes(claim(code="RestrictsMovement"))) == {"RestrictsMovement"}
    assert coded(kim.writes(claim(Basis.DENIED))) == set()


def test_a_denied_claim_is_kept():
    told = [desk("kim").writes(claim(Basis.DENIED))]
    assert len(assessment.claims(assessment.read(told), "p1")) == 1


def test_what_the_person_denies_of_herself_nobody_else_can_code():
    kim = desk("kim")
    told = [
        kim.writes(claim(Basis.DENIED)),
        kim.writes(claim(Basis.INFERRED, of="c2", source="kim")),
    ]
    assert coded(*told) == set()


def test_another_source_that_denies_makes_a_code_contested():
    kim = desk("kim")
    told = [kim.writes(claim()), kim.writes(claim(Basis.DENIED, of="c2", source="p2"))]
    (one,) = assessment.indications(assessment.read(told), "p1")
    assert one.contested
    assert one.sources == ("p1",)


def test_of_two_claims_of_one_source_unseen_by_each_other_the_denial_stands():
    told = [desk("kim").writes(claim()), desk("lee").writes(claim(Basis.DENIED, of="c2"))]
    assert coded(*told) == set()


def test_a_source_may_say_later_what_it_denied_before():
    kim = desk("kim")
    told = [kim.writes(claim(Basis.DENIED)), kim.writes(claim(of="c2"))]
    assert coded(*told) == {"SexualAbuse"}


def test_a_corrected_claim_is_not_coded():
    kim = desk("kim")
    told = [
        kim.writes(claim()),
        kim.writes(claim(of="c2", code="PhysicalAbuse", replaces="c")),
    ]
    assert coded(*told) == {"PhysicalAbuse"}


def test_a_code_of_no_list_is_never_coded():
    assert coded(desk("kim").writes(claim(code="Sadness"))) == set()


@untimed
@given(st.data())
def test_what_is_coded_does_not_depend_on_the_order_of_delivery(data):
    desks = [desk("kim"), desk("lee")]
    told = []
    acts = [claim(), claim(Basis.DENIED, of="c2"), claim(of="c3", source="x", replaces="c")]
    for act in data.draw(st.lists(st.sampled_from(acts), max_size=8)):
        who = data.draw(st.sampled_from(desks))
        if told:
            who.hears(*data.draw(st.lists(st.sampled_from(told), max_size=2)))
        told.append(who.writes(act))
    shuffled = data.draw(st.permutations(told))
    assert assessment.indications(assessment.read(told), "p1") == assessment.indications(
        assessment.read(shuffled), "p1"
    )


# --- persons and others ---


def asked_about(*acts):
    kim = desk("kim")
    found = person.questions(person.read([kim.writes(act) for act in acts]))
    return {(one.code, one.where) for one in found}


P1 = PersonNoted(person="p1", name="P1", injury="still limps")
NOT_NOW = SelfHarmAsked(person="p1", answer=SelfHarm.NOT_NOW)


def other(asked=Asked.NOT_YET, reason=""):
    return OtherNoted(
        other="p3",
        person="p1",
        relation=Relation.POSSIBLE_INFORMANT,
        who="the third woman",
        asked=asked,
        reason=reason,
    )


def test_an_injury_is_shown_wherever_a_climb_or_a_walk_is_planned():
    assert asked_about(P1, NOT_NOW) == {("person.injury", "p1")}


def test_self_harm_is_asked_about_and_acted_on():
    assert ("self_harm.not_asked", "p1") in asked_about(P1)
    thoughts = SelfHarmAsked(person="p1", answer=SelfHarm.THOUGHTS)
    kim = desk("kim")
    found = person.questions(person.read([kim.writes(P1), kim.writes(thoughts)]))
    assert ("self_harm.not_acted_on", Severity.BLOCK) in {
        (one.code, one.severity) for one in found
    }
    acted = SelfHarmAsked(person="p1", answer=SelfHarm.THOUGHTS, acted="stayed on the line")
    assert asked_about(P1, acted) == {("person.injury", "p1")}


def test_not_asking_somebody_at_the_place_is_a_decision_with_a_reason():
    assert ("other.not_asked", "p3") in asked_about(other())
    assert ("other.no_reason", "p3") in asked_about(other(Asked.DELIBERATELY_NOT))
    assert asked_about(other(Asked.DELIBERATELY_NOT, "she may tell the holder")) == set()


# --- conversation ---


def test_each_channel_has_its_own_risk_and_who_can_see_adds_to_it():
    kim = desk("kim")
    screen = ChannelNoted(channel="ch", via=Channel.OTHER_SCREEN, seen_by=("customer",))
    letterbox = ChannelNoted(channel="lb", via=Channel.LETTERBOX)
    watched = ChannelNoted(channel="lb2", via=Channel.LETTERBOX, seen_by=("holder",))
    state = conversation.read([kim.writes(one) for one in (screen, letterbox, watched)])
    assert ChannelRisk.OTHER_CAN_SEE in conversation.risks(state, "ch")
    assert conversation.risks(state, "lb") == frozenset()
    assert conversation.risks(state, "lb2") == {ChannelRisk.OTHER_CAN_SEE}


def test_an_unknown_channel_is_presumed_to_have_every_risk():
    assert conversation.risks(conversation.Conversation(), "ch") == frozenset(ChannelRisk)


def test_a_letter_quoted_by_two_desks_is_one_letter():
    quoted = LetterQuoted(
        letter_kind="stop",
        quoted=Quotation(letter="l", sender="s", signed="{}", signature="g"),
    )
    state = conversation.read([desk("kim").writes(quoted), desk("lee").writes(quoted)])
    assert len(conversation.in_order(state)) == 1


def test_what_was_said_is_read_in_one_order_by_everyone():
    kim, lee = desk("kim"), desk("lee")
    told = [
        who.writes(MessageNoted(channel="ch", who="p", text="t")) for who in (kim, lee, kim)
    ]
    one = [noted.record.id for noted in conversation.in_order(conversation.read(told))]
    other_way = conversation.in_order(conversation.read(told[::-1]))
    assert one == [noted.record.id for noted in other_way]


# --- referral, loss, case ---


def test_a_referral_is_unanswered_until_there_is_an_answer():
    kim = desk("kim")
    made = kim.writes(ReferralMade(referral="r", to="the platform", asks="take it down"))
    assert referral.answer(referral.read([made]), "r") is Answer.NO_ANSWER
    answered = kim.writes(ReferralAnswered(referral="r", answer=Answer.ACCEPTED))
    assert referral.answer(referral.read([made, answered]), "r") is Answer.ACCEPTED


def test_a_case_folds_all_of_its_nouns_at_once():
    kim = desk("kim")
    lost = LossRecorded(person="p1", last_known="left the house")
    acts = [CaseOpened(case="c"), APPEAL, P1, claim(), lost]
    found = case.read([kim.writes(act) for act in acts])
    assert set(found.opened) == {"c"}
    assert set(found.appeals.received) == {"a"}
    assert set(found.persons.noted) == {"p1"}
    assert set(found.endings.lost) == {"p1"}


def test_cells_that_two_desks_added_unseen_by_each_other_both_belong_to_the_case():
    kim, lee = desk("kim"), desk("lee")

    def opened(*nouns):
        return CaseOpened(case="c", cells=tuple(CellOfCase(noun=n, cell=n) for n in nouns))

    first = kim.writes(opened("conversation"))
    told = [first, kim.writes(opened("conversation", "journey"))]
    told.append(lee.hears(first).writes(opened("conversation", "second")))
    found = {one.noun for one in case.cells(case.read(told), "c")}
    assert found == {"conversation", "journey", "second"}


def test_a_broken_body_among_many_stops_no_reader():
    kim = desk("kim")
    told = [kim.writes(APPEAL), kim.writes(P1)]
    object.__setattr__(told[0], "body", b'{"appeal":3}')
    assert set(case.read(told).persons.noted) == {"p1"}


# --- board, helpers ---


def test_windows_on_the_board_are_rounded_outwards_to_six_hours():
    assert board.coarse(Window(at(1), at(2))) == Window(at(0), at(6))
    assert board.coarse(Window(at(0), at(6))) == Window(at(0), at(6))
    assert board.coarse(Window(at(5.9), at(6.1))) == Window(at(0), at(12))


def test_a_hold_applies_to_every_journey_that_shares_a_tag_and_is_not_over():
    kim = desk("kim")

    def shown(handle, *tags, over=False):
        return BoardJourney(handle=handle, windows=(), tags=tags, over=over)

    acts = [
        shown("one", "#b1"),
        shown("two", "#b1", "#house"),
        shown("three", "#b2"),
        shown("four", "#b1", over=True),
        HoldPlaced(hold="h", tags=("#b1",), cause=AlarmCause.DEMAND),
    ]
    state = board.read([kim.writes(act) for act in acts])
    assert held_handles(state) == {"one", "two"}


def test_a_team_stands_and_falls_together():
    kim = desk("kim")
    acts = [
        HelperNoted(helper="b1", name="B1", team="team", vehicles=("car",)),
        HelperNoted(helper="b9", name="B9", team="team"),
        HelperNoted(helper="x", name="X"),
    ]
    kin = helper.kin(helper.read([kim.writes(act) for act in acts]))
    assert kin["b9"] == kin["team"] == {"b1", "b9", "car", "team"}
    assert kin["x"] == {"x"}
