"""KakaoTalk's text and CSV: each quirk of the grammar by itself."""

import pytest

from waystation.errors import FormatError
from waystation.importers.kakaotalk_stamps import day_of, moment_of, time_of
from waystation.importers.kakaotalk_words import media_of
from waystation.importers.read import read
from waystation.importers.row import Import, Row

ANDROID = (
    "\ufeff도움방 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 3월 2일 오전 9:00\n\n\r\n"
)
WINDOWS = "도움방 님과 카카오톡 대화\r\n저장한 날짜 : 2026-03-02 09:00:00\r\n\r\n"
DASHED = "--------------- 2026년 3월 1일 일요일 ---------------\r\n"


def rows(text: str) -> list[Row]:
    return [row for row in read(text.encode()).rows if row.kind not in ("header", "date")]


def told(found: list[Row]) -> list[tuple[str | None, str]]:
    return [(row.who, row.text) for row in found]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026년 3월 1일 오전 12:05", "2026-03-01T00:05"),
        ("2026년 3월 1일 오후 12:05", "2026-03-01T12:05"),
        ("2026년 3월 1일 오후 1:05", "2026-03-01T13:05"),
        ("March 20, 2016, 11:56 PM", "2016-03-20T23:56"),
        ("8:34pm, July 9, 2015", "2015-07-09T20:34"),
        ("12:00am, July 9, 2015", "2015-07-09T00:00"),
        ("July 3, 2023 at 2:05\u202fp.m.", "2023-07-03T14:05"),
        ("2015. 7. 9. 오후 8:34", "2015-07-09T20:34"),
        ("2026. 1. 27. 21:37", "2026-01-27T21:37"),
        ("2026. 1. 27. 21:37:05", "2026-01-27T21:37:05"),
        ("Jul 9, 2015, 8:34 PM", "2015-07-09T20:34"),
        ("Dec 31, 2014 at 19:12", "2014-12-31T19:12"),
        ("Dec 31, 2014 at PM 2:05", "2014-12-31T14:05"),
        ("2020-11-03 10:44:52", "2020-11-03T10:44:52"),
    ],
)
def test_every_form_of_a_stamp_is_read(text: str, moment: str) -> None:
    assert moment_of(text) == moment


def test_a_day_or_a_time_that_does_not_exist_is_no_stamp() -> None:
    assert day_of("2026년 2월 30일") is None
    assert time_of("25:00") is None
    assert time_of("오후 13:61") is None


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("사진", "photo"),
        ("사진 3장", "photo"),
        ("<사진>", "photo"),
        ("(사진)", "photo"),
        ("Photo", "photo"),
        ("<Photo>", "photo"),
        ("동영상", "video"),
        ("이모티콘", "emoticon"),
        ("(이모티콘) ", "emoticon"),
        ("음성메시지", "voice_message"),
        ("연락처", "contact"),
        ("지도", "map"),
        ("카카오톡 프로필", "profile"),
        ("선물", "gift"),
        ("파일: 보고서.pdf", "file"),
        (f"{'a1' * 32}.jpg\n{'b2' * 32}.jpg", "file"),
        ("20250725_200815_1.jpeg", "file"),
        ("보이스톡 해요", "call"),
        ("보이스톡 2:07", "call"),
        ("페이스톡 해요", "call"),
        ("라이브톡 1:02:03", "call"),
        ("30,400원을 받으세요.", "payment"),
        ("받기 완료!", "payment"),
        ("톡게시판 '투표': 날짜", "board"),
        ("샵검색: #날씨", "search"),
        ("사진 보내 주세요", None),
        ("보이스톡 켜지 마세요", None),
        ("", None),
    ],
)
def test_placeholders_say_what_they_stand_for(text: str, media: str | None) -> None:
    assert media_of(text)[0] == media


def test_encoded_file_names_are_read_and_the_text_stays_as_written() -> None:
    text = "파일: %EA%B3%B5%EC%9C%A0.pdf"
    (row,) = rows(f"{ANDROID}2026년 3월 1일 오후 1:05, 가 : {text}\r\n")
    assert (row.text, row.file, row.flags[-1]) == (text, "공유.pdf", "media=missing")


