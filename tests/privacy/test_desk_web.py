"""Who can read or change a desk through its pages: nobody but the one who was let in."""

import asyncio
import re

import pytest
from starlette.requests import Request
from starlette.types import Message

from tests.fake_desk import BUSY, FakeDesk
from tests.page_client import HERE, PORT, Pages, pages
from waystation.errors import FormatError, UnavailableError
from waystation.web.pages import form
from waystation.web.texts import LANGUAGES, Texts

SECRETS = ("P1", "B1", "Seo-yeon", "Min-ji", "embassy", "Practice organisation")
PATHS = ("/", "/journeys", "/journeys/j-pair", "/replay", "/events", "/static/", "/nowhere")


@pytest.mark.parametrize("path", PATHS)
def test_without_a_session_nothing_is_shown(path: str):
    with pages(FakeDesk(BUSY)) as opened:
        answer = opened.client.get(path)
    assert answer.status_code == 401
    assert not any(secret in answer.text for secret in SECRETS)


def test_the_launch_address_is_good_once():
    with pages(FakeDesk(BUSY)) as opened:
        token = opened.sessions.issue()
        assert opened.client.get(f"/open?token={token}").status_code == 303
        opened.client.cookies.clear()
        again = opened.client.get(f"/open?token={token}")
        assert again.status_code == 401
        assert "set-cookie" not in again.headers
        assert token not in again.text


def test_asking_what_is_there_does_not_use_the_launch_address_up():
    with pages() as opened:
        token = opened.sessions.issue()
        assert opened.client.head(f"/open?token={token}").status_code == 401
        assert opened.client.get(f"/open?token={token}").status_code == 303


