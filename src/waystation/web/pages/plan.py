"""The plan of a journey: edited, checked as it is typed, saved, asked about, decided."""

from datetime import datetime

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.draft import PlanDraft
from waystation.casework.terms import Decision
from waystation.desk.views_plan import PlanView
from waystation.errors import ConflictError, FormatError
from waystation.web import plan_form, plan_steps
from waystation.web.pages import form
from waystation.web.plan_form import PlanForm
from waystation.web.plan_reading import Reading
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer

_MOST_BYTES = 512 * 1024
_MOST_FIELDS = 2000


def show(request: Request) -> Response:
    """Show the plan as it stands, ready to be edited."""
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    view = desk.plan(request.path_params["journey"])
    written = plan_form.of(view.draft, settings.zone)
    read = Reading(written, settings.zone, view.draft)
    return _page(request, view, written, read, said=request.query_params.get("said", ""))


async def edit(request: Request) -> Response:
    """Do one step of editing, or save; what is drafted comes back checked."""
    fields = await form.read(request, most_bytes=_MOST_BYTES, most_fields=_MOST_FIELDS)
    return await to_thread.run_sync(_edited, request, fields)


def _edited(request: Request, fields: dict[str, str]) -> Response:
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    journey_id: str = request.path_params["journey"]
    do = fields.get("do", "check")
    written = plan_form.read(fields)
    step = ""
    if do not in {"check", "save"}:
        before, written = written, plan_steps.step(written, do, desk.new_id)
        step = do.partition(".")[0] if written != before else ""
    stands = desk.plan(journey_id)
    read = Reading(written, settings.zone, stands.draft)
    version, said = fields.get("version", ""), ""
    if do == "save" and read.wants:
        said = "incomplete"
    elif do == "save":
        said = _saved(desk, journey_id, read.draft, version)
        if not said:
            return RedirectResponse(f"/journeys/{journey_id}/plan?said=saved", 303)
        # Who saves once more has read that the plan had changed.
        version = stands.version
    view = desk.plan(journey_id, read.draft)
    return _page(
        request,
        view,
        written,
        read,
        said=said,
        version=version,
        step=step,
        status=409 if said == "changed" else 200,
    )


def _saved(desk: DeskPort, journey_id: str, draft: PlanDraft, version: str) -> str:
    """Save a draft; say what came in between."""
    try:
        desk.save_plan(journey_id, draft, version)
    except ConflictError as error:
        return "changed" if error.code == "plan.changed" else "begun"
    return ""


async def decide(request: Request) -> Response:
    """Decide go or no-go on the plan that is saved."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey_id = request.path_params["journey"]
    decision = form.chosen(fields, "decision", Decision)
    reason = form.reason(fields)
    recorded = await to_thread.run_sync(desk.decide, journey_id, decision, reason)
    if recorded:
        return RedirectResponse(f"/journeys/{journey_id}", 303)
    return RedirectResponse(f"/journeys/{journey_id}/plan?said=refused", 303)


async def sign(request: Request) -> Response:
    """Sign the plan that is saved."""
    await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey_id = request.path_params["journey"]
    await to_thread.run_sync(desk.sign_plan, journey_id)
    return RedirectResponse(f"/journeys/{journey_id}/plan?said=signed", 303)


async def accept(request: Request) -> Response:
    """Accept a finding until a day, as the first of two."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    journey_id = request.path_params["journey"]
    try:
        day = datetime.fromisoformat(fields.get("until", ""))
    except ValueError:
        raise FormatError("finding.until", "not a time", where="until") from None
    until = day.replace(tzinfo=settings.zone)
    found = fields.get("code", ""), fields.get("where", "")
    await to_thread.run_sync(desk.accept, journey_id, found, form.reason(fields), until)
    return RedirectResponse(f"/journeys/{journey_id}/plan?said=accepted_by_one", 303)


async def accept_too(request: Request) -> Response:
    """Accept a finding as the second of two."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey_id = request.path_params["journey"]
    await to_thread.run_sync(desk.accept_too, journey_id, fields.get("act", ""))
    return RedirectResponse(f"/journeys/{journey_id}/plan?said=accepted", 303)


async def accept_never(request: Request) -> Response:
    """Refuse to have a finding accepted: one is enough."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey_id, act = request.path_params["journey"], fields.get("act", "")
    await to_thread.run_sync(desk.accept_never, journey_id, act, form.reason(fields))
    return RedirectResponse(f"/journeys/{journey_id}/plan?said=accepted_never", 303)


async def ask(request: Request) -> Response:
    """Ask everybody who is to travel for their consent."""
    await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey_id = request.path_params["journey"]
    unreached = await to_thread.run_sync(desk.ask_consent, journey_id)
    said = "asked_some" if unreached else "asked"
    return RedirectResponse(f"/journeys/{journey_id}/plan?said={said}", 303)


def choose(request: Request) -> Response:
    """Show who a new journey could be for."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.new_journey()
    said = request.query_params.get("said", "")
    return renderer.page(request, "plan_new.html", view.desk, view=view, said=said)


async def begin(request: Request) -> Response:
    """Begin a journey: whom it is for, and who answers for it besides."""
    fields = await form.read(request, most_fields=200)
    desk: DeskPort = request.app.state.desk
    chosen = [name.split(".")[1:] for name in fields if name.startswith("person.")]
    cases = {case for case, *_ in chosen}
    if len(cases) != 1:
        return RedirectResponse("/journeys/new?said=nobody", 303)
    persons = tuple(person for _, person in chosen)
    others = tuple(name.partition(".")[2] for name in fields if name.startswith("answers."))
    label = " ".join(fields.get("label", "").split())[:200]
    journey_id = await to_thread.run_sync(
        desk.begin_journey, cases.pop(), persons, others, label
    )
    return RedirectResponse(f"/journeys/{journey_id}/plan", 303)


def _page(  # noqa: PLR0913  # what was typed, what was found, what is to be said
    request: Request,
    view: PlanView,
    written: PlanForm,
    read: Reading,
    *,
    said: str,
    version: str = "",
    step: str = "",
    status: int = 200,
) -> Response:
    renderer: Renderer = request.app.state.renderer
    return renderer.page(
        request,
        "plan.html",
        view.desk,
        status=status,
        view=view,
        form=written,
        wants=read.wants,
        agreed={
            at
            for at, one in enumerate(read.rows)
            if one is not None and (one.person, one.opens, one.due) in view.agreed
        },
        version=version or view.version,
        said=said if said in SAID else "",
        step=step,
    )


SAID = frozenset(
    {
        "saved",
        "changed",
        "begun",
        "incomplete",
        "refused",
        "signed",
        "accepted_by_one",
        "accepted",
        "accepted_never",
        "asked",
        "asked_some",
    }
)
ROUTES = (
    Route("/journeys/new", choose, methods=["GET"]),
    Route("/journeys/new", begin, methods=["POST"]),
    Route("/journeys/{journey}/plan", show, methods=["GET"]),
    Route("/journeys/{journey}/plan", edit, methods=["POST"]),
    Route("/journeys/{journey}/decide", decide, methods=["POST"]),
    Route("/journeys/{journey}/sign", sign, methods=["POST"]),
    Route("/journeys/{journey}/accept", accept, methods=["POST"]),
    Route("/journeys/{journey}/accept-too", accept_too, methods=["POST"]),
    Route("/journeys/{journey}/accept-never", accept_never, methods=["POST"]),
    Route("/journeys/{journey}/ask", ask, methods=["POST"]),
)
