"""Exports inside a zip."""

import hashlib
import io
import zipfile

import pytest

from waystation.errors import FormatError
from waystation.importers import archive
from waystation.importers.read import read

PHOTO = "a" * 64 + ".jpg"
TEXT = (
    "\ufeff방 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 3월 2일 오전 9:00\n\n\r\n"
    f"2026년 3월 1일 오후 1:05, 가 : {PHOTO}\r\n"
    f"2026년 3월 1일 오후 1:06, 가 : {'b' * 64}.jpg\r\n"
    "2026년 3월 1일 오후 1:07, 가 : 두\n줄\r\n"
).encode()


def packed(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files:
            target.writestr(name, data)
    return out.getvalue()


def test_an_export_in_a_zip_is_read_and_says_so() -> None:
    data = packed(
        ("KakaoTalk_Chats/KakaoTalkChats.txt", TEXT), (f"KakaoTalk_Chats/{PHOTO}", b"x")
    )
    found = read(data, "chats.zip")
    said = found.summary()
    assert said["sha256"] == hashlib.sha256(data).hexdigest()
    assert said["inside"] == [
        {
            "name": "KakaoTalk_Chats/KakaoTalkChats.txt",
            "sha256": hashlib.sha256(TEXT).hexdigest(),
        }
    ]
    assert "bytes=inside" in found.flags
    assert TEXT[found.rows[-1].start : found.rows[-1].end].decode().endswith("두\n줄\r\n")


def test_media_beside_the_text_is_told_from_missing_media() -> None:
    found = read(packed(("KakaoTalkChats.txt", TEXT), (PHOTO, b"x")))
    flags = [row.flags for row in found.rows if row.media]
    assert flags == [("media=beside",), ("media=missing",)]


def test_an_attachment_that_is_an_export_does_not_stand_in_for_the_export() -> None:
    found = read(packed(("in/files/other.txt", TEXT), ("in/KakaoTalkChats.txt", TEXT)))
    assert [one.name for one in found.inside] == ["in/KakaoTalkChats.txt"]


def test_several_exports_of_one_program_are_read_as_chats_that_rows_name() -> None:
    other = TEXT.replace("방 님과".encode(), "둘째 4 님과".encode())
    found = read(packed(("a.txt", TEXT), ("b.txt", other), ("notes.txt", b"hello")))
    said = [(row.inside, row.chat) for row in found.rows if row.kind == "message"]
    assert said == [("a.txt", "방")] * 3 + [("b.txt", "둘째")] * 3
    assert [chat.name for chat in found.chats] == ["방", "둘째"]
    files = {"a.txt": TEXT, "b.txt": other}
    for row in found.rows:
        if row.kind == "message":
            piece = files[row.inside or ""][row.start : row.end].decode()
            assert row.text in piece.replace("\r\n", "\n")
    summary = found.summary()
    assert [one.name for one in found.inside] == ["a.txt", "b.txt"]
    assert summary["messages"] == 6


def test_exports_of_several_programs_are_not_chosen_between() -> None:
    telegram = b'{"name":"x","type":"personal_chat","id":1,"messages":[]}'
    with pytest.raises(FormatError, match=r"import\.several"):
        read(packed(("a.txt", TEXT), ("result.json", telegram)))


def test_a_zip_without_an_export_or_a_broken_one_is_refused() -> None:
    whole = packed(("KakaoTalkChats.txt", TEXT))
    for data in (packed(("a.txt", b"hello")), packed(), whole[:-30], whole[:60]):
        with pytest.raises(FormatError, match=r"import\.(zip|unknown)"):
            read(data)


def test_a_zip_that_unpacks_beyond_the_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "_LEAST_BYTES", 1000)
    monkeypatch.setattr(archive, "_MOST_RATIO", 2)
    with pytest.raises(FormatError, match=r"import\.zip"):
        read(packed(("KakaoTalkChats.txt", TEXT + b" " * 100_000)))
