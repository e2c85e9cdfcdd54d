"""How long an import takes beside the least that any program must do with the same bytes.

Telegram: the standard library's `json.loads`. KakaoTalk: decode, split into lines and one
regular expression per line. Each figure is the best of a few rounds taken in turn.
"""

import gc
import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from waystation.importers.read import read

_START = datetime(2026, 3, 1, tzinfo=UTC)
_TEXTS = (
    "도와주세요",
    "내일 아침 여덟 시에 역 앞에서 기다리겠습니다. 우산을 들고 계세요.",
    "ok",
    "이 번호로 전화하지 마세요. 제가 다시 쓰겠습니다.",
    "The second train is late; wait inside, please.",
    "네",
)
_LINE = re.compile(r"(\d{4})년 (\d+)월 (\d+)일 (오전|오후) (\d+):(\d\d), (.*?) : (.*)")
_CSV_LINE = re.compile(r'(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d),"(.*?)","(.*)"')
_ROUNDS = 3


def telegram_export(messages: int) -> bytes:
    """Build a `result.json` as Telegram Desktop indents it."""
    found = [_telegram_message(number) for number in range(messages)]
    chat = {"name": "Client", "type": "personal_chat", "id": 5000000001, "messages": found}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def _telegram_message(number: int) -> dict[str, object]:
    at = _START + timedelta(seconds=37 * number)
    text = _TEXTS[number % len(_TEXTS)]
    message: dict[str, object] = {
        "id": number,
        "type": "message",
        "date": at.strftime("%Y-%m-%dT%H:%M:%S"),
        "date_unixtime": str(int(at.timestamp()) - 9 * 3600),
        "from": "Client" if number % 3 else "Case Worker",
        "from_id": "user5000000001" if number % 3 else "user5000000009",
    }
    parts: list[object] = [{"type": "plain", "text": text}]
    if number % 7 == 0:
        message["photo"] = f"photos/photo_{number}@01-03-2026_12-03-00.jpg"
        message |= {"photo_file_size": 20480, "width": 1280, "height": 720}
    if number % 11 == 0:
        parts.append({"type": "phone", "text": "+82 10-0000-0000"})
        return message | {"text": [text, parts[1]], "text_entities": parts}
    return message | {"text": text, "text_entities": parts}


def kakaotalk_export(messages: int) -> bytes:
    """Build a text export as Android writes it in Korean."""
    lines = ["도움방 님과 카카오톡 대화", "저장한 날짜 : 2027년 3월 2일 오전 9:00\n\n"]
    day = 0
    for number in range(messages):
        at = _START + timedelta(seconds=37 * number)
        clock = f"{'오전' if at.hour < 12 else '오후'} {at.hour % 12 or 12}:{at.minute:02}"
        stamp = f"{at.year}년 {at.month}월 {at.day}일 {clock}"
        if at.day != day:
            day = at.day
            lines += ["", stamp]
        text = "사진" if number % 9 == 0 else _TEXTS[number % len(_TEXTS)]
        more = "\n둘째 줄" if number % 13 == 0 else ""
        lines.append(f"{stamp}, {'상담원' if number % 3 else '의뢰인'} : {text}{more}")
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def csv_export(messages: int) -> bytes:
    """Build a CSV as macOS writes it."""
    lines = ["Date,User,Message"]
    for number in range(messages):
        at = _START + timedelta(seconds=37 * number)
        who = "상담원" if number % 3 else "의뢰인"
        lines.append(f'{at:%Y-%m-%d %H:%M:%S},"{who}","{_TEXTS[number % len(_TEXTS)]}"')
    return ("\n".join(lines) + "\n").encode()


def _least(line: re.Pattern[str]) -> Callable[[bytes], object]:
    def work(data: bytes) -> None:
        for text in data.decode().split("\n"):
            line.match(text)

    return work


def run() -> list[dict[str, object]]:
    """Measure every format; `ratio` is ours divided by the least, `target` the most."""
    return [
        _compare("import Telegram", telegram_export(80_000), json.loads, 4),
        _compare("import KakaoTalk text", kakaotalk_export(200_000), _least(_LINE), 6),
        _compare("import KakaoTalk CSV", csv_export(200_000), _least(_CSV_LINE), 6),
    ]


def _compare(
    what: str, data: bytes, least: Callable[[bytes], object], target: float
) -> dict[str, object]:
    ours, limit = [], []
    for _ in range(_ROUNDS):
        limit.append(_seconds(least, data))
        ours.append(_seconds(read, data))
    ratio = min(ours) / min(limit)
    return {
        "what": f"{what}, {len(data) / 1e6:.0f} MB",
        "ours": f"{min(ours):.2f} s",
        "limit": f"{min(limit):.2f} s",
        "ratio": round(ratio, 2),
        "target": f"<= {target}",
        "met": ratio <= target,
    }


def _seconds(work: Callable[[bytes], object], data: bytes) -> float:
    gc.collect()
    start = time.process_time()
    work(data)
    return time.process_time() - start


if __name__ == "__main__":
    for row in run():
        print(*row.values(), sep=" | ")
