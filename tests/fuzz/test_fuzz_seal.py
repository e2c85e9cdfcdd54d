"""Whatever comes in, only FormatError and SealError come out of the seals."""

import contextlib
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from waystation.entropy import FixedEntropy
from waystation.errors import FormatError, SealError
from waystation.seal import blob, keyfile, phrase, primitives
from waystation.seal.box import SEALED_BYTES, letter_info, open_box, seal_box
from waystation.seal.epoch import EpochKeys
from waystation.seal.frame import handle_of, open_frame, seal_frame
from waystation.seal.identity import Identity, PublicIdentity
from waystation.seal.padding import SIZE_CLASSES, pad, size_class, unpad
from waystation.seal.words import Language, join

KEYS = EpochKeys.derive(b"s" * 32, bytes(16), 1)
FRAME = seal_frame(KEYS, b"entry")
ANNA = Identity.from_seed(b"a" * 32)
INFO = letter_info("letter", ANNA.public, b"o" * 32)
BOX = seal_box(ANNA.public.kem, INFO, b"hello")
CHUNK = blob.seal_chunks(b"f" * 32, b"file")[0]
KEYFILE = keyfile.seal_keyfile(b"secret", "four o'clock shop", FixedEntropy(b"k"))
SIGNATURE = ANNA.signing.sign(b"yes")
LANGUAGES: tuple[Language, ...] = ("en", "ko", "zh-Hans", "digits")

languages = st.sampled_from(LANGUAGES)


def refused(opens: Callable[[], object]) -> None:
    """Whatever was not sealed here must fail in one of the two ways."""
    try:
        opens()
    except (FormatError, SealError):
        return
    raise AssertionError("opened")


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with a part replaced, cut out or doubled; never the bytes themselves."""
    start = draw(st.integers(0, len(whole) - 1))
    end = draw(st.integers(start, min(len(whole), start + 64)))
    return draw(
        st.binary(max_size=64)
        .map(lambda middle: whole[:start] + middle + whole[end:])
        .filter(lambda changed: changed != whole)
    )


@given(st.binary(max_size=2048) | damaged(FRAME) | st.binary(min_size=1068, max_size=1068))
@example(b"")
def test_fuzz_frame(raw: bytes) -> None:
    refused(lambda: open_frame(KEYS, raw))
    with contextlib.suppress(FormatError):
        handle_of(raw)


@given(st.binary(max_size=3000))
def test_fuzz_entry_of_any_bytes_comes_back_from_its_frame(entry: bytes) -> None:
    assert open_frame(KEYS, seal_frame(KEYS, entry)) == entry


@given(st.binary(max_size=2048) | damaged(BOX))
@settings(max_examples=60)
@example(bytes(SEALED_BYTES))
def test_fuzz_box(raw: bytes) -> None:
    refused(lambda: open_box(ANNA, INFO, raw))


@given(st.lists(st.binary(max_size=100) | damaged(CHUNK), max_size=3))
@settings(max_examples=60)
def test_fuzz_chunks(chunks: list[bytes]) -> None:
    refused(lambda: blob.open_chunks(b"f" * 32, chunks))


@given(st.binary(max_size=200) | damaged(KEYFILE), st.text(max_size=20))
@settings(max_examples=25, deadline=None)
@example(keyfile.MAGIC + bytes(200), "")
@example(KEYFILE, "\ud800")
@example(KEYFILE, "")
def test_fuzz_keyfile(raw: bytes, passphrase: str) -> None:
    # A file may ask for a gigabyte and sixteen passes; that bound has a test of its own.
    at = len(keyfile.MAGIC)
    if raw.startswith(keyfile.MAGIC):
        raw = raw[:at] + (19_456).to_bytes(4, "big") + b"\x01" + raw[at + 5 :]
    refused(lambda: keyfile.open_keyfile(raw, passphrase))


@given(st.binary(max_size=2000) | damaged(ANNA.public.to_bytes()))
def test_fuzz_public_identity(raw: bytes) -> None:
    with contextlib.suppress(FormatError):
        assert PublicIdentity.from_bytes(raw).to_bytes() == raw


@given(st.binary(min_size=1216, max_size=1216) | damaged(ANNA.public.kem))
@settings(max_examples=60)
@example(bytes(1216))
def test_fuzz_key_to_seal_to(kem: bytes) -> None:
    with contextlib.suppress(FormatError, SealError):
        assert len(seal_box(kem, INFO, b"hello")) == SEALED_BYTES


@given(
    damaged(ANNA.signing.public) | st.just(ANNA.signing.public),
    st.binary(max_size=50),
    st.binary(min_size=64, max_size=64) | damaged(SIGNATURE) | st.just(SIGNATURE),
)
def test_fuzz_signature(public: bytes, message: bytes, signature: bytes) -> None:
    if (public, message, signature) != (ANNA.signing.public, b"yes", SIGNATURE):
        refused(lambda: primitives.verify(public, message, signature))


@given(st.binary(max_size=2000), st.sampled_from(SIZE_CLASSES))
def test_fuzz_padding(raw: bytes, size: int) -> None:
    with contextlib.suppress(FormatError):
        unpad(raw)
    if len(raw) < size:
        assert unpad(pad(raw, size)) == raw
    assert size_class(len(raw)) > len(raw)


@given(st.binary(max_size=40), st.binary(max_size=20), st.integers())
def test_fuzz_epoch(secret: bytes, cell: bytes, number: int) -> None:
    with contextlib.suppress(FormatError):
        EpochKeys.derive(secret, cell, number)


@given(st.text(max_size=80), languages)
@example("\U0001d7d8" * 36, "digits")
@example("\ud800 " * 9, "en")
@example("İ " * 9, "en")
def test_fuzz_phrase_of_any_text(text: str, language: Language) -> None:
    with contextlib.suppress(FormatError):
        phrase.parse(text, language)


@given(st.lists(st.integers(0, 2047), min_size=8, max_size=8), languages, st.data())
def test_fuzz_phrase_with_slips(
    indices: list[int], language: Language, data: st.DataObject
) -> None:
    typed = list(phrase.write(indices, language).split())
    assert phrase.parse(join(typed), language) == tuple(indices)
    place = data.draw(st.integers(0, 8))
    typed[place] = data.draw(st.text(min_size=1, max_size=8))
    repair = None
    try:
        phrase.parse(join(typed), language)
    except phrase.PhraseError as error:
        repair = error.repair
    if repair is not None:
        assert phrase.write(phrase.parse(repair, language), language) == repair


@given(st.lists(st.integers(-1, 3000), max_size=10), st.binary(max_size=33))
@settings(max_examples=40, deadline=None)
def test_fuzz_phrase_to_seed(indices: list[int], organisation: bytes) -> None:
    with contextlib.suppress(FormatError):
        assert len(phrase.to_seed(indices, organisation)) == 32
