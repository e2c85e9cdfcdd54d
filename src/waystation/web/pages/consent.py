"""Consent on a journey's page: spoken and asserted by one, then by two; taken back."""

from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.terms import Channel, SlipLanguage
from waystation.desk.consent import Statement
from waystation.errors import FormatError
from waystation.web.consent_port import WORDING
from waystation.web.pages import form
from waystation.web.port import DeskPort


async def spoken(request: Request) -> Response:
    """Keep what somebody without a key said, on this human's word."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    said = Statement(
        wording=WORDING,
        language=form.chosen(fields, "language", SlipLanguage),
        text=_said(fields),
        channel=form.chosen(fields, "via", Channel),
        why_no_key=form.text(fields, "why"),
    )
    person = fields.get("person", "")
    return await _done(request, "spoken", lambda of: desk.consent_spoken(of, person, said))


async def seconded(request: Request) -> Response:
    """Give the second word for what was said."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    named = fields.get("consent", "")
    return await _done(request, "seconded", lambda of: desk.consent_seconded(of, named))


async def withdrawn(request: Request) -> Response:
    """Keep that somebody took their consent back."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    person, heard = fields.get("person", ""), _said(fields)
    return await _done(
        request, "withdrawn", lambda of: desk.consent_withdrawn(of, person, heard)
    )


def _said(fields: dict[str, str]) -> str:
    """Return what somebody said.

    Raises:
        FormatError: nothing was written down.
    """
    said = form.text(fields, "said")
    if not said:
        raise FormatError("web.said", "what was said is needed")
    return said


async def _done(request: Request, what: str, act: Callable[[str], None]) -> Response:
    journey = request.path_params["journey"]
    await to_thread.run_sync(act, journey)
    return RedirectResponse(f"/journeys/{journey}?said={what}#consent", 303)


ROUTES = (
    Route("/journeys/{journey}/consent", spoken, methods=["POST"]),
    Route("/journeys/{journey}/consent/second", seconded, methods=["POST"]),
    Route("/journeys/{journey}/consent/withdraw", withdrawn, methods=["POST"]),
)
