"""After a loss: what is known, what is wished, whom to ask, the review, the questions."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.entries import LossRecorded, ReferralMade
from waystation.casework.entries.loss import (
    DetentionNoted,
    LastKnownNoted,
    Support,
    SupportOffered,
    Wanted,
    WishAbout,
    WishNoted,
    WishOf,
)
from waystation.casework.entries.review import ReviewFindingNoted
from waystation.casework.terms import Answer, Basis, InformationGrade, SourceGrade
from waystation.errors import FormatError
from waystation.web.pages import form
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer

NEW = "new"
"""Stands for an id until the desk that keeps it gives it one."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "bases": tuple(Basis),
    "sources": tuple(reversed(SourceGrade)),
    "grades": tuple(reversed(InformationGrade)),
    "whose": tuple(WishOf),
    "topics": tuple(WishAbout),
    "wanted": tuple(Wanted),
    "supports": tuple(Support),
    "answers": tuple(Answer),
}
Act = Callable[[DeskPort, str, dict[str, str], Settings], None]


def show(request: Request) -> Response:
    """Show what is to be known and done after a loss or a complaint."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.after(request.path_params["journey"])
    return renderer.page(request, "after.html", view.desk, view=view, choices=CHOICES)


def show_questions(request: Request) -> Response:
    """Show the organisation's own questions for a journey, or for none."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.questions(request.path_params.get("journey", ""))
    return renderer.page(request, "questions.html", view.desk, view=view)


