"""The Korean text about the places of a journey that has ended."""

TEXTS: dict[str, str] = {
    "places.destroyed": (
        "이 이동이 어디를 거쳤는지는 파기했습니다. 이 데스크에서 파기한 날:"
    ),
    "places.stays": (
        "남는 것: 누가 이동했고 누가 동의하고 도착했는지, 누가 결정하고 서명했는지,"
        " 어느 조력자가 만났는지. 지급과 조력자 기록이 여기에 근거합니다."
    ),
    "places.knows": (
        "어디를 거쳤는지 누가 들었는지는 이제 기록에 없습니다. 사람은 기억하고 있으며,"
        " 조력자와 집에 대해 따로 적은 것은 남아 있습니다."
    ),
    "places.waiting": (
        "모두 도착했습니다. 이 이동이 어디를 거쳤는지 알려 주는 것은 두 주쯤 뒤에 모든"
        " 데스크에서 파기합니다. 바로잡을 것이 있으면 지금 바로잡습니다."
    ),
    "places.differs": (
        "무엇이 남는지가 다른 데스크와 다릅니다. 파기하기 전에 함께 살펴봅니다."
    ),
    "error.journey.over.what": "이미 끝난 이동입니다.",
    "error.journey.over.kept": "바뀐 것은 없습니다.",
    "error.journey.over.next": (
        "남은 기록은 이동 화면에 있습니다. 다시 이동하려면 새 이동을 계획합니다."
    ),
}
