// Bytes and text: concatenation, unpadded base64url, strict UTF-8 JSON.

import { FormatError } from "./errors.ts";

/** Bytes of their own, never a view of shared memory: what WebCrypto accepts. */
export type Bytes = Uint8Array<ArrayBuffer>;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const BASE64URL = /^[A-Za-z0-9_-]*$/;

export function concat(...parts: Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function utf8(text: string): Bytes {
  return new Uint8Array(new TextEncoder().encode(text));
}

export function toB64(raw: Uint8Array): string {
  const binary = Array.from(raw, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** Decodes the one canonical spelling; `size` is in bytes. */
export function fromB64(text: string, size?: number): Bytes {
  if (!BASE64URL.test(text) || text.length % 4 === 1) {
    throw new FormatError("encoding.base64", "not unpadded base64url");
  }
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const raw = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  if (toB64(raw) !== text) {
    throw new FormatError("encoding.base64", "not the canonical unpadded base64url");
  }
  if (size !== undefined && raw.length !== size) {
    throw new FormatError("encoding.size", "decoded bytes have the wrong length");
  }
  return raw;
}

export function toJson(value: Json): Bytes {
  return utf8(JSON.stringify(value));
}

/** Reads UTF-8 JSON; a byte order mark or a repeated key is refused. */
export function fromJson(raw: Uint8Array): Json {
  let text: string;
  let value: Json;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
    value = JSON.parse(text) as Json;
  } catch {
    throw new FormatError("encoding.json", "not strict UTF-8 JSON");
  }
  if (writtenKeys(text) !== keptKeys(value)) {
    throw new FormatError("encoding.json", "a key is repeated");
  }
  return value;
}

// In valid JSON a string before a colon is a key, and JSON.parse keeps the last of equal keys.
function writtenKeys(text: string): number {
  const strings = text.match(/"(?:[^"\\]|\\.)*"\s*:?/g) ?? [];
  return strings.filter((one) => one.endsWith(":")).length;
}

function keptKeys(value: Json): number {
  if (value === null || typeof value !== "object") {
    return 0;
  }
  const inside = Object.values(value) as Json[];
  const own = Array.isArray(value) ? 0 : inside.length;
  return inside.reduce<number>((total, each) => total + keptKeys(each), own);
}
