"""Telegram's JSON: each quirk of the format by itself."""

import json
from typing import Any

import pytest

from waystation.errors import FormatError
from waystation.importers.read import read
from waystation.importers.row import Row

BASE = {"id": 1, "type": "message", "date": "2026-03-01T12:00:00", "from": "가"}


def export(*messages: dict[str, Any], **chat: Any) -> bytes:
    whole = {"name": "방", "type": "personal_chat", "id": 7, **chat, "messages": messages}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def one(**fields: Any) -> Row:
    return read(export({**BASE, **fields})).rows[1]


def test_local_clock_and_unix_time_together_tell_the_offset() -> None:
    assert one(date_unixtime="1772334000").at == "2026-03-01T12:00:00+09:00"
    assert one(date_unixtime="1772386200").at == "2026-03-01T12:00:00-05:30"
    assert one(date_unixtime=1772366400).at == "2026-03-01T12:00:00+00:00"


def test_times_that_contradict_each_other_are_said() -> None:
    row = one(date_unixtime="1700000000")
    assert (row.at, "time=contradicts" in row.flags) == ("2023-11-14T22:13:20+00:00", True)


def test_old_exports_without_unix_time_have_no_offset() -> None:
    found = read(export(BASE))
    assert (found.rows[1].at, found.flags) == ("2026-03-01T12:00:00", ("zone=unknown",))


@pytest.mark.parametrize(
    "value", ["never", "9" * 40, -1e300, None, [], "2026-13-01T00:00:00"]
)
def test_a_time_that_is_none_never_stops_the_row(value: object) -> None:
    row = one(date=value)
    assert (row.at, row.who, "time=unknown" in row.flags) == (None, "가", True)


def test_text_is_the_plain_text_of_all_its_parts() -> None:
    parts = [
        "전화 ",
        {"type": "phone", "text": "+82"},
        "\n",
        {"type": "spoiler", "text": "x"},
    ]
    assert one(text=parts).text == "전화 +82\nx"
    assert one(text="  그대로 ").text == "  그대로 "
    assert one(text=None).text == ""


def test_a_field_of_an_unknown_type_is_left_out_and_said() -> None:
    row = one(text={"new": "shape"}, reply_to_message_id=5, photo=["a"])
    assert (row.who, row.text, row.reply_to) == ("가", "", "5")
    assert "field=unread" in row.flags


def test_deleted_accounts_and_nameless_authors_differ() -> None:
    assert "account=deleted" in one(**{"from": None}).flags
    nameless = {key: value for key, value in BASE.items() if key != "from"}
    row = read(export(nameless)).rows[1]
    assert (row.who, row.flags) == (None, ())


def test_ids_are_text_whether_old_integers_or_new_strings() -> None:
    assert one(from_id=500000001).who_id == "500000001"
    assert one(from_id="user500000001").who_id == "user500000001"
    assert one(id=-999999001).id == "-999999001"


@pytest.mark.parametrize(
    "said",
    [
        "(File not included. Change data exporting settings to download.)",
        "(File exceeds maximum size. Change data exporting settings to download.)",
        "(File unavailable, please try again later)",
    ],
)
@pytest.mark.parametrize("field", ["photo", "file", "contact_vcard"])
def test_media_that_was_not_exported_is_missing(field: str, said: str) -> None:
    row = one(**{field: said})
    assert ("media=missing" in row.flags, row.file) == (True, None)
    assert one(**{field: "photos/photo_1.jpg"}).flags == ("media=beside",)


@pytest.mark.parametrize(
    ("fields", "media"),
    [
        ({"file": "a.webp", "media_type": "sticker", "sticker_emoji": "x"}, "sticker"),
        ({"file": "a.ogg", "media_type": "voice_message"}, "voice_message"),
        ({"file": "a.pdf", "file_name": "통장.pdf"}, "file"),
        ({"location_information": {"latitude": 1.0, "longitude": 2.0}}, "location"),
        ({"location_information": {}, "place_name": "x", "address": "y"}, "place"),
        ({"contact_information": {"phone_number": "0"}}, "contact"),
        ({"poll": {"question": "?"}}, "poll"),
        ({"todo_list": {}}, "todo_list"),
        ({"game_title": "x"}, "game"),
        ({"invoice_information": {}}, "invoice"),
        ({"giveaway_information": {}}, "giveaway"),
        ({}, None),
    ],
)
def test_media_is_named_by_kind(fields: dict[str, Any], media: str | None) -> None:
    assert one(**fields).media == media


