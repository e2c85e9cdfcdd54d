// Letters: one sealed, signed message to a letterbox (spec/letter.md).

import { type Address, letterInfo, openBox, sealBox } from "./box.ts";
import { type Bytes, type Json, concat, fromB64, fromJson, toB64, toJson, utf8 } from "./bytes.ts";
import { FormatError, SealError } from "./errors.ts";
import {
  IDENTITY_BYTES,
  type Identity,
  type PublicIdentity,
  SIGNATURE_BYTES,
  type SigningKey,
  readIdentity,
  sha256,
  verify,
  writeIdentity,
} from "./keys.ts";

export type Body = { [key: string]: Json };

/** What somebody wants to say, before it has an id and a signature. */
export interface Draft {
  readonly kind: string;
  readonly body: Body;
  readonly at: Date;
  readonly replyBox?: Bytes;
}

/** A letter whose seal opened and whose signature verified. */
export interface Letter {
  readonly id: string;
  readonly kind: string;
  readonly sender: PublicIdentity;
  readonly at: Date;
  readonly body: Body;
  readonly replyBox: Bytes | null;
  readonly signature: Bytes;
  readonly json: Bytes;
}

const VERSION = 1;
const ID_BYTES = 16;
const OPERATIONAL_BYTES = 600;
const SIGNED_OVER = utf8("waystation/v1/letter\0");
const KEYS = new Set(["v", "id", "kind", "at", "body", "reply"]);
// Their signed part must fit the smallest entry when it is quoted (L-4).
const OPERATIONAL = new Set([
  "check_in",
  "confirmation",
  "stop",
  "withdrawal",
  "hold",
  "lifted",
  "acknowledged",
]);

/** Signs a draft and seals it; an answer is to be sealed to `senderKem`. */
export async function writeLetter(
  draft: Draft,
  to: Address,
  signer: SigningKey,
  senderKem: Bytes,
): Promise<{ id: string; bytes: Bytes }> {
  const id = toB64(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
  const inner: Body = {
    v: VERSION,
    id,
    kind: draft.kind,
    at: writeTime(draft.at),
    body: draft.body,
    ...(draft.replyBox ? { reply: toB64(draft.replyBox) } : {}),
  };
  const raw = toJson(inner);
  checkSize(draft.kind, raw);
  const sender = { kem: senderKem, sign: signer.public };
  const info = letterInfo("letter", to);
  const signature = signer.sign(signedOver(info, sender, raw));
  return { id, bytes: await sealBox(to.kem, info, concat(writeIdentity(sender), signature, raw)) };
}

/** Opens a letter sealed to `identity` at `to` and verifies who signed it. */
export async function openLetter(
  sealed: Uint8Array,
  identity: Identity,
  to: Address,
  size?: number,
): Promise<Letter> {
  const info = letterInfo("letter", to);
  const plain = await openBox(identity, info, sealed, size);
  if (plain.length < IDENTITY_BYTES + SIGNATURE_BYTES) {
    throw new FormatError("letter.short", "no room for a sender and a signature");
  }
  const sender = readIdentity(plain.subarray(0, IDENTITY_BYTES));
  const signature = plain.slice(IDENTITY_BYTES, IDENTITY_BYTES + SIGNATURE_BYTES);
  const json = plain.slice(IDENTITY_BYTES + SIGNATURE_BYTES);
  verify(sender.sign, signedOver(info, sender, json), signature);
  return { ...read(json), sender, signature, json };
}

/** Opens with the first of several keys that fits: a box outlives its weekly keys. */
export async function openWithAny(
  sealed: Uint8Array,
  candidates: readonly (readonly [Identity, Address])[],
): Promise<Letter> {
  for (const [identity, to] of candidates) {
    try {
      return await openLetter(sealed, identity, to);
    } catch (error) {
      if (!(error instanceof SealError)) {
        throw error;
      }
    }
  }
  throw new SealError("letter.refused");
}

function signedOver(info: Bytes, sender: PublicIdentity, raw: Bytes): Bytes {
  return concat(SIGNED_OVER, sha256(info, sender.kem), sender.sign, raw);
}

function checkSize(kind: string, raw: Bytes): void {
  if (OPERATIONAL.has(kind) && SIGNATURE_BYTES + raw.length > OPERATIONAL_BYTES) {
    throw new FormatError("letter.oversize", "an operational letter is over 600 bytes");
  }
}

function read(raw: Bytes): Pick<Letter, "id" | "kind" | "at" | "body" | "replyBox"> {
  const inner = object(fromJson(raw));
  if (inner["v"] !== VERSION) {
    throw new FormatError("letter.version", "written by another version");
  }
  if (!Object.keys(inner).every((key) => KEYS.has(key))) {
    throw new FormatError("letter.shape", "a key that this version does not have");
  }
  const id = text(inner, "id");
  fromB64(id, ID_BYTES);
  const kind = text(inner, "kind");
  checkSize(kind, raw);
  const reply = inner["reply"] ?? null;
  return {
    id,
    kind,
    at: readTime(text(inner, "at")),
    body: object(inner["body"] ?? null),
    replyBox: reply === null ? null : fromB64(text(inner, "reply"), ID_BYTES),
  };
}

function object(value: Json): Body {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new FormatError("letter.shape", "no object where one is needed");
  }
  return value;
}

function text(inner: Body, name: string): string {
  const value = inner[name];
  if (typeof value !== "string" || value === "") {
    throw new FormatError("letter.shape", "a text is missing");
  }
  return value;
}

function writeTime(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** Reads `2026-03-01T12:00:00Z`; no other form is accepted. */
function readTime(written: string): Date {
  const moment = new Date(written);
  if (Number.isNaN(moment.getTime()) || writeTime(moment) !== written) {
    throw new FormatError("encoding.time", "not a moment in UTC to the second");
  }
  return moment;
}
