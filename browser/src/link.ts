// The journey-only link and what follows from its seed (spec/watch.md W-7 to W-9).

import { type Bytes, type Json, concat, fromB64, toB64, utf8 } from "./bytes.ts";
import { FormatError } from "./errors.ts";
import { type Identity, sha256 } from "./keys.ts";
import type { Letter } from "./letter.ts";

const ORGANISATION_BYTES = 32;
const SEED_BYTES = 32;
const ID_BYTES = 16;
const WATCH_LABEL = utf8("waystation/v1/watch\0");
const SPOKEN_LABEL = utf8("waystation/v1/spoken\0");

export interface Link {
  readonly organisation: Bytes;
  readonly seed: Bytes;
}

/** One agreed sign of life; it may be given from `opens` until before `closes`. */
export interface Agreed {
  readonly number: number;
  readonly opens: Date;
  readonly closes: Date;
}

/** Where the check-ins of a journey go, and which there are. */
export interface Meeting {
  readonly journey: string;
  readonly box: Bytes;
  readonly kem: Bytes;
  readonly agreed: readonly Agreed[];
}

/** Reads what stands after the # of a link. */
export function readLink(fragment: string): Link {
  const raw = fromB64(fragment.replace(/^#/, ""), ORGANISATION_BYTES + SEED_BYTES);
  return { organisation: raw.slice(0, ORGANISATION_BYTES), seed: raw.slice(ORGANISATION_BYTES) };
}

export function boxOf(link: Identity, organisation: Bytes): { box: Bytes; token: Bytes } {
  return {
    box: link.derive("box", organisation).slice(0, ID_BYTES),
    token: link.derive("box/read", organisation),
  };
}

export function checkInToken(link: Identity, journey: string, number: number): Bytes {
  const counted = new Uint8Array(4);
  new DataView(counted.buffer).setUint32(0, number);
  return link.derive("check-in", concat(fromB64(journey), counted));
}

export function watchId(token: Bytes): Bytes {
  return sha256(WATCH_LABEL, sha256(token)).slice(0, ID_BYTES);
}

/** The six digits that are said aloud for one check-in. */
export function spokenCode(token: Bytes): string {
  const drawn = new DataView(sha256(SPOKEN_LABEL, sha256(token)).buffer).getUint32(0);
  return String(drawn % 1_000_000).padStart(6, "0");
}

export function meetingOf(letter: Letter): Meeting {
  const { journey, box, key, check_ins: agreed } = letter.body;
  if (typeof journey !== "string" || typeof box !== "string" || typeof key !== "string" || !Array.isArray(agreed)) {
    throw new FormatError("letter.journey", "the letter names no letterbox");
  }
  return { journey, box: fromB64(box, ID_BYTES), kem: fromB64(key), agreed: agreed.map(agreedOf) };
}

function agreedOf(said: Json): Agreed {
  const { number, opens, closes } = said as { number: number; opens: string; closes: string };
  return { number, opens: new Date(opens), closes: new Date(closes) };
}

/** Which check-in is meant now: the open one, or the next, or the last (W-8). */
export function meantNow(agreed: readonly Agreed[], now: Date): number | undefined {
  const inOrder = [...agreed].sort((one, other) => one.closes.getTime() - other.closes.getTime());
  const open = inOrder.find((one) => one.opens <= now && now < one.closes);
  return (open ?? inOrder.find((one) => now < one.opens) ?? inOrder[inOrder.length - 1])?.number;
}

export function writeLink(link: Link): string {
  return toB64(concat(link.organisation, link.seed));
}
