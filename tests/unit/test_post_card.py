from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from waystation.encoding import b64, to_json
from waystation.errors import FormatError, SealError
from waystation.post.card import (
    Card,
    complaint_box,
    notice_box,
    read_card,
    write_card,
)
from waystation.seal.box import SEALED_BYTES
from waystation.seal.identity import Identity

KEEPER = Identity.from_seed(bytes([1]) * 32).signing
STRANGER = Identity.from_seed(bytes([2]) * 32).signing
FOUNDING = to_json({"v": 1, "members": [{"key": b64(KEEPER.public), "keeper": True}]})
ORGANISATION = sha256(FOUNDING).digest()
CARD = Card(
    ORGANISATION,
    "https://relay.example",
    bytes(16),
    Identity.from_seed(bytes([3]) * 32).public.kem,
    datetime(2026, 3, 1, tzinfo=UTC),
)


def test_a_card_is_checked_by_the_organisation_id_alone_l_7():
    """L-7."""
    written = write_card(CARD, FOUNDING, KEEPER)
    assert len(written) == SEALED_BYTES
    assert read_card(written, ORGANISATION) == CARD


def test_a_card_of_another_organisation_or_signed_by_a_stranger_is_refused():
    """L-7."""
    written = write_card(CARD, FOUNDING, KEEPER)
    with pytest.raises(SealError):
        read_card(written, bytes(32))
    with pytest.raises(SealError):
        read_card(write_card(CARD, FOUNDING, STRANGER), ORGANISATION)


def test_a_changed_card_is_refused():
    written = bytearray(write_card(CARD, FOUNDING, KEEPER))
    written[300] ^= 1
    with pytest.raises((SealError, FormatError)):
        read_card(bytes(written), ORGANISATION)


def test_where_cards_lie_follows_from_the_organisation_id():
    assert notice_box(ORGANISATION) == notice_box(ORGANISATION)
    assert notice_box(ORGANISATION) != notice_box(bytes(32))


def test_the_card_of_a_trustee_is_signed_by_a_founding_trustee_and_is_no_other_card_l_7():
    """L-7."""
    trustee = {"key": b64(STRANGER.public), "keeper": True, "trustee": True}
    keeper = {"key": b64(KEEPER.public), "keeper": True, "trustee": False}
    founding = to_json({"v": 1, "members": [keeper, trustee]})
    organisation = sha256(founding).digest()
    card = replace(CARD, organisation=organisation)
    written = write_card(card, founding, STRANGER, trustee=True)
    assert read_card(written, organisation, trustee=True) == card
    with pytest.raises(SealError):
        read_card(written, organisation)
    forged = write_card(card, founding, KEEPER, trustee=True)
    with pytest.raises(SealError):
        read_card(forged, organisation, trustee=True)
    with pytest.raises(SealError):
        read_card(write_card(card, founding, STRANGER), organisation, trustee=True)
    assert complaint_box(organisation) != notice_box(organisation)
