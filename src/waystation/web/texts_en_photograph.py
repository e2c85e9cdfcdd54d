"""Sentences about a photograph of a face, in English, after the Korean."""

TEXTS: dict[str, str] = {
    "photograph.name": "A photograph of a face",
    "photograph.meaning": (
        "A photograph is never needed: two words and a carried object are enough. Only "
        "if the person wants it, it is shown once, to this side of this meeting alone."
    ),
    "photograph.person": "Whose photograph?",
    "photograph.said": "What they said",
    "photograph.said.hint": (
        "Write it as you heard it. Another of you has to confirm the same before a "
        "photograph can be given."
    ),
    "photograph.way": "How did you hear it?",
    "photograph.language": "Its language",
    "photograph.button": "Note it",
    "photograph.one_asserts": (
        "It is noted that {name} wants to show their face to this side. One more "
        "person has to confirm it."
    ),
    "photograph.second": "I confirm the same",
    "photograph.stands": "{name} has chosen to show their face to this side.",
    "photograph.withdrawn": "{name} has chosen not to show their face.",
    "photograph.heard": "How they said that they do not want it",
    "photograph.heard.hint": (
        "A slip with the photograph that nobody has opened is taken back. What was "
        "seen cannot be."
    ),
    "photograph.withdraw": "They do not want it any more",
    "photograph.file": "The photograph (JPEG or PNG)",
    "photograph.file.hint": (
        "Only a link carries it. It is made small, everything else in the file, as "
        "place and time, is left out, and it is stored nowhere but in the sealed slip."
    ),
    "photograph.carried": (
        "It carries a photograph of {name}, which whoever opens it sees once."
    ),
    "error.slip.photograph_choice.what": (
        "The person has not chosen to show their face to this side of this meeting."
    ),
    "error.slip.photograph_choice.kept": (
        "No slip was made, and the photograph was not kept."
    ),
    "error.slip.photograph_choice.next": (
        "Make it without a photograph, or ask the person first."
    ),
    "error.slip.photograph_whose.what": "Several have chosen to show their face here.",
    "error.slip.photograph_whose.kept": (
        "No slip was made, and the photograph was not kept."
    ),
    "error.slip.photograph_whose.next": "Say whose photograph it is.",
    "error.slip.photograph_form.what": (
        "A printed card or a slip that is read out never carries a photograph."
    ),
    "error.slip.photograph_form.kept": "No slip was made, and the photograph was not kept.",
    "error.slip.photograph_form.next": "Make it without a photograph, or as a link.",
    "error.photograph.large.what": "The photograph is too large.",
    "error.photograph.large.kept": "No slip was made, and the photograph was not kept.",
    "error.photograph.large.next": "Choose one of at most 16 MB and 40 million pixels.",
    "error.photograph.kind.what": "This is no JPEG or PNG photograph.",
    "error.photograph.kind.kept": "No slip was made, and the file was not kept.",
    "error.photograph.kind.next": "Choose a JPEG or PNG photograph.",
    "error.photograph.broken.what": "The photograph cannot be read.",
    "error.photograph.broken.kept": "No slip was made, and the photograph was not kept.",
    "error.photograph.broken.next": "Choose another photograph.",
    "error.photograph.own.what": "Whoever gave the first word cannot give the second.",
    "error.photograph.own.kept": "Nothing was changed.",
    "error.photograph.own.next": "Ask another of you to confirm it.",
    "error.photograph.oneself.what": "Nobody is shown their own face.",
    "error.photograph.oneself.kept": "Nothing was changed.",
    "error.photograph.oneself.next": "Go back to the slips and choose again.",
    "error.photograph.statement.what": "What they said is empty.",
    "error.photograph.statement.kept": "Nothing was changed.",
    "error.photograph.statement.next": "Write it as you heard it and send it again.",
}