def test_names_may_hold_colons_commas_brackets_or_nothing() -> None:
    stamp = "2026년 3월 1일 오후 1:05"
    found = rows(
        f"{ANDROID}{stamp}, 부서:법률팀 : 가\n나\r\n{stamp}, 이름, 쉼표 : 나\r\n"
        f"{stamp},  : 다\r\n"
        f"{stamp}, [운영자] : 라 : 마\r\n{stamp}, 빈 :\r\n"
    )
    assert told(found) == [
        ("부서:법률팀", "가\n나"),
        ("이름, 쉼표", "나"),
        ("", "다"),
        ("[운영자]", "라 : 마"),
        ("빈", ""),
    ]
    assert "name=empty" in found[2].flags


def test_a_quoted_header_does_not_steal_a_windows_message() -> None:
    found = rows(
        f"{WINDOWS}{DASHED}[가] [오후 2:01] [나] [오후 11:02] 본문\r\n"
        "[[다] 라] [23:34] 마\r\n"
    )
    assert told(found) == [("가", "[나] [오후 11:02] 본문"), ("[다] 라", "마")]
    assert "boundary=lookalike" in found[0].flags


def test_pasted_records_stay_text_where_line_ends_tell_them_apart() -> None:
    pasted = "2026년 2월 27일 오후 11:02, 브로커 : 돈\n2026년 2월 28일 토요일"
    (row,) = rows(f"{ANDROID}2026년 3월 1일 오후 1:05, 가 : 이렇게:\n{pasted}\r\n")
    assert row.text == f"이렇게:\n{pasted}"
    assert "boundary=lookalike" in row.flags
    assert "boundary=heuristic" not in row.flags


def test_pasted_records_are_flagged_where_nothing_tells_them_apart() -> None:
    pasted = "2026년 2월 27일 오후 11:02, 브로커 : 돈\n2026년 2월 28일 토요일\n끝"
    text = f"{ANDROID}2026년 3월 1일 오후 1:05, 가 : 이렇게:\n{pasted}\r\n".replace(
        "\r\n", "\n"
    )
    found = rows(text)
    assert told(found) == [("가", "이렇게:"), ("브로커", "돈\n2026년 2월 28일 토요일\n끝")]
    assert all("boundary=heuristic" in row.flags for row in found)
    assert "time=backwards" in found[1].flags


def test_a_date_line_that_goes_back_in_time_does_not_separate() -> None:
    found = read(
        f"{WINDOWS}{DASHED}[가] [오후 1:05] 나\r\n2026년 2월 28일 토요일\r\n다\r\n".encode()
    )
    assert [row.kind for row in found.rows] == ["header", "date", "message"]
    assert found.rows[2].text == "나\n2026년 2월 28일 토요일\n다"


def test_a_photo_bundle_is_one_message() -> None:
    names = [f"{digit * 64}.jpg" for digit in "abc"]
    stamp = "2026년 3월 1일 오후 1:05"
    found = rows(
        ANDROID + f"{stamp}, 가 : " + "\r\n".join(names) + f"\r\n{stamp}, 가 : 한\n줄\r\n"
    )
    assert told(found) == [("가", "\n".join(names)), ("가", "한\n줄")]
    assert (found[0].media, found[0].flags) == ("file", ("media=beside",))


def test_system_lines_are_told_apart_by_the_missing_separator_alone() -> None:
    stamp = "2026년 3월 1일 오후 1:05"
    found = rows(
        f"{ANDROID}{stamp}, 가님이 나갔습니다.\r\n{stamp}, 가 : 나님이 나갔습니다.\n\r\n"
    )
    assert [row.kind for row in found] == ["system", "message"]


