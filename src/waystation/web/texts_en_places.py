"""The English text about the places of a journey that has ended."""

TEXTS: dict[str, str] = {
    "places.destroyed": "Where this journey went was destroyed, at this desk on:",
    "places.stays": (
        "What stays: who travelled, who consented and arrived, who decided and signed, and"
        " which helpers met. Payments and helpers' records rest on it."
    ),
    "places.knows": (
        "Who had been told where it went is not on record any more. People remember, and"
        " what is noted of helpers and houses themselves stays."
    ),
    "places.waiting": (
        "Everybody has arrived. In about two weeks everything that says where this journey"
        " went is destroyed at every desk. Whatever is to be corrected is corrected now."
    ),
    "places.differs": (
        "Another desk comes to something else about what stays. Look at it together before"
        " it is destroyed."
    ),
    "error.journey.over.what": "That journey is over.",
    "error.journey.over.kept": "Nothing was changed.",
    "error.journey.over.next": (
        "What stays of it is on the journey's own page. To travel again, plan a new"
        " journey."
    ),
}
