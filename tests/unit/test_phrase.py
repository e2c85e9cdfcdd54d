"""Phrases catch slips, repair only what is certain, and mean the same in every script."""

import unicodedata
from itertools import combinations

import pytest

from waystation.entropy import FixedEntropy
from waystation.errors import FormatError
from waystation.seal import phrase, words
from waystation.seal.phrase import PhraseError
from waystation.seal.words import Language, word_list

LANGUAGES: tuple[Language, ...] = ("en", "ko", "zh-Hans", "digits")
INDICES = (1365, 1060, 14, 1303, 1964, 698, 89, 1219)
ENGLISH = "primary loyal achieve pepper void firm arctic observe private"
ORGANISATION = b"o" * 32


def replaced(text: str, place: int, word: str) -> str:
    typed = text.split()
    typed[place] = word
    return " ".join(typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrase_reads_as_it_was_written(language: Language) -> None:
    for seed in (b"1", b"2", b"3"):
        text = phrase.generate(FixedEntropy(seed), language)
        assert len(text.split()) == 9
        assert phrase.write(phrase.parse(text, language), language) == text


def test_every_language_gives_the_same_indices() -> None:
    for language in LANGUAGES:
        assert phrase.parse(phrase.write(INDICES, language), language) == INDICES


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_has_2048_composed_words_that_all_differ(language: Language) -> None:
    listed = word_list(language)
    assert len(set(listed)) == 2048
    assert all(unicodedata.is_normalized("NFC", word) for word in listed)


def test_korean_words_differ_in_their_first_two_syllables() -> None:
    assert len({word[:2] for word in word_list("ko")}) == 2048


def test_english_words_differ_in_their_first_four_letters() -> None:
    assert len({word[:4] for word in word_list("en")}) == 2048


def test_every_single_wrong_word_shows() -> None:
    # The code is linear: a word that differs by d at one place changes the sum by d times a
    # power of x. So 2,047 differences at nine places are all the wrong words there are.
    for place in range(9):
        for difference in range(1, 2048):
            word = [0] * 9
            word[place] = difference
            assert phrase._syndrome(word) != 0


def test_every_wrong_word_of_a_phrase_is_refused() -> None:
    right = phrase.write(INDICES, "digits")
    for word in word_list("digits"):
        typed = replaced(right, 5, word)
        if typed != right:
            with pytest.raises(PhraseError, match=r"phrase\.check"):
                phrase.parse(typed, "digits")


def test_every_difference_of_two_words_shows_wherever_they_are_swapped() -> None:
    # Swapping a and b at places i and j changes the sum by (a ^ b)(x^i ^ x^j). So all 2,047
    # differences at all 36 pairs are all the swaps there are.
    powers = [phrase._times_x(1, power) for power in phrase._POWERS]
    for left, right in combinations(range(9), 2):
        assert powers[left] != powers[right]
        for difference in range(1, 2048):
            word = [0] * 9
            word[left] = word[right] = difference
            assert phrase._syndrome(word) != 0


def test_every_swap_in_a_phrase_shows() -> None:
    for seed in range(50):
        typed = phrase.generate(FixedEntropy(bytes([seed])), "digits").split()
        for left, right in combinations(range(9), 2):
            swapped = list(typed)
            swapped[left], swapped[right] = swapped[right], swapped[left]
            if swapped != typed:
                with pytest.raises(PhraseError):
                    phrase.parse(" ".join(swapped), "digits")


def test_polynomial_is_primitive() -> None:
    value, order = 2, 1
    while value != 1:
        value, order = phrase._times_x(value, 1), order + 1
    assert order == 2047


@pytest.mark.parametrize(
    "typed",
    [
        "PRIMARY Loyal achieve pepper void firm arctic observe private",
        "prim loya achi pepp void firm arct obse priv",
        "primary, loyal, achieve, pepper, void, firm, arctic, observe, private.",
        "1 primary 2 loyal 3 achieve 4 pepper 5 void 6 firm 7 arctic 8 observe 9 private",
    ],
)
def test_english_is_read_however_it_is_written(typed: str) -> None:
    assert phrase.parse(typed, "en") == INDICES


def test_korean_is_read_decomposed_and_abbreviated() -> None:
    text = phrase.write(INDICES, "ko")
    assert phrase.parse(unicodedata.normalize("NFD", text), "ko") == INDICES
    assert phrase.parse(" ".join(word[:2] for word in text.split()), "ko") == INDICES


def test_chinese_needs_no_spaces() -> None:
    text = phrase.write(INDICES, "zh-Hans")
    assert phrase.parse(text.replace(" ", ""), "zh-Hans") == INDICES
    assert phrase.parse(text.replace(" ", "、"), "zh-Hans") == INDICES


def test_digits_may_be_full_width_and_grouped_anyhow() -> None:
    text = phrase.write(INDICES, "digits").replace(" ", "")
    wide = text.translate({48 + n: 0xFF10 + n for n in range(10)})
    assert phrase.parse(wide, "digits") == INDICES
    assert phrase.parse("-".join(text), "digits") == INDICES


@pytest.mark.parametrize(
    ("place", "typed"),
    [(0, "primery"), (1, "loyel"), (3, "peper"), (6, "artcic"), (5, "film")],
)
def test_one_slip_of_the_hand_is_repaired(place: int, typed: str) -> None:
    with pytest.raises(PhraseError) as caught:
        phrase.parse(replaced(ENGLISH, place, typed), "en")
    assert caught.value.repair == ENGLISH


def test_one_wrong_jamo_is_repaired() -> None:
    text = phrase.write(INDICES, "ko")
    with pytest.raises(PhraseError) as caught:
        phrase.parse(replaced(text, 0, "인채"), "ko")
    assert caught.value.repair == text


def test_word_that_resembles_nothing_is_not_repaired() -> None:
    with pytest.raises(PhraseError) as caught:
        phrase.parse(replaced(ENGLISH, 2, "zebra"), "en")
    assert caught.value.code == "phrase.check"
    assert caught.value.repair is None


def test_repair_is_not_offered_when_two_would_do() -> None:
    # Find a phrase where one slip leaves two places whose fitting word resembles.
    listed = word_list("digits")
    typed = phrase.generate(FixedEntropy(b"q"), "digits").split()
    for place in range(9):
        for word in listed:
            wrong = [*typed[:place], word, *typed[place + 1 :]]
            numbers = [int(each) for each in wrong]
            resembling = [
                at
                for at in range(9)
                if words.resembles(
                    wrong[at], listed[phrase._missing(numbers, at)], "digits"
                )
            ]
            if wrong != typed and len(resembling) > 1:
                with pytest.raises(PhraseError) as caught:
                    phrase.parse(" ".join(wrong), "digits")
                assert caught.value.repair is None
                return
    pytest.fail("no such slip")


def test_chinese_character_is_never_guessed() -> None:
    text = phrase.write(INDICES, "zh-Hans")
    with pytest.raises(PhraseError) as caught:
        phrase.parse("的" + text[1:], "zh-Hans")
    assert caught.value.repair is None


def test_two_unknown_words_are_not_repaired() -> None:
    with pytest.raises(PhraseError) as caught:
        phrase.parse(replaced(replaced(ENGLISH, 0, "primery"), 1, "loyel"), "en")
    assert (caught.value.code, caught.value.repair) == ("phrase.unknown_word", None)


@pytest.mark.parametrize("typed", ["", "primary", ENGLISH + " zoo", "😀" * 9])
def test_anything_but_nine_words_is_refused(typed: str) -> None:
    with pytest.raises(PhraseError, match=r"phrase\.length"):
        phrase.parse(typed, "en")


def test_message_of_an_error_holds_no_word_of_the_phrase() -> None:
    with pytest.raises(PhraseError) as caught:
        phrase.parse(replaced(ENGLISH, 0, "primery"), "en")
    assert "prim" not in str(caught.value) + repr(caught.value)


def test_seed_depends_on_every_index_and_on_the_organisation() -> None:
    seed = phrase.to_seed(INDICES, ORGANISATION)
    assert len(seed) == 32
    assert seed == phrase.to_seed(list(INDICES), ORGANISATION)
    assert seed != phrase.to_seed(INDICES, b"p" * 32)
    assert seed != phrase.to_seed((*INDICES[:7], 0), ORGANISATION)


@pytest.mark.parametrize("indices", [(), INDICES[:7], (*INDICES, 1), (*INDICES[:7], 2048)])
def test_indices_outside_the_list_are_refused(indices: tuple[int, ...]) -> None:
    with pytest.raises(FormatError, match=r"phrase\.indices"):
        phrase.to_seed(indices, ORGANISATION)


def test_organisation_id_has_32_bytes() -> None:
    with pytest.raises(FormatError, match=r"phrase\.organisation"):
        phrase.to_seed(INDICES, b"short")


def test_88_bits_become_eight_indices() -> None:
    class Counting:
        def draw(self, count: int) -> bytes:
            assert count == 11
            return b"\xff" * 10 + b"\x00"

    assert phrase.parse(phrase.generate(Counting(), "digits"), "digits") == (
        2047, 2047, 2047, 2047, 2047, 2047, 2047, 2047 & ~0xFF,
    )  # fmt: skip
