"""The sentences about preparing, ending and consenting in English, after the Korean."""

PREPARE: dict[str, str] = {
    "prepare.title": "Preparation",
    "prepare.missing": "Still to do",
    "prepare.missing.none": (
        "Nothing here is left to do. Whatever else is found is on the plan."
    ),
    "prepare.plan": "See the plan",
    "prepare.parts": "What is prepared",
    "prepare.said": "Noted: {part}",
    "prepare.incomplete": (
        "Not noted. Fill in the marked fields; what you wrote is still here."
    ),
    "prepare.destination": "Destination",
    "prepare.returned": "People sent back",
    "prepare.fallback": "Fallback",
    "prepare.abort": "Signs to call it off",
    "prepare.strain": "Strain",
    "prepare.answer": "What they say they can do",
    "prepare.weighed": "Going and staying",
    "prepare.interview": "Ready to be questioned",
    "prepare.child": "A child's own arrangement",
    "prepare.condition": "Conditions asked in return",
    "prepare.disclosure": "Disclosures",
    "prepare.why.destination": (
        "So that nobody stands at a closed gate, make sure first of who receives them."
    ),
    "prepare.why.returned": (
        "What you heard about this destination, or about a leg of the way. Once noted it "
        "stays on record."
    ),
    "prepare.why.fallback": "Agreed now, so that nobody decides in haste on the road.",
    "prepare.why.abort": (
        "Signs agreed beforehand are followed, not argued with on the day."
    ),
    "prepare.why.strain": "What a leg asks of a body, where it has a long walk or a climb.",
    "prepare.why.answer": "Only the person can say what they can do.",
    "prepare.why.weighed": (
        "Both dangers, in the person's own words. The choice is theirs."
    ),
    "prepare.why.interview": (
        "Whoever knows what will be asked, and why, has to tell it fewer times."
    ),
    "prepare.why.child": "An adult's yes is not a child's yes.",
    "prepare.why.condition": (
        "As you heard it, without any amount. While whoever asks it is part of the plan "
        "nobody can go, and nobody can accept it."
    ),
    "prepare.why.disclosure": (
        "Whoever is taken gives away what they were told. Note what was or will be told, "
        "and to whom."
    ),
    "prepare.whole": "The whole journey",
    "prepare.subjects": "Who, or which leg",
    "prepare.noted.mark": "noted",
    "prepare.nothing.yet": "Nothing noted yet.",
    "prepare.reports.none": "Nothing has been noted.",
    "prepare.of": "({noted} of {all})",
    "prepare.signs.one": "{count} sign",
    "prepare.signs.many": "{count} signs",
    "prepare.reports.one": "{count} noted",
    "prepare.reports.many": "{count} noted",
    "prepare.so_far": "Noted so far",
    "prepare.to": "Where does it end?",
    "prepare.to.hint": "An institution or a person, no address.",
    "prepare.confirmed_by": "Who confirmed that they will receive them",
    "prepare.confirmed_by.hint": "Somebody there, by name or office. The time is kept too.",
    "prepare.receiver": "Who can act for them on arrival",
    "prepare.receiver.hint": "Who is it, and how are they reached?",
    "prepare.last": "The last time, as far as anybody knows",
    "prepare.said_by": "Who says so",
    "prepare.where": "Where it was",
    "prepare.where.end": "Where the journey ends",
    "prepare.what_else": "What if it fails?",
    "prepare.empty": "Save it empty to take it back.",
    "prepare.sign_list": "On what signs is it called off?",
    "prepare.sign_list.hint": "One on each line, as agreed with the persons.",
    "prepare.hours": "Hours on foot",
    "prepare.climb": "There is a climb, up or down",
    "prepare.can": "Do they say they can?",
    "prepare.can.yes": "They say they can",
    "prepare.can.no": "They say they cannot",
    "prepare.said_words": "What they said",
    "prepare.going": "The danger of going",
    "prepare.staying": "The danger of staying",
    "prepare.how": "How they were prepared (may stay empty)",
    "prepare.responsible": "Who is responsible for this child",
    "prepare.asked": "What the child was asked, and answered",
    "prepare.asks": "What is asked for?",
    "prepare.by": "Who asks it?",
    "prepare.by.unknown": "Nobody knows who",
    "prepare.heard": "What you heard",
    "prepare.what_told": "What",
    "prepare.about": "About whom or what",
    "prepare.told": "To whom",
    "prepare.told.to": "told to",
    "prepare.over": "How it was told",
    "prepare.over.hint": "In a few words.",
    "prepare.channel": "A noted way to reach somebody",
    "prepare.reason": "Why it had to be told",
    "prepare.correct": "Correct",
    "prepare.of_the_plan": (
        "This is part of the plan: once changed, it is signed and decided on again."
    ),
    "prepare.save": "Save",
    "prepare.again": "Saving again replaces what was noted. Last noted by:",
    "prepare.not_yours": (
        "Only those who work on the journey can note this. Tell them what you heard."
    ),
    "prepare.want.needed": "Fill this in.",
    "prepare.want.number": "A number from 0 to 1000.",
    "prepare.want.same": "Choose somebody else: nobody is told of themselves.",
    "condition.fee": "A fee",
    "condition.debt": "A debt",
    "condition.work": "Work",
    "condition.sex": "Sex",
    "condition.papers": "Papers or a telephone",
    "condition.payment_to_holder": "A payment to whoever holds them",
    "condition.other": "Something else",
    "disclosed.face": "A face",
    "disclosed.name": "A real name",
    "disclosed.number": "A telephone number",
    "disclosed.address": "An address",
    "disclosed.route": "The way",
    "disclosed.details_of_everyone": "Details of everyone",
    "disclosed.handover": "A meeting",
    "disclosed.other": "Something else",
    "channel.letterbox": "Letterbox",
    "channel.door": "The page that asks for help",
    "channel.email": "E-mail",
    "channel.telegram": "Telegram",
    "channel.kakaotalk": "KakaoTalk",
    "channel.phone": "Telephone",
    "channel.video_chat": "Video call",
    "channel.other_screen": "Somebody else's screen",
    "channel.in_person": "In person",
    "channel.other": "Another way",
}

