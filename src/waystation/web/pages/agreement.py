"""An agreement with a payee: made, ended, and the bills that came for it."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.entries.money import CommitmentMade, Milestone
from waystation.casework.money import Currency, IfMoreIsAsked, MilestoneKind, Purpose
from waystation.desk.views_agreement import AgreeingView
from waystation.errors import FormatError, NotFoundError
from waystation.web import money_form
from waystation.web.pages import form
from waystation.web.port import DeskPort
from waystation.web.render import Renderer

_MOST_FIELDS = 400
_MOST_MILESTONES = 32
ANSWERS = [one for one in IfMoreIsAsked if one is not IfMoreIsAsked.NOT_AGREED]


def show(request: Request) -> Response:
    """Show what can be agreed for a case, or ask for which."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    case, _, journey = request.query_params.get("about", "").partition("/")
    view = desk.agreeing(case, journey)
    return renderer.page(
        request,
        "agreement.html",
        view.desk,
        view=view,
        purposes=list(Purpose),
        answers=ANSWERS,
        currencies=list(Currency),
    )


async def make(request: Request) -> Response:
    """Agree with a payee: so much for each fact, and what is answered if more is asked."""
    fields = await form.read(request, most_fields=_MOST_FIELDS)
    return await to_thread.run_sync(_made, request, fields)


def _made(request: Request, fields: dict[str, str]) -> Response:
    desk: DeskPort = request.app.state.desk
    case, _, journey = fields.get("about", "").partition("/")
    view = desk.agreeing(case, journey)
    register = fields.get("fund", "")
    fund = next((one for one in view.funds if one.id == register), None)
    if fund is None:
        raise NotFoundError("fund.unknown", "no such fund is known here")
    currency = fund.holds.currency
    if fields.get("currency"):
        currency = money_form.currency(fields)
    leg = fields.get("leg", "")
    if leg and leg not in {one for one, _ in view.legs}:
        raise NotFoundError("leg.unknown", "the plan has no such leg")
    made = CommitmentMade(
        case=case,
        payee=form.some(fields, "payee"),
        purpose=form.chosen(fields, "purpose", Purpose),
        fund=register,
        currency=currency,
        milestones=_milestones(fields, view, currency),
        journey=journey,
        leg=leg,
        agreed=form.text(fields, "agreed"),
        if_more_is_asked=form.chosen(fields, "if_more", IfMoreIsAsked),
    )
    return RedirectResponse(f"/costs#agreement-{desk.agree(made)}", 303)


def _milestones(
    fields: dict[str, str], view: AgreeingView, currency: Currency
) -> tuple[Milestone, ...]:
    """Return every fact for which an amount was written; each is called by number.

    Raises:
        FormatError: none was, too many were, or an amount is none.
    """
    facts = [(MilestoneKind.HANDOVER, one.id) for one in view.handovers]
    facts += [(MilestoneKind.CHECK_IN, one.id) for one in view.check_ins]
    facts.append((MilestoneKind.BILL, ""))
    found: list[Milestone] = []
    for fact, of in facts:
        said = fields.get(f"{fact}.{of}" if of else str(fact), "").strip()
        if said:
            number = str(len(found) + 1)
            minor = money_form.minor(said, currency)
            found.append(Milestone(milestone=number, fact=fact, minor=minor, of=of))
    if not 1 <= len(found) <= _MOST_MILESTONES:
        raise FormatError("money.milestone", "an agreement has a fact to be paid for")
    return tuple(found)


async def end(request: Request) -> Response:
    """Pay nothing more on an agreement."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    agreement = request.path_params["agreement"]
    await to_thread.run_sync(desk.end_agreement, agreement, form.reason(fields))
    return RedirectResponse(f"/costs#agreement-{agreement}", 303)


async def bill(request: Request) -> Response:
    """Record that a bill came; its hash is kept, and the file stays where it is."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    agreement = request.path_params["agreement"]
    said = (
        agreement,
        form.some(fields, "milestone"),
        money_form.proof(fields, needed=True),
    )
    await to_thread.run_sync(desk.record_bill, *said)
    return RedirectResponse(f"/costs#agreement-{agreement}", 303)


ROUTES = (
    Route("/costs/agree", show, methods=["GET"]),
    Route("/costs/agree", make, methods=["POST"]),
    Route("/costs/agreements/{agreement}/end", end, methods=["POST"]),
    Route("/costs/agreements/{agreement}/bill", bill, methods=["POST"]),
)
