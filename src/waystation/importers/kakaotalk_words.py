"""The sentences KakaoTalk writes by itself: placeholders for media, and system lines.

A person can type every one of them; only where the sentence stands says whose it is.
"""

import re
from urllib.parse import unquote

Media = tuple[str | None, str | None, tuple[str, ...]]
NO_MEDIA: Media = (None, None, ())

_NOT_INCLUDED = {
    "photo": ("사진", "Photo"),
    "video": ("동영상", "Video"),
    "voice_message": ("음성메시지", "음성 메시지", "Voice message", "Voice Message"),
    "emoticon": ("이모티콘", "Emoticon", "emoticon"),
    "contact": ("연락처", "Contact"),
    "map": ("지도", "Map"),
    "profile": ("카카오톡 프로필", "KakaoTalk Profile"),
    "gift": ("선물", "Gift"),
}
_DELETED = {
    "삭제된 메시지입니다.",
    "메시지가 삭제되었습니다.",
    "The message has been deleted.",
    "This message has been deleted.",
    "This message was deleted.",
}
_MISSING = ("media=missing",)
_FIXED: dict[str, Media] = {
    form.format(word): (kind, None, _MISSING)
    for kind, words in _NOT_INCLUDED.items()
    for word in words
    for form in ("{}", "<{}>", "({})", "({}) ", "{} ")
} | dict.fromkeys(_DELETED, (None, None, ("message=deleted",)))
_PATTERNED = re.compile(
    r"""(?P<photo>[<(]?(?:사진\ \d+장|(?:\d+\ )?[Pp]hotos?(?:\ \d+)?)[>)]?)\Z
      | (?:파일|File):\ (?P<file>[^\n]+)\Z
      | (?P<beside>[0-9a-f]{64}\.\w{1,5}(?:\n[0-9a-f]{64}\.\w{1,5})*)\Z
      | (?P<named>\d{8}_\d{6}(?:_\d+)?\.\w{1,5})\Z
      | (?P<call>
          (?:보이스톡|페이스톡|라이브톡|그룹콜|그룹\ 페이스톡|Voice\ Call|Video\ Call)
          (?:\ (?:해요|취소|부재중|종료|응답없음|시작|Canceled|Missed
                |\d+:\d\d(?::\d\d)?))?)\.?\Z
      | (?P<payment>[\d,]+원을\ [^\n]+|[\d,원을\ ]*받기\ 완료!?)\Z
      | (?P<board>톡게시판\ '[^'\n]*':.*)\Z
      | (?P<search>샵검색:\ \#.*)\Z
    """,
    re.VERBOSE | re.DOTALL,
)
# What all that `media_of` knows begins with: most messages do not, and cost one look.
MEDIA_BEGINS = frozenset(
    [
        "Ph",
        "ph",
        "파일",
        "Fi",
        "톡게",
        "샵검",
        "보이",
        "페이",
        "라이",
        "그룹",
        "Vo",
        "Vi",
        "받기",
    ]
    + [text[:2] for text in _FIXED]
    + [first + second for first in "0123456789" for second in "0123456789abcdef ,.원"]
    + [first + second for first in "abcdef" for second in "0123456789abcdef"]
)

# Ends and parts, not one pattern: a line of a megabyte must not take a minute.
_SYSTEM_ENDS = (
    "님이 들어왔습니다.", "님이 나갔습니다.", "님을 내보냈습니다.", "방장이 되었습니다.",
    "관리자가 메시지를 가렸습니다.", " joined this chatroom.", " joined the chatroom.",
    " left this chatroom.", " left the chatroom.", " has been removed from this chatroom.",
    " has been removed from the chatroom.",
)  # fmt: skip
_SYSTEM_PARTS = (
    ("님", ("초대했습니다.", "초대하였습니다.", "초대되었습니다.")),
    ("채팅방", ("되었습니다.", "하였습니다.", "했습니다.")),
    (" invited ", (".",)),
)
_WARNING = re.compile(r"운영정책을 위반한 메시지로|타인, 기관 등의 사칭에 유의")
_ACTED = re.compile(
    r" (?:invited [^\n]+|(?:joined|left) (?:this|the) chatroom"
    r"|has been removed from (?:this|the) chatroom)\.\Z"
)


def media_of(text: str) -> Media:
    """Say what a message stands for: its kind, the file's name if one is told, and flags.

    A file beside the text under a 64-digit name is only named here, so it is not missing.
    """
    fixed = _FIXED.get(text)
    if fixed is not None or text[:2] not in MEDIA_BEGINS:
        return fixed or NO_MEDIA
    found = _PATTERNED.match(text)
    kind = found.lastgroup if found is not None else None
    if found is None or kind is None:
        return NO_MEDIA
    if kind == "file":
        return kind, unquote(found[kind], errors="replace"), _MISSING
    if kind in ("beside", "named"):
        return "file", text, ("media=beside",)
    return kind, None, _MISSING if kind == "photo" else ()


def is_deleted(text: str) -> bool:
    """Say whether the text is what stands in place of a deleted message."""
    return text in _DELETED


def is_system(text: str) -> bool:
    """Say whether an unstamped line reads like one that KakaoTalk writes by itself."""
    return (
        text in _DELETED
        or text.endswith(_SYSTEM_ENDS)
        or any(part in text and text.endswith(ends) for part, ends in _SYSTEM_PARTS)
        or is_warning(text)
    )


def is_warning(text: str) -> bool:
    """Say whether the line is a warning that follows a system line."""
    return _WARNING.match(text) is not None


def is_own_act(who: str, text: str) -> bool:
    """Say whether `text` tells in English what `who` did, as macOS writes system rows."""
    return bool(who) and text.startswith(who) and _ACTED.match(text, len(who)) is not None
