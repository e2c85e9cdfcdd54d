"""The desk's pages as one ASGI application, for loopback only."""

import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from waystation.clock import Clock
from waystation.errors import WaystationError
from waystation.web.errors import Refusal, refusal_of, refusal_response
from waystation.web.guard import HEADERS, Guard
from waystation.web.hub import Hub
from waystation.web.language import LanguageChoice
from waystation.web.pages import (
    agreement,
    call,
    consent,
    costs,
    events,
    exposure,
    helper,
    house,
    journey,
    loss,
    money,
    panic,
    plan,
    preparation,
    replay,
    sign_in,
    slip,
    today,
    watch,
)
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer
from waystation.web.session import Sessions

_STATUS_CODES = {404: "web.no_page", 405: "web.method"}


def create_app(
    desk: DeskPort, sessions: Sessions, settings: Settings, clock: Clock
) -> Starlette:
    """Return the application; nothing is read from the desk before somebody signed in."""
    hub = Hub(desk)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with hub.running():
            yield

    app = Starlette(
        routes=[
            *sign_in.ROUTES,
            *today.ROUTES,
            *panic.ROUTES,
            # A journey of its own name stands before every journey.
            *plan.ROUTES,
            *slip.ROUTES,
            *preparation.ROUTES,
            *consent.ROUTES,
            *loss.ROUTES,
            *journey.ROUTES,
            *helper.ROUTES,
            *house.ROUTES,
            *exposure.ROUTES,
            *costs.ROUTES,
            *money.ROUTES,
            *agreement.ROUTES,
            *replay.ROUTES,
            *call.ROUTES,
            *watch.ROUTES,
            Route("/events", events.stream),
            Mount("/static", StaticFiles(packages=[("waystation.web", "static")])),
        ],
        middleware=[
            Middleware(Guard, sessions=sessions, port=settings.port),
            Middleware(LanguageChoice),
        ],
        exception_handlers={
            WaystationError: _our_error,
            HTTPException: _http_error,
            Exception: _fault,
        },
        lifespan=lifespan,
    )
    app.state.desk = desk
    app.state.hub = hub
    app.state.sessions = sessions
    app.state.settings = settings
    app.state.renderer = Renderer(settings, clock)
    return app


def _our_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, WaystationError)  # noqa: S101 -- registered for nothing else
    return refusal_response(request, refusal_of(error))


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 -- registered for nothing else
    code = _STATUS_CODES.get(error.status_code, "web.request")
    response = refusal_response(request, Refusal(code, error.status_code, "format"))
    response.headers.update(error.headers or {})
    return response


def _fault(request: Request, error: Exception) -> Response:
    # What went wrong may quote what somebody wrote; its kind and place do not.
    place = traceback.extract_tb(error.__traceback__)[-1]
    name = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
    sys.stderr.write(f"waystation desk: web.fault, {name}\n")
    response = refusal_response(request, Refusal("web.fault", 500))
    # It is answered from outside the guard, which puts them on every other answer.
    response.headers.update(HEADERS)
    return response
