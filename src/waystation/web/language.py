"""`?language=ko` on any page: remembered in a cookie, then the same page without it."""

from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from waystation.web.render import LANGUAGE_COOKIE
from waystation.web.texts import LANGUAGES

_A_YEAR_S = 365 * 24 * 3600


class LanguageChoice:
    """Pure ASGI; it changes nothing but how pages are written, so a link may ask for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Remember a choice, or pass the request on."""
        language = chosen(scope)
        if language is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        rest = [pair for pair in parse_qsl(request.url.query) if pair[0] != "language"]
        path: str = scope["path"]
        # Two slashes at the start would name another host.
        again = "/" + path.lstrip("/") + (f"?{urlencode(rest)}" if rest else "")
        response = RedirectResponse(again, 303)
        response.set_cookie(
            LANGUAGE_COOKIE, language, max_age=_A_YEAR_S, httponly=True, samesite="strict"
        )
        await response(scope, receive, send)


def chosen(scope: Scope) -> str | None:
    """Return the language that a request chooses."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    wanted = Request(scope).query_params.get("language")
    return wanted if wanted in LANGUAGES else None