ENDS: dict[str, str] = {
    "ends.name": "Arriving and stopping",
    "ends.who": "Who",
    "ends.arrived": "Note an arrival",
    "ends.arrived.hint": (
        "First confirm it with those who received them: their own word may be forced. "
        "Then nothing more is awaited from them. Once all have arrived the journey is "
        "over, and what was sealed for silence can no longer be opened. About two weeks "
        "later every desk destroys what says where it went."
    ),
    "ends.place": "Where",
    "ends.place.hint": "May stay empty.",
    "ends.arrived.do": "They have arrived",
    "ends.stop": "The person wants to stop",
    "ends.stop.whose": (
        "Stopping is the person's own act. One human who heard it is enough."
    ),
    "ends.stop.alarm": "Everybody who answers for the journey is alarmed at once.",
    "ends.stop.slips": "Slips that were not opened yet open for nobody any more.",
    "ends.stop.check_ins": (
        "Check-ins are still awaited, until an arrival is noted or two take them down."
    ),
    "ends.stop.final": "This journey does not go on again. To go, another one is planned.",
    "ends.heard": "What they said, and how you heard it",
    "ends.stop.do": "Stop this journey",
    "journey.said.stopped": "Stopped. Those who answer for it have been alarmed.",
    "journey.said.arrived": "The arrival is noted.",
    "journey.said.spoken": "Noted. It counts once another human has confirmed it.",
    "journey.said.seconded": "Confirmed. It now stands as a spoken consent, by two.",
    "journey.said.withdrawn": "The withdrawal is noted. This journey cannot begin.",
    "journey.told": "Disclosures: see and note what was told to whom",
}

CONSENT: dict[str, str] = {
    "spoken.keep": "Note a spoken consent",
    "spoken.hint": (
        "Only for somebody who cannot sign for themselves. Two humans confirm the same "
        "words, and one of them is the outside trustee."
    ),
    "spoken.via": "How did you hear it?",
    "spoken.language": "In which language",
    "spoken.said": "What they said, word for word",
    "spoken.why": "Why they cannot sign themselves (may stay empty)",
    "spoken.keep.do": "I confirm it",
    "spoken.waits": "Confirmed by {names}, waiting for another",
    "spoken.second.hint": "Only if you heard the same yourself, or checked the recording.",
    "spoken.second": "I confirm it too",
    "spoken.trustee": "The outside trustee has to confirm it.",
    "spoken.another": "Another human has to confirm it.",
    "withdrawn.keep": "Note a withdrawn consent",
    "withdrawn.hint": (
        "One human who heard it is enough. If they are on the way already, note a stop "
        "above too. If they consent again later, that counts."
    ),
    "withdrawn.keep.do": "They took it back",
}