def test_own_entry_keeps_the_warning_that_follows_it() -> None:
    warning = (
        "운영정책을 위반한 메시지로 신고 접수 시 카카오톡 이용에 제한이 있을 수 있습니다."
    )
    (android,) = rows(
        f"{ANDROID}2026년 3월 1일 오후 1:05, 가님이 들어왔습니다.\n{warning}\r\n"
    )
    (windows,) = rows(f"{WINDOWS}{DASHED}가님이 들어왔습니다.\r\n{warning}\r\n")
    assert android.text == windows.text == f"가님이 들어왔습니다.\n{warning}"
    assert (windows.at, "time=day" in windows.flags) == ("2026-03-01", True)


def test_a_line_that_is_nothing_known_is_kept_as_unparsed() -> None:
    (row,) = rows(f"{WINDOWS}{DASHED}무엇인지 모를 줄\r\n")
    assert (row.kind, row.text, row.who) == ("unparsed", "무엇인지 모를 줄", None)


def test_a_file_cut_inside_a_letter_is_read_and_said() -> None:
    data = f"{ANDROID}2026년 3월 1일 오후 1:05, 가 : 마지막\r\n".encode()[:-3]
    found = read(data)
    assert found.rows[-1].text == "마지\ufffd"
    assert "encoding=broken" in found.rows[-1].flags
    assert found.rows[-1].end == len(data)


def test_csv_rows_say_deletions_and_acts() -> None:
    found = csv(
        ',"","메시지가 삭제되었습니다."\n2026-03-01 09:00:00,"가","가 invited 나."\n'
    )
    assert [(row.kind, row.who, row.at) for row in found.rows[1:]] == [
        ("system", None, None),
        ("system", "가", "2026-03-01T09:00:00"),
    ]
    assert "message=deleted" in found.rows[1].flags
    assert "system=forgeable" in found.rows[2].flags


def test_a_quote_that_never_closes_does_not_swallow_the_rows_after_it() -> None:
    found = csv('2026-03-01 09:00:00,가,"열린\n2026-03-01 09:01:00,나,다\n')
    assert [(row.who, row.text) for row in found.rows[1:]] == [
        ("가", '"열린'),
        ("나", "다"),
    ]


def test_room_names_lose_the_words_around_them() -> None:
    for title in (
        "방 님과 카카오톡 대화",
        "방 4 님과 카카오톡 대화",
        "방 카카오톡 대화",
        "방 님과의 카카오톡 대화",
        "방 (4명)과 카카오톡 대화-1.txt",
        "방 with KakaoTalk Chats",
        "KakaoTalk Chats with 방",
        "KakaoTalk Chats with 방 (4 people)-1.txt",
    ):
        found = read(
            f"{title}\r\n저장한 날짜 : 2026-03-02 09:00:00\r\n\r\n{DASHED}".encode()
        )
        assert found.chats[0].name == "방", title
        assert found.saved == "2026-03-02T09:00:00"


def test_other_text_is_refused_with_what_was_looked_for() -> None:
    for data in (
        b"hello",
        b'{"a": 1}',
        "안녕하세요\n".encode(),
        b"Date,Who,What\n1,2,3\n",
        "<!DOCTYPE html>\n<body>\n2026. 3. 1. 12:00, 지민 : 말\n".encode(),
    ):
        with pytest.raises(FormatError, match=r"import\.unknown.*Telegram.*KakaoTalk"):
            read(data)


def csv(text: str) -> Import:
    return read(f"Date,User,Message\n{text}".encode())


def test_a_separator_on_a_later_line_does_not_make_a_system_line_a_message() -> None:
    text = "가님이 들어왔습니다.\n안내 : 조심하세요"
    (row,) = rows(f"{ANDROID}2026년 3월 1일 오후 1:05, {text}\r\n")
    assert (row.kind, row.who, row.text) == ("system", None, text)


def test_what_was_read_before_is_read_the_same_again() -> None:
    stamp = "2026년 3월 1일 오후 1:05"
    said = ["가 : 사진", "나 : 다\n라", "마님이 들어왔습니다."]
    record = "".join(f"{stamp}, {one}\r\n" for one in said)
    found = rows(ANDROID + record * 3)
    shown = [{**row.shown(), "bytes": None} for row in found]
    assert shown[:3] == shown[3:6] == shown[6:]
