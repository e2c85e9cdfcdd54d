// The relay as a page asks it (spec/relay.md): letterboxes, check-ins, proof of work.

import { sha256 as hash256 } from "@noble/hashes/sha2.js";
import { type Bytes, concat, fromJson, toB64, toJson, utf8 } from "./bytes.ts";
import { FormatError } from "./errors.ts";
import { sha256 } from "./keys.ts";

const GENERATION_BYTES = 16;
const RECORD_HEAD_BYTES = 12;
const WORK_LABEL = utf8("waystation/v1/work\0");
const AT_ONCE = 4096;

/** The relay has refused; whoever asked again would be refused again. */
export class RefusedError extends Error {}

/** The relay did not answer, or cannot now. */
export class UnreachableError extends Error {}

/** The address that the page was built for; where it came from if none. */
export function relayAddress(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="relay"]')?.content ?? "";
}

export class Relay {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  /** The letters of a box, oldest first; an absent box is empty. */
  async readBox(box: Bytes, token: Bytes): Promise<Bytes[]> {
    const answer = await this.#ask("GET", `/v1/boxes/${toB64(box)}?after=0`, undefined, {
      Authorization: `Bearer ${toB64(token)}`,
    });
    return records(new Uint8Array(await answer.arrayBuffer()));
  }

  async postLetter(box: Bytes, kem: Bytes, letter: Bytes): Promise<void> {
    const work = await this.#ask("GET", "/v1/relay");
    const bits = (fromJson(new Uint8Array(await work.arrayBuffer())) as { work_bits: number }).work_bits;
    await this.#ask("POST", `/v1/boxes/${toB64(box)}`, letter, {
      "Waystation-Key": toB64(sha256(kem)),
      "Waystation-Work": await solve(box, letter, bits),
    });
  }

  async checkIn(watch: Bytes, token: Bytes, letter: Bytes): Promise<void> {
    const body = toJson({ token: toB64(token), letter: toB64(letter) });
    await this.#ask("POST", `/v1/watches/${toB64(watch)}/check-in`, body);
  }

  /** Opens a slip; every answer that a relay gives on purpose is one to read. */
  async claim(slip: Bytes, token: Bytes, holder: Bytes): Promise<{ status: number; body: Bytes }> {
    const body = toJson({ token: toB64(token), holder: toB64(holder) });
    const answer = await this.#fetch("POST", `/v1/slips/${toB64(slip)}/claim`, body);
    if (answer.status === 429 || answer.status >= 500) {
      throw new UnreachableError();
    }
    return { status: answer.status, body: new Uint8Array(await answer.arrayBuffer()) };
  }

  async #ask(method: string, path: string, body?: Bytes, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await this.#fetch(method, path, body, headers);
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      throw new RefusedError();
    }
    if (!answer.ok) {
      throw new UnreachableError();
    }
    return answer;
  }

  async #fetch(method: string, path: string, body?: Bytes, headers: Record<string, string> = {}): Promise<Response> {
    try {
      return await fetch(this.#address + path, {
        method,
        headers,
        ...(body ? { body } : {}),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
      });
    } catch {
      throw new UnreachableError();
    }
  }
}

/** Splits what a box answers: a generation, then sequence, length and bytes of each letter. */
export function records(raw: Bytes): Bytes[] {
  const found: Bytes[] = [];
  const view = new DataView(raw.buffer);
  let at = GENERATION_BYTES;
  while (at < raw.length) {
    if (at + RECORD_HEAD_BYTES > raw.length) {
      throw new FormatError("relay.garbage", "a record is cut off");
    }
    const length = view.getUint32(at + 8);
    at += RECORD_HEAD_BYTES;
    found.push(raw.slice(at, at + length));
    at += length;
  }
  return found;
}

/** Finds the value of `Waystation-Work`; lets the page breathe in between. */
export async function solve(box: Bytes, letter: Bytes, bits: number): Promise<string> {
  const start = hash256.create().update(concat(WORK_LABEL, sha256(box), sha256(letter)));
  const nonce = new Uint8Array(8);
  const view = new DataView(nonce.buffer);
  for (let number = 0; ; number += 1) {
    view.setUint32(4, number);
    if (leadingZeros(start.clone().update(nonce).digest()) >= bits) {
      return toB64(nonce);
    }
    if (number % AT_ONCE === AT_ONCE - 1) {
      await new Promise((go) => setTimeout(go));
    }
  }
}

function leadingZeros(hash: Uint8Array): number {
  const first = hash.findIndex((byte) => byte !== 0);
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash[first] ?? 0) - 24;
}

