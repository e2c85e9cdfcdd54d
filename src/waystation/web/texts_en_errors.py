"""What is said of errors in English: what happened, what was kept, what to do next."""

ERRORS: dict[str, str] = {
    "error.title": "Something went wrong",
    "error.code": "Name of the error:",
    "error.web.session.what": "The desk is locked.",
    "error.web.session.kept": (
        "What was saved is still there. Check-ins are watched while it is locked."
    ),
    "error.web.session.next": "Open it again with an address from the terminal.",
    "error.web.locked.what": "You have locked the desk.",
    "error.web.locked.kept": (
        "What was saved is still there. Check-ins are watched while it is locked."
    ),
    "error.web.locked.next": "Open it again with the new address in the terminal.",
    "error.web.launch.what": "This address has been used already, or is no longer good.",
    "error.web.launch.kept": (
        "Nothing was opened. If it was not you who used it, find out who did."
    ),
    "error.web.launch.next": "Get a new address in the terminal and open that.",
    "error.web.host.what": "The desk does not open under this name.",
    "error.web.host.kept": "Nothing was read or changed.",
    "error.web.host.next": "Open the address exactly as the terminal shows it.",
    "error.web.origin.what": "The request came from another page and was refused.",
    "error.web.origin.kept": "Nothing was read or changed.",
    "error.web.origin.next": "Do it again from a page of the desk.",
    "error.web.csrf.what": "The form came from an old page and was refused.",
    "error.web.csrf.kept": "Nothing was changed.",
    "error.web.csrf.next": "Go back, reload the page and send it again.",
    "error.web.reason.what": "The reason is empty or too long.",
    "error.web.reason.kept": "Nothing was changed.",
    "error.web.reason.next": "Go back and give a reason in at most 200 characters.",
    "error.web.line.what": "What was written is empty or too long.",
    "error.web.line.kept": "Nothing was changed.",
    "error.web.line.next": "Go back and write it in at most 2,000 characters.",
    "error.web.no_page.what": "There is no such page.",
    "error.web.no_page.kept": "Nothing was changed.",
    "error.web.no_page.next": "Choose Today above to begin again.",
    "error.organisation.none.what": "This desk has not joined an organisation yet.",
    "error.organisation.none.kept": "Nothing was changed.",
    "error.organisation.none.next": (
        "Begin in the terminal with the command waystation organisation --help."
    ),
    "error.rule.what": "The rules do not allow this.",
    "error.rule.kept": "Nothing was changed.",
    "error.rule.next": "Look on the page of the journey for what stands in the way.",
    "error.permission.what": "This takes another role, or one more person who agrees.",
    "error.permission.kept": "Nothing was changed.",
    "error.permission.next": "Tell somebody who can decide it with you.",
    "error.missing.what": "What you asked for is not here, or not for this desk to see.",
    "error.missing.kept": "Nothing was changed.",
    "error.missing.next": "Choose it again from the list.",
    "error.conflict.what": (
        "Something else was recorded meanwhile, and the two do not agree."
    ),
    "error.conflict.kept": "What was recorded first stands.",
    "error.conflict.next": "Reload the page to see how things stand.",
    "error.format.what": "The request could not be understood.",
    "error.format.kept": "Nothing was changed.",
    "error.format.next": "Go back and try again.",
    "error.seal.what": "A seal does not open, or a signature does not fit.",
    "error.seal.kept": "What came was set aside; everything else is as it was.",
    "error.seal.next": "Ask the sender in another way.",
    "error.history.what": (
        "The record contradicts what was seen before. Writing has stopped."
    ),
    "error.history.kept": "Both records are kept as they are.",
    "error.history.next": "Write nothing more, and run the command waystation fsck.",
    "error.unavailable.what": "It cannot be saved or reached just now.",
    "error.unavailable.kept": "What was saved before is still there.",
    "error.unavailable.next": "Try again in a moment.",
    "error.fault.what": "Something broke in the desk. That is our fault.",
    "error.fault.kept": "What was saved before is still there.",
    "error.fault.next": (
        "Go back to Today and try again. If it repeats, tell us the error's name."
    ),
}
