// Padding to a size: one byte 0x80, then zeros (spec/keys.md §3).

import type { Bytes } from "./bytes.ts";
import { FormatError } from "./errors.ts";

export const LETTER_SIZE = 8 * 1024;
/** Of every slip, so that a size does not say which carries a photograph. */
export const SLIP_SIZE = 64 * 1024;

const MARK = 0x80;

export function pad(plain: Uint8Array, size: number): Bytes {
  if (plain.length >= size) {
    throw new FormatError("padding.oversize", "too long for its size class");
  }
  const padded = new Uint8Array(size);
  padded.set(plain);
  padded[plain.length] = MARK;
  return padded;
}

export function unpad(padded: Uint8Array): Bytes {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) {
    end -= 1;
  }
  if (end < 0 || padded[end] !== MARK) {
    throw new FormatError("padding.mark", "the padding has no mark");
  }
  return new Uint8Array(padded.slice(0, end));
}
