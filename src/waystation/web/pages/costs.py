"""Costs: what waits for a signature, what each case costs, the ledger, the funds."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.entries.money import DemandAnswered
from waystation.casework.money import Currency, IfMoreIsAsked, PaidBy
from waystation.web import money_form
from waystation.web.pages import form
from waystation.web.port import DeskPort
from waystation.web.render import Renderer

LONGEST = 200
ANSWERS = [one for one in IfMoreIsAsked if one is not IfMoreIsAsked.NOT_AGREED]


def show(request: Request) -> Response:
    """Show the page."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.costs()
    return renderer.page(
        request,
        "costs.html",
        view.desk,
        view=view,
        founding=desk.founding(),
        steps=desk.money_steps(),
        ways=list(PaidBy),
        answers=ANSWERS,
        currencies=list(Currency),
    )


async def propose(request: Request) -> Response:
    """Propose to pay a milestone."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    said = (request.path_params["agreement"], fields.get("milestone", ""))
    await to_thread.run_sync(desk.propose_payout, *said)
    return RedirectResponse("/costs#waiting", 303)


async def sign(request: Request) -> Response:
    """Sign a payout or a budget."""
    await form.read(request)
    desk: DeskPort = request.app.state.desk
    await to_thread.run_sync(desk.sign_costs, request.path_params["register"])
    return RedirectResponse("/costs#waiting", 303)


async def refuse(request: Request) -> Response:
    """Refuse a payout or a budget, with a reason."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    said = (request.path_params["register"], form.reason(fields))
    await to_thread.run_sync(desk.refuse_costs, *said)
    return RedirectResponse("/costs#waiting", 303)


async def record(request: Request) -> Response:
    """Record that the money went."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    said = (request.path_params["register"], form.chosen(fields, "paid_by", PaidBy))
    await to_thread.run_sync(desk.record_paid, *said, money_form.proof(fields))
    return RedirectResponse("/costs#waiting", 303)


async def receipt(request: Request) -> Response:
    """Record a receipt that came later; its hash is kept, the file stays where it is."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    said = (request.path_params["register"], money_form.proof(fields, needed=True))
    await to_thread.run_sync(desk.record_receipt, *said)
    return RedirectResponse("/costs", 303)


async def refund(request: Request) -> Response:
    """Record what a payee gave back."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    amount, proof = money_form.amount(fields), money_form.proof(fields)
    payout = request.path_params["register"]
    await to_thread.run_sync(desk.record_refund, payout, amount, proof)
    return RedirectResponse("/costs", 303)


async def answer(request: Request) -> Response:
    """Write down what was answered to a demand."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    answered = DemandAnswered(
        journey=fields.get("journey", ""),
        demand=request.path_params["demand"],
        answer=form.chosen(fields, "answer", IfMoreIsAsked),
        commitment=fields.get("agreement", ""),
        differs=" ".join(fields.get("differs", "").split())[:LONGEST],
    )
    await to_thread.run_sync(desk.answer_demand, answered)
    return RedirectResponse("/costs#demands", 303)


ROUTES = (
    Route("/costs", show, methods=["GET"]),
    Route("/costs/agreements/{agreement}/propose", propose, methods=["POST"]),
    Route("/costs/demands/{demand}/answer", answer, methods=["POST"]),
    Route("/costs/{register}/sign", sign, methods=["POST"]),
    Route("/costs/{register}/refuse", refuse, methods=["POST"]),
    Route("/costs/{register}/paid", record, methods=["POST"]),
    Route("/costs/{register}/receipt", receipt, methods=["POST"]),
    Route("/costs/{register}/refund", refund, methods=["POST"]),
)