@pytest.mark.parametrize("token", ["", "x", "%00", "%F0%9F%98%80", "a" * 5000])
def test_a_wrong_launch_address_opens_nothing(token: str):
    with pages() as opened:
        opened.sessions.issue()
        answer = opened.client.get(f"/open?token={token}")
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_strict_out_of_reach_of_scripts_and_ends_with_the_browser():
    with pages() as opened:
        answer = opened.client.get(f"/open?token={opened.sessions.issue()}")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"waystation-{PORT}=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Max-Age" not in cookie
    assert "expires" not in cookie.lower()
    assert "Domain" not in cookie


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        f"[::1]:{PORT}",
    ],
)
def test_a_rebound_name_is_refused_even_with_a_session(host: str, method: str):
    with pages(FakeDesk(BUSY)) as opened:
        answer = opened.sign_in().client.request(method, "/", headers={"Host": host})
    assert answer.status_code == 421
    assert not any(secret in answer.text for secret in SECRETS)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": f"http://localhost:{PORT}"},
        {"Origin": "null", "Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_of_another_origin_changes_nothing(headers: dict[str, str]):
    with pages(FakeDesk(BUSY)) as opened:
        csrf = opened.sign_in().csrf()
        answer = opened.client.post(
            "/alarms/a-demand/acknowledge", data={"csrf": csrf}, headers=headers
        )
    assert answer.status_code == 403
    assert opened.desk.done == []


@pytest.mark.parametrize(
    "headers",
    [{"Origin": HERE}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}],
)
def test_a_form_of_ours_is_accepted_with_and_without_a_named_origin(
    headers: dict[str, str],
):
    with pages(FakeDesk(BUSY)) as opened:
        csrf = opened.sign_in().csrf()
        answer = opened.client.post(
            "/alarms/a-demand/acknowledge", data={"csrf": csrf}, headers=headers
        )
    assert answer.status_code == 303


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
@pytest.mark.parametrize("path", ["/", "/events", "/static/desk.js"])
def test_another_page_on_this_machine_cannot_load_ours(path: str, site: str):
    with pages(FakeDesk(BUSY)) as opened:
        answer = opened.sign_in().client.get(path, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403


def _csrf_of_another_session(opened: Pages) -> str:
    other = opened.sessions.find(opened.sessions.exchange(opened.sessions.issue()) or "")
    assert other is not None
    return other.csrf


@pytest.mark.parametrize(
    "path",
    ["/alarms/a-demand/acknowledge", "/holds/h-pair/lift", "/holds/h-pair/keep", "/lock"],
)
def test_every_change_needs_this_sessions_token(path: str):
    with pages(FakeDesk(BUSY)) as opened:
        opened.sign_in()
        for csrf in ("", "wrong", _csrf_of_another_session(opened)):
            answer = opened.client.post(
                path, data={"csrf": csrf, "reason": "r"}, headers={"Origin": HERE}
            )
            assert answer.status_code == 403
            assert "web.csrf" in answer.text
        assert opened.client.get("/").status_code == 200
    assert opened.desk.done == []


@pytest.mark.parametrize("path", ["/", "/open", "/journeys/j-pair", "/events"])
def test_reading_never_changes_and_changing_is_never_read(path: str):
    with pages(FakeDesk(BUSY)) as opened:
        opened.sign_in()
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer = opened.client.request(method, path, headers={"Origin": HERE})
            assert answer.status_code == 405
        assert opened.client.get("/alarms/a-demand/acknowledge").status_code == 405
        assert opened.client.get("/lock").status_code == 405
    assert opened.desk.done == []


@pytest.mark.parametrize(
    ("path", "signed_in"),
    [
        *((path, False) for path in (*PATHS, "/open?token=x", "/static/desk.css")),
        # A stream does not end; its headers are the guard's like all others.
        *((path, True) for path in (*PATHS, "/static/desk.css") if path != "/events"),
    ],
)
def test_every_answer_forbids_storing_framing_sniffing_and_foreign_content(
    path: str, *, signed_in: bool
):
    with pages(FakeDesk(BUSY)) as opened:
        if signed_in:
            opened.sign_in()
        headers = opened.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_locking_ends_the_session_and_asks_for_a_new_address():
    with pages(FakeDesk(BUSY)) as opened:
        answer = opened.sign_in().post("/lock")
        assert "You have locked the desk." in answer.text
        assert not any(secret in answer.text for secret in SECRETS)
        assert opened.locked == 1
        assert opened.client.get("/").status_code == 401


def test_a_kept_cookie_opens_nothing_after_locking():
    with pages(FakeDesk(BUSY)) as opened:
        opened.sign_in()
        kept = dict(opened.client.cookies)
        opened.post("/lock")
        opened.client.cookies.update(kept)
        assert opened.client.get("/").status_code == 401


def test_no_error_repeats_what_came_in_or_what_went_wrong_inside(capsys):
    planted = "서울 만남의 자리"
    desk = FakeDesk(BUSY)
    with pages(desk) as opened:
        opened.sign_in()
        for path in (
            f"/journeys/{planted}",
            f"/{planted}",
            f"/replay/{planted}",
            f"/open?token={planted}",
        ):
            assert planted not in opened.client.get(path).text
        desk.fails = KeyError(planted)
        answer = opened.client.get("/")
        assert answer.status_code == 500
        assert planted not in answer.text
        said = capsys.readouterr().err
        assert re.fullmatch(r"waystation desk: web\.fault, KeyError in \w+\.py:\d+\n", said)
        desk.fails = UnavailableError("disk.full", "the disk is full", retry_after=3)
        answer = opened.client.get("/")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"a=" + b"x" * 20_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(100)), "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
    ],
)
def test_a_malformed_form_is_refused_whole(body: bytes, kind: str):
    with pages(FakeDesk(BUSY)) as opened:
        answer = opened.sign_in().client.post(
            "/alarms/a-demand/acknowledge",
            content=body,
            headers={"Origin": HERE, "Content-Type": kind},
        )
    assert answer.status_code in {400, 403}
    assert opened.desk.done == []


@pytest.mark.parametrize(
    "name", ["../secret", "..%2fsecret", "%2e%2e%2fsecret", "secret.jsonl"]
)
def test_a_replays_name_leads_out_of_no_directory(name: str, tmp_path):
    (tmp_path / "secret.jsonl").write_text("{}")
    inside = tmp_path / "replays"
    inside.mkdir()
    with pages(FakeDesk(), inside) as opened:
        assert opened.sign_in().client.get(f"/replay/{name}").status_code == 404


