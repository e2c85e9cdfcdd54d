"""Every sentence is there in both languages, is used, and says nothing it should not."""

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from waystation.casework.cause import Outcome
from waystation.casework.consent import ConsentState
from waystation.casework.entries.loss import Support, Wanted, WishAbout, WishOf
from waystation.casework.entries.task import TaskKind
from waystation.casework.finding import Severity
from waystation.casework.ledger import Booked
from waystation.casework.money import (
    Currency,
    IfMoreIsAsked,
    MilestoneKind,
    Opinion,
    PaidBy,
    PayeeRole,
    Purpose,
    Screening,
)
from waystation.casework.slip import SlipState
from waystation.casework.terms import (
    AlarmCause,
    Answer,
    Channel,
    Condition,
    Disclosed,
    HelperRole,
    IncidentEffect,
    IncidentKind,
    InformationGrade,
    MarkKind,
    SlipForm,
    SlipLanguage,
    SourceGrade,
    Tie,
    Vetting,
)
from waystation.casework.terms import Basis as Known
from waystation.casework.trust import Trust
from waystation.casework.warning import Why
from waystation.desk import call, exposure, views
from waystation.desk.preparation import Part
from waystation.desk.views_before import CheckState, Step
from waystation.desk.views_costs import MilestoneState
from waystation.desk.views_exposure_names import Noun
from waystation.desk.views_loss import Step as StepAfter
from waystation.foresight.exposure.facts import CHANGEABLE, CLOSABLE, FactKind, NodeKind
from waystation.web import plan_reading, plan_steps, preparation_form, texts
from waystation.web.call_prompts import LANGUAGES
from waystation.web.pages import journey, plan, record_form, watch
from waystation.web.replay_record import AskedKind, Basis, Verdict

KO, EN = texts.CATALOGUES["ko"], texts.CATALOGUES["en"]
WEB = Path(texts.__file__).parent
SOURCES = [*WEB.glob("templates/*.html"), *WEB.glob("*.py"), *WEB.glob("pages/*.py")]
NEVER = re.compile(r"\b(cell|charter|epoch|grant|frame|feed)(s|ed|ing)?\b", re.IGNORECASE)
NEVER_KO = re.compile("감방|헌장|에포크|프레임|피드")
COUNTED = ("one", "many")

CHOSEN: dict[str, tuple[object, ...]] = {
    "alarm.what.": tuple(AlarmCause),
    "hold.why.": tuple(AlarmCause),
    "severity.": tuple(Severity),
    "alarm.how.": tuple(Outcome),
    "call.cause.": call.CAUSES,
    "call.why.": tuple(Why),
    "call.language.": LANGUAGES,
    "journey.state.": get_args(views.JourneyState),
    "handover.confirmed.": get_args(views.Confirmed),
    "check_in.state.": get_args(views.CheckInState),
    "sign.mark.": get_args(views.CheckInState),
    "knows.": get_args(views.Knows),
    "consent.": tuple(ConsentState),
    "stage.": ("leg", "stay"),
    "stage.state.": ("done", "stopped"),
    "exposure.kind.": tuple(NodeKind),
    "exposure.name.": tuple(kind for kind in NodeKind if kind is not NodeKind.GROUP),
    "exposure.noun.": get_args(Noun)[1:],
    "exposure.unnamed.": tuple(NodeKind),
    "exposure.how.": tuple(FactKind),
    "exposure.rings.": (1, 2, 3),
    "exposure.ring.": ("1.meaning", "2.meaning", "3.meaning"),
    "task.what.": tuple(TaskKind),
    "slip.state.": tuple(SlipState),
    "slip.form.": tuple(SlipForm),
    "slip.language.": tuple(SlipLanguage),
    "slip.card.": (*SlipForm, "print"),
    "slip.read_out.": (SlipForm.CARD, SlipForm.VOICE),
    "trust.": tuple(Trust),
    "helper.role.": tuple(HelperRole),
    "speaks.": (*record_form.LANGUAGES, "other"),
    "vetting.": (Vetting.MET, Vetting.REFERENCES, Vetting.NOT_RECORDED),
    "incident.": tuple(IncidentKind),
    "incident.effect.": tuple(IncidentEffect),
    "tie.": tuple(Tie),
    "mark.": tuple(MarkKind),
    "plan.said.": tuple(plan.SAID),
    "prepare.": tuple(Part),
    "prepare.why.": tuple(Part),
    "prepare.can.": ("yes", "no"),
    "prepare.want.": get_args(preparation_form.Want),
    "condition.": tuple(Condition),
    "disclosed.": tuple(Disclosed),
    "channel.": tuple(Channel),
    "journey.said.": tuple(journey.SAID),
    "check_ins.said.": tuple(watch.SAID),
    "plan.step.": (*plan_steps.STEPS, "undo"),
    "plan.field.": get_args(plan_reading.Want),
    "change.how.": tuple(CHANGEABLE),
    "change.empty.": tuple(CLOSABLE),
    "unseen.": exposure.UNSEEN,
    "money.": tuple(Currency),
    "purpose.": tuple(Purpose),
    "milestone.": tuple(MilestoneKind),
    "milestone.state.": get_args(MilestoneState),
    "if_more.": tuple(IfMoreIsAsked),
    "booked.": tuple(Booked),
    "costs.paid_by.": tuple(PaidBy),
    "currency.": tuple(Currency),
    "payee.role.": tuple(PayeeRole),
    "payee.check.": get_args(CheckState),
    "screening.": tuple(Screening),
    "opinion.": tuple(Opinion),
    "steps.": (*get_args(Step), *(f"{step}.why" for step in get_args(Step))),
    "waiting.": tuple(
        f"{kind}.{form}" for kind in get_args(views.WaitingKind) for form in COUNTED
    ),
    "verdict.": get_args(Verdict),
    "basis.": (*get_args(Basis), *(f"{basis}.meaning" for basis in get_args(Basis))),
    "replay.before.": get_args(Basis),
    "asked.": get_args(AskedKind),
    "asked.mark.": get_args(AskedKind),
    "after.basis.": tuple(Known),
    "after.source.": tuple(SourceGrade),
    "after.grade.": tuple(InformationGrade),
    "after.whose.": tuple(WishOf),
    "after.about.": tuple(WishAbout),
    "after.wanted.": tuple(Wanted),
    "after.support.": tuple(Support),
    "after.answer.": tuple(Answer),
    "after.step.": (
        "done",
        *get_args(StepAfter),
        *(f"{step}.why" for step in get_args(StepAfter)),
    ),
    "language.": get_args(texts.Language),
    "month.": tuple(range(1, 13)),
    "time.day": ("", ".year"),
}
"""Keys that a template or a module puts together from a value."""
# Used where a code happens to have such a sentence; else a general one is.
WHERE_THERE_IS_ONE = ("error.", "finding.", "party.", "by.", "time.in.", "time.ago.")


