"""Every sample export, whole: what it is, what is in it, and that no byte of it is lost."""

import hashlib
from pathlib import Path

import pytest

from waystation.importers.read import read
from waystation.importers.row import Import

SAMPLES = Path(__file__).parents[1] / "samples"
BETWEEN = set(b" \t\r\n,]}\0")

# name: format, messages, system, unparsed, first, last, some of the flags
EXPECTED: dict[str, tuple[str, int, int, int, str, str, set[str]]] = {
    "kakaotalk_android_ko.txt": (
        "kakaotalk", 18, 2, 0, "2026-03-01T00:05", "2026-03-02T08:59",
        {"boundary=lookalike", "media=missing", "message=deleted", "name=empty"},
    ),
    "kakaotalk_android_en.txt": (
        "kakaotalk", 4, 2, 0, "2016-03-20T23:56", "2016-03-21T12:31",
        set(),
    ),
    "kakaotalk_android_en_2015.txt": (
        "kakaotalk", 2, 0, 0, "2015-07-09T20:34", "2015-07-10T00:05",
        {"media=missing"},
    ),
    "kakaotalk_android_en_cldr42.txt": (
        "kakaotalk", 2, 0, 0, "2023-07-03T14:05", "2023-07-03T14:05",
        {"time=backwards"},
    ),
    "kakaotalk_ios_ko_24h.txt": (
        "kakaotalk", 3, 2, 0, "2026-03-01T13:05", "2026-03-01T13:08",
        {"message=deleted"},
    ),
    "kakaotalk_ios_ko_12h.txt": (
        "kakaotalk", 1, 1, 0, "2015-07-09T20:34", "2015-07-09T20:35",
        set(),
    ),
    "kakaotalk_ios_ko_time_only.txt": (
        "kakaotalk", 2, 1, 0, "2026-01-27T20:36", "2026-01-28T00:01",
        set(),
    ),
    "kakaotalk_ios_en.txt": (
        "kakaotalk", 1, 1, 0, "2015-07-09T20:34", "2015-07-09T20:35",
        set(),
    ),
    "kakaotalk_ios_en_24h.txt": (
        "kakaotalk", 1, 0, 0, "2014-12-31T19:12", "2014-12-31T19:12",
        set(),
    ),
    "kakaotalk_windows_ko.txt": (
        "kakaotalk", 8, 3, 0, "2026-03-01T00:05", "2026-03-01T14:05",
        {"boundary=heuristic", "time=day"},
    ),
    "kakaotalk_windows_en.txt": (
        "kakaotalk", 3, 1, 0, "2015-08-01T14:37", "2015-08-02T23:00",
        {"boundary=heuristic", "time=backwards"},
    ),
    "kakaotalk_windows_24h.txt": (
        "kakaotalk", 1, 0, 0, "2026-03-01T23:34", "2026-03-01T23:34",
        {"boundary=lookalike"},
    ),
    "kakaotalk_windows_cp949.txt": (
        "kakaotalk", 2, 0, 0, "2026-03-01T13:01", "2026-03-01T13:02",
        {"encoding=cp949"},
    ),
    "kakaotalk_macos.csv": (
        "kakaotalk", 5, 4, 0, "2026-03-01T09:00:00", "2026-03-01T09:03:00",
        {"message=deleted", "system=forgeable"},
    ),
    "kakaotalk_macos_utf16.csv": (
        "kakaotalk", 1, 1, 0, "2015-07-09T20:34:26", "2015-07-09T20:34:26",
        {"encoding=utf-16"},
    ),
    "kakaotalk_macos_unquoted.csv": (
        "kakaotalk", 2, 0, 0, "2015-07-09T20:34:26", "2015-07-09T20:35:00",
        {"boundary=heuristic", "encoding=utf-8-bom"},
    ),
    "kakaotalk_macos_semicolons.csv": (
        "kakaotalk", 2, 0, 0, "2026-03-01T09:00", "2026-03-01T09:01",
        {"boundary=heuristic", "media=missing"},
    ),
    "kakaotalk_android_cut.txt": (
        "kakaotalk", 1, 0, 1, "2026-03-01T13:10", "2026-03-01T13:10",
        {"file=cut"},
    ),
    "telegram_cut.json": (
        "telegram", 2, 0, 1, "2026-03-01T12:01:00+09:00", "2026-03-01T12:02:00+09:00",
        {"file=cut", "json=broken"},
    ),
    "telegram_broken_message.json": (
        "telegram", 2, 0, 1, "2026-03-01T12:01:00+09:00", "2026-03-01T12:03:00+09:00",
        {"json=broken"},
    ),
    "telegram_single.json": (
        "telegram", 11, 2, 1, "2026-03-01T12:00:00+09:00", "2026-03-01T12:13:00+09:00",
        {"account=deleted", "edited", "forwarded", "media=missing", "type=unsupported"},
    ),
    "telegram_2019.json": (
        "telegram", 1, 0, 0, "2019-05-31T21:28:30", "2019-05-31T21:28:30",
        {"zone=unknown"},
    ),
    "telegram_x_escape.json": (
        "telegram", 1, 0, 0, "2024-03-10T12:00:00+00:00", "2024-03-10T12:00:00+00:00",
        {"json=repaired"},
    ),
    "telegram_bare_document_id.json": (
        "telegram", 2, 0, 0, "2022-08-20T12:00:00+09:00", "2022-08-20T12:01:00+09:00",
        {"json=repaired"},
    ),
    "telegram_full.json": (
        "telegram", 2, 2, 0, "2026-03-01T12:01:00+09:00", "2026-03-01T12:04:00+09:00",
        set(),
    ),
}  # fmt: skip
CODECS = ["utf-16", "utf-16-le", "utf-16-be", "cp949", "utf-8-sig"]
# CP949 has no emoji and no narrow space; two samples are saved again already.
NOT_CP949 = {"telegram_single.json", "kakaotalk_android_en_cldr42.txt"}
AGAIN = [
    (name, codec)
    for name in EXPECTED
    for codec in CODECS
    if not (codec == "cp949" and name in NOT_CP949)
    and name not in ("kakaotalk_windows_cp949.txt", "kakaotalk_macos_utf16.csv")
]


