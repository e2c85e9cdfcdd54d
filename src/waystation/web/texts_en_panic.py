"""Sentences about a colleague in danger in English."""

TEXTS: dict[str, str] = {
    "panic.open": "I am in danger",
    "panic.does": (
        "All colleagues and the outside trustee are told at once. Every journey that you "
        "answer for is held until two people lift that."
    ),
    "panic.text": "What is happening",
    "panic.text.hint": "It may stay empty. Every colleague reads it.",
    "panic.do": "Tell them now",
    "panic.what": "A colleague is in danger or was taken: {name}",
    "panic.mine": "You raised the alarm for yourself",
    "panic.of_me": "A colleague says that you are in danger",
    "panic.meaning": (
        "The journeys that they answer for are held. Take what they know as known, and "
        "decide whom to warn first."
    ),
    "panic.mine.meaning": (
        "All colleagues and the outside trustee see this. Somebody else says when it is "
        "over."
    ),
    "panic.by": "Told by",
    "panic.falls": "See what falls with them",
    "panic.end": "Say that it is over",
    "panic.outcome": "How did it end?",
    "panic.outcome.hint": (
        "Hear it from the colleague themselves. What is held stays until two lift it."
    ),
    "panic.end.do": "Say that it is over",
    "error.panic.own.what": (
        "You are the one who is in danger: somebody else says that it is over."
    ),
    "error.panic.own.kept": "The alarm stays as it is.",
    "error.panic.own.next": "Let a colleague say it, once they have heard from you.",
}
