"""Slips: one party of one handover gets that handover and nothing else (spec/slip.md)."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import (
    consent,
    handover,
    hold,
    journey,
    person,
    roster,
    safehouse,
    slip,
)
from waystation.casework.entries import HandoverConfirmed, HandoverPlanned
from waystation.casework.entries.slip import (
    Recognition,
    SlipMade,
    SlipReadOut,
    SlipRevoked,
)
from waystation.casework.journey import Journey
from waystation.casework.person import Persons
from waystation.casework.safehouse import SafeHouses
from waystation.casework.slip import Slips, SlipState
from waystation.casework.standing import standing
from waystation.casework.terms import How, Role, SlipForm, SlipLanguage
from waystation.desk import (
    board,
    helper,
    quotation,
    slip_letters,
    slip_photograph,
    spoken_words,
)
from waystation.desk.desk import Desk
from waystation.desk.journey import (
    WORKS_ON_IT,
    around,
    journey_cell,
    plan_part,
    read,
    require_going,
)
from waystation.desk.machinery import PageAddressed
from waystation.desk.opened import OpenCell
from waystation.desk.slip_photograph import Side
from waystation.encoding import b64, unb64
from waystation.errors import ConflictError, NotFoundError, NotPermittedError
from waystation.post import delivery
from waystation.seal.slip import SlipKeys, draw_code

SETS_PAGE = frozenset({Role.COORDINATOR, Role.KEEPER})
AFTERWARDS = timedelta(hours=24)
"""How long after the window a slip still opens: whoever was late can still report."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What a slip is to say; everything else follows from the plan.

    `shows` says of whom a photograph is that it carries, where several have chosen it.
    """

    handover: str
    party: str
    form: SlipForm = SlipForm.LINK
    language: SlipLanguage = SlipLanguage.KO
    recognition: Recognition = Recognition()
    if_wrong: str = ""
    ask: str = ""
    shows: str = ""


def set_page(desk: Desk, url: str) -> None:
    """Note where the page lies that opens slips: an address that any web host serves.

    Raises:
        NotPermittedError: no address that a phone could open safely.
    """
    with desk.acting():
        desk.require(*SETS_PAGE)
        local = url.startswith(("http://127.0.0.1:", "http://localhost:"))
        if not (url.startswith("https://") or local) or "#" in url or "?" in url:
            raise NotPermittedError("slip.page", "the page's address begins with https://")
        desk.append(desk.roster_cell, PageAddressed(url=url))


def page(desk: Desk) -> str:
    """Return where the page lies that opens slips; empty where nobody has said it."""
    with desk.lock:
        inside = {one.human: one for one in roster.humans(desk.roster())}
        said = reversed(desk.roster_cell.entries_in_order(PageAddressed))
        may = (
            note.url
            for entry, note in said
            if entry.human in inside and inside[entry.human].roles & SETS_PAGE
        )
        return next(may, "")


def draw_words(
    desk: Desk,
    journey_id: str,
    handover_id: str,
    gives: SlipLanguage,
    takes: SlipLanguage,
) -> HandoverPlanned:
    """Draw what each side of a handover says; slips with the old words are taken back.

    Raises:
        NotFoundError: no such handover is planned.
        ConflictError: the journey is over.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        require_going(desk, opened)
        state = read(desk, opened)
        planned = _planned(state, handover_id)
        word = spoken_words.draw(gives, desk.ports.entropy)
        drawn = replace(
            planned,
            word=word,
            answer=spoken_words.draw(takes, desk.ports.entropy, without=word),
            word_language=gives,
            answer_language=takes,
            after_holds=tuple(sorted(_lifted(desk, state, planned))),
        )
        plan_part(desk, journey_id, drawn)
        slips = slips_of(desk, opened)
        for party in handover.parties(state.handovers, handover_id):
            old = slip.alive(slips, handover_id, party, desk.now())
            if old is not None:
                take_back(desk, opened, old.act, "new words")
        return drawn


