"""Exposure: a question, its answer, what is to be done about it, and who asked."""

from datetime import UTC, datetime, tzinfo

from anyio import to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.desk.views_exposure import AnswerView, ExposureView
from waystation.desk.views_exposure_names import NodeName
from waystation.encoding import from_rfc3339
from waystation.errors import FormatError
from waystation.foresight.exposure.facts import NodeKind
from waystation.foresight.exposure.picture import Shown, Words
from waystation.foresight.exposure.svg import draw
from waystation.web.exposure_port import Question
from waystation.web.pages import form
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer
from waystation.web.texts import Texts
from waystation.web.times import Times

RINGS = 3
_MOST_DRAWN = 600


def show(request: Request) -> Response:
    """Show the question, the tasks that were given, and who asked."""
    desk: DeskPort = request.app.state.desk
    return _page(request, desk.exposure())


async def ask(request: Request) -> Response:
    """Answer a question; the answer is in this response and nowhere else."""
    fields = await form.read(request)
    settings: Settings = request.app.state.settings
    question = _question(fields, settings.zone)
    return await _answer(request, question)


async def assign(request: Request) -> Response:
    """Give a task to somebody, and show the answer that it came from again."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    question = _question(fields, settings.zone)
    given = (fields.get("what", ""), fields.get("about", ""), fields.get("to", ""))
    await to_thread.run_sync(desk.give_task, *given)
    return await _answer(request, question)


async def finish(request: Request) -> Response:
    """Say that a task is done; where that was on an answer, show it again."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    await to_thread.run_sync(desk.finish_task, request.path_params["task"])
    if fields.get("who"):
        return await _answer(request, _question(fields, settings.zone))
    return RedirectResponse("/exposure#given", 303)


async def _answer(request: Request, question: Question) -> Response:
    desk: DeskPort = request.app.state.desk
    view = await to_thread.run_sync(desk.exposure, question)
    return await to_thread.run_sync(_page, request, view, question)


def _page(
    request: Request, view: ExposureView, question: Question | None = None
) -> Response:
    renderer: Renderer = request.app.state.renderer
    settings: Settings = request.app.state.settings
    texts = renderer.texts(request)
    called = Called(texts, Times(texts, settings.zone, view.desk.now))
    picture = picture_of(view.answer, called) if view.answer else Markup()
    return renderer.page(
        request,
        "exposure.html",
        view.desk,
        view=view,
        called=called,
        picture=picture,
        asked_for=question,
        kinds=list(NodeKind),
        rings=range(1, RINGS + 1),
    )


class Called:
    """Says what somebody or something is called, in one language."""

    def __init__(self, texts: Texts, times: Times) -> None:
        self.texts = texts
        self._times = times

    def __call__(self, node: NodeName) -> str:
        """Return the words for a node."""
        text = self.texts
        if node.noun and (node.name or node.noun in {"roster", "money"}):
            said = text(f"exposure.noun.{node.noun}", name=node.name)
        elif node.name and node.kind is not NodeKind.GROUP:
            said = text(f"exposure.name.{node.kind}", name=node.name)
        else:
            said = text(f"exposure.unnamed.{node.kind}")
        if node.opens and node.closes:
            return said + " · " + self._times.span(node.opens, node.closes)
        return said


def picture_of(answer: AnswerView, called: Called) -> Markup:
    """Return the picture of an answer: the first rings of it where it is very large."""
    text = called.texts
    who = answer.who
    shown = [Shown(who.id, who.kind, _plain(called(who)), 0)]
    for row in answer.reached[:_MOST_DRAWN]:
        label = _plain(called(row.node))
        shown.append(Shown(row.node.id, row.node.kind, label, row.ring, row.via.id))
    rings = [f"{ring}" for ring in range(1, answer.rings + 1)]
    words = Words(
        _plain(text("exposure.picture.label", name=_plain(called(who)))),
        ("", *(_plain(text("exposure.ring", ring=ring)) for ring in rings)),
        {kind: _plain(text(f"exposure.kind.{kind}")) for kind in NodeKind},
    )
    return Markup(draw(tuple(shown), words))  # noqa: S704 -- it escapes every label


def _plain(said: str) -> str:
    """Return words without markup: a picture writes its own."""
    return said.striptags() if isinstance(said, Markup) else said


def _question(fields: dict[str, str], zone: tzinfo) -> Question:
    rings = fields.get("rings", "")
    if not fields.get("who") or rings not in {str(one) for one in range(1, RINGS + 1)}:
        raise FormatError("web.question", "the question is not whole")
    return Question(fields["who"], _moment(fields.get("as_of", ""), zone), int(rings))


def _moment(written: str, zone: tzinfo) -> datetime | None:
    if not written:
        return None
    try:
        if written.endswith("Z"):
            return from_rfc3339(written)
        return datetime.fromisoformat(written).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise FormatError("web.question", "not a time") from error


ROUTES = (
    Route("/exposure", show, methods=["GET"]),
    Route("/exposure", ask, methods=["POST"]),
    Route("/exposure/tasks", assign, methods=["POST"]),
    Route("/exposure/tasks/{task}/done", finish, methods=["POST"]),
)
