"""What can be read aloud to somebody who calls, in their language: short, and safe to hear.

Every sentence can be heard by whoever stands beside the caller. The same order everywhere,
so that the page can show what each means in the language of the one who reads it.
"""

# ruff: noqa: RUF001  # these are other scripts, not look-alikes of ours

from collections.abc import Mapping

PROMPTS: Mapping[str, tuple[str, ...]] = {
    "ko": (
        "듣고 있어요. 대답하지 않아도 돼요.",
        "말할 수 없으면 가만히 계세요. 제가 먼저 끊지 않을게요.",
        "네, 아니요로만 말해 주세요. 다쳤어요?",
        "네, 아니요로만 말해 주세요. 옆에서 듣는 사람이 있어요?",
        "지금은 안전한 쪽으로 하세요. 아무도 탓하지 않아요.",
        "이름이나 장소는 말하지 마세요.",
    ),
    "en": (
        "I can hear you. You need not answer.",
        "If you cannot speak, stay silent. I will not hang up.",
        "Only yes or no: are you hurt?",
        "Only yes or no: is somebody beside you listening?",
        "Do what keeps you safe now. Nobody will blame you.",
        "Do not say names or places.",
    ),
    "zh": (
        "我在听。你不用回答。",
        "不能说话就别出声。我不会挂断。",
        "只说是或不是：你受伤了吗？",
        "只说是或不是：旁边有人在听吗？",
        "现在怎样安全就怎样做，没有人会怪你。",
        "不要说人名和地点。",
    ),
    "vi": (
        "Tôi đang nghe. Bạn không cần trả lời.",
        "Nếu không nói được, cứ im lặng. Tôi không cúp máy.",
        "Chỉ nói có hoặc không: bạn có bị thương không?",
        "Chỉ nói có hoặc không: có ai đang nghe cạnh bạn không?",
        "Hãy làm điều giữ bạn an toàn lúc này. Không ai trách bạn.",
        "Đừng nói tên người hay địa điểm.",
    ),
    "th": (
        "ฉันฟังอยู่ คุณไม่ต้องตอบ",
        "ถ้าพูดไม่ได้ เงียบไว้ ฉันจะไม่วางสาย",
        "ตอบแค่ใช่หรือไม่ใช่ คุณบาดเจ็บไหม",
        "ตอบแค่ใช่หรือไม่ใช่ มีใครฟังอยู่ข้าง ๆ ไหม",
        "ตอนนี้ทำสิ่งที่ทำให้คุณปลอดภัย ไม่มีใครโทษคุณ",
        "อย่าพูดชื่อคนหรือสถานที่",
    ),
    "ru": (
        "Я слушаю. Можете не отвечать.",
        "Если нельзя говорить, молчите. Я не кладу трубку.",
        "Только да или нет: вы ранены?",
        "Только да или нет: рядом кто-то слушает?",
        "Сейчас делайте то, что безопаснее. Никто вас не упрекнёт.",
        "Не называйте имён и мест.",
    ),
}

LANGUAGES = tuple(PROMPTS)


def prompts(caller: str, reader: str) -> tuple[tuple[str, str], ...]:
    """Return each sentence in the caller's language, and in the reader's if it differs."""
    said = PROMPTS.get(caller, PROMPTS[reader])
    meant = PROMPTS[reader] if caller in PROMPTS and caller != reader else ("",) * len(said)
    return tuple(zip(said, meant, strict=True))
