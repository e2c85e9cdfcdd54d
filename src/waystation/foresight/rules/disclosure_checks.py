"""What the rules about disclosures look for."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from msgspec import Struct

from waystation.casework import disclosure, journey, reach, roster, slip
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.slip import SlipMade
from waystation.casework.finding import Finding, Severity
from waystation.casework.helper import Helpers
from waystation.casework.noted import LastAnswer, Noted, asked_of
from waystation.casework.roster import Roster
from waystation.casework.safehouse import SafeHouses
from waystation.casework.slip import DEAD, LookedFor
from waystation.casework.terms import CHANNEL_RISKS, ChannelRisk, Disclosed
from waystation.foresight import parties
from waystation.foresight.picture import Picture
from waystation.foresight.thresholds import Thresholds

S = TypeVar("S")
_SEEN = frozenset({ChannelRisk.OTHER_CAN_SEE, ChannelRisk.WATCHED_PLACE})


def face_to_helper(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the faces that somebody outside the organisation was given, or can open."""
    for told in _to_helpers(picture, Disclosed.FACE):
        ids = (told.record.id,)
        yield Finding("disclosure.face_to_helper", Severity.WARN, told.act.to, ids)
    for made in _alive(picture):
        if made.act.choice and not _is_inside(picture, made.act.party):
            ids = (made.record.id,)
            yield Finding("disclosure.face_to_helper", Severity.WARN, made.act.party, ids)


