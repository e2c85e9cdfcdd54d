"""An error has one shape wherever the desk's pages show one."""

import pytest

from tests.fake_desk import BUSY, FakeDesk
from tests.page_client import HERE, pages
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

PARTS = {"code", "message", "kept", "next"}
JSON = {"Accept": "application/json"}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuleError("a.rule", "m"), 422),
        (NotPermittedError("a.right", "m"), 403),
        (NotFoundError("a.thing", "m"), 404),
        (ConflictError("a.conflict", "m"), 409),
        (FormatError("a.format", "m"), 400),
        (SealError(), 422),
        (LogIntegrityError("a.history", "m"), 500),
        (UnavailableError("a.disk", "m"), 503),
        (WaystationError("a.other", "m"), 500),
    ],
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_kind_of_error_is_said_alike_as_json_and_as_a_page(
    error: WaystationError, status: int, language: str
):
    desk = FakeDesk(BUSY)
    desk.fails = error
    with pages(desk) as opened:
        opened.sign_in().client.cookies.set("waystation-language", language)
        answer = opened.client.get("/", headers=JSON)
        page = opened.client.get("/")
    said = answer.json()["error"]
    assert answer.status_code == page.status_code == status
    assert set(said) == PARTS
    assert said["code"] == error.code
    assert all(part and part in page.text.replace("&#39;", "'") for part in said.values())


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "code"),
    [
        ("GET", "/nowhere", {}, 404, "web.no_page"),
        ("DELETE", "/", {"Origin": HERE}, 405, "web.method"),
        ("GET", "/journeys/none", {}, 404, "journey.no_such"),
        ("GET", "/replay/none", {}, 404, "replay.no_such"),
        ("GET", "/", {"Host": "evil.example"}, 421, "web.host"),
        ("POST", "/lock", {"Origin": "http://evil.example"}, 403, "web.origin"),
        ("POST", "/lock", {"Origin": HERE}, 400, "web.form"),
    ],
)
def test_what_the_web_itself_refuses_has_the_same_shape(
    method: str, path: str, headers: dict[str, str], status: int, code: str
):
    with pages() as opened:
        answer = opened.sign_in().client.request(method, path, headers={**JSON, **headers})
    assert answer.status_code == status
    assert set(answer.json()["error"]) == PARTS
    assert answer.json()["error"]["code"] == code


def test_without_a_session_the_shape_is_the_same():
    with pages() as opened:
        answer = opened.client.get("/", headers=JSON)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "web.session"
    assert set(answer.json()["error"]) == PARTS


def test_a_fault_of_ours_says_so_and_nothing_else():
    desk = FakeDesk()
    desk.fails = ZeroDivisionError("what somebody wrote")
    with pages(desk) as opened:
        said = opened.sign_in().client.get("/", headers=JSON).json()["error"]
    assert said["code"] == "web.fault"
    assert "somebody" not in str(said)
