"""What every desk does by itself as weeks pass: new keys in, old keys destroyed (K-5, K-6).

Asked at any time; does only what is due.
"""

from collections.abc import Callable
from datetime import timedelta

from waystation.casework.entries import PrekeyPublished
from waystation.desk import (
    board,
    board_epochs,
    canary,
    charter_upkeep,
    complaint,
    conflict,
    disarm,
    ended,
    enrolment,
    helper_work,
    intake_key,
    mark,
    money_cell,
    on_call,
    panic,
    safehouse,
    safehouse_use,
    slip_upkeep,
    summary,
    trail,
    watch,
)
from waystation.desk.colleagues import PREKEY_LASTS, prekey_of
from waystation.desk.desk import Desk
from waystation.desk.enrolment import new_prekey, sign_keys
from waystation.desk.machinery import KeysOffered
from waystation.encoding import b64, from_rfc3339
from waystation.errors import WaystationError

Step = Callable[[Desk], None]
WEEK = timedelta(days=7)
KEYS_A_WEEK = 32
KEYS_LEFT = 24


def maintain(desk: Desk) -> None:
    """Do what is due at this moment.

    One step that fails holds up no other; the first failure is raised afterwards.
    """
    if desk.membership.organisation is None:
        return
    with desk.lock:
        if desk.membership.joined.roster not in desk.cells or desk.whoami() is None:
            return
    with desk.keeping():
        charter_upkeep.note_epochs(desk)
        due, failed = _due(desk)
    for step in due:
        try:
            with desk.acting():
                step(desk)
        except WaystationError as error:
            failed = failed or error
    if _DESTROYING & set(due):
        with desk.lock:
            desk.store.overwrite()
    if failed is not None:
        raise failed


def _due(desk: Desk) -> tuple[list[Step], WaystationError | None]:
    """Return what is due, and the first failure of asking."""
    due: list[Step] = []
    failed: WaystationError | None = None
    for is_due, step in _STEPS:
        try:
            due += [step] if is_due(desk) else []
        except WaystationError as error:
            failed = failed or error
    return due, failed


def _prekey_is_due(desk: Desk) -> bool:
    published = prekey_of(desk, desk.human)
    return published is None or desk.now() >= published.made + WEEK


def _publish_prekey(desk: Desk) -> None:
    kem, made, signature = new_prekey(desk)
    roster_cell = desk.roster_cell
    desk.append(
        roster_cell,
        PrekeyPublished(
            human=desk.human, prekey=b64(kem), signature=b64(signature), made=made
        ),
    )
    _offer_keys(desk)


def _keys_run_low(desk: Desk) -> bool:
    """Say whether colleagues may soon have no unused key of this human for a new cell."""
    made = int.from_bytes(desk.store.vault.get("self", "offers") or b"\0", "big")
    return made - len(desk.cells) < KEYS_LEFT


def _offer_keys(desk: Desk) -> None:
    mine = desk.membership
    keys = desk.offer_keys(KEYS_A_WEEK)
    desk.append(
        desk.roster_cell,
        KeysOffered(
            human=desk.human,
            keys=keys,
            box=b64(mine.box),
            token=b64(mine.append_token),
            signature=b64(sign_keys(desk, keys)),
        ),
    )


def _intake_key_is_due(desk: Desk) -> bool:
    """Say whether this desk should draw the intake's key: a founding keeper's does."""
    newest = intake_key.newest(desk)
    keepers = _founding_keepers(desk)
    if newest is None or desk.human not in keepers:
        return False
    # Keepers who all drew a key at once would contradict each other.
    turn = keepers.index(desk.human) * charter_upkeep.TURN
    return desk.now() >= newest.made + WEEK + turn


def _founding_keepers(desk: Desk) -> list[str]:
    book = desk.roster_cell.log.keys.book
    return sorted(book[0].charter.keepers)


def _old_keys_are_due(desk: Desk) -> bool:
    return any(True for _ in _outdated(desk))


def _destroy_old_keys(desk: Desk) -> None:
    for shelf, name in list(_outdated(desk)):
        desk.store.vault.drop(shelf, name)


def _outdated(desk: Desk) -> list[tuple[str, str]]:
    """Return the private keys that are older than thirty days."""
    oldest = desk.now() - PREKEY_LASTS
    prekeys = [
        ("prekeys", name)
        for name, _ in desk.store.vault.items("prekeys")
        if int(name) < oldest.timestamp()
    ]
    intake = [
        ("intake", name)
        for name, _ in desk.store.vault.items("intake")
        if from_rfc3339(name) < oldest
    ]
    return prekeys + intake


def _disarming_is_due(desk: Desk) -> bool:
    return any(disarm.not_offered(desk, one) for one in desk.cells_of("journey"))


def _offer_disarming(desk: Desk) -> None:
    for opened in desk.cells_of("journey"):
        disarm.offer(desk, opened)


_STEPS: tuple[tuple[Callable[[Desk], bool], Step], ...] = (
    (_prekey_is_due, _publish_prekey),
    (_keys_run_low, _offer_keys),
    (intake_key.publishing_is_due, intake_key.publish_again),
    (_intake_key_is_due, intake_key.rotate),
    (_old_keys_are_due, _destroy_old_keys),
    (board.pinning_is_due, board.pin),
    (intake_key.pinning_is_due, intake_key.pin),
    (on_call.saying_again_is_due, on_call.say_again),
    (enrolment.saying_again_is_due, enrolment.say_again),
    (panic.following_is_due, panic.follow),
    (_disarming_is_due, _offer_disarming),
    (watch.arming_is_due, watch.arm_what_waited),
    (watch.letting_go_is_due, watch.let_go),
    (disarm.is_due, disarm.tell_relay),
    (canary.is_overdue, canary.suspect),
    (canary.arming_is_due, canary.arm),
    (complaint.box_is_due, complaint.make_box),
    (trail.destroying_is_due, trail.destroy),
    (charter_upkeep.epoch_is_due, charter_upkeep.propose_epochs),
    (charter_upkeep.signature_is_due, charter_upkeep.sign_epochs),
    (charter_upkeep.adoption_is_due, charter_upkeep.adopt),
    (charter_upkeep.sharing_is_due, charter_upkeep.share_again),
    (charter_upkeep.forgetting_is_due, charter_upkeep.forget),
    (safehouse.adoption_is_due, safehouse.adopt),
    (money_cell.adoption_is_due, money_cell.adopt),
    (safehouse_use.noting_is_due, safehouse_use.note_by_plan),
    (slip_upkeep.taking_back_is_due, slip_upkeep.take_back_outdated),
    (helper_work.noting_is_due, helper_work.note),
    (conflict.answering_is_due, conflict.answer),
    (mark.posting_is_due, mark.post),
    (ended.noting_is_due, ended.note),
    (summary.beginning_is_due, summary.begin),
    (summary.writing_is_due, summary.write),
    (summary.destroying_is_due, summary.destroy),
    (summary.saying_again_is_due, summary.say_again),
    (board_epochs.showing_is_due, board_epochs.show_again),
    (board_epochs.erasing_is_due, board_epochs.erase),
)
_DESTROYING = {
    _destroy_old_keys,
    board_epochs.erase,
    charter_upkeep.forget,
    summary.destroy,
    trail.destroy,
}
