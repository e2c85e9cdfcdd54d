"""`waystation keys`: phrases for people, and what to read out when keys are compared."""

import argparse
import json
import sys
from typing import get_args

from waystation.cli.exits import DONE, FOUND
from waystation.cli.unlocking import add_store, unlocked
from waystation.encoding import b64
from waystation.entropy import SystemEntropy
from waystation.seal.phrase import PhraseError, generate, parse
from waystation.seal.words import Language

_ABOUT = """\
Nine words are all that a person or helper needs: their keys follow from them, and
there is no account. The ninth word checks the others.

  waystation keys phrase --language ko
                               nine new words; write them down, or learn them
  waystation keys check --language ko < words.txt
                               are they complete and in order? (exit code 1 if not)
  waystation keys show --store DIR
                               what to read out when a colleague compares keys by voice
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    keys = commands.add_parser(
        "keys",
        help="make and check phrases, compare keys",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = keys.add_subparsers(title="acts", metavar="ACT", required=True)
    make = acts.add_parser("phrase", help="make nine new words")
    make.set_defaults(run=_phrase)
    check = acts.add_parser("check", help="check nine words from standard input")
    check.set_defaults(run=_check)
    for act in (make, check):
        act.add_argument(
            "--language", choices=get_args(Language), default="en", help="of the words"
        )
    show = acts.add_parser("show", help="this desk's key, to be read out")
    add_store(show)
    show.set_defaults(run=_show)
    for act in (make, check, show):
        act.add_argument("--json", action="store_true", help="one JSON object")


def _phrase(chosen: argparse.Namespace) -> int:
    words = generate(SystemEntropy(), chosen.language)
    print(json.dumps({"phrase": words}, ensure_ascii=False) if chosen.json else words)
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    try:
        parse(sys.stdin.read(), chosen.language)
    except PhraseError as error:
        shape = {"valid": False, "code": error.code, "repair": error.repair}
        if chosen.json:
            print(json.dumps(shape, ensure_ascii=False))
        else:
            print(f"not a phrase: {error.message}")
            if error.repair:
                print(f"perhaps: {error.repair}")
        return FOUND
    print(json.dumps({"valid": True}) if chosen.json else "nine words, complete")
    return DONE


def _show(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        public = desk.identity.public
    if chosen.json:
        print(json.dumps({"identity": b64(public.to_bytes()), "spoken": public.spoken}))
    else:
        print(public.spoken)
    return DONE
