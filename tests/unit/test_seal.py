"""Frames, boxes, keyfiles, chunks and signatures keep what they promise."""

from dataclasses import replace

import pytest

from waystation.entropy import FixedEntropy
from waystation.errors import FormatError, RuleError, SealError
from waystation.seal import blob, primitives
from waystation.seal.box import SEALED_BYTES, letter_info, open_box, seal_box
from waystation.seal.epoch import EpochKeys
from waystation.seal.frame import handle_of, open_frame, seal_frame
from waystation.seal.identity import Identity, PublicIdentity
from waystation.seal.keyfile import open_keyfile, seal_keyfile
from waystation.seal.padding import LETTER_SIZE, SIZE_CLASSES, pad, size_class, unpad

CELL, OTHER_CELL = bytes(range(16)), bytes(range(16, 32))
KEYS = EpochKeys.derive(b"s" * 32, CELL, 3)
ANNA, BORI = Identity.from_seed(b"a" * 32), Identity.from_seed(b"b" * 32)
ORGANISATION = b"o" * 32
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.mark.parametrize("length", [0, 1, 1023, 1024, 8191, 8192, 65535])
def test_frame_opens_to_what_was_sealed(length: int) -> None:
    entry = b"\x80" * length
    frame = seal_frame(KEYS, entry)
    assert open_frame(KEYS, frame) == entry
    assert len(frame) - 44 in SIZE_CLASSES
    assert handle_of(frame) == KEYS.handle


def test_sealing_again_gives_the_same_frame() -> None:
    assert seal_frame(KEYS, b"entry") == seal_frame(KEYS, b"entry")


def test_two_entries_never_share_a_nonce() -> None:
    nonces = {seal_frame(KEYS, str(n).encode())[16:28] for n in range(1000)}
    assert len(nonces) == 1000


def test_frame_longer_than_every_class_is_refused() -> None:
    with pytest.raises(FormatError, match=r"padding\.oversize"):
        seal_frame(KEYS, bytes(65536))


@pytest.mark.parametrize("place", [0, 15, 16, 27, 28, 600, 1067])
def test_any_flipped_bit_of_a_frame_is_refused(place: int) -> None:
    frame = bytearray(seal_frame(KEYS, b"entry"))
    frame[place] ^= 1
    with pytest.raises(SealError):
        open_frame(KEYS, bytes(frame))


@pytest.mark.parametrize(
    "keys",
    [
        EpochKeys.derive(b"s" * 32, OTHER_CELL, 3),
        EpochKeys.derive(b"s" * 32, CELL, 4),
        replace(EpochKeys.derive(b"t" * 32, CELL, 3), handle=KEYS.handle),
    ],
    ids=["another cell", "another epoch", "another secret"],
)
def test_frame_opens_only_in_its_cell_and_epoch(keys: EpochKeys) -> None:
    with pytest.raises(SealError):
        open_frame(keys, seal_frame(KEYS, b"entry"))


def test_keys_are_not_printed() -> None:
    shown = repr(KEYS)
    for secret in (KEYS.secret, KEYS.aead, KEYS.nonce, KEYS.append_token):
        assert repr(secret) not in shown


def test_size_class_is_the_smallest_that_holds_the_mark() -> None:
    assert [size_class(n) for n in (0, 1023, 1024, 8191, 8192, 65535)] == [
        1024, 1024, 8192, 8192, 65536, 65536,
    ]  # fmt: skip


@pytest.mark.parametrize("padded", [b"", bytes(1024), b"text" + bytes(1020), b"\x80\x01"])
def test_padding_without_its_mark_is_refused(padded: bytes) -> None:
    with pytest.raises(FormatError, match=r"padding\.mark"):
        unpad(padded)


def test_padding_keeps_marks_and_zeros_of_the_text() -> None:
    text = b"\x80\0\0\x80\0"
    assert unpad(pad(text, 1024)) == text


def test_box_opens_for_its_recipient_in_its_context_alone() -> None:
    info = letter_info("letter", ANNA.public, ORGANISATION)
    sealed = seal_box(ANNA.public.kem, info, b"hello")
    assert len(sealed) == SEALED_BYTES == 1120 + LETTER_SIZE + 16
    assert open_box(ANNA, info, sealed) == b"hello"
    with pytest.raises(SealError):
        open_box(BORI, info, sealed)
    for other in (
        letter_info("grant", ANNA.public, ORGANISATION),
        letter_info("letter", BORI.public, ORGANISATION),
        letter_info("letter", ANNA.public, b"p" * 32),
        letter_info("letter", ANNA.public, ORGANISATION, b"c" * 32),
    ):
        with pytest.raises(SealError):
            open_box(ANNA, other, sealed)


def test_box_of_another_length_is_refused() -> None:
    info = letter_info("letter", ANNA.public, ORGANISATION)
    with pytest.raises(FormatError):
        open_box(ANNA, info, seal_box(ANNA.public.kem, info, b"")[:-1])
    with pytest.raises(FormatError):
        seal_box(ANNA.public.kem, info, bytes(LETTER_SIZE))


