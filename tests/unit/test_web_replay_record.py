"""A replay's record survives writing and reading, and says which line is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.errors import FormatError
from waystation.web.replay_record import (
    Asked,
    Event,
    Knowledge,
    Loss,
    Question,
    Replay,
    Variation,
    Words,
    decode,
    encode,
    encode_line,
)

REPLAY = Replay(
    name="2023-two-pickups",
    title=Words(en="Two pick-ups", ko="두 번의 인수"),
    source="a report of 2023",
    opens_at=2,
    events=(
        Event(order=1, event="journey.decided", who=("organiser",), rests_on="stated"),
        Event(
            order=2,
            event="alarm.raised",
            who=("B1",),
            rests_on="stated",
            report=Words(en="He asks for more money.", ko="돈을 더 요구합니다."),
            knew=(Knowledge(who="organiser", what=Words(en="the demand", ko="요구")),),
            asked=(Asked(kind="alarm", by="R-1", text=Words(en="A demand.", ko="요구.")),),
            could_not=Words(en="not E", ko="E는 아님"),
        ),
    ),
    losses=(
        Loss(
            loss="E",
            verdict="not_reached",
            by="R-1",
            rests_on="stated",
            why=Words(en="Too late.", ko="늦었습니다."),
            range=(Variation(assumption=Words(en="a", ko="가"), verdict="questioned"),),
        ),
    ),
    questions=(
        Question(
            order=3,
            event="finding (e-out)",
            code="house.two_cases",
            severity="warn",
            journey="e-out",
            who=("E",),
            rests_on="stated",
            says=Words(en="A house serves two.", ko="집이 하나입니다."),
            whose=Words(en="E", ko="E의 이동"),
            row="journey.decided",
            about=("H",),
        ),
    ),
)


def test_a_replay_reads_back_as_it_was_written() -> None:
    assert decode(encode(REPLAY)) == REPLAY


def test_every_object_is_one_line_with_the_published_keys() -> None:
    first, event, _, question, loss = encode(REPLAY).splitlines()
    assert b'"replay":"2023-two-pickups"' in first
    for key in (b'"order":', b'"event":', b'"who":', b'"rests_on":'):
        assert key in event
        assert key in question
    for key in (b"finding", b'"code":"house.two_cases"', b'"severity":"warn"'):
        assert key in question
    for key in (b'"loss":', b'"verdict":', b'"by":', b'"rests_on":'):
        assert key in loss


@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        (b"", "replay.head", "line 1"),
        (encode_line(REPLAY.events[0]), "replay.head", "line 1"),
        (encode(REPLAY) + encode(REPLAY).splitlines()[0], "replay.head", "line 6"),
        (encode(REPLAY) + b'{"other":1}', "replay.kind", "line 6"),
        (encode(REPLAY) + b"{", "replay.line", "line 6"),
        (encode(REPLAY) + encode_line(REPLAY.events[0]), "replay.order", "line 6"),
        (
            encode(REPLAY).replace(b'"rests_on":"stated"', b'"rests_on":"sure"', 1),
            "replay.line",
            "line 2",
        ),
    ],
)
def test_a_broken_record_names_its_line(raw: bytes, code: str, where: str) -> None:
    with pytest.raises(FormatError) as caught:
        decode(raw)
    assert (caught.value.code, caught.value.where) == (code, where)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused_with_a_format_error(raw: bytes) -> None:
    with pytest.raises(FormatError):
        decode(raw)
