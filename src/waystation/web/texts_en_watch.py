"""The sentences about alarms, check-ins and calls in English, after the Korean."""

CAUSES: dict[str, str] = {
    "alarm.what.wrong_vehicle": "Another vehicle came than the one agreed: {about}",
    "alarm.what.wrong_word": "The words at a meeting did not fit: {about}",
    "alarm.what.early": "Somebody came before the agreed time: {about}",
    "alarm.what.late": "Somebody did not come at the agreed time: {about}",
    "alarm.what.disappearance": "Nobody can reach {about} any more.",
    "alarm.what.helper_withdrew": "{about} does not help any more.",
    "alarm.what.panic": "{about} raised the alarm for themselves.",
    "alarm.what.canary": "The alarms at the relay cannot be trusted now.",
    "hold.why.wrong_vehicle": "Another vehicle came than the one agreed ({about}).",
    "hold.why.wrong_word": "The words at a meeting did not fit ({about}).",
    "hold.why.early": "Somebody came before the agreed time ({about}).",
    "hold.why.late": "Somebody did not come at the agreed time ({about}).",
    "hold.why.disappearance": "Somebody cannot be reached any more ({about}).",
    "hold.why.helper_withdrew": "Somebody does not help any more ({about}).",
    "hold.why.panic": "Somebody of the staff raised the alarm for themselves ({about}).",
    "hold.why.canary": "The alarms at the relay cannot be trusted now ({about}).",
}

WATCH: dict[str, str] = {**CAUSES}
