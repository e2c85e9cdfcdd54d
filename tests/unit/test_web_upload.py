"""A form with a file: read into memory, bounded, and only with this session's token."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.page_client import HERE, pages
from waystation.desk.slip_photograph import FILE_BYTES
from waystation.errors import FormatError
from waystation.web.pages import upload
from waystation.web.pages.upload import Upload

MADE = "/journeys/j/slips"
EDGE = b"----edge"
JSON = {"Origin": HERE, "Accept": "application/json"}


def written(*parts):
    lines = b"".join(
        b"--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (EDGE, name, carried)
        for name, carried in parts
    )
    return lines + b"--" + EDGE + b"--\r\n"


def test_a_file_is_read_as_it_is_and_fields_beside_it():
    raw = b"\xff\xd8\r\n--edge\r\n\r\n\x00\xff"
    form = written(
        (b'name="csrf"', b"token"),
        (b'name="ask"', "집".encode()),
        (b'name="photograph"; filename="a\\".jpg"\r\nContent-Type: image/jpeg', raw),
    )
    found = upload._read(form, EDGE, "photograph")
    assert found == Upload({"csrf": "token", "ask": "집"}, raw)
    empty = written((b'name="photograph"; filename=""', b""))
    assert upload._read(empty, EDGE, "photograph").file is None


@pytest.mark.parametrize(
    "form",
    [
        b"",
        b"--" + EDGE,
        written((b'name="a"', b"b"))[:-6],
        b"before" + written((b'name="a"', b"b")),
        written((b"filename=a", b"b")),
        written((b'name="a"', b"\xff")),
        written((b'name="a"', b"b" * 5000)),
        written(*[(b'name="a"', b"b")] * 21),
        written((b'name="a"', b"b")).replace(b"\r\n\r\n", b"\r\n"),
    ],
)
def test_what_is_no_form_of_ours_is_refused(form):
    with pytest.raises(FormatError, match=r"web\.form"):
        upload._read(form, EDGE, "photograph")


@given(st.lists(st.sampled_from([b"--", EDGE, b"\r\n", b"a", b": ", b'name="a"', b"\xff"])))
def test_broken_forms_are_refused_and_nothing_else(parts):
    try:
        upload._read(b"".join(parts), EDGE, "photograph")
    except FormatError as error:
        found = error
        assert found.code == "web.form"


def test_a_file_needs_the_token_of_this_session_and_a_size():
    with pages() as desk:
        desk.sign_in()
        for fields, file, code in (
            ({"csrf": "another"}, b"x", "web.csrf"),
            ({}, b"x", "web.csrf"),
            ({"csrf": desk.csrf()}, b"x" * (FILE_BYTES + 20_000), "photograph.large"),
        ):
            sent = {"photograph": file}
            answer = desk.client.post(MADE, data=fields, files=sent, headers=JSON)
            assert answer.json()["error"]["code"] == code
        kinds = ("multipart/form-data", "multipart/form-data; boundary=", "text/plain")
        for kind in kinds:
            headers = JSON | {"Content-Type": kind}
            answer = desk.client.post(MADE, content=b"x", headers=headers)
            assert answer.json()["error"]["code"] == "web.form"
