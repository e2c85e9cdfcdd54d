"""Conflict check: is a helper known by what somebody named in a case is known by?

Whoever asks shows the board tags of the helper's names, numbers and plates; every desk on
the board compares them with the holders, those near them and others at the place of its own
cases, and answers yes or no. Nobody's list leaves a desk. What it leaks all the same is in
`docs/helpers.md`.
"""

from collections.abc import Iterator

from waystation.casework import conflict, person
from waystation.casework.conflict import Conflicts, Known
from waystation.casework.entries import HelperNoted
from waystation.casework.entries.conflict import ConflictAnswered, ConflictAsked
from waystation.casework.entries.helper import HelperLinked
from waystation.casework.hold import tags_of
from waystation.casework.noted import Noted
from waystation.casework.person import Persons
from waystation.casework.terms import Basis, Role, Tie, fold_order
from waystation.cell.entry import Entry
from waystation.desk import board, helper
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.encoding import b64
from waystation.errors import ConflictError, NotFoundError
from waystation.seal.tag import slow_tag

_ASKED = "conflict.asked"
FORMS_A_ROUND = 16
"""How many new tags a desk computes in one round: each takes some tens of milliseconds."""


def ask(desk: Desk, helper_id: str) -> str:
    """Ask the other desks about a helper; return the question's id.

    What this desk's own cases say is noted at once.

    Raises:
        NotFoundError: no such helper here.
        NotPermittedError: not on the board.
        ConflictError: as many questions as are answered were asked this week.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR)
        opened = board.room(desk)
        noted = helper.all_noted(desk).get(helper_id)
        if noted is None:
            raise NotFoundError("helper.unknown", "no such helper here")
        epoch = opened.log.charter.n
        mine = _counting(opened).get((desk.human, epoch), [])
        if len(mine) >= conflict.MOST_ASKED:
            raise ConflictError("conflict.many", "no more questions are answered this week")
        secret = opened.log.keys.epochs[epoch].secret
        question = desk.random_id()
        asked = ConflictAsked(
            question=question,
            about=tuple(sorted(tags_of({helper_id}, board.tags_of(desk, {helper_id})))),
            forms=tuple(sorted(_tags(secret, conflict.known_by(noted)))),
        )
        desk.append(opened, asked)
        desk.store.vault.put(_ASKED, question, helper_id.encode())
        if own_cases_match(desk, noted):
            _link(desk, helper_id, question)
        return question


def own_cases_match(desk: Desk, noted: HelperNoted) -> bool:
    """Say whether somebody named in a case of this desk is known by the same."""
    return bool(conflict.known_by(noted) & _named(desk))


def answering_is_due(desk: Desk) -> bool:
    """Say whether a question waits for this desk's answer, or an answer for a note."""
    waits = any(True for _ in _unanswered(desk))
    return waits or any(True for _ in _to_note(desk))


def answer(desk: Desk) -> None:
    """Answer what is asked, for this desk's own cases; note what came back. In `acting()`.

    A round computes some tags and no more, so that a desk with many cases never stands
    still; it answers once it has them all.
    """
    for helper_id, question in list(_to_note(desk)):
        _link(desk, helper_id, question)
    left = FORMS_A_ROUND
    for opened, entry, asked in list(_unanswered(desk)):
        secret = opened.log.keys.epochs[entry.epoch].secret
        known = _named(desk)
        new = sorted(one for one in known if (secret, *one) not in desk.slow_tags)
        for kind, form in new[: max(left, 0)]:
            desk.slow_tags[secret, kind, form] = b64(slow_tag(secret, kind, form))
        left -= len(new)
        if left < 0:
            return
        tags = {desk.slow_tags[secret, kind, form] for kind, form in known}
        match = bool(tags.intersection(asked.forms))
        act = ConflictAnswered(question=asked.question, act=entry.id, match=match)
        desk.append(opened, act)


def state(desk: Desk, helper_id: str) -> tuple[int, int] | None:
    """Return how many have answered the last question about a helper, and how many yes.

    None where this desk has asked none.
    """
    said = _conflicts(desk)
    asked = [
        said.asked[question]
        for question, about in desk.store.vault.items(_ASKED)
        if about.decode() == helper_id and question in said.asked
    ]
    if not asked:
        return None
    last = max(asked, key=lambda one: one.order)
    answers = said.answered.get(last.record.id, ())
    humans = {one.record.human for one in answers}
    return len(humans), len(conflict.matched(said, last))


def asked_of(desk: Desk) -> int:
    """Return how many humans besides this desk's are asked: those on the board."""
    opened = board.board_cell(desk)
    if opened is None:
        return 0
    return len({one.human for one in opened.log.members} - {desk.human})


def _unanswered(desk: Desk) -> Iterator[tuple[OpenCell, Entry, ConflictAsked]]:
    """Give the questions of others that this desk's human has not answered."""
    opened = board.board_cell(desk)
    if opened is None or not desk.may_write(opened):
        return
    said = _conflicts(desk)
    by_entry = {one.record.id: one for one in said.asked.values()}
    counting = {one for ids in _counting(opened).values() for one in ids}
    for entry in opened.of_kind(ConflictAsked.kind):
        asked = by_entry.get(entry.id)
        if asked is None or entry.human == desk.human:
            continue
        held = entry.epoch in opened.log.keys.epochs
        done = any(
            one.record.human == desk.human for one in said.answered.get(entry.id, ())
        )
        if held and not done and entry.id in counting:
            yield opened, entry, asked.act


def _counting(opened: OpenCell) -> dict[tuple[str, int], list[str]]:
    """Return the questions that are answered: of each human in each epoch the first ones.

    Every desk reads them in the same order, so that all answer the same ones.
    """
    found: dict[tuple[str, int], list[str]] = {}
    for entry in sorted(opened.of_kind(ConflictAsked.kind), key=fold_order):
        asked = found.setdefault((entry.human, entry.epoch), [])
        if len(asked) < conflict.MOST_ASKED:
            asked.append(entry.id)
    return found


def _to_note(desk: Desk) -> Iterator[tuple[str, str]]:
    """Give helper and question where somebody answered yes and it is not noted yet."""
    said = _conflicts(desk)
    for question, about in desk.store.vault.items(_ASKED):
        asked = said.asked.get(question)
        mine: Noted[ConflictAsked] | None = (
            asked if asked is not None and asked.record.human == desk.human else None
        )
        if mine is None or not conflict.matched(said, mine):
            continue
        helper_id = about.decode()
        linked = helper.state(desk).linked.get(helper_id, ())
        noted = any(one.act.link == question for one in linked)
        if not noted and desk.may_write(desk.find("helper", helper_id)):
            yield helper_id, question


def _link(desk: Desk, helper_id: str, question: str) -> None:
    act = HelperLinked(
        link=question, helper=helper_id, to=Tie.NAMED_IN_A_CASE, basis=Basis.INFERRED
    )
    desk.append(desk.find("helper", helper_id), act)


def _named(desk: Desk) -> Known:
    found: set[tuple[str, str]] = set()
    for opened in desk.cells_of("core"):
        persons = desk.read(opened, person.fold, Persons())
        found.update(*conflict.named_in(persons).values())
    return frozenset(found)


def _tags(secret: bytes, known: Known) -> set[str]:
    return {b64(slow_tag(secret, kind, form)) for kind, form in known}


def _conflicts(desk: Desk) -> Conflicts:
    opened = board.board_cell(desk)
    if opened is None:
        return Conflicts()
    return desk.read(opened, conflict.fold, Conflicts())
