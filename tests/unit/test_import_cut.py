"""KakaoTalk's exports cut short, damaged, or saved again by another program."""

import time

import pytest

from waystation.importers.read import read
from waystation.importers.row import Import, Row

ANDROID = (
    "\ufeff도움방 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 3월 2일 오전 9:00\n\n\r\n"
    "2026년 3월 1일 오후 1:10, 가 : 첫\r\n"
    "2026년 3월 1일 오후 1:11, 부서:법률팀 : 여러\n줄\r\n"
)
RECORD = "2026년 3월 1일 오후 1:12, 이름 : 끝"
WINDOWS = (
    "도움방 님과 카카오톡 대화\r\n저장한 날짜 : 2026-03-02 09:00:00\r\n\r\n"
    "--------------- 2026년 3월 1일 일요일 ---------------\r\n"
    "[가] [오후 2:01] 첫\r\n"
)
CSV = 'Date,User,Message\n2026-03-01 09:00:00,"가","첫"\n'


def main(found: Import) -> list[Row]:
    return [row for row in found.rows if row.kind in ("message", "system", "unparsed")]


def assert_cut(data: bytes, rows: int) -> Row | None:
    """Return what became of the last line, if it is more than a date."""
    found = read(data)
    place = 0
    for row in found.rows:
        assert row.start == place
        place = row.end
    assert place == len(data)
    assert "file=cut" in found.rows[-1].flags
    assert "file=cut" in found.summary()["flags"]  # type: ignore[operator]
    assert found.rows[-1].kind in ("message", "unparsed", "date")
    return main(found)[rows] if len(main(found)) > rows else None


@pytest.mark.parametrize("saved_again", [False, True])
def test_a_stamp_or_a_name_cut_short_is_no_part_of_the_message_before(
    *, saved_again: bool
) -> None:
    whole = ANDROID.replace("\r\n", "\n") if saved_again else ANDROID
    for stop in range(1, len(RECORD)):
        last = assert_cut((whole + RECORD[:stop]).encode(), 2)
        if last is not None:
            spoken = " :" in RECORD[:stop]
            assert last.kind == ("message" if spoken else "unparsed")
        assert [row.text for row in main(read(whole.encode() + RECORD[:stop].encode()))][
            :2
        ] == ["첫", "여러\n줄"]


def test_a_line_cut_within_a_character_is_still_the_last_line() -> None:
    last = assert_cut((ANDROID + RECORD).encode()[:-1], 2)
    assert last is not None
    assert (last.who, last.text) == ("이름", "\ufffd")
    assert "encoding=broken" in last.flags


def test_a_whole_line_without_its_end_is_read_and_said() -> None:
    last = assert_cut((ANDROID + RECORD).encode(), 2)
    assert last is not None
    assert (last.at, last.who, last.text) == ("2026-03-01T13:12", "이름", "끝")
    system = read((ANDROID + "2026년 3월 1일 오후 1:12, 가님이 나갔습니다.").encode()).rows[
        -1
    ]
    assert (system.kind, system.flags) == ("system", ("file=cut",))


def test_names_of_photos_cut_short_still_belong_to_their_message() -> None:
    photo = "2026년 3월 1일 오후 1:12, 가 : " + "a" * 64 + ".jpg\r\n"
    last = read((ANDROID + photo + "b" * 40).encode()).rows[-1]
    assert last.text == "a" * 64 + ".jpg\n" + "b" * 40


def test_a_windows_line_cut_short_is_no_part_of_the_message_before() -> None:
    record = "[이름] [오후 2:02] 끝"
    for stop in range(1, len(record)):
        last = assert_cut((WINDOWS + record[:stop]).encode(), 1)
        assert last is not None
        assert last.kind == ("message" if "2:02]" in record[:stop] else "unparsed")


def test_a_csv_row_cut_short_is_a_row_of_its_own() -> None:
    record = '2026-03-01 09:00:05,"나","둘\nzwei""3""'
    for stop in range(1, len(record)):
        last = assert_cut((CSV + record[:stop]).encode(), 1)
        assert last is not None
        assert last.text[:1] != '"'
    last = assert_cut((CSV + record).encode(), 1)
    assert last is not None
    assert (last.who, last.text) == ("나", '둘\nzwei"3"')


@pytest.mark.parametrize("by", [";", "\t"])
def test_a_csv_saved_again_with_other_separators_is_read(by: str) -> None:
    rows = f'Date{by}User{by}Message\n2026/03/01 9:00{by}"가{by}나"{by}"x,""y"""\n'
    row = read(rows.encode("utf-8-sig")).rows[1]
    assert (row.at, row.who, row.text) == ("2026-03-01T09:00", f"가{by}나", 'x,"y"')


def test_line_ends_of_carriage_returns_alone_are_heuristic() -> None:
    found = read(
        (ANDROID + RECORD + "\r").replace("\r\n", "\r").replace("\n", "\r").encode()
    )
    assert [row.text for row in main(found)] == ["첫", "여러\n줄", "끝"]
    assert "boundary=heuristic" in found.flags


def test_a_byte_that_is_no_cp949_costs_one_character() -> None:
    text = ANDROID[1:] + RECORD + "\r\n"
    data = text.encode("cp949").replace("여러".encode("cp949"), b"\xff\xb7\xaf")
    found = read(data)
    assert found.encoding == "cp949"
    second, last = main(found)[1:]
    assert second.text == "\ufffd러\n줄"
    assert "encoding=broken" in second.flags
    assert data[last.start : last.end] == (RECORD + "\r\n").encode("cp949")
    assert last.flags == ()


def test_cp949_and_utf16_cut_within_a_character_are_read_to_the_end() -> None:
    text = ANDROID[1:] + RECORD
    for codec in ("cp949", "utf-16", "utf-16-le", "utf-16-be"):
        data = text.encode(codec)[:-1]
        found = read(data)
        assert (main(found)[2].who, found.rows[-1].end) == ("이름", len(data))
        assert "file=cut" in found.rows[-1].flags


def test_half_a_pair_of_surrogates_costs_one_character() -> None:
    text = ANDROID.replace("첫", "a😀b")
    data = text.encode("utf-16-le").replace("😀".encode("utf-16-le"), b"\x3d\xd8")
    found = read(data)
    first, second = main(found)
    assert first.text == "a\ufffdb"
    assert "encoding=broken" in first.flags
    assert data[second.start :].decode("utf-16-le") == ANDROID[ANDROID.rindex("2026") :]


@pytest.mark.parametrize(
    "text",
    [
        WINDOWS + "님" * 300_000 + "\r\n",
        WINDOWS + "[" + "] [" * 200_000 + "\r\n",
        WINDOWS + "abc\r\n" * 100_000,
        ANDROID + "줄\r\n" * 100_000,
        CSV.replace('"', "") + "줄\n" * 100_000,
        'Date,User,Message\n2026-03-01 09:00:00,"' + '""' * 200_000,
        '{"type":"personal_chat","messages":[' + '{"type":"message","x":[' * 30_000,
        '{"type":"personal_chat",' + '"messages":[' * 30_000,
        '{"type":"personal_chat","messages":[{"type":"message","document_id": a'
        + " " * 300_000
        + "b\n}]}",
    ],
    ids=range(9),
)
def test_no_text_makes_reading_take_more_than_its_length(text: str) -> None:
    begun = time.process_time()
    read(text.encode())
    # Far above what it takes, far below what it would with the square of the length.
    assert time.process_time() - begun < 10
