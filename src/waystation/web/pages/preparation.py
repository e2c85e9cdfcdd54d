"""The preparation of a journey: what is missing, and one form for each part of it."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.finding import Severity
from waystation.desk.preparation import OF_THE_PLAN, Part
from waystation.desk.views_preparation import PreparationView
from waystation.errors import NotFoundError
from waystation.web import answers, preparation_form
from waystation.web.pages import form
from waystation.web.port import DeskPort, Settings
from waystation.web.preparation_form import Reading, Typed
from waystation.web.render import Renderer

SAID = frozenset(Part)


def show_all(request: Request) -> Response:
    """Show what is missing, and what stands of each part."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.preparation(request.path_params["journey"])
    said = request.query_params.get("said", "")
    asked = [
        one
        for one in view.findings
        if answers.answered_at(view.journey.id, one.code)
        and one.accepted is None
        and one.severity is not Severity.NOTE
    ]
    return renderer.page(
        request,
        "preparation.html",
        view.desk,
        view=view,
        missing=asked,
        said=said if said in SAID else "",
    )


def show(request: Request) -> Response:
    """Show the form of one part, with what stands of the subject that was chosen."""
    desk: DeskPort = request.app.state.desk
    part = _part(request)
    view = desk.preparation(request.path_params["journey"])
    subject = view.part(part).subject(_of(request, view, part))
    typed = Typed(preparation_form.stands(subject), {}, None)
    return _page(request, view, part, subject.key, typed)


async def edit(request: Request) -> Response:
    """Check what was typed as if it were noted, or note it."""
    fields = await form.read(request)
    return await to_thread.run_sync(_edited, request, fields)


def _edited(request: Request, fields: dict[str, str]) -> Response:
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    part, journey_id = _part(request), request.path_params["journey"]
    view = desk.preparation(journey_id)
    subject = view.part(part).subject(fields.get("of", ""))
    typed = Reading(view, part, subject, desk.new_id).read(fields, settings.zone)
    if fields.get("do") == "save" and typed.act is not None:
        desk.prepare(journey_id, typed.act)
        return RedirectResponse(f"/journeys/{journey_id}/preparation?said={part}", 303)
    if typed.act is not None:
        view = desk.preparation(journey_id, typed.act)
    missing = fields.get("do") == "save"
    return _page(request, view, part, subject.key, typed, missing=missing)


def _part(request: Request) -> Part:
    named = request.path_params["part"]
    if named not in set(Part):
        raise NotFoundError("web.no_page", "there is no such part")
    return Part(named)


def _of(request: Request, view: PreparationView, part: Part) -> str:
    """Return which subject was asked for; else the first of which nothing is noted."""
    asked = request.query_params.get("of")
    return view.part(part).first if asked is None else asked


def _page(  # what was typed, of what, what is to be said
    request: Request,
    view: PreparationView,
    part: Part,
    key: str,
    typed: Typed,
    *,
    missing: bool = False,
) -> Response:
    renderer: Renderer = request.app.state.renderer
    shown = view.part(part)
    return renderer.page(
        request,
        "prepare.html",
        view.desk,
        view=view,
        part=part,
        shown=shown,
        subject=next(one for one in shown.subjects if one.key == key),
        values=typed.values,
        wants=typed.wants if missing else {},
        found=[
            one
            for one in view.findings
            if answers.part_of(one.code) == part and not shown.is_of_another(one.where, key)
        ],
        of_the_plan=part in OF_THE_PLAN,
        missing=missing,
        conditions=preparation_form.CONDITIONS,
        disclosed=preparation_form.DISCLOSED,
    )


ROUTES = (
    Route("/journeys/{journey}/preparation", show_all, methods=["GET"]),
    Route("/journeys/{journey}/preparation/{part}", show, methods=["GET"]),
    Route("/journeys/{journey}/preparation/{part}", edit, methods=["POST"]),
)