def used() -> set[str]:
    found: set[str] = set()
    for path in SOURCES:
        if path.name.startswith("texts_"):
            continue
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"""["']([a-z_]+(?:\.[a-z_]+)*)["']\s*[,)]""", source))
        for stem in re.findall(r"""\bcount\(["']([a-z_.]+)["']""", source):
            found |= {f"{stem}.{form}" for form in COUNTED}
    for stem, ends in CHOSEN.items():
        found |= {f"{stem}{end}" for end in ends}
    return found


def test_both_catalogues_have_the_same_sentences():
    assert set(KO) == set(EN)


def test_both_languages_put_the_same_values_into_a_sentence():
    def holes(sentence: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(sentence) if name}

    # Only English names the month; only Korean numbers it.
    differing = {
        key
        for key in KO
        if holes(KO[key]) != holes(EN[key]) and not key.startswith("time.day")
    }
    assert differing == set()


def test_no_sentence_is_missing_where_a_value_chooses_it():
    wanted = {f"{stem}{end}" for stem, ends in CHOSEN.items() for end in ends}
    assert wanted - set(KO) == set()


def test_no_sentence_is_left_over():
    left = {key for key in KO if not key.startswith(WHERE_THERE_IS_ONE)} - used()
    assert left == set()


@pytest.mark.parametrize("catalogue", [KO, EN])
def test_no_sentence_speaks_of_the_machinery_or_holds_markup(catalogue: dict[str, str]):
    bad = {
        key: sentence
        for key, sentence in catalogue.items()
        if NEVER.search(sentence)
        or NEVER_KO.search(sentence)
        or re.search("[<>&`]", sentence)
    }
    assert bad == {}


def test_no_korean_particle_hangs_on_a_value():
    # A particle has two forms by the sound before it, which nobody knows of a name.
    hanging = {
        key: sentence
        for key, sentence in KO.items()
        if re.search(
            r"\{(about|names?|persons|giver|receiver|with_whom)\}[가-힣]", sentence
        )
    }
    assert hanging == {}


def test_korean_sentences_at_the_desk_are_polite():
    plain = {
        key: text for key, text in KO.items() if re.search(r"(한다|이다|해요|어요)\.", text)
    }
    assert plain == {}


def test_what_is_put_into_a_sentence_is_escaped():
    said = texts.Texts("en")("alarm.what.demand", about="<b>B1</b>")
    assert "&lt;b&gt;B1&lt;/b&gt;" in said


@pytest.mark.parametrize(
    ("cookie", "accepted", "chosen"),
    [
        (None, "", "ko"),
        (None, "fr-FR,de;q=0.5", "ko"),
        (None, "en-GB,en;q=0.9,ko;q=0.8", "en"),
        (None, "ko-KR,en;q=0.8", "ko"),
        ("ko", "en", "ko"),
        ("en", "ko", "en"),
        ("xx", "en", "en"),
    ],
)
def test_the_language_is_the_chosen_one_then_the_browsers_then_korean(
    cookie: str | None, accepted: str, chosen: str
):
    assert texts.choose(cookie, accepted) == chosen