def show_complaints(request: Request) -> Response:
    """Show the complaints that came to a trustee."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.complaints()
    return renderer.page(request, "complaints.html", view.desk, view=view)


async def answer_complaint(request: Request) -> Response:
    """Answer a complaint."""
    desk: DeskPort = request.app.state.desk
    fields = await form.read(request)
    said = _words(fields, "text")
    one = request.path_params["complaint"]
    await to_thread.run_sync(desk.answer_complaint, one, said)
    return RedirectResponse("/complaints", 303)


async def act_on_question(request: Request) -> Response:
    """Agree to, refuse or retire a question where no journey is looked at."""
    done = _OF_ALL.get(request.path_params["act"])
    fields = await form.read(request)
    if done is None:
        raise FormatError("web.form", "no such act")
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    await to_thread.run_sync(done, desk, "", fields, settings)
    return RedirectResponse("/questions", 303)


async def act(request: Request) -> Response:
    """Do one thing of the page."""
    done = _ACTS.get(request.path_params["act"])
    fields = await form.read(request)
    if done is None:
        raise FormatError("web.form", "no such act")
    desk: DeskPort = request.app.state.desk
    journey_id: str = request.path_params["journey"]
    settings: Settings = request.app.state.settings
    await to_thread.run_sync(done, desk, journey_id, fields, settings)
    page = "questions" if request.path_params["act"] in _QUESTIONS else "after"
    return RedirectResponse(f"/journeys/{journey_id}/{page}", 303)


def _lost(
    desk: DeskPort, journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    desk.record_loss(
        LossRecorded(
            journey=journey_id,
            person=form.some(fields, "person"),
            last_known=_words(fields, "text"),
            source=SourceGrade(_one(fields, "source", "sources")),
            information=InformationGrade(_one(fields, "grade", "grades")),
        )
    )


def _fact(
    desk: DeskPort, journey_id: str, fields: dict[str, str], settings: Settings
) -> None:
    desk.note_known(
        LastKnownNoted(
            fact=NEW,
            journey=journey_id,
            person=form.some(fields, "person"),
            text=_words(fields, "text"),
            basis=Basis(_one(fields, "basis", "bases")),
            place=_label(fields, "place"),
            said_by=_label(fields, "said_by"),
            source=SourceGrade(_one(fields, "source", "sources")),
            information=InformationGrade(_one(fields, "grade", "grades")),
            at=_moment(fields, "at", settings),
        )
    )


def _held(
    desk: DeskPort, journey_id: str, fields: dict[str, str], settings: Settings
) -> None:
    desk.note_known(
        DetentionNoted(
            detention=NEW,
            journey=journey_id,
            person=form.some(fields, "person"),
            place=_label(fields, "place"),
            basis=Basis(_one(fields, "basis", "bases")),
            held_by=_label(fields, "held_by"),
            said_by=_label(fields, "said_by"),
            source=SourceGrade(_one(fields, "source", "sources")),
            information=InformationGrade(_one(fields, "grade", "grades")),
            seen=_moment(fields, "seen", settings),
            since=_moment(fields, "since", settings),
            until=_moment(fields, "until", settings),
            moved_from=fields.get("moved_from", "")[:64],
            text=form.text(fields, "text"),
        )
    )


def _wish(
    desk: DeskPort, journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    desk.note_known(
        WishNoted(
            wish=NEW,
            journey=journey_id,
            person=form.some(fields, "person"),
            whose=WishOf(_one(fields, "whose", "whose")),
            about=WishAbout(_one(fields, "about", "topics")),
            wanted=Wanted(_one(fields, "wanted", "wanted")),
            who=_label(fields, "who"),
            text=form.text(fields, "text"),
        )
    )


def _refer(
    desk: DeskPort, journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    made = ReferralMade(
        referral=NEW,
        person=form.some(fields, "person"),
        to=form.words(fields, "to"),
        asks=_words(fields, "text"),
        procedure=fields.get("procedure", "")[:64],
    )
    desk.refer(made, journey_id)


def _answered(
    desk: DeskPort, journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    answer = Answer(_one(fields, "answer", "answers"))
    referral = form.some(fields, "referral")
    desk.referral_answered(journey_id, referral, answer, form.text(fields, "text"))


def _support(
    desk: DeskPort, journey_id: str, fields: dict[str, str], settings: Settings
) -> None:
    offered = form.ticked(fields, "offered")
    if not offered or not set(offered) <= set(CHOICES["supports"]):
        raise FormatError("loss.empty", "say what was offered", where="offered")
    again = form.end_of_day(fields, "again", settings) if fields.get("again") else None
    desk.offer_support(
        SupportOffered(
            word=NEW,
            journey=journey_id,
            to=form.some(fields, "to"),
            offered=tuple(Support(one) for one in offered),
            again=again,
        )
    )


def _found(
    desk: DeskPort, journey_id: str, fields: dict[str, str], settings: Settings
) -> None:
    known_to = (" ".join(one.split()) for one in fields.get("known_to", "").split(","))
    desk.note_found(
        ReviewFindingNoted(
            finding=NEW,
            review=NEW,
            journey=journey_id,
            happened=_words(fields, "text"),
            at=_moment(fields, "at", settings),
            known=form.text(fields, "known"),
            known_to=tuple(one[:200] for one in known_to if one)[:16],
            known_since=_moment(fields, "known_since", settings),
            could_be_asked=form.text(fields, "could_be_asked"),
        )
    )


def _propose(
    desk: DeskPort, journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    text, why = form.words(fields, "question"), form.words(fields, "why")
    desk.propose_question(journey_id, text, why)


def _close(
    desk: DeskPort, journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    desk.close_review(journey_id, form.reason(fields))


def _close_too(
    desk: DeskPort, journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    desk.answer_closing(journey_id, form.some(fields, "closing"), "")


def _keep_open(
    desk: DeskPort, journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    reason = form.reason(fields)
    desk.answer_closing(journey_id, form.some(fields, "closing"), reason)


def _answer(
    desk: DeskPort, journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    if "asked" not in fields:
        raise FormatError("question.answer", "it was not ticked", where="asked")
    question = form.some(fields, "question")
    desk.answer_question(journey_id, question, form.words(fields, "answer"))


def _agree(
    desk: DeskPort, _journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    desk.agree_question(form.some(fields, "question"))


def _refuse(
    desk: DeskPort, _journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    desk.refuse_question(form.some(fields, "question"), form.reason(fields))


def _retire(
    desk: DeskPort, _journey_id: str, fields: dict[str, str], _settings: Settings
) -> None:
    desk.retire_question(form.some(fields, "question"), form.reason(fields))


def _words(fields: dict[str, str], name: str) -> str:
    said = form.text(fields, name)
    if not said:
        raise FormatError("loss.empty", "words are needed", where=name)
    return said


def _label(fields: dict[str, str], name: str) -> str:
    return " ".join(fields.get(name, "").split())[:200]


def _one(fields: dict[str, str], name: str, of: str) -> str:
    said = fields.get(name, "")
    if said not in CHOICES[of]:
        raise FormatError("web.choice", "one of the choices is needed", where=name)
    return said


def _moment(fields: dict[str, str], name: str, settings: Settings) -> datetime | None:
    said = fields.get(name, "")
    if not said:
        return None
    try:
        local = datetime.fromisoformat(said)
        return local.replace(tzinfo=settings.zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise FormatError("web.day", "not a time", where=name) from error


_OF_ALL: Mapping[str, Act] = {
    "agree-question": _agree,
    "refuse-question": _refuse,
    "retire-question": _retire,
}
_QUESTIONS: Mapping[str, Act] = {"answer-question": _answer, **_OF_ALL}
_ACTS: Mapping[str, Act] = {
    "lost": _lost,
    "fact": _fact,
    "held": _held,
    "wish": _wish,
    "refer": _refer,
    "answered": _answered,
    "support": _support,
    "found": _found,
    "propose": _propose,
    "close": _close,
    "close-too": _close_too,
    "keep-open": _keep_open,
    **_QUESTIONS,
}

ROUTES = (
    Route("/journeys/{journey}/after", show, methods=["GET"]),
    Route("/journeys/{journey}/questions", show_questions, methods=["GET"]),
    Route("/journeys/{journey}/after/{act}", act, methods=["POST"]),
    Route("/questions", show_questions, methods=["GET"]),
    Route("/questions/{act}", act_on_question, methods=["POST"]),
    Route("/complaints", show_complaints, methods=["GET"]),
    Route("/complaints/{complaint}/answer", answer_complaint, methods=["POST"]),
)
