"""Telegram's JSON cut short or broken: what is whole is read, the rest is kept and said."""

import json
from typing import Any

import pytest

from waystation.errors import FormatError
from waystation.importers.read import read
from waystation.importers.row import Import, Row

REACTION = [{"id": 9, "type": "emoji", "count": 1, "recent": []}]
TEXTS = ("하나", 'zwei "2" {[', "drei")


def message(number: int, **fields: Any) -> dict[str, Any]:
    text = TEXTS[number - 1]
    return {
        "id": number,
        "type": "message",
        "date": f"2026-03-01T12:0{number}:00",
        "from": "가",
        "text": text,
        "text_entities": [{"type": "plain", "text": text}],
        **fields,
    }


def chat(name: str = "방", **fields: Any) -> dict[str, Any]:
    messages = [message(1), message(2, reactions=REACTION), message(3)]
    return {"name": name, "type": "personal_chat", "id": 7, **fields, "messages": messages}


def written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


ONE = written(chat())
STARTS = [ONE.index(f'{{\n   "id": {number},'.encode()) for number in (1, 2, 3)]
ENDS = [*(start - 4 for start in STARTS[1:]), ONE.index(b"\n ]\n}")]


def main(found: Import) -> list[Row]:
    return [row for row in found.rows if row.kind in ("message", "system", "unparsed")]


def texts(found: Import) -> list[str | None]:
    return [row.text if row.kind == "message" else None for row in main(found)]


def test_an_export_cut_anywhere_keeps_every_whole_message_and_the_rest_as_one_row() -> None:
    for stop in range(len('{\n "name": "방",\n "type": "personal_chat"') + 2, len(ONE) - 1):
        data = ONE[:stop]
        found = read(data)
        rows = main(found)
        whole = [row for row in rows if row.kind == "message"]
        assert [row.text for row in whole] == list(
            TEXTS[: sum(end <= stop for end in ENDS)]
        )
        for row in whole:
            assert json.loads(data[row.start : row.end])["text"] == row.text
        last = whole[-1].end if whole else 0
        if rows[len(whole) :]:
            (rest,) = rows[len(whole) :]
            assert (rest.kind, rest.end) == ("unparsed", len(data))
            assert rest.flags[:2] == ("json=broken", "file=cut")
            last = rest.start
        assert not whole or not data[last:].strip(b" ,]}\r\n") or rows[len(whole) :]
        assert {"json=broken", "file=cut"} <= set(found.flags)


@pytest.mark.parametrize(
    "broken",
    [
        ONE.replace(b'"date": "2026-03-01T12:02:00"', b'"date": '),
        ONE.replace(b"2026-03-01T12:02:00", b'2026-03"01'),
        ONE[: STARTS[1] + 40] + ONE[STARTS[2] :],
        ONE[: ONE.index(b"reactions") + 14] + ONE[STARTS[2] :],
        ONE.replace(b'"reactions": [', b'"reactions": [' + b"[" * 5000),
    ],
)
def test_one_broken_message_costs_no_other(broken: bytes) -> None:
    found = read(broken)
    assert texts(found) == [TEXTS[0], None, TEXTS[2]]
    row = main(found)[1]
    assert broken[row.start : row.end].startswith(b'{\n   "id": 2')
    assert row.flags == ("json=broken",)
    assert found.flags[:1] == ("json=broken",)
    assert "file=cut" not in found.flags


def test_a_comma_too_few_or_too_many_costs_nothing() -> None:
    for broken in (
        ONE[: ENDS[0]] + ONE[ENDS[0] + 1 :],
        ONE.replace(b"\n ]\n}", b",\n ]\n}"),
    ):
        found = read(broken)
        assert texts(found) == list(TEXTS)
        assert "json=broken" in found.flags


def test_a_key_written_twice_hides_nothing() -> None:
    twice = ONE[:-2] + b', "messages": [' + written(message(3, text="verborgen")) + b"]}"
    found = read(twice)
    assert texts(found) == [*TEXTS, "verborgen"]
    assert [one.name for one in found.chats] == ["방"]
    empty = ONE[:-2] + b', "messages": []}'
    assert texts(read(empty)) == list(TEXTS)
    assert texts(read(ONE.replace(b'"id": 7,', b'"id": 7, "id": 8,'))) == list(TEXTS)


def test_what_stands_behind_the_export_is_a_row_of_its_own() -> None:
    found = read(ONE + b"\n{tail}")
    assert texts(found) == [*TEXTS, None]
    assert main(found)[-1].text == "\n{tail}"
    assert texts(read(ONE + ONE)) == [*TEXTS, *TEXTS]


def test_a_full_export_that_is_cut_keeps_the_names_of_its_chats() -> None:
    left = {"about": "x", "list": [chat("떠난 방")]}
    whole = {"about": "Here is the data you requested", "personal_information": {}}
    contacts: dict[str, Any] = {"contacts": {"list": [{"messages": []}]}}
    chats = {"chats": {"list": [chat('a {"b', id=8), chat("b")]}, "left_chats": left}
    data = written(whole | contacts | chats)
    found = read(data[: data.rindex(b"2026-03-01T12:03:00")])
    assert [(row.chat, row.kind) for row in main(found)] == [
        *[('a {"b', "message")] * 3,
        *[("b", "message")] * 3,
        *[("떠난 방", "message")] * 2,
        ("떠난 방", "unparsed"),
    ]
    assert [one.left for one in found.chats] == [False, False, True]
    between = read(data[: data.index(b'"name": "b"') + 9])
    assert [row.kind for row in main(between)] == ["message"] * 3 + ["unparsed"]
    before = read(data[: data.index(b'"contacts"')])
    assert [row.kind for row in main(before)] == ["unparsed"]


def test_a_broken_export_is_repaired_and_salvaged_at_once() -> None:
    data = ONE.replace("하나".encode(), b"\\x0B\\\\x0B")[:-30]
    found = read(data)
    assert texts(found)[:2] == ["\x0b\\x0B", TEXTS[1]]
    assert {"json=repaired", "json=broken", "file=cut"} <= set(found.flags)
    row = main(found)[0]
    assert data[row.start : row.end].endswith(b"}")


def test_a_repair_that_reaches_the_end_of_a_broken_message_loses_no_byte() -> None:
    broken = ONE.replace(b'"reactions": [', b'"reactions": [ "document_id": 1--- {},')
    flat = broken.replace(b"\n   ", b" ").replace(b"\n  }", b"}")
    for data in (broken, flat):
        found = read(data)
        assert texts(found) == [TEXTS[0], None, TEXTS[2]]
        row, following = main(found)[1:]
        assert not data[row.end : following.start].strip(b" ,\n")


def test_an_export_cut_within_a_character_or_saved_as_utf16_is_read_as_far_as_it_goes() -> (
    None
):
    cut = ONE[: ONE.index("하나".encode()) + 1]
    assert texts(read(cut)) == [None]
    odd = ONE.decode().encode("utf-16")[:-301]
    found = read(odd)
    assert texts(found)[:2] == list(TEXTS[:2])
    assert main(found)[-1].end == len(odd)


def test_broken_json_of_something_else_stays_unknown() -> None:
    for data in (b'{"a": {"b": "c', b'{"messages": ' + b"[" * 100_000, b'{"messages": 1}'):
        with pytest.raises(FormatError, match=r"import\.unknown"):
            read(data)
