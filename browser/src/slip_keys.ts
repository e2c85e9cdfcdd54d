// What follows from a slip's link and code, and what its letter says (spec/slip.md).

import { type Bytes, type Json, concat, fromB64, fromJson, toB64, utf8 } from "./bytes.ts";
import { FormatError } from "./errors.ts";
import { Identity, derive, labelled, sha256 } from "./keys.ts";
import { type Body, type Letter, openLetter } from "./letter.ts";
import { SLIP_SIZE } from "./padding.ts";

export const SECRET_BYTES = 32;
const ID_BYTES = 16;
const PROOF_BYTES = 16;
const PHOTOGRAPH_BYTES = 40_000;
const JPEG_BEGINS = [0xff, 0xd8, 0xff];
const JPEG_ENDS = [0xff, 0xd9];
const CODE = /^[0-9]{6,12}$/;
const ZERO = new Uint8Array(1);

export interface SlipKeys {
  readonly slip: Bytes;
  readonly token: Bytes;
  readonly seed: Bytes;
}

/** What the relay said to a claim: the sealed letter, or why there is none. */
export interface Judged {
  readonly outcome: "opened" | "refused" | "claimed" | "revoked" | "expired";
  readonly body: Bytes | null;
}

/** A slip as its page shows it. */
export interface Slip {
  readonly journey: string;
  readonly handover: string;
  readonly slip: string;
  readonly organisation: Bytes;
  readonly box: Bytes;
  readonly key: Bytes;
  readonly report: Bytes;
  readonly side: "gives" | "takes" | "goes";
  readonly language: string;
  readonly place: string;
  readonly opens: Date;
  readonly closes: Date;
  readonly expires: Date;
  readonly say: string;
  readonly hearLanguage: string;
  readonly check: number;
  readonly object: string;
  readonly vehicle: string;
  readonly digits: string;
  readonly ifWrong: string;
  readonly ask: string;
}

export function slipKeys(secret: Uint8Array, code: string): SlipKeys {
  if (secret.length !== SECRET_BYTES || !CODE.test(code)) {
    throw new FormatError("slip.secret", "the secret or the code is malformed");
  }
  const told = utf8(code);
  return {
    slip: derive(secret, "slip/id", undefined, ID_BYTES),
    token: derive(secret, "slip/claim", told),
    seed: derive(secret, "slip/open", told),
  };
}

/** Opens the letter of a slip; who wrote it is whoever knew link and code. */
export async function openSlip(keys: SlipKeys, sealed: Uint8Array): Promise<Letter> {
  const identity = await Identity.fromSeed(keys.seed);
  const to = { kem: identity.public.kem, scope: keys.slip };
  const letter = await openLetter(sealed, identity, to, SLIP_SIZE);
  if (letter.kind !== "slip") {
    throw new FormatError("slip.kind", "the letter is no slip");
  }
  return letter;
}

/** Spoken words as they are compared: composed, lower case, without spaces. */
export function spoken(words: string): string {
  return words.normalize("NFC").toLowerCase().replace(/\s+/g, "").normalize("NFC");
}

/** The eight bits by which a page tells wrong words (S-7). */
export function checkOf(handover: string, words: string): number {
  return sha256(labelled("slip/word", concat(utf8(handover), ZERO, utf8(spoken(words)))))[0] ?? 0;
}

/** What shows that whoever signs has opened the slip (S-8). */
export function proofOf(report: Uint8Array, fingerprint: Uint8Array): Bytes {
  return derive(report, "slip/report", fingerprint, PROOF_BYTES);
}

/** Reads what a relay answers to a claim; garbage is said and never shown. */
export function judge(status: number, answer: Uint8Array): Judged {
  const said = object(fromJson(answer));
  if (status === 200) {
    return { outcome: "opened", body: fromB64(text(said, "body")) };
  }
  const code = text(object(said["error"] ?? null), "code");
  if (status === 404) {
    return { outcome: "refused", body: null };
  }
  const dead = (["claimed", "revoked", "expired"] as const).find((one) => code === `slip.${one}`);
  if (status !== 409 || !dead) {
    throw new FormatError("relay.garbage", "no answer to a claim");
  }
  return { outcome: dead, body: null };
}

export function readSlip(letter: Letter): Slip {
  const body = letter.body;
  const side = text(body, "side");
  const check = body["check"];
  if ((side !== "gives" && side !== "takes" && side !== "goes") || typeof check !== "number") {
    throw new FormatError("slip.body", "a part of the slip is missing");
  }
  return {
    journey: text(body, "journey"),
    handover: text(body, "handover"),
    slip: text(body, "slip"),
    organisation: fromB64(text(body, "organisation"), 32),
    box: fromB64(text(body, "box"), 16),
    key: fromB64(text(body, "key")),
    report: fromB64(text(body, "report"), 32),
    side,
    language: text(body, "language"),
    place: text(body, "place"),
    opens: moment(body, "opens"),
    closes: moment(body, "closes"),
    expires: moment(body, "expires"),
    say: text(body, "say"),
    hearLanguage: text(body, "hear_language"),
    check,
    object: maybe(body, "object"),
    vehicle: maybe(body, "vehicle"),
    digits: maybe(body, "digits"),
    ifWrong: maybe(body, "if_wrong"),
    ask: maybe(body, "ask"),
  };
}

/** The photograph that a slip carries (S-9), apart from the slip: it is not kept with it. */
export function readPhotograph(body: Body): Bytes | null {
  const said = body["photograph"] ?? null;
  if (said === null) {
    return null;
  }
  const raw = typeof said === "string" ? fromB64(said) : new Uint8Array(0);
  const begins = JPEG_BEGINS.every((byte, at) => raw[at] === byte);
  const ends = JPEG_ENDS.every((byte, at) => raw[raw.length - JPEG_ENDS.length + at] === byte);
  if (!begins || !ends || raw.length > PHOTOGRAPH_BYTES) {
    throw new FormatError("slip.photograph", "no photograph that a slip may carry");
  }
  return raw;
}

export function readFragment(fragment: string): Bytes {
  return fromB64(fragment.replace(/^#/, ""), SECRET_BYTES);
}

export function nameOf(slip: Uint8Array): string {
  return toB64(slip);
}

function object(value: Json): Body {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new FormatError("relay.garbage", "no object where one is needed");
  }
  return value;
}

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== "string" || value === "") {
    throw new FormatError("slip.body", "a part is missing");
  }
  return value;
}

function maybe(body: Body, name: string): string {
  const value = body[name];
  return typeof value === "string" ? value : "";
}

function moment(body: Body, name: string): Date {
  const found = new Date(text(body, name));
  if (Number.isNaN(found.getTime())) {
    throw new FormatError("slip.body", "no moment where one is needed");
  }
  return found;
}