def make(
    desk: Desk, journey_id: str, wanted: Wanted, photograph: bytes | None = None
) -> SlipMade:
    """Make the slip of one party; an unopened one that they had is taken back.

    `photograph` is a file as it was read: it is made small and bare, and goes into the
    sealed slip alone.

    Raises:
        NotFoundError: no such handover, or no page is known for a link.
        NotPermittedError: nobody has decided to go, somebody has not agreed to, a hold
            stands, the text gives away a name, a number or an address, or the person chose
            to give no photograph.
        ConflictError: no party of it, it is over, the party has opened theirs, or a
            photograph was to be printed or read out.
        FormatError: the photograph cannot be read.
    """
    side = Side(wanted.handover, wanted.party, wanted.form, wanted.shows)
    picture = b""
    if photograph is not None:
        picture = slip_photograph.cleaned(desk, journey_id, side, photograph)
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        require_going(desk, opened)
        state = read(desk, opened)
        planned = _planned(state, wanted.handover)
        _check(desk, state, planned, wanted)
        _check_consents(desk, opened, state)
        if not (planned.word and planned.answer):
            both = (wanted.language, wanted.language)
            planned = draw_words(desk, journey_id, wanted.handover, *both)
        made = _written(desk, planned, wanted)
        if picture:
            by = slip_photograph.permitted(desk, opened, side)
            made = replace(made, choice=by.choice, shows=by.shows)
        if slip.gives_away(slip.texts(made), _names(desk, opened)):
            raise NotPermittedError(
                "slip.gives_away", "no real name, no number and no address on a slip"
            )
        _replace(desk, opened, made)
        desk.append(opened, made)
        if made.form is SlipForm.LINK:
            _send(desk, opened, planned, made, picture)
        return made


def revoke(desk: Desk, journey_id: str, slip_id: str, reason: str) -> None:
    """Take a slip back; whoever opens first wins (spec/slip.md S-4).

    Raises:
        NotFoundError: no such slip.
        ConflictError: it was opened: draw new words instead.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        slips = slips_of(desk, opened)
        made = _made(slips, slip_id)
        if slip.standing(slips, slip_id, desk.now()) is SlipState.OPENED:
            raise ConflictError("slip.opened", "it was opened: draw new words")
        take_back(desk, opened, made, reason)


def read_out(desk: Desk, journey_id: str, slip_id: str) -> None:
    """Note that a slip was read out, or its card handed over.

    Raises:
        NotFoundError: no such slip.
        ConflictError: it is a link, which is opened and not read out.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        made = _made(slips_of(desk, opened), slip_id)
        if made.form is SlipForm.LINK:
            raise ConflictError("slip.form", "a link is opened, not read out")
        desk.append(opened, SlipReadOut(journey=journey_id, slip=slip_id))


