from datetime import UTC, datetime

import pytest

from waystation.entropy import FixedEntropy
from waystation.errors import FormatError, SealError
from waystation.post.letter import (
    OPERATIONAL_BYTES,
    Address,
    Draft,
    open_letter,
    open_with_any,
    verify_quotation,
    write_letter,
)
from waystation.seal.identity import Identity

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORGANISATION = bytes([7]) * 32
WRITER = Identity.from_seed(bytes([1]) * 32)
READER = Identity.from_seed(bytes([2]) * 32)
TO = Address(READER.public.kem, ORGANISATION)


def letter(kind="message", body=None, to=TO, signer=None, seed=b"letter"):
    return write_letter(
        Draft(kind, {"text": "도와주세요"} if body is None else body, AT),
        to,
        signer or WRITER.signing,
        WRITER.public.kem,
        FixedEntropy(seed),
    )


def test_a_letter_opens_for_its_recipient_and_names_its_sender():
    sealed = letter()
    opened = open_letter(sealed.bytes, READER, TO)
    assert opened.id == sealed.id
    assert opened.sender == WRITER.public
    assert opened.body == {"text": "도와주세요"}
    assert opened.at == AT


def test_every_letter_has_the_same_size():
    assert len(letter().bytes) == len(letter(body={"text": "x" * 5000}).bytes)


def test_a_letter_does_not_open_for_another_or_in_another_organisation():
    sealed = letter().bytes
    with pytest.raises(SealError):
        open_letter(sealed, WRITER, TO)
    with pytest.raises(SealError):
        open_letter(sealed, READER, Address(READER.public.kem, bytes(32)))


def test_a_letter_passed_on_to_somebody_else_does_not_verify():
    opened = open_letter(letter().bytes, READER, TO)
    elsewhere = Address(WRITER.public.kem, ORGANISATION)

    class Thief:
        public = WRITER.signing.public

        def sign(self, message):
            return opened.signature

    passed_on = letter(to=elsewhere, signer=Thief()).bytes
    with pytest.raises(SealError):
        open_letter(passed_on, WRITER, elsewhere)


def test_a_quotation_verifies_without_the_seal_and_not_after_a_change():
    opened = open_letter(letter().bytes, READER, TO)
    verify_quotation(opened.sender.sign, opened.context, opened.signature, opened.json)
    with pytest.raises(SealError):
        verify_quotation(
            opened.sender.sign, opened.context, opened.signature, opened.json + b" "
        )


def test_an_operational_letter_over_600_bytes_is_not_written():
    with pytest.raises(FormatError, match=r"letter\.oversize"):
        letter("check_in", {"text": "x" * OPERATIONAL_BYTES})


def test_the_first_key_that_fits_opens_and_none_says_no_more_than_that():
    old = (WRITER, Address(WRITER.public.kem, ORGANISATION))
    opened, address = open_with_any(letter().bytes, [old, (READER, TO)])
    assert address == TO
    assert opened.kind == "message"
    with pytest.raises(SealError):
        open_with_any(letter().bytes, [old])