def test_marks_of_a_message_are_flags() -> None:
    assert one(edited="2026-03-01T12:05:00").flags == ("edited",)
    assert one(edited="1970-01-01T09:00:00").flags == ()
    assert one(forwarded_from=None).flags == ("forwarded",)
    assert one(self_destruct_period_seconds=30).flags == ("self_destruct",)
    assert one(reactions=[{"type": "emoji", "count": 1, "emoji": "x"}]).flags == (
        "reactions",
    )


def test_service_rows_name_their_actor_and_action() -> None:
    fields = {
        "type": "service",
        "actor": "나",
        "actor_id": "user2",
        "members": [None, "다"],
    }
    row = one(**fields, action="invite_members")
    assert (row.kind, row.who, row.who_id, row.action) == (
        "system",
        "나",
        "user2",
        "invite_members",
    )
    custom = one(**fields, information_text="자체 동작")
    assert (custom.action, custom.text) == ("custom", "자체 동작")
    assert one(**fields, action="phone_call").media == "call"


def test_unsupported_and_unknown_rows_are_unparsed_and_kept() -> None:
    odd: Any = 5
    found = read(
        export(BASE, {"id": 2, "type": "unsupported"}, {"id": 3, "type": "new"}, odd)
    )
    assert [(row.kind, row.id) for row in found.rows[2:]] == [
        ("unparsed", "2"),
        ("unparsed", "3"),
        ("unparsed", None),
    ]
    assert "type=unsupported" in found.rows[2].flags
    assert "type=unknown" in found.rows[3].flags


def test_control_escapes_are_repaired_inside_their_message_alone() -> None:
    data = export({**BASE, "text": "@@"}, {**BASE, "text": r"a\x41"}, BASE)
    data = data.replace(b"@@", rb"\x0B\x01\\\x02")
    found = read(data)
    assert found.rows[1].text == "\x0b\x01\\\x02"
    assert found.rows[2].text == r"a\x41"
    assert ["json=repaired" in row.flags for row in found.rows] == [
        False,
        True,
        False,
        False,
    ]
    assert json.loads(data[found.rows[2].start : found.rows[2].end])["text"] == r"a\x41"


def test_half_a_surrogate_and_bare_controls_are_repaired() -> None:
    data = export({**BASE, "text": "@@"}).replace(
        b"@@", b"\\ud83d \\ude00 \\ud83d\\ude00 \x07"
    )
    row = read(data).rows[1]
    assert row.text == "\ufffd \ufffd \U0001f600 \x07"
    assert "json=repaired" in row.flags


def test_nameless_chats_of_a_full_export_are_told_by_type() -> None:
    chats = [
        {"type": kind, "id": n, "messages": [BASE]}
        for n, kind in enumerate(["saved_messages", "replies", "verification_codes"])
    ]
    chats.append({"name": None, "type": "personal_chat", "id": 9, "messages": [BASE]})
    left = {
        "list": [{"name": "떠난 방", "type": "private_group", "id": 4, "messages": [BASE]}]
    }
    data = json.dumps({"chats": {"list": chats}, "left_chats": left}).encode()
    found = read(data)
    assert [row.chat for row in found.rows if row.kind == "message"] == [
        "saved_messages",
        "replies",
        "verification_codes",
        "personal_chat 9",
        "떠난 방",
    ]
    assert [chat.left for chat in found.chats] == [False] * 4 + [True]


def test_a_thumbnail_that_is_not_there_is_told_from_a_missing_file() -> None:
    absent = "(File not included. Change data exporting settings to download.)"
    there = one(file="files/a.pdf", thumbnail=absent)
    assert there.flags == ("media=beside", "thumbnail=missing")
    assert one(file=absent, thumbnail=absent).flags == ("media=missing",)


def test_messages_of_another_program_are_not_telegram() -> None:
    other = {
        "channel": "x",
        "messages": [{"type": "Default", "timestamp": "2026", "id": "1"}],
    }
    with pytest.raises(FormatError, match=r"import\.unknown"):
        read(json.dumps(other).encode())
