"""An old phone: a browser of today without what the oldest supported ones lack."""

import json
import subprocess

from tests.pages_host import ROOT

OLDEST = "--target=es2019", "--supported:bigint=true"
BEFORE_THAT = ("--target=es5",)
# What came after Chrome 67, Firefox 68 or Safari 14 and could be used without a thought.
LATER = (
    "AbortSignal.any",
    "AbortSignal.timeout",
    "AggregateError",
    "Array.fromAsync",
    "Array.prototype.at",
    "Array.prototype.findLast",
    "Array.prototype.flat",
    "Array.prototype.flatMap",
    "Array.prototype.toReversed",
    "Array.prototype.toSorted",
    "Array.prototype.with",
    "Crypto.prototype.randomUUID",
    "DataView.prototype.getBigUint64",
    "DataView.prototype.setBigUint64",
    "Element.prototype.replaceChildren",
    "Map.groupBy",
    "Object.fromEntries",
    "Object.groupBy",
    "Object.hasOwn",
    "Promise.allSettled",
    "Promise.any",
    "Promise.withResolvers",
    "String.prototype.at",
    "String.prototype.matchAll",
    "String.prototype.replaceAll",
    "TextEncoder.prototype.encodeInto",
    "Uint8Array.fromBase64",
    "Uint8Array.fromHex",
    "Uint8Array.prototype.at",
    "Uint8Array.prototype.toBase64",
    "Uint8Array.prototype.toHex",
    "WeakRef",
    "queueMicrotask",
    "structuredClone",
)
# The same, but whoever drives the browser needs them in it.
_MENTIONED = {"BigInt64Array", "BigUint64Array", "globalThis"}
# Brought along by old_phones.ts, or asked for before they are used.
PROVIDED = {"hasOwn", "setBigUint64", "fromHex", "toHex"}
_TAKE_AWAY = """for (const name of %s) {
  const parts = name.split("."), last = parts.pop();
  const from = parts.reduce((of, part) => of && of[part], window);
  if (from) delete from[last];
}"""


def without(*names: str) -> str:
    """Return a script that takes these away before a page runs."""
    return _TAKE_AWAY % json.dumps(names)


def words_of_later(code: str) -> set[str]:
    """Return which of these a script mentions and neither brings along nor asks for."""
    named = {one.rpartition(".")[2] for one in LATER} - PROVIDED
    called = {one for one in named if f".{one}(" in code or f"new {one}" in code}
    return called | {one for one in _MENTIONED if one in code}


def as_written(code: bytes, *target: str) -> bytes:
    """Return a script rewritten for a version of the language."""
    esbuild = ROOT / "browser/node_modules/esbuild/bin/esbuild"
    ran = subprocess.run(
        [esbuild, "--minify-whitespace", "--charset=utf8", *target],
        input=code,
        capture_output=True,
        check=True,
    )
    return ran.stdout
