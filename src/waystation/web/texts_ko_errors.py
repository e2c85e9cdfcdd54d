"""What is said of errors in Korean: what happened, what was kept, what to do next."""

ERRORS: dict[str, str] = {
    "error.title": "문제가 생겼습니다",
    "error.code": "오류 이름:",
    "error.web.session.what": "데스크가 잠겨 있습니다.",
    "error.web.session.kept": (
        "저장된 것은 그대로 있습니다. 잠겨 있는 동안에도 안부 확인은 계속 지켜봅니다."
    ),
    "error.web.session.next": "터미널에 나타난 주소로 다시 열어 주십시오.",
    "error.web.locked.what": "데스크를 잠갔습니다.",
    "error.web.locked.kept": (
        "저장된 것은 그대로 있습니다. 잠겨 있는 동안에도 안부 확인은 계속 지켜봅니다."
    ),
    "error.web.locked.next": "터미널에 나타난 새 주소로 다시 열 수 있습니다.",
    "error.web.launch.what": "이 주소는 이미 쓰였거나 더 이상 유효하지 않습니다.",
    "error.web.launch.kept": (
        "아무것도 열리지 않았습니다. 직접 여신 것이 아니라면 누가 열었는지 확인해 주십시오."
    ),
    "error.web.launch.next": "터미널에서 새 주소를 받아 여십시오.",
    "error.web.host.what": "이 이름으로는 데스크를 열 수 없습니다.",
    "error.web.host.kept": "아무것도 읽거나 바꾸지 않았습니다.",
    "error.web.host.next": "터미널에 나타난 주소 그대로 열어 주십시오.",
    "error.web.origin.what": "다른 화면에서 보낸 요청이라 받지 않았습니다.",
    "error.web.origin.kept": "아무것도 읽거나 바꾸지 않았습니다.",
    "error.web.origin.next": "데스크의 화면에서 다시 해 주십시오.",
    "error.web.csrf.what": "오래된 화면에서 보낸 양식이라 받지 않았습니다.",
    "error.web.csrf.kept": "아무것도 바꾸지 않았습니다.",
    "error.web.csrf.next": "뒤로 가서 화면을 새로 고친 다음 다시 보내 주십시오.",
    "error.web.reason.what": "이유가 비어 있거나 너무 깁니다.",
    "error.web.reason.kept": "아무것도 바꾸지 않았습니다.",
    "error.web.reason.next": "뒤로 가서 이유를 200자 안으로 적어 주십시오.",
    "error.web.line.what": "적은 글이 비어 있거나 너무 깁니다.",
    "error.web.line.kept": "아무것도 바꾸지 않았습니다.",
    "error.web.line.next": "뒤로 가서 2,000자 안으로 적어 주십시오.",
    "error.web.no_page.what": "그런 화면은 없습니다.",
    "error.web.no_page.kept": "아무것도 바꾸지 않았습니다.",
    "error.web.no_page.next": "위에 있는 오늘 화면을 눌러 처음으로 돌아가십시오.",
    "error.organisation.none.what": "이 데스크는 아직 어느 단체에도 들어가 있지 않습니다.",
    "error.organisation.none.kept": "아무것도 바꾸지 않았습니다.",
    "error.organisation.none.next": (
        "터미널에서 waystation organisation --help 명령으로 시작해 주십시오."
    ),
    "error.rule.what": "규칙에 따라 할 수 없는 일입니다.",
    "error.rule.kept": "아무것도 바꾸지 않았습니다.",
    "error.rule.next": "이동 화면에서 막고 있는 이유를 확인해 주십시오.",
    "error.permission.what": (
        "이 일을 하려면 다른 역할이나 다른 사람의 동의가 더 필요합니다."
    ),
    "error.permission.kept": "아무것도 바꾸지 않았습니다.",
    "error.permission.next": "함께 결정할 사람에게 알려 주십시오.",
    "error.missing.what": "찾으시는 것이 여기 없거나, 이 데스크에서 볼 수 없습니다.",
    "error.missing.kept": "아무것도 바꾸지 않았습니다.",
    "error.missing.next": "목록에서 다시 골라 주십시오.",
    "error.conflict.what": "그 사이에 다른 일이 기록되어 서로 맞지 않습니다.",
    "error.conflict.kept": "먼저 기록된 것을 그대로 두었습니다.",
    "error.conflict.next": "화면을 새로 고쳐 지금 상태를 확인해 주십시오.",
    "error.format.what": "알아볼 수 없는 요청이었습니다.",
    "error.format.kept": "아무것도 바꾸지 않았습니다.",
    "error.format.next": "뒤로 가서 다시 해 주십시오.",
    "error.seal.what": "봉인이 열리지 않거나 서명이 맞지 않습니다.",
    "error.seal.kept": "받은 것은 따로 두었고 다른 것은 그대로입니다.",
    "error.seal.next": "보낸 사람에게 다른 방법으로 확인해 주십시오.",
    "error.history.what": "기록이 앞서 본 것과 어긋나 쓰기를 멈췄습니다.",
    "error.history.kept": "두 기록을 모두 그대로 두었습니다.",
    "error.history.next": "더 쓰지 말고 waystation fsck 명령으로 확인해 주십시오.",
    "error.unavailable.what": "지금은 저장하거나 연결할 수 없습니다.",
    "error.unavailable.kept": "앞서 저장된 것은 그대로 있습니다.",
    "error.unavailable.next": "잠시 뒤에 다시 해 주십시오.",
    "error.fault.what": "데스크에 문제가 생겼습니다. 저희의 잘못입니다.",
    "error.fault.kept": "앞서 저장된 것은 그대로 있습니다.",
    "error.fault.next": (
        "처음 화면으로 돌아가 다시 해 주십시오. 되풀이되면 오류 이름을 알려 주십시오."
    ),
}
