"""Every kind of act, and how the body of an entry becomes one."""

import re
from typing import cast

import msgspec

from waystation.casework.entries import (
    acceptance,
    board,
    call,
    case,
    conflict,
    conversation,
    disclosure,
    exposure,
    helper,
    journey,
    loss,
    mark,
    money,
    panic,
    photograph,
    plan,
    review,
    roster,
    safehouse,
    slip,
    summary,
    task,
    watch,
)
from waystation.casework.entries.base import Act, Quotation, Window, is_timely
from waystation.casework.entries.board import (
    ApprovalGiven,
    ApprovalRefused,
    BoardJourney,
    HoldLiftApproved,
    HoldLiftRefused,
    HoldPlaced,
)
from waystation.casework.entries.case import (
    AppealGraded,
    AppealReceived,
    CaseOpened,
    CellOfCase,
    ClaimRecorded,
    ConsentAsserted,
    ConsentGiven,
    ConsentSeconded,
    ConsentWithdrawn,
    LossRecorded,
    OtherNoted,
    PersonNoted,
    ReferralAnswered,
    ReferralMade,
    SelfHarmAsked,
    UrgencySeen,
    UrgencyStated,
)
from waystation.casework.entries.conversation import (
    CallNoted,
    ChannelNoted,
    FileImported,
    LetterQuoted,
    MessageNoted,
)
from waystation.casework.entries.journey import (
    AlarmAcknowledged,
    AlarmClosed,
    AlarmEscalated,
    AlarmRaised,
    ArrestReported,
    ArrivalConfirmed,
    CheckInMissed,
    CheckInReceived,
    DemandRecorded,
    HandoverConfirmed,
    HandoverPlanned,
    HousePresumedBurned,
    JourneyDecided,
    JourneyPlanned,
    JourneyStopped,
    LegPlanned,
    PlaceReported,
    StayPlanned,
    WatchAgreed,
)
from waystation.casework.entries.roster import (
    HelperNoted,
    HouseNoted,
    HumanAdmitted,
    HumanDeparted,
    OrganisationFounded,
    PrekeyPublished,
)
from waystation.encoding import Json
from waystation.errors import FormatError

__all__ = [
    "KINDS",
    "Act",
    "AlarmAcknowledged",
    "AlarmClosed",
    "AlarmEscalated",
    "AlarmRaised",
    "AppealGraded",
    "AppealReceived",
    "ApprovalGiven",
    "ApprovalRefused",
    "ArrestReported",
    "ArrivalConfirmed",
    "BoardJourney",
    "CallNoted",
    "CaseOpened",
    "CellOfCase",
    "ChannelNoted",
    "CheckInMissed",
    "CheckInReceived",
    "ClaimRecorded",
    "ConsentAsserted",
    "ConsentGiven",
    "ConsentSeconded",
    "ConsentWithdrawn",
    "DemandRecorded",
    "FileImported",
    "HandoverConfirmed",
    "HandoverPlanned",
    "HelperNoted",
    "HoldLiftApproved",
    "HoldLiftRefused",
    "HoldPlaced",
    "HouseNoted",
    "HousePresumedBurned",
    "HumanAdmitted",
    "HumanDeparted",
    "JourneyDecided",
    "JourneyPlanned",
    "JourneyStopped",
    "LegPlanned",
    "LetterQuoted",
    "LossRecorded",
    "MessageNoted",
    "OrganisationFounded",
    "OtherNoted",
    "PersonNoted",
    "PlaceReported",
    "PrekeyPublished",
    "Quotation",
    "ReferralAnswered",
    "ReferralMade",
    "SelfHarmAsked",
    "StayPlanned",
    "Unknown",
    "UrgencySeen",
    "UrgencyStated",
    "WatchAgreed",
    "Window",
    "body_of",
    "decode",
]


class Unknown(msgspec.Struct, frozen=True, gc=False):
    """An act of a kind that a newer version wrote: kept, shown as such, never folded."""

    kind: str
    body: bytes


KINDS: dict[str, type[Act]] = {
    found.kind: found
    for module in (
        conversation,
        case,
        journey,
        board,
        roster,
        watch,
        call,
        money,
        plan,
        acceptance,
        helper,
        safehouse,
        mark,
        conflict,
        slip,
        photograph,
        disclosure,
        exposure,
        task,
        loss,
        review,
        summary,
        panic,
    )
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, Act) and found is not Act
}

_DECODERS = {kind: msgspec.json.Decoder(act) for kind, act in KINDS.items()}
_FIELD = re.compile(r"`\$\.([a-z_]+)|required field `([a-z_]+)`")


def decode(kind: str, body: bytes) -> Act | Unknown:
    """Read the body of an entry; an unknown kind is kept as it is.

    Raises:
        FormatError: a known kind whose body breaks its rules; `where` names the field.
    """
    decoder = _DECODERS.get(kind)
    if decoder is None:
        return Unknown(kind, body)
    try:
        found = decoder.decode(body)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        # The library's message may repeat what a person wrote, so that only our own field
        # name is taken from it, and the cause is cut off.
        match = _FIELD.search(str(error))
        field = (match[1] or match[2]) if match else ""
        where = f"{kind}.{field}" if field in KINDS[kind].__struct_fields__ else kind
        raise FormatError(
            "casework.body", "the act breaks its rules", where=where
        ) from None
    if not is_timely(found):
        raise FormatError("casework.body", "no clock says such a time", where=kind)
    return found


def body_of(act: Act) -> dict[str, Json]:
    """Return an act as a JSON object to write; what is at its default is left out."""
    return cast(dict[str, Json], msgspec.to_builtins(act))
