"""Assessment by claim: who said what about whom, and how they know.

A code is never a determination, only what standing claims indicate. A denied claim is kept
and not coded; the person's own word on themselves decides, whoever else says otherwise.
Where neither of two claims of one source saw the other, the denial stands.
Source: HTCDS 2.0, ILO indicators.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.codes import is_code
from waystation.casework.entries import Act, ClaimRecorded
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Basis, Record


class Assessment(Struct, frozen=True):
    """Every claim by its id, and the corrections by the id of what they replace."""

    claims: Newest[ClaimRecorded] = Table()
    corrections: Group[ClaimRecorded] = Table()


class Indication(Struct, frozen=True):
    """A code that standing claims indicate; `contested` where some source denies it."""

    field: str
    code: str
    sources: tuple[str, ...]
    bases: frozenset[Basis]
    contested: bool
    rests_on: tuple[str, ...]


def fold(state: Assessment, record: Record, act: Act) -> Assessment:
    """Add one act of a core case."""
    if not isinstance(act, ClaimRecorded):
        return state
    noted = Noted(record, act)
    state = replace(state, claims=newest(state.claims, act.claim, noted))
    if act.replaces:
        corrections = gather(state.corrections, act.replaces, noted)
        state = replace(state, corrections=corrections)
    return state


def read(records: Iterable[Record]) -> Assessment:
    """Fold a core case from its beginning."""
    return run(fold, Assessment(), records)


def claims(state: Assessment, person: str) -> tuple[Noted[ClaimRecorded], ...]:
    """Return the claims about a person that nobody has corrected, in fold order."""
    about = (
        claim
        for claim in state.claims.values()
        if claim.act.person == person and not _corrected(state, claim)
    )
    return tuple(sorted(about, key=lambda claim: claim.order))


def _corrected(state: Assessment, claim: Noted[ClaimRecorded]) -> bool:
    return any(one.saw(claim) for one in state.corrections.get(claim.act.claim, ()))


def indications(state: Assessment, person: str) -> tuple[Indication, ...]:
    """Return the codes that are indicated for a person, by field and code."""
    said: dict[tuple[str, str], dict[str, list[Noted[ClaimRecorded]]]] = {}
    for claim in claims(state, person):
        act = claim.act
        if act.code and is_code(act.field, act.code):
            by_source = said.setdefault((act.field, act.code), {})
            by_source.setdefault(act.source, []).append(claim)
    found = (_indication(key, said[key], person) for key in sorted(said))
    return tuple(one for one in found if one is not None)


def _indication(
    key: tuple[str, str], by_source: dict[str, list[Noted[ClaimRecorded]]], person: str
) -> Indication | None:
    stands = {source: _last_word(told) for source, told in by_source.items()}
    denied = {source for source, told in stands.items() if told is None}
    affirmed = [one for told in stands.values() if told is not None for one in told]
    if person in denied or not affirmed:
        return None
    return Indication(
        *key,
        sources=tuple(sorted(stands.keys() - denied)),
        bases=frozenset(one.act.basis for one in affirmed),
        contested=bool(denied),
        rests_on=tuple(one.record.id for one in affirmed),
    )


def _last_word(told: list[Noted[ClaimRecorded]]) -> list[Noted[ClaimRecorded]] | None:
    """Return what a source says now of one code; None where it is denied."""
    last = [one for one in told if not any(later.saw(one) for later in told)]
    return None if any(one.act.basis is Basis.DENIED for one in last) else last