def heard(desk: Desk, journey_id: str, slip_id: str, words: str) -> None:
    """Note what a party says over the telephone that the other side said.

    It confirms the handover where the words are right, and proves nothing.

    Raises:
        NotFoundError: no such slip.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        made = _made(slips_of(desk, opened), slip_id)
        act = HandoverConfirmed(
            journey=journey_id,
            handover=made.handover,
            by=made.party,
            how=How.ASSERTION,
            word=words,
            slip=slip_id,
        )
        slip_letters.confirmed(desk, opened, act, alarm_id=desk.random_id())


def slips_of(desk: Desk, opened: OpenCell) -> Slips:
    """Return the slips of a journey as its cell says it."""
    return desk.read(opened, slip.fold, Slips())


def _check(desk: Desk, state: Journey, planned: HandoverPlanned, wanted: Wanted) -> None:
    """Refuse what no slip may be made for."""
    if wanted.party not in {planned.gives, planned.takes}:
        raise ConflictError("slip.party", "a slip is for a party of its handover")
    if handover.took_place(state.handovers, wanted.handover):
        raise ConflictError("slip.over", "the handover has taken place")
    if journey.go_stands(state, planned.leg) is None:
        raise NotPermittedError("slip.no_go", "nobody has decided to go")
    stands = standing(state, around(desk, state))
    if any(leg.leg.leg == planned.leg and leg.held_by for leg in stands.legs):
        raise NotPermittedError("slip.held", "a hold stands: nobody is sent anywhere")
    if any(wanted.handover in leg.void_words for leg in stands.legs):
        raise NotPermittedError("slip.void_words", "the words are void: draw new ones")
    if wanted.form is SlipForm.LINK and not page(desk):
        raise NotFoundError("slip.page_unknown", "nobody has said where the page lies")


def _check_consents(desk: Desk, opened: OpenCell, state: Journey) -> None:
    """Refuse where somebody has not agreed to go: that a go is written is not enough."""
    trustees, heard = roster.trustees(desk.roster()), quotation.consents(desk, opened)
    for one in journey.persons(state):
        if not consent.standing(heard, one, state.journey, trustees).stands:
            raise NotPermittedError("slip.consent", "somebody has not consented to it")


def _written(desk: Desk, planned: HandoverPlanned, wanted: Wanted) -> SlipMade:
    """Return the slip that the plan and the wish make; nothing is kept yet."""
    gives = wanted.party == planned.gives
    linked = wanted.form is SlipForm.LINK
    entropy = desk.ports.entropy
    secret = entropy.draw(32) if linked else b""
    code = draw_code(entropy) if linked else ""
    keys = SlipKeys.derive(secret, code) if linked else None
    heard_in = planned.answer_language if gives else planned.word_language
    return SlipMade(
        journey=planned.journey,
        slip=desk.random_id() if keys is None else b64(keys.slip),
        handover=planned.handover,
        party=wanted.party,
        form=wanted.form,
        language=wanted.language,
        place=planned.place,
        opens=planned.window.opens,
        closes=planned.window.closes,
        say=planned.word if gives else planned.answer,
        hear_language=SlipLanguage(heard_in or wanted.language),
        recognition=wanted.recognition,
        if_wrong=wanted.if_wrong,
        ask=wanted.ask,
        expires=(planned.window.closes + AFTERWARDS).replace(microsecond=0),
        secret=b64(secret),
        code=code,
        report=b64(entropy.draw(32)) if linked else "",
    )


def _replace(desk: Desk, opened: OpenCell, made: SlipMade) -> None:
    """Take back the slip that the party had, unless they know what it says."""
    slips = slips_of(desk, opened)
    old = slip.alive(slips, made.handover, made.party, desk.now())
    if old is None:
        return
    known = slip.standing(slips, old.act.slip, desk.now()) is SlipState.OPENED
    if known and old.act.say == made.say:
        raise ConflictError("slip.opened", "theirs was opened: draw new words first")
    if not known:
        take_back(desk, opened, old.act, "another was made")


def take_back(desk: Desk, opened: OpenCell, made: SlipMade, reason: str) -> None:
    """Note that a slip is taken back and tell the relay. Inside `acting()`.

    One that was opened stays opened: whoever was quicker has it (spec/slip.md S-4).
    """
    slips = slips_of(desk, opened)
    if slip.standing(slips, made.slip, desk.now()) is SlipState.OPENED:
        return
    act = SlipRevoked(journey=made.journey, slip=made.slip, reason=reason)
    desk.append(opened, act)
    if slip_letters.is_at_relay(made):
        token = desk.membership.joined.feed_token
        delivery.save_revoke(desk.store.outbox, unb64(made.slip), token)


def _send(
    desk: Desk,
    opened: OpenCell,
    planned: HandoverPlanned,
    made: SlipMade,
    picture: bytes,
) -> None:
    """Give the sealed slip and its notices to the relay."""
    keys = SlipKeys.derive(unb64(made.secret), made.code)
    making = slip_letters.making(desk, opened, planned, made, picture)
    making["token_hash"] = b64(sha256(keys.token).digest())
    token = desk.membership.joined.feed_token
    delivery.save_slip(desk.store.outbox, keys.slip, token, making)


def _names(desk: Desk, opened: OpenCell) -> Iterator[str]:
    """Return every name and address that this desk knows and a slip must not hold."""
    for noted in desk.read(opened, person.fold, Persons()).noted.values():
        yield noted.act.name
    yield from (known.name for known in helper.all_noted(desk).values())
    for human in roster.humans(desk.roster()):
        yield human.name
    for house in desk.cells_of("house"):
        for known in desk.read(house, safehouse.fold, SafeHouses()).noted.values():
            yield known.act.address


def _lifted(desk: Desk, state: Journey, planned: HandoverPlanned) -> frozenset[str]:
    """Return the holds that made the old words void and that two have lifted."""
    found = [one.act for one in journey.legs(state) if one.act.leg == planned.leg]
    registers = frozenset().union(*(journey.registers(state, leg) for leg in found))
    tags = hold.tags_of(registers, board.tags_of(desk, registers))
    return hold.lifted(tags, board.read(desk).holds)


def _planned(state: Journey, handover_id: str) -> HandoverPlanned:
    planned = state.handovers.planned.get(handover_id)
    if planned is None:
        raise NotFoundError("handover.unknown", "no such handover is planned")
    return planned.act


def _made(slips: Slips, slip_id: str) -> SlipMade:
    made = slips.made.get(slip_id)
    if made is None:
        raise NotFoundError("slip.unknown", "no such slip here")
    return made.act
