"""Pages from templates: one environment, one set of things that every page is given."""

from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse

from waystation.clock import Clock
from waystation.desk.views import DeskState
from waystation.encoding import to_rfc3339
from waystation.web.answers import answered_at
from waystation.web.port import Settings
from waystation.web.texts import LANGUAGES, Texts, choose
from waystation.web.times import Times

_LONGEST_NUMBER = 9
LANGUAGE_COOKIE = "waystation-language"


class Renderer:
    """Writes pages; `clock` is for pages that no desk dates."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._zone = settings.zone
        self._clock = clock

    def texts(self, request: Request) -> Texts:
        """Return the catalogue of the one who asks."""
        accepted = request.headers.get("accept-language", "")
        return Texts(choose(request.cookies.get(LANGUAGE_COOKIE), accepted))

    def page(
        self,
        request: Request,
        template: str,
        desk: DeskState | None,
        *,
        status: int = 200,
        **values: object,
    ) -> HTMLResponse:
        """Write one page."""
        texts = self.texts(request)
        session = getattr(request.state, "session", None)
        now: datetime = desk.now if desk else self._clock.now()
        body = _template(template).render(
            t=texts,
            times=Times(texts, self._zone, now),
            language=texts.language,
            languages=LANGUAGES,
            csrf=session.csrf if session else "",
            desk=desk,
            section=request.url.path.split("/")[1],
            exact=to_rfc3339,
            kept=_kept(request),
            **values,
        )
        return HTMLResponse(body, status)


@cache
def _templates() -> Environment:
    """Return the templates: each is compiled once, and not for every application anew."""
    environment = Environment(
        loader=PackageLoader("waystation.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["answered_at"] = answered_at
    return environment


def _template(name: str) -> Template:
    return _templates().get_template(name)


def _kept(request: Request) -> str:
    """Return what a link to the same page in another language keeps of the query."""
    numbers = {name: number_in(request, name) for name in ("moment", "page")}
    return "".join(f"&{name}={at}" for name, at in numbers.items() if at is not None)


def number_in(request: Request, name: str) -> int | None:
    """Return a number of the query; None where there is none, or no short one."""
    said = request.query_params.get(name, "")
    plain = said.isascii() and said.isdecimal() and len(said) <= _LONGEST_NUMBER
    return int(said) if plain else None
