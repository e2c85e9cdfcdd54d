"""The sentences about alarms, check-ins and calls in English, after the Korean."""

CAUSES: dict[str, str] = {
    "alarm.what.missed_check_in": "{about} has not written as agreed.",
    "alarm.what.under_duress": "{about} signalled being under duress.",
    "alarm.what.demand": "{about} asked for something that was not agreed.",
    "alarm.what.changed_place": "A place that nobody planned was reported: {about}",
    "alarm.what.arrest": "An arrest was reported: {about}",
    "alarm.what.raid": "People breaking in were reported: {about}",
    "alarm.what.house_burned": "A safe house must be taken as known: {about}",
    "alarm.what.stopped": "{about} wants the journey stopped.",
    "alarm.what.report": "A worrying report came in: {about}",
    "alarm.what.other": "Something is wrong: {about}",
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

CALL: dict[str, str] = {
    "nav.call": "Call",
    "call.title": "A call",
    "call.with": "A call: {name}",
    "call.going_on": "Calls that have not ended",
    "call.who": "Who is calling",
    "call.caller.unknown": "not known who",
    "call.caller.other": "Somebody else (about the journey of {persons})",
    "call.language": "Language to read aloud in",
    "call.language.theirs": "theirs, if it was noted",
    "call.language.show": "Show",
    "call.language.ko": "Korean",
    "call.language.en": "English",
    "call.language.zh": "Chinese",
    "call.language.vi": "Vietnamese",
    "call.language.th": "Thai",
    "call.language.ru": "Russian",
    "call.begin": "Begin",
    "call.no_journey": "This desk is in no journey. Note the call in the conversation.",
    "call.line": "Type what you hear",
    "call.line.hint": "Enter keeps the line at once, with the moment of its first letter.",
    "call.line.keep": "Keep",
    "call.lines": "What was typed",
    "call.lines.none": "Nothing has been typed yet.",
    "call.tells": "What is being told",
    "call.tells.hint": (
        "One press raises the alarm and stops everything that shares something "
        "with it. Two people lift that later."
    ),
    "call.cause.raid": "People are breaking in",
    "call.cause.arrest": "An arrest",
    "call.cause.disappearance": "Somebody is gone",
    "call.cause.changed_place": "They are at an unknown place",
    "call.cause.wrong_vehicle": "Another vehicle came",
    "call.cause.wrong_word": "The words do not fit",
    "call.cause.report": "Something else",
    "call.unsaid": "Do not say aloud",
    "call.unsaid.always": (
        "Other persons, helpers, houses, meeting places, words, what comes "
        "next, whom you are warning. Take it that somebody listens. Promise "
        "nothing that you cannot keep."
    ),
    "call.unsaid.names": "In this journey:",
    "call.prompts": "What you can read aloud",
    "call.warn": "Whom to warn, in this order",
    "call.warn.none": "There is nobody to warn.",
    "call.silent": "Do not tell now: {names}. They are not alone.",
    "call.why.answers": "answers for this journey with you",
    "call.why.waits": "has not set out yet",
    "call.why.comes_next": "is to meet them next",
    "call.why.keeps_a_house": "keeps a house",
    "call.by_letter": "The letter goes by itself. Tell them in another way too.",
    "call.warned": "Warned",
    "call.warned.do": "{name} was warned",
    "call.exposed": "What must be taken as known",
    "call.exposed.none": "Nobody has learned of this journey yet.",
    "call.houses": "Safe houses that are taken as known: {names}",
    "call.end": "When the call is over",
    "call.end.hint": (
        "What was typed stays in the journey, and is noted in the conversation "
        "if this desk is in it."
    ),
    "call.end.do": "The call is over",
    "call.end.broke_off": "It broke off",
    "call.ended": "Ended {at}",
}

ENDS: dict[str, str] = {
    "alarm.how": "What it was",
    "alarm.how.heard": "They were heard of and are well",
    "alarm.how.dead_battery": "A telephone was off",
    "alarm.how.outage": "There was no connection",
    "alarm.how.false_alarm": "A false alarm",
    "alarm.how.over": "It was real, and is over",
    "alarm.how.lost": "A person was lost",
    "alarm.how.other": "Something else",
    "today.disputed": "The board that coordinators share takes nothing now.",
    "today.disputed.meaning": (
        "A signatory signed two different lists of who is on it. All that is noted is "
        "kept, and shown to the others once that is resolved. Until then tell them of "
        "holds and plans yourself."
    ),
    "today.untrusted": "The alarms at the relay cannot be trusted now.",
    "today.untrusted.meaning": (
        "Since {at}. This desk's own timers run as always: do not close it."
    ),
}

CHECK_INS: dict[str, str] = {
    "sealed.outrun": "A text stays shut if a check-in that was agreed later does not come.",
    "sealed.outrun.do": "Seal the same text again.",
    "error.alarm.own.what": "This alarm is about you: somebody else answers it.",
    "error.alarm.own.kept": "The alarm stays as it is.",
    "error.alarm.own.next": "Let a colleague answer it, once they have heard from you.",
    "check_ins.title": "Check-ins",
    "check_ins.open": "Check-ins",
    "check_ins.rehearsed": "Tried before",
    "check_ins.tried": "tried, and right: {at}",
    "check_ins.tried.wrong": "The last try was another picture.",
    "check_ins.tried.never": "Not tried yet.",
    "check_ins.agreed": "What was agreed",
    "check_ins.none": "No check-in has been agreed.",
    "check_ins.heard": "heard: {at}",
    "check_ins.down": "taken down by {names}",
    "check_ins.missed": "It did not come.",
    "check_ins.against": "would take it down: {names}",
    "check_ins.waits": "Not armed at the relay yet.",
    "check_ins.waits.for": (
        "It waits for the desks of {names}. Ask them to open theirs, so that two of you "
        "can take this check-in down."
    ),
    "link.waits": (
        "Not armed at the relay yet. Ask your colleagues to open their desks; the page of "
        "check-ins says whose."
    ),
    "check_ins.waits.until": (
        "At {at} it is armed as it is. This desk's own timer runs all the while."
    ),
    "check_ins.refused": "The relay has not taken this alarm yet.",
    "check_ins.refused.until": (
        "It is offered again every hour. This desk's own timer runs all the while."
    ),
    "check_ins.rigid": (
        "Armed at the relay before another desk was open. If two take it down no desk "
        "raises an alarm, but the relay will still send the parts of what was sealed."
    ),
    "check_ins.take_down": "Take this check-in down",
    "check_ins.take_down.do": "I agree to take it down",
    "check_ins.reason": "How do you know that all is well?",
    "check_ins.reason.hint": (
        "Once two have agreed, nobody waits for "
        "this check-in. The person cannot take it down."
    ),
    "check_ins.spoken": "A check-in that was spoken",
    "check_ins.spoken.hint": (
        "Type the six digits and the name of the picture as you "
        "heard them, in any language. This page does not say what it meant."
    ),
    "check_ins.which": "Which one, of whom",
    "check_ins.code": "Digits",
    "check_ins.word": "Picture",
    "check_ins.keep": "Keep",
}

WATCH: dict[str, str] = {**CAUSES, **CALL, **ENDS, **CHECK_INS}
