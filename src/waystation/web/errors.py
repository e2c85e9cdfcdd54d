"""What went wrong, in one shape: a code, what happened, what was kept, what to do next.

The sentences are ours, chosen by the code; nothing that a person wrote or sent is in them.
The one place where errors become HTTP statuses.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from waystation.errors import (
    ConflictError,
    FormatError,
    LogIntegrityError,
    NotFoundError,
    NotPermittedError,
    RuleError,
    SealError,
    UnavailableError,
    WaystationError,
)
from waystation.web.render import Renderer
from waystation.web.texts import Texts


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered; `family` has sentences where the code has none."""

    code: str
    status: int
    family: str = "fault"
    retry_after_s: int | None = None


# The first that fits counts, so the narrower kinds stand before RuleError.
_FAMILIES: tuple[tuple[type[WaystationError], str, int], ...] = (
    (NotPermittedError, "permission", 403),
    (NotFoundError, "missing", 404),
    (ConflictError, "conflict", 409),
    (RuleError, "rule", 422),
    (FormatError, "format", 400),
    (SealError, "seal", 422),
    (LogIntegrityError, "history", 500),
    (UnavailableError, "unavailable", 503),
)


def refusal_of(error: WaystationError) -> Refusal:
    """Return the answer to an error of ours."""
    for kind, family, status in _FAMILIES:
        if isinstance(error, kind):
            wait = error.retry_after if isinstance(error, UnavailableError) else None
            return Refusal(
                error.code, status, family, None if wait is None else round(wait)
            )
    return Refusal(error.code, 500)


def sentences(texts: Texts, refusal: Refusal) -> dict[str, str]:
    """Return the error's shape in one language."""
    known = f"error.{refusal.code}"
    if not texts.has(f"{known}.what") and texts.finding_do(refusal.code):
        # What a rule forbids is called what the rule is called, and mended as it says.
        return {
            "code": refusal.code,
            "message": texts.finding(refusal.code),
            "kept": texts("error.rule.kept"),
            "next": texts.finding_do(refusal.code),
        }
    stem = known if texts.has(f"{known}.what") else f"error.{refusal.family}"
    return {
        "code": refusal.code,
        "message": texts(f"{stem}.what"),
        "kept": texts(f"{stem}.kept"),
        "next": texts(f"{stem}.next"),
    }


def refusal_response(request: Request, refusal: Refusal) -> Response:
    """Answer with a page, or with JSON where that was asked for."""
    renderer: Renderer = request.app.state.renderer
    headers = {}
    if refusal.retry_after_s is not None:
        headers["Retry-After"] = str(refusal.retry_after_s)
    shape = sentences(renderer.texts(request), refusal)
    if _wants_json(request):
        return JSONResponse({"error": shape}, refusal.status, headers)
    template = "locked.html" if refusal.code in _LOCKED else "error.html"
    page = renderer.page(request, template, None, status=refusal.status, error=shape)
    page.headers.update(headers)
    return page


_LOCKED = frozenset({"web.session", "web.launch", "web.locked"})


def _wants_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return "json" in accepted and "text/html" not in accepted