WATCHED: dict[str, str] = {
    "check_ins.said.kept": "Kept. To whoever called say thank you, and nothing else.",
    "check_ins.said.picture": "The picture is noted. This page never shows which.",
    "check_ins.said.sealed": "Sealed. This desk cannot read it again either.",
    "check_ins.said.acted": "Noted. Another human has to act before it can be read.",
    "check_ins.said.opened": "Two have opened it. It stands below.",
    "check_ins.picture": "Agree the picture that means well",
    "check_ins.picture.none": "No picture was agreed yet.",
    "check_ins.picture.hint": (
        "As agreed with the person, by telephone or face to face. Any other picture means "
        "that they are being forced. Agreed again, it replaces the one before."
    ),
    "check_ins.picture.which": "Which of the six",
    "check_ins.picture.keep": "This one was agreed",
    "check_ins.rehearse": (
        "A picture touched, or a check-in said aloud, before anybody decides to go is a "
        "rehearsal. With staff it is one only until the first check-in opens."
    ),
    "check_ins.codes": "Show the digits to be said aloud",
    "check_ins.codes.hint": "For the person to write down. Each check-in has its own.",
    "link.title": "Journey-only link",
    "link.make": "Make a journey-only link",
    "link.make.hint": (
        "For somebody who cannot sign for themselves, and for staff who go along. It "
        "agrees the check-ins from now until the last one, too."
    ),
    "link.every": "How often",
    "link.hours.one": "Every {count} hour",
    "link.hours.many": "Every {count} hours",
    "link.until": "The last one, by when at the latest",
    "link.make.do": "Make it and see it once",
    "link.no_page": (
        "A journey-only link needs the address where its page lies. A coordinator notes "
        "it in a terminal, with waystation slip page."
    ),
    "link.once": "Shown now, and once. Do not close this page before you have given it.",
    "link.qr": "QR code of the journey-only link",
    "link.give": (
        "Let the person's telephone read it, or hand it over. Whoever has this link sees "
        "six pictures. A foreign link on a telephone can itself be evidence."
    ),
    "link.given": "I have given it",
    "link.gone": (
        "A link is shown once. Its check-ins stay agreed. If it was not given, two of you "
        "take those down and make another."
    ),
    "link.again": "Back to the check-ins",
    "sealed.name": "Sealed for silence",
    "sealed.meaning": "It opens only after silence, and only when two act.",
    "sealed.count.one": "{count} text is sealed.",
    "sealed.count.many": "{count} texts are sealed.",
    "sealed.none": "Nothing is sealed.",
    "sealed.by": "Would open it: {names}",
    "sealed.not_yet": (
        "Something can be sealed once check-ins are agreed and a go was decided. Before "
        "that there are no two who could open it."
    ),
    "sealed.seal": "Seal a text",
    "sealed.text": "What is to be read after silence",
    "sealed.text.hint": "Once sealed, this desk cannot read or change it either.",
    "sealed.seal.do": "Seal it",
    "sealed.open": "Open what was sealed",
    "sealed.reason": "Why it has to be read now",
    "sealed.open.hint": "Another human has to open it too. The reason stays on record.",
    "sealed.open.do": "I agree to open it",
}

REFUSED: dict[str, str] = {
    "error.preparation.subject.what": "This journey has nothing of that kind to prepare.",
    "error.preparation.subject.kept": "Nothing was changed.",
    "error.preparation.subject.next": "Choose again on its page of preparation.",
    "error.web.words.what": "That is too long.",
    "error.web.words.kept": "Nothing was noted.",
    "error.web.words.next": "Go back and shorten it: 200 for a name, 2000 for a text.",
    "error.web.said.what": "What was said is missing.",
    "error.web.said.kept": "Nothing was noted.",
    "error.web.said.next": "Go back, write down what you heard, and send it again.",
    "error.watch.times.what": "No check-ins at that distance fit before that time.",
    "error.watch.times.kept": "No link was made, and what was agreed stays as it is.",
    "error.watch.times.next": (
        "Go back and choose a later time or another distance; at most a hundred at once."
    ),
    "error.check_in.page.what": "Nobody has noted where the page of check-ins lies.",
    "error.check_in.page.kept": "No link was made.",
    "error.check_in.page.next": "Note it in a terminal, with waystation slip page.",
    "error.trail.key.what": "Nothing can be sealed yet: no check-in is being watched.",
    "error.trail.key.kept": "Nothing was sealed, and your text was not kept.",
    "error.trail.key.next": "Agree check-ins and decide to go, then try again.",
    "error.trail.share.what": "This desk has no part of what opens the seal.",
    "error.trail.share.kept": "What was sealed stays closed.",
    "error.trail.share.next": "Parts come only after silence. Ask the others who answer.",
    "error.disclosure.oneself.what": "Nobody is told of themselves.",
    "error.disclosure.oneself.kept": "Nothing was noted.",
    "error.disclosure.oneself.next": "Go back and choose somebody else.",
}

TEXTS: dict[str, str] = {**PREPARE, **ENDS, **CONSENT, **WATCHED, **REFUSED}