def test_a_fault_forbids_storing_and_framing_like_every_other_answer():
    desk = FakeDesk(BUSY)
    with pages(desk) as opened:
        usual = opened.sign_in().client.get("/").headers
        desk.fails = KeyError("x")
        fault = opened.client.get("/")
    assert fault.status_code == 500
    for name in ("cache-control", "content-security-policy", "x-frame-options"):
        assert fault.headers[name] == usual[name]


def test_locking_ends_the_sessions_of_every_browser_and_voids_an_unused_address():
    with pages(FakeDesk(BUSY)) as opened:
        other = opened.sessions.exchange(opened.sessions.issue()) or ""
        opened.sign_in()
        unused = opened.sessions.issue()
        opened.post("/lock")
        assert opened.sessions.find(other) is None
        assert opened.client.get(f"/open?token={unused}").status_code == 401


def test_an_address_opened_by_somebody_signed_in_is_used_up_and_renews_the_session():
    with pages(FakeDesk(BUSY)) as opened:
        opened.sign_in()
        before = dict(opened.client.cookies)
        token = opened.sessions.issue()
        assert opened.client.get(f"/open?token={token}").status_code == 303
        assert dict(opened.client.cookies) != before
        assert opened.client.get("/").status_code == 200
        opened.client.cookies.clear()
        assert opened.client.get(f"/open?token={token}").status_code == 401
        opened.client.cookies.update(before)
        assert opened.client.get("/").status_code == 401


def test_a_session_that_somebody_else_chose_is_never_taken_over():
    with pages(FakeDesk(BUSY)) as opened:
        opened.client.cookies.set(f"waystation-{PORT}", "chosen", domain="127.0.0.1")
        answer = opened.client.get(f"/open?token={opened.sessions.issue()}")
        assert "chosen" not in answer.headers["set-cookie"]
        assert opened.sessions.find("chosen") is None


def test_asking_for_the_head_of_the_stream_ends_at_once():
    with pages(FakeDesk(BUSY)) as opened:
        answer = opened.sign_in().client.head("/events")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")


def test_a_form_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(form, "_LONGEST_S", 0.0)
    arrived = 0

    async def receive() -> Message:
        nonlocal arrived
        arrived += 1
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b"a", "more_body": True}

    kind = (b"content-type", b"application/x-www-form-urlencoded")
    request = Request({"type": "http", "method": "POST", "headers": [kind]}, receive)
    with pytest.raises(FormatError):
        asyncio.run(form.read(request))
    assert arrived < 10


@pytest.mark.parametrize("method", ["FOO", "TRACE", "OPTIONS", "PROPFIND"])
def test_a_method_that_nobody_knows_says_which_are_known(method: str):
    with pages(FakeDesk(BUSY)) as opened:
        answer = opened.sign_in().client.request(method, "/", headers={"Origin": HERE})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "/%5cevil.example",
        "/%09/evil.example",
        "/%0d%0aSet-Cookie:%20a=b",
    ],
)
def test_a_choice_of_language_leads_to_no_other_host_and_adds_no_header(path: str):
    with pages() as opened:
        answer = opened.client.get(f"{path}?language=ko")
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith(("//", "/\\"))
    assert [*answer.headers.get_list("set-cookie")] == [answer.headers["set-cookie"]]
    assert answer.headers["set-cookie"].startswith("waystation-language=ko;")


def test_a_name_can_neither_be_markup_nor_turn_the_sentence_around():
    name = "<img src=x onerror=alert(1)>\u202e\u2066김"
    for language in LANGUAGES:
        said = Texts(language)("alarm.what.demand", about=Texts(language).names((name,)))
        assert "<img" not in said
        assert "&lt;img" in said
        assert "\u202e" not in said
        assert "\u2066" not in said