def name_to_helper(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the real names and numbers that somebody outside was given."""
    for told in _to_helpers(picture, Disclosed.NAME, Disclosed.NUMBER):
        ids = (told.record.id,)
        yield Finding("disclosure.name_to_helper", Severity.WARN, told.act.to, ids)


def name_in_slip(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the slips that hold a real name, a number to call or an address on the net."""
    names = [one.act.name for one in picture.case.persons.noted.values()]
    for made in _alive(picture):
        written = slip.texts(made.act)
        if slip.gives_away(written, names) or _names_others(picture, written):
            where, ids = made.act.handover, (made.record.id,)
            yield Finding("disclosure.name_in_slip", Severity.BLOCK, where, ids)


def _names_others(picture: Picture, written: tuple[str, ...]) -> bool:
    """Say whether a text names somebody of the organisation, a helper or a house."""
    return (
        asked_of(picture.organisation.people.roster, _Holds(written, _humans))
        or asked_of(picture.helpers, _Holds(written, _helpers))
        or asked_of(picture.houses, _Holds(written, _addresses))
    )


class _Holds(Struct, Generic[S], frozen=True, eq=False):
    """Whether a text holds one of the names that a state has.

    Of who is new there it is asked again, and nothing else is unless the answer is another.
    """

    written: tuple[str, ...]
    names: LastAnswer[S, LookedFor]

    def __call__(self, state: S) -> bool:
        return slip.holds_any(self.written, self.names(state))


_humans = LastAnswer[Roster, LookedFor](
    lambda state: slip.looked_for(one.name for one in roster.humans(state))
)
_helpers = LastAnswer[Helpers, LookedFor](
    lambda state: slip.looked_for(one.act.name for one in state.noted.values())
)
_addresses = LastAnswer[SafeHouses, LookedFor](
    lambda state: slip.looked_for(one.act.address for one in state.noted.values())
)


def handovers_in_slip(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the slips that name the place of another stage than their own."""
    places = journey.places(picture.journey)
    for made in _alive(picture):
        others = places - {made.act.place}
        if slip.names_any(slip.texts(made.act)[1:], others):
            where, ids = made.act.handover, (made.record.id,)
            yield Finding("disclosure.two_handovers_in_slip", Severity.BLOCK, where, ids)


def beyond_their_own(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find who was told of a meeting that they are not at, or of a way."""
    for told in _to_helpers(picture, Disclosed.HANDOVER, Disclosed.ROUTE):
        if told.act.what is Disclosed.HANDOVER and told.act.to in _at(picture, told.act.of):
            continue
        ids = (told.record.id,)
        yield Finding("disclosure.beyond_their_own", Severity.WARN, told.act.to, ids)


def address_to_passer_by(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find who knows where a house is and neither keeps it nor stays there.

    Whoever is hired has a rule of their own: `house.hired_told`.
    """
    told = [
        (one.act.of, one.act.to, one.record.id)
        for one in _to_helpers(picture, Disclosed.ADDRESS)
    ]
    for house in parties.houses(picture):
        noted = picture.houses.told.get(house, ())
        told += [(house, one.act.who, one.record.id) for one in noted]
    for house, who, record in told:
        hosts = {one.act.host for one in picture.houses.hosts.get(house, ())}
        hosts |= {one.act.host for one in parties.stays_at(picture, house)}
        stays = who in hosts or _is_inside(picture, who)
        if not stays and not parties.is_hired(picture, who):
            yield Finding("disclosure.address_to_passer_by", Severity.WARN, who, (record,))


def everyone_holds_all(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    """Find who was told of everybody at once, or of one after the other."""
    most = thresholds.disclosure.most_others_known
    about: dict[str, dict[str, str]] = {}
    for told in disclosure.told(picture.disclosures):
        if told.act.what is Disclosed.DETAILS_OF_EVERYONE:
            ids = (told.record.id,)
            yield Finding(_EVERYONE, Severity.WARN, told.act.to, ids)
        elif told.act.of != told.act.to and not _is_ours(picture, told.act.to):
            about.setdefault(told.act.to, {})[told.act.of] = told.record.id
    for who, known in sorted(about.items()):
        others = {one: record for one, record in known.items() if one in _people(picture)}
        if len(others) > most:
            yield Finding(_EVERYONE, Severity.WARN, who, tuple(sorted(others.values())))


def channel_seen(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find what was told over a way that somebody else sees."""
    for told in disclosure.told(picture.disclosures):
        channel = picture.channels.get(told.act.channel)
        if channel is None:
            continue
        risks = CHANNEL_RISKS[channel.act.via] | set(channel.act.risks)
        if channel.act.seen_by or risks & _SEEN:
            ids = (told.record.id, channel.record.id)
            yield Finding("disclosure.channel_seen", Severity.WARN, told.act.to, ids)


_EVERYONE = "disclosure.everyone_holds_all"


def _to_helpers(picture: Picture, *what: Disclosed) -> Iterator[Noted[DisclosureNoted]]:
    """Return what somebody was told who neither travels nor belongs to the organisation."""
    for told in disclosure.told(picture.disclosures):
        if told.act.what in what and not _is_inside(picture, told.act.to):
            yield told


def _is_inside(picture: Picture, who: str) -> bool:
    """Say whether somebody travels or belongs to the organisation."""
    return who in journey.persons(picture.journey) or _is_ours(picture, who)


def _is_ours(picture: Picture, who: str) -> bool:
    return bool(reach.members(picture.organisation.people.roster, frozenset({who})))


def _alive(picture: Picture) -> Iterator[Noted[SlipMade]]:
    """Return the slips that somebody may hold or still open."""
    for made in sorted(picture.slips.made.values(), key=lambda one: one.order):
        if slip.standing(picture.slips, made.act.slip, picture.now) not in DEAD:
            yield made


def _at(picture: Picture, meeting: str) -> frozenset[str]:
    """Return who is at a handover, or at one of a leg, and who stands and falls with them."""
    who: set[str] = set()
    for one in journey.handovers(picture.journey):
        if meeting in {one.act.handover, one.act.leg}:
            who |= {one.act.gives, one.act.takes}
    for leg in journey.legs(picture.journey):
        if leg.act.leg == meeting:
            who |= parties.at_leg(picture, leg.act)
    return frozenset().union(*(parties.kin_of(picture, one) for one in who))


def _people(picture: Picture) -> frozenset[str]:
    """Return the persons and helpers of the journey."""
    return frozenset({*journey.persons(picture.journey), *parties.helpers(picture)})
