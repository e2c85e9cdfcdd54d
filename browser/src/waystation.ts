// What the pages of persons and helpers load.

export { type Address, letterInfo, openBox, sealBox } from "./box.ts";
export { type Bytes, fromB64, toB64 } from "./bytes.ts";
export { FormatError, SealError, WaystationError } from "./errors.ts";
export { Identity, type PublicIdentity, SigningKey, fingerprint, readIdentity, verify, writeIdentity } from "./keys.ts";
export { type Body, type Draft, type Letter, openLetter, openWithAny, writeLetter } from "./letter.ts";
export { PhraseError, generate, parse, toSeed, write } from "./phrase.ts";
export { type Language, wordList } from "./words.ts";
