"""경보, 안부 확인, 통화에 관한 문장."""

CAUSES: dict[str, str] = {
    "alarm.what.wrong_vehicle": "약속한 차가 아닌 다른 차가 왔습니다: {about}",
    "alarm.what.wrong_word": "만나는 자리에서 암호말이 맞지 않았습니다: {about}",
    "alarm.what.early": "약속한 시각보다 일찍 온 사람이 있습니다: {about}",
    "alarm.what.late": "약속한 시각에 오지 않은 사람이 있습니다: {about}",
    "alarm.what.disappearance": "연락이 끊겼습니다: {about}",
    "alarm.what.helper_withdrew": "더 이상 돕지 않겠다고 했습니다: {about}",
    "alarm.what.panic": "{about} 님이 자신의 일로 경보를 울렸습니다.",
    "alarm.what.canary": "지금은 중계 서버의 경보를 믿을 수 없습니다.",
    "hold.why.wrong_vehicle": "약속한 차가 아닌 다른 차가 왔습니다({about}).",
    "hold.why.wrong_word": "만나는 자리에서 암호말이 맞지 않았습니다({about}).",
    "hold.why.early": "약속한 시각보다 일찍 온 사람이 있습니다({about}).",
    "hold.why.late": "약속한 시각에 오지 않은 사람이 있습니다({about}).",
    "hold.why.disappearance": "연락이 끊긴 사람이 있습니다({about}).",
    "hold.why.helper_withdrew": "더 이상 돕지 않겠다고 한 사람이 있습니다({about}).",
    "hold.why.panic": "직원이 자신의 일로 경보를 울렸습니다({about}).",
    "hold.why.canary": "지금은 중계 서버의 경보를 믿을 수 없습니다({about}).",
}

WATCH: dict[str, str] = {**CAUSES}
