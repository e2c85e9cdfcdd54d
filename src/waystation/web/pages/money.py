"""Before paying: who keeps money, funds, rates, budgets, payees and reviews."""

from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.entries.money import (
    FundNoted,
    PayeeNoted,
    RateEntered,
    ReviewRecorded,
    SanctionsChecked,
)
from waystation.casework.money import Currency, Opinion, PayeeRole, Purpose, Screening
from waystation.errors import FormatError
from waystation.web import money_form
from waystation.web.pages import form
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer

MOST_FIELDS = 200
HERE = "/costs/before"


def show(request: Request) -> Response:
    """Show what is settled before anything is paid."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.before_paying()
    return renderer.page(
        request,
        "before.html",
        view.desk,
        view=view,
        currencies=list(Currency),
        purposes=list(Purpose),
        roles=list(PayeeRole),
        screenings=list(Screening),
        opinions=list(Opinion),
    )


async def found(request: Request) -> Response:
    """Propose who keeps money."""
    fields = await form.read(request, most_fields=MOST_FIELDS)
    desk: DeskPort = request.app.state.desk
    base = money_form.currency(fields)
    members = form.ticked(fields, "member")
    await to_thread.run_sync(desk.found_money, base, members)
    return RedirectResponse("/costs", 303)


async def sign(request: Request) -> Response:
    """Sign as a keeper for who keeps money."""
    await form.read(request)
    desk: DeskPort = request.app.state.desk
    await to_thread.run_sync(desk.sign_money, request.path_params["proposal"])
    return RedirectResponse("/costs", 303)


async def admit(request: Request) -> Response:
    """Propose one more who reads what is paid."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    await to_thread.run_sync(desk.add_money_member, fields.get("human", ""))
    return RedirectResponse("/costs", 303)


async def fund(request: Request) -> Response:
    """Note a fund, and what its giver named it for."""
    fields = await form.read(request, most_fields=MOST_FIELDS)
    desk: DeskPort = request.app.state.desk
    noted = FundNoted(
        fund=desk.new_id(),
        label=form.words(fields, "label"),
        currency=money_form.currency(fields),
        purposes=_purposes(fields),
        cases=form.ticked(fields, "case"),
    )
    return await _done("#funds", lambda: desk.note_money(noted))


async def narrow(request: Request) -> Response:
    """Note that a fund is for less than was noted."""
    fields = await form.read(request, most_fields=MOST_FIELDS)
    desk: DeskPort = request.app.state.desk
    register = request.path_params["fund"]
    terms = _purposes(fields), form.ticked(fields, "case")
    return await _done("#funds", lambda: desk.narrow_fund(register, *terms))


def _purposes(fields: dict[str, str]) -> tuple[Purpose, ...]:
    said = form.ticked(fields, "purpose")
    if not set(said) <= set(Purpose):
        raise FormatError("web.form", "not one of the purposes")
    return tuple(Purpose(one) for one in said)


async def receive(request: Request) -> Response:
    """Record that money came into a fund."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    on = money_form.day_or_now(fields, "on", settings, desk.state().now)
    said = (
        request.path_params["fund"],
        money_form.amount(fields),
        on,
        money_form.proof(fields),
    )
    return await _done("#funds", lambda: desk.receive_money(*said))


async def rate(request: Request) -> Response:
    """Enter a rate with its source and day."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    entered = RateEntered(
        currency=money_form.currency(fields),
        base_for_one=money_form.rate(fields),
        source=form.words(fields, "source"),
        on=money_form.day_or_now(fields, "on", settings, desk.state().now),
    )
    return await _done("#rates", lambda: desk.note_money(entered))


async def budget(request: Request) -> Response:
    """Set what a case may cost, and sign it as the first of two."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    case, amount = form.some(fields, "case"), money_form.amount(fields)
    await to_thread.run_sync(desk.set_budget, case, amount)
    return RedirectResponse(f"/costs#case-{case}", 303)


async def payee(request: Request) -> Response:
    """Note who is paid, and who of the organisation is behind them."""
    fields = await form.read(request, most_fields=MOST_FIELDS)
    desk: DeskPort = request.app.state.desk
    known = fields.get("payee", "")
    noted = PayeeNoted(
        payee=known or desk.new_id(),
        role=form.chosen(fields, "role", PayeeRole),
        label="" if known else form.words(fields, "label"),
        humans=form.ticked(fields, "human"),
    )
    return await _done("#payees", lambda: desk.note_money(noted))


async def check(request: Request) -> Response:
    """Record that a payee was looked for in sanctions lists."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    checked = SanctionsChecked(
        payee=form.some(fields, "payee"),
        lists=form.words(fields, "lists"),
        on=money_form.day_or_now(fields, "on", settings, desk.state().now),
        found=form.chosen(fields, "found", Screening),
        reason=form.text(fields, "reason"),
    )
    return await _done("#payees", lambda: desk.note_money(checked))


async def review(request: Request) -> Response:
    """Record a legal review, and until when it is good."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    reviewed = ReviewRecorded(
        case=fields.get("case", ""),
        places=form.words(fields, "places"),
        opinion=form.chosen(fields, "opinion", Opinion),
        on=money_form.day_or_now(fields, "on", settings, desk.state().now),
        until=form.end_of_day(fields, "until", settings),
        conditions=form.text(fields, "conditions"),
    )
    return await _done("#reviews", lambda: desk.note_money(reviewed))


async def _done(where: str, act: Callable[[], None]) -> Response:
    await to_thread.run_sync(act)
    return RedirectResponse(f"{HERE}{where}", 303)


ROUTES = (
    Route(HERE, show, methods=["GET"]),
    Route("/costs/found", found, methods=["POST"]),
    Route("/costs/proposals/{proposal}", sign, methods=["POST"]),
    Route("/costs/members", admit, methods=["POST"]),
    Route("/costs/funds", fund, methods=["POST"]),
    Route("/costs/funds/{fund}/received", receive, methods=["POST"]),
    Route("/costs/funds/{fund}/narrow", narrow, methods=["POST"]),
    Route("/costs/rates", rate, methods=["POST"]),
    Route("/costs/budgets", budget, methods=["POST"]),
    Route("/costs/payees", payee, methods=["POST"]),
    Route("/costs/checks", check, methods=["POST"]),
    Route("/costs/reviews", review, methods=["POST"]),
)