def test_every_sample_is_expected() -> None:
    endings = (".txt", ".csv", ".json")
    assert {one.name for one in SAMPLES.iterdir() if one.suffix in endings} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_is_read_whole(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    form, messages, system, unparsed, first, last, flags = EXPECTED[name]
    said = read(data, name).summary()
    assert (said["format"], said["messages"], said["system"], said["unparsed"]) == (
        form, messages, system, unparsed,
    )  # fmt: skip
    assert (said["first"], said["last"]) == (first, last)
    assert flags <= set(said["flags"])  # type: ignore[call-overload]
    assert said["sha256"] == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", EXPECTED)
def test_no_byte_of_a_sample_is_lost_or_read_twice(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert_covered(data, read(data))


@pytest.mark.parametrize(("name", "codec"), AGAIN)
def test_sample_saved_in_another_encoding_reads_the_same(name: str, codec: str) -> None:
    data = (SAMPLES / name).read_bytes()
    first = read(data)
    again = data.decode("utf-8-sig").encode(codec)
    second = read(again)
    assert_covered(again, second)
    assert [(r.at, r.who, r.kind, r.text) for r in second.rows] == [
        (r.at, r.who, r.kind, r.text) for r in first.rows
    ]
    decode = codec if codec != "utf-16" else "utf-16-le"
    for row in second.rows:
        if row.kind == "message" and first.format == "kakaotalk" and "\n" not in row.text:
            piece = again[row.start : row.end].decode(decode)
            assert row.text.replace('"', "") in piece.replace('"', "")


def assert_covered(data: bytes, found: Import) -> None:
    place = 0
    for row in found.rows:
        assert place <= row.start <= row.end
        assert set(data[place : row.start]) <= BETWEEN
        assert found.format == "telegram" or row.start == place
        place = row.end
    assert set(data[place:]) <= BETWEEN
    assert found.format == "telegram" or place == len(data)
