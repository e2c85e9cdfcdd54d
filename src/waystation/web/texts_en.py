"""The pages' sentences in English, after the Korean."""

from waystation.web.texts_en_costs import TEXTS as COSTS
from waystation.web.texts_en_errors import ERRORS
from waystation.web.texts_en_exposure import TEXTS as EXPOSURE
from waystation.web.texts_en_helper import TEXTS as HELPER
from waystation.web.texts_en_loss import TEXTS as LOSS
from waystation.web.texts_en_money import TEXTS as MONEY
from waystation.web.texts_en_money_errors import ERRORS as MONEY_ERRORS
from waystation.web.texts_en_panic import TEXTS as PANIC
from waystation.web.texts_en_places import TEXTS as PLACES
from waystation.web.texts_en_plan import TEXTS as PLAN
from waystation.web.texts_en_preparation import TEXTS as PREPARATION
from waystation.web.texts_en_slip import TEXTS as SLIP
from waystation.web.texts_en_watch import WATCH

TEXTS: dict[str, str] = {
    "product": "Waystation",
    "skip": "Skip to the page",
    "open": "Open",
    "lock": "Lock",
    "language.ko": "한국어",
    "language.en": "English",
    "nav.label": "Pages",
    "nav.today": "Today",
    "nav.journeys": "Journeys",
    "nav.replay": "Replay",
    "names.none": "nobody",
    "names.somebody": "Somebody",
    "names.unnamed": "this desk does not know its name",
    "foot.me": "The desk of {name}",
    "foot.practice": "A practice organisation: nobody on these pages is real.",
    "foot.local": "This page opens on this computer only.",
    # the relay and the live connection
    "relay.connected": "Relay connected",
    "relay.lost": "No connection to the relay.",
    "relay.since": "Since {at} ({ago}).",
    "relay.lost.meaning": (
        "What you do is saved on this computer and sent when the connection is back. "
        "Nothing new arrives until then."
    ),
    "relay.unsent.one": "{count} thing is saved and not yet sent.",
    "relay.unsent.many": "{count} things are saved and not yet sent.",
    "live.lost": (
        "The connection to the desk is lost. What you see may be old. "
        "Trying again. If this lasts, look at the terminal in which the desk runs."
    ),
    "live.newer": "This page changed while you were writing.",
    "live.show": "Show what is new",
    "live.no_script": "Scripts are switched off, so this page does not renew itself.",
    "live.reload": "Reload",
    # times
    "time.now": "now",
    "time.day": "{day} {month_name} {at}",
    "time.day.year": "{day} {month_name} {year} {at}",
    "time.in.minutes": "in {minutes} min",
    "time.in.hours": "in {hours} h",
    "time.in.hours_minutes": "in {hours} h {minutes} min",
    "time.in.days": "in {days} days",
    "time.in.months": "in {months} months",
    "time.in.years": "in {years} years",
    "time.ago.minutes": "{minutes} min ago",
    "time.ago.hours": "{hours} h ago",
    "time.ago.hours_minutes": "{hours} h {minutes} min ago",
    "time.ago.days": "{days} days ago",
    "time.ago.months": "{months} months ago",
    "time.ago.years": "{years} years ago",
    "month.1": "Jan",
    "month.2": "Feb",
    "month.3": "Mar",
    "month.4": "Apr",
    "month.5": "May",
    "month.6": "Jun",
    "month.7": "Jul",
    "month.8": "Aug",
    "month.9": "Sep",
    "month.10": "Oct",
    "month.11": "Nov",
    "month.12": "Dec",
    # facts beside an alarm or a hold
    "fact.journey": "Journey",
    "fact.since": "Since",
    "fact.told": "Told",
    "fact.taken": "Who has it",
    "fact.why": "Why",
    "fact.held": "What is held",
    "fact.lifting": "Lifting",
    # alarms
    "alarms.one": "{count} alarm",
    "alarms.many": "{count} alarms",
    "alarm.word": "Alarm",
    "alarm.due": "It was agreed for {due} at the latest.",
    "alarm.backup": "Call the backup, {name}?",
    "alarm.late": "This fell into a time when the relay was down. Nobody knows yet: ask.",
    "alarm.reaches": "touches {count} journeys",
    "alarm.nobody": "Nobody has it yet.",
    "alarm.taken": "Taken by {names}",
    "alarm.take": "I have it",
    "alarm.still": "I am still on it",
    "alarm.forgotten": (
        "Nothing was written for more than two hours: the others are asked again."
    ),
    # holds
    "holds.one": "{count} hold",
    "holds.many": "{count} holds",
    "holds.unseen": "This desk does not see holds. Ask a coordinator.",
    "hold.word": "On hold",
    "hold.what.legs": "The journey of {persons} may not proceed (leg {legs}).",
    "hold.what.journey": "The journey of {persons} may not proceed.",
    "hold.why.missed_check_in": "A check-in did not come ({about}).",
    "hold.why.under_duress": "A sign of duress came ({about}).",
    "hold.why.demand": "Something that was not agreed was asked for ({about}).",
    "hold.why.changed_place": "A place that nobody planned was reported ({about}).",
    "hold.why.arrest": "An arrest was reported ({about}).",
    "hold.why.raid": "People breaking in were reported ({about}).",
    "hold.why.house_burned": "A safe house must be taken as known ({about}).",
    "hold.why.stopped": "The journey is to be stopped ({about}).",
    "hold.why.report": "A worrying report came in ({about}).",
    "hold.why.other": "Something is wrong ({about}).",
    "hold.needed": "Lifting takes {needed} people.",
    "hold.agreed": "{names} agreed.",
    "hold.agreed.nobody": "Nobody has agreed yet.",
    "hold.refused": "{names} said no.",
    "hold.unreachable": "No two people can be reached at the hour when this is needed.",
    "hold.see": "Why, and how to lift it",
    "hold.answer": "Agree to lifting it, or say no",
    "hold.reason": "Reason",
    "hold.reason.hint": (
        "Write what you have made sure of. No names and no places: "
        "every coordinator reads it."
    ),
    "hold.lift": "I agree to lifting it",
    "hold.keep": "The hold must stay",
    "hold.answered": "You have answered. It waits for somebody else.",
    # Today
    "today.wrong": "What is wrong",
    "today.failing": "What this desk does by itself is failing.",
    "today.failing.meaning": (
        "It may miss a check-in that does not come. Watch the journeys yourself and tell "
        "your colleagues. If it goes on after a restart, leave it to their desks."
    ),
    "today.relay.wrong": "What the relay sends is not whole.",
    "today.relay.wrong.meaning": (
        "Since {at} something in it was missing, changed or unreadable. Nothing false was "
        "believed, but news may be missing here. Ask your colleagues in another way; if it "
        "goes on, tell whoever runs the relay."
    ),
    "today.relay.unsure.one": "{count} letter to somebody outside may be lost.",
    "today.relay.unsure.many": "{count} letters to somebody outside may be lost.",
    "today.relay.unsure.meaning": (
        "The relay went back to an older state. Nobody knows whether they were read: write "
        "once more what must have arrived."
    ),
    "today.relay.refused.one": "The relay refuses {count} thing that is to be sent.",
    "today.relay.refused.many": "The relay refuses {count} things that are to be sent.",
    "today.relay.refused.meaning": (
        "It is kept here and offered again every hour. Until then a letter, a check-in or "
        "a slip may not be where it should: ask whoever waits for one."
    ),
    "today.calm": "No alarm and no hold.",
    "today.calm.meaning": "No check-in is missing and nothing is kept from proceeding.",
    "today.calm.offline": (
        "As far as this desk knows. It has no connection to the relay and may lack news."
    ),
    "today.calm.wrong": (
        "As far as this desk knows. What the relay sends is not whole: it may lack news."
    ),
    "today.no_alarm": "There is no alarm.",
    "today.next": "Next 24 hours",
    "today.next.none": "Nothing is due within 24 hours.",
    "today.next.later": "After that: {what}, {at}.",
    "today.next.nothing": (
        "Nor after that. Plan a journey, and its check-ins and handovers appear here."
    ),
    "today.waiting": "Waiting for you",
    "today.waiting.none": "Nobody is waiting for your answer.",
    "next.check_in": "Check-in of {persons}",
    "next.handover": "Handover {giver} → {receiver}",
    "next.leg": "Leg {number} begins: {with_whom}",
    "next.stay_ends": "Stay ends: {with_whom}",
    "next.backup": "backup {name}",
    "next.overdue": "The time has passed; still waiting.",
    "waiting.untold.one": (
        "{count} traveller to tell of a hold yourself: no letter reaches them"
    ),
    "waiting.untold.many": (
        "{count} travellers to tell of a hold yourself: no letter reaches them"
    ),
    "waiting.letters.one": "{count} first letter that is in no case yet",
    "waiting.letters.many": "{count} first letters that are in no case yet",
    "waiting.decision.one": "{count} journey to decide on: go or no-go",
    "waiting.decision.many": "{count} journeys to decide on: go or no-go",
    "waiting.lift.one": "{count} hold to answer",
    "waiting.lift.many": "{count} holds to answer",
    "waiting.arrival.one": "{count} arrival that is said and not confirmed",
    "waiting.arrival.many": "{count} arrivals that are said and not confirmed",
    "waiting.consent.one": "{count} consent that needs a second person's word",
    "waiting.consent.many": "{count} consents that need a second person's word",
    "waiting.approval.one": "{count} plan to co-sign",
    "waiting.approval.many": "{count} plans to co-sign",
    "waiting.urgency.one": "{count} urgent appeal to be seen by a second person",
    "waiting.urgency.many": "{count} urgent appeals to be seen by a second person",
    "waiting.grading.one": "{count} appeal that nobody has looked at yet",
    "waiting.grading.many": "{count} appeals that nobody has looked at yet",
    "waiting.set_aside.one": "{count} thing set aside because it could not be read",
    "waiting.set_aside.many": "{count} things set aside because they could not be read",
    "waiting.oldest": "the oldest {ago}",
    "today.held.more.one": "{count} more journey is on hold.",
    "today.held.more.many": "{count} more journeys are on hold.",
    "today.next.more.one": "{count} more thing is due within 24 hours.",
    "today.next.more.many": "{count} more things are due within 24 hours.",
    # Journey
    "journeys.pages": "Pages of the list of journeys",
    "journeys.page": "Page {page} of {pages}",
    "journeys.before": "Page before",
    "journeys.after": "Next page",
    "journeys.none": (
        "There is no journey yet. Plan one with a person's consent, and it appears here."
    ),
    "journey.to": "to",
    "journey.undated": "No dates yet",
    "journey.state.planned": "Being planned",
    "journey.state.no_go": "Decided: no-go",
    "journey.state.go": "Decided: go",
    "journey.state.under_way": "Under way",
    "journey.state.stopped": "Stopped",
    "journey.state.arrived": "Arrived",
    "journey.state.lost": "Did not arrive",
    "journey.leg_of": "leg {leg} of {legs}",
    "journey.arrived": "{persons} arrived:",
    "journey.says_arrived": (
        "Word from {persons} at {at}: they have arrived. Nobody has confirmed it."
    ),
    "journey.says_arrived.meaning": (
        "Confirm it with those who received them, and note the arrival below. "
        "Until then their check-ins are still awaited."
    ),
    "journey.way": "The way",
    "journey.way.none": "No leg is planned yet. Plan one, and the way is drawn here.",
    "journey.holds": "Holds",
    "journey.holds.none": "Nothing holds this journey.",
    "journey.findings": "To be looked at",
    "journey.consent": "Their own consent",
    "journey.knows": "Who knows what",
    "journey.knows.meaning": (
        "By the plan. Whoever is taken, or turns, can give this much away."
    ),
    "journey.knows.none": "Nobody has been told anything yet.",
    "leg.number": "leg {number}",
    "stage.leg": "Leg {number} · {with_whom}",
    "stage.stay": "Stay {number} · {with_whom}",
    "stage.now": "now",
    "stage.state.done": "done",
    "stage.state.stopped": "stopped",
    "stage.presumed_known": "This safe house must be taken as known. Bring nobody here.",
    "handover": "Handover",
    "handover.who": "{giver} → {receiver}",
    "handover.confirmed.nobody": "Not yet confirmed.",
    "handover.confirmed.giver": "Only {giver} confirmed.",
    "handover.confirmed.receiver": "Only {receiver} confirmed.",
    "handover.confirmed.both": "Both confirmed.",
    "sign.mark.expected": "○",
    "sign.mark.open": "○",
    "sign.mark.well": "✓",
    "sign.mark.under_duress": "■",
    "sign.mark.missed": "■",
    "sign.mark.unknown": "?",
    "sign.mark.not_needed": "\N{EN DASH}",
    "check_in.state.expected": "Check-in of {persons} to come",
    "check_in.state.open": "Waiting to hear from {persons}",
    "check_in.state.well": "{persons} is well",
    "check_in.state.under_duress": "{persons} signalled duress",
    "check_in.state.missed": "{persons} did not write",
    "check_in.state.unknown": "{persons}: not known, ask",
    "check_in.state.not_needed": "Check-in of {persons} no longer needed",
    "check_in.by": "by {due}",
    "check_in.by_word": "typed by staff",
    "consent.own_key": "Consent that they signed themselves.",
    "consent.asserted_by_two": "Spoken consent, attested by two. Not their own signature.",
    "consent.one_asserts": "Spoken consent, attested by one person. It does not count yet.",
    "consent.none": "No consent. Nothing starts without it.",
    "consent.withdrawn": "Consent withdrawn. The journey stops.",
    "consent.by_word_of": "By the word of {names}",
    "consent.nobody": "Nobody is named yet who would travel.",
    "knows.persons": "who travels",
    "knows.place": "where they meet",
    "knows.window": "when",
    "knows.house": "where the safe house is",
    "knows.plan": "the whole plan",
    "knows.legs": "leg {legs}",
    "knows.staff": "in the organisation",
    "severity.block": "Blocks",
    "severity.warn": "Careful",
    "severity.note": "Note",
    "finding.other": "There is something to look at ({code}).",
    # Replay
    "replay.none": (
        "This desk has no replay to show: they are in the practice organisation. "
        "Run this command in a terminal and open the address that it shows."
    ),
    "replay.rests": "Rests on: {source}",
    "replay.others": "Other replays",
    "replay.moment": "Moment {number} of {count}",
    "replay.moment.word": "Moment",
    "replay.earlier": "← Earlier",
    "replay.later": "Later →",
    "replay.order": "Order",
    "replay.report": "What the report says",
    "replay.report.none": "Not in the report: this is what the practice organisation did.",
    "replay.knew": "Who knew",
    "replay.knew.none": "Nobody learned anything new.",
    "replay.asked": "What would have been asked or held",
    "replay.asked.none": "Nothing was asked or held.",
    "replay.could_not": "What it could not have prevented",
    "replay.verdicts": "Those who did not arrive",
    "replay.verdicts.meaning": (
        "Waystation would have raised questions. How it would have ended, nobody knows."
    ),
    "replay.before": "What was asked before a journey began",
    "replay.before.meaning": (
        "What the rules ask of a plan from when it is written until the journey begins. "
        "What could be asked on stated facts alone comes first."
    ),
    "replay.before.stated": "On what the report states: {count}",
    "replay.before.inferred": "On what follows from it: {count}",
    "replay.before.assumed": "Because the report does not say: {count}",
    "replay.story": "From beginning to end",
    "replay.varied": "If we assume otherwise",
    "replay.same.one": "{count} other assumption changes nothing.",
    "replay.same.many": "{count} other assumptions change nothing.",
    "verdict.stopped": "would have been stopped",
    "verdict.questioned": "questioned in time",
    "verdict.not_reached": "not reached",
    "asked.mark.alarm": "■",
    "asked.mark.hold": "▨",
    "asked.mark.finding": "▲",
    "asked.mark.question": "?",
    "asked.alarm": "Alarm",
    "asked.hold": "Hold",
    "asked.finding": "Finding",
    "asked.question": "Question",
    "asked.by": "by {by}",
    "by.missed_check_in": "the check-in timer",
    "by.under_duress": "the sign in a check-in",
    "by.demand": "the rule on demands",
    "by.changed_place": "the rule on changed places",
    "by.arrest": "the rule on arrests",
    "by.raid": "the rule on raids",
    "by.house_burned": "the rule on houses taken as known",
    "by.stopped": "the person's own word",
    "by.check_in.none_agreed": "the rule on check-ins",
    "by.hold.shares_a_tag": "the rule on what shares something with a hold",
    "by.house.presumed_burned": "the rule on houses taken as known",
    "by.hold": "the hold",
    "by.rule": "a rule over the plan",
    "basis.stated": "stated",
    "basis.inferred": "inferred",
    "basis.assumed": "assumed",
    "basis.stated.meaning": "The report says so.",
    "basis.inferred.meaning": "It follows from what the report says.",
    "basis.assumed.meaning": "We set it, so that there is something to replay.",
    "party.organiser": "The organiser",
    # signing in
    "locked.title": "Locked",
    "locked.how": "How to open it",
    "locked.how.terminal": "Go to the terminal in which the desk runs.",
    "locked.how.enter": "Press Enter there: a new address appears.",
    "locked.how.open": "Open that address in this browser. It is good once.",
    "locked.none": "If that terminal is closed, run the command waystation desk again.",
    **ERRORS,
    **COSTS,
    **PLAN,
    **PREPARATION,
    **PLACES,
    **SLIP,
    **WATCH,
    **EXPOSURE,
    **HELPER,
    **LOSS,
    **MONEY,
    **MONEY_ERRORS,
    **PANIC,
}
