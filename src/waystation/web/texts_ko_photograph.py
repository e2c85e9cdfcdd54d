"""Sentences about a photograph of a face in Korean, written first."""

TEXTS: dict[str, str] = {
    "photograph.name": "얼굴 사진",
    "photograph.meaning": (
        "사진은 꼭 필요하지 않습니다. 두 낱말과 들고 있을 물건이면 서로 알아볼 수 "
        "있습니다. 본인이 원할 때만, 이 만남의 이쪽에만 한 번 보여 줍니다."
    ),
    "photograph.person": "누구의 사진입니까?",
    "photograph.said": "본인이 한 말",
    "photograph.said.hint": (
        "들은 그대로 적으십시오. 다른 한 사람이 같은 말을 확인해야 사진을 넣을 수 있습니다."
    ),
    "photograph.way": "어떻게 들었습니까?",
    "photograph.language": "그 말의 언어",
    "photograph.button": "적기",
    "photograph.one_asserts": (
        "{name} 님이 이쪽에 얼굴 사진을 보여 주겠다고 했다는 기록이 있습니다. 한 "
        "사람이 더 확인해야 합니다."
    ),
    "photograph.second": "같은 말을 확인했습니다",
    "photograph.stands": "{name} 님이 이쪽에 얼굴 사진을 보여 주기로 했습니다.",
    "photograph.withdrawn": "{name} 님이 얼굴 사진을 보여 주지 않기로 했습니다.",
    "photograph.heard": "그만두겠다고 한 말",
    "photograph.heard.hint": (
        "사진이 든 메모 가운데 아직 열지 않은 것은 거두어집니다. 이미 본 사진은 되돌릴 "
        "수 없습니다."
    ),
    "photograph.withdraw": "사진을 주지 않기로 했습니다",
    "photograph.file": "얼굴 사진 (JPEG나 PNG)",
    "photograph.file.hint": (
        "링크에만 담깁니다. 작게 줄이면서 위치와 시간 같은 정보를 모두 지우고, 봉인한 "
        "메모 밖에는 어디에도 저장하지 않습니다."
    ),
    "photograph.carried": (
        "{name} 님의 얼굴 사진이 들어 있습니다. 받는 사람에게 한 번만 보입니다."
    ),
    "error.slip.photograph_choice.what": (
        "본인이 이 만남의 이쪽에 사진을 보여 주기로 한 기록이 없습니다."
    ),
    "error.slip.photograph_choice.kept": "메모를 만들지 않았고, 사진도 남아 있지 않습니다.",
    "error.slip.photograph_choice.next": "사진 없이 만들거나, 먼저 본인에게 물어보십시오.",
    "error.slip.photograph_whose.what": "이쪽에 얼굴을 보여 주기로 한 사람이 여럿입니다.",
    "error.slip.photograph_whose.kept": "메모를 만들지 않았고, 사진도 남아 있지 않습니다.",
    "error.slip.photograph_whose.next": "누구의 사진인지 고르십시오.",
    "error.slip.photograph_form.what": (
        "종이 카드나 전화로 읽어 주는 메모에는 사진을 넣지 않습니다."
    ),
    "error.slip.photograph_form.kept": "메모를 만들지 않았고, 사진도 남아 있지 않습니다.",
    "error.slip.photograph_form.next": "사진 없이 만들거나, 링크로 전하십시오.",
    "error.photograph.large.what": "사진이 너무 큽니다.",
    "error.photograph.large.kept": "메모를 만들지 않았고, 사진도 남아 있지 않습니다.",
    "error.photograph.large.next": "16 MB와 4천만 화소를 넘지 않는 사진을 고르십시오.",
    "error.photograph.kind.what": "JPEG나 PNG 사진이 아닙니다.",
    "error.photograph.kind.kept": "메모를 만들지 않았고, 사진도 남아 있지 않습니다.",
    "error.photograph.kind.next": "JPEG나 PNG 사진을 고르십시오.",
    "error.photograph.broken.what": "사진을 읽을 수 없습니다.",
    "error.photograph.broken.kept": "메모를 만들지 않았고, 사진도 남아 있지 않습니다.",
    "error.photograph.broken.next": "다른 사진을 고르십시오.",
    "error.photograph.own.what": "처음 적은 사람이 두 번째로 확인할 수는 없습니다.",
    "error.photograph.own.kept": "바뀐 것은 없습니다.",
    "error.photograph.own.next": "다른 사람에게 확인을 부탁하십시오.",
    "error.photograph.oneself.what": "자기 얼굴 사진을 자기에게 보여 줄 수는 없습니다.",
    "error.photograph.oneself.kept": "바뀐 것은 없습니다.",
    "error.photograph.oneself.next": "만남 메모로 돌아가 다시 고르십시오.",
    "error.photograph.statement.what": "본인이 한 말이 비어 있습니다.",
    "error.photograph.statement.kept": "바뀐 것은 없습니다.",
    "error.photograph.statement.next": "들은 그대로 적어 다시 보내십시오.",
}