def test_prekey_may_be_named_by_its_public_bytes() -> None:
    assert letter_info("grant", ANNA.public, CELL) == letter_info(
        "grant", ANNA.public.kem, CELL
    )


def test_public_identity_reads_what_it_wrote() -> None:
    assert PublicIdentity.from_bytes(ANNA.public.to_bytes()) == ANNA.public
    assert len(ANNA.public.to_bytes()) == 1248
    with pytest.raises(FormatError):
        PublicIdentity.from_bytes(ANNA.public.to_bytes()[:-1])
    with pytest.raises(FormatError, match=r"keys\.kem"):
        PublicIdentity.from_bytes(b"\xff" * 1248)


def test_every_purpose_has_its_own_key() -> None:
    publics = {
        ANNA.signing.public,
        ANNA.cell_key(CELL).public,
        ANNA.cell_key(OTHER_CELL).public,
        ANNA.correspondent_key(CELL).public,
        ANNA.derive("check-in", CELL),
        ANNA.derive("read", CELL),
    }
    assert len(publics) == 6


def test_signature_verifies_for_its_key_and_message_alone() -> None:
    signature = ANNA.signing.sign(b"yes")
    primitives.verify(ANNA.signing.public, b"yes", signature)
    for public, message, wrong in (
        (BORI.signing.public, b"yes", signature),
        (ANNA.signing.public, b"no", signature),
        (ANNA.signing.public, b"yes", signature[:-1]),
        (ANNA.signing.public[:-1], b"yes", signature),
        (ANNA.signing.public, b"yes", bytes(64)),
    ):
        with pytest.raises(SealError):
            primitives.verify(public, message, wrong)


def test_unreduced_s_is_refused() -> None:
    signature = ANNA.signing.sign(b"yes")
    unreduced = int.from_bytes(signature[32:], "little") + GROUP_ORDER
    with pytest.raises(SealError):
        primitives.verify(
            ANNA.signing.public, b"yes", signature[:32] + unreduced.to_bytes(32, "little")
        )


def test_keyfile_opens_with_its_passphrase_in_any_composition() -> None:
    kept = seal_keyfile(b"secret", "새벽 네 시의 가게 문", FixedEntropy(b"k"))
    decomposed = "\u1109\u1162\u1107\u1167\u11a8"
    assert decomposed not in "새벽"
    assert open_keyfile(kept, decomposed + " 네 시의 가게 문") == b"secret"
    with pytest.raises(SealError):
        open_keyfile(kept, "새벽 네 시의 가게 문!")


@pytest.mark.parametrize(
    "passphrase", ["", "short one", "aaaaaaaaaaaaaaaa", "abababababab"]
)
def test_passphrase_that_is_easy_to_guess_is_refused(passphrase: str) -> None:
    with pytest.raises(RuleError, match=r"keyfile\.weak_passphrase"):
        seal_keyfile(b"secret", passphrase, FixedEntropy(b"k"))


def test_keyfile_takes_a_passphrase_that_is_no_text() -> None:
    spoken = "four o'clock \udcb0\udca1"
    kept = seal_keyfile(b"secret", spoken, FixedEntropy(b"k"))
    assert open_keyfile(kept, spoken) == b"secret"


def test_keyfile_cannot_ask_for_endless_work() -> None:
    kept = bytearray(seal_keyfile(b"secret", "four o'clock shop", FixedEntropy(b"k")))
    kept[21:25] = (2**32 - 1).to_bytes(4, "big")
    with pytest.raises(FormatError, match=r"keyfile\.cost"):
        open_keyfile(bytes(kept), "four o'clock shop")


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 200_000])
def test_file_opens_from_its_chunks(size: int) -> None:
    chunks = blob.seal_chunks(b"f" * 32, bytes(size))
    assert blob.open_chunks(b"f" * 32, chunks) == bytes(size)
    assert {len(chunk) for chunk in chunks} == {blob.SEALED_CHUNK_BYTES}


def test_key_shorter_than_32_bytes_derives_nothing() -> None:
    with pytest.raises(FormatError, match=r"keys\.secret"):
        blob.seal_chunks(b"short", b"file")


def test_chunks_missing_moved_or_foreign_are_refused() -> None:
    chunks = blob.seal_chunks(b"f" * 32, bytes(200_000))
    first, second, *rest = chunks
    foreign = blob.seal_chunks(b"g" * 32, bytes(200_000))[0]
    for wrong in (chunks[:-1], chunks[1:], [second, first, *rest], [foreign, *chunks[1:]]):
        with pytest.raises(SealError):
            blob.open_chunks(b"f" * 32, wrong)
    with pytest.raises(FormatError):
        blob.open_chunks(b"f" * 32, [])
