// Identities: the keys that follow from 32 bytes (spec/keys.md K-1, K-7) and strict signatures (K-8).

import { Chacha20Poly1305 } from "@hpke/chacha20poly1305";
import { CipherSuite, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import { ed25519 } from "@noble/curves/ed25519.js";
import { expand } from "@noble/hashes/hkdf.js";
import { sha256 as hash256, sha512 } from "@noble/hashes/sha2.js";
import { type Bytes, concat, utf8 } from "./bytes.ts";
import { FormatError, SealError } from "./errors.ts";

export const KEM_BYTES = 1216;
export const SIGN_BYTES = 32;
export const SIGNATURE_BYTES = 64;
export const IDENTITY_BYTES = KEM_BYTES + SIGN_BYTES;
export const ENC_BYTES = 1120;

const MLKEM_VECTOR_BYTES = 1152;
const MLKEM_PRIME = 3329;
const ZERO = new Uint8Array(1);
const Point = ed25519.Point;

export function sha256(...parts: Uint8Array[]): Bytes {
  return new Uint8Array(hash256(concat(...parts)));
}

/** Returns the prefix, the label and, after a zero byte, the context if there is one. */
export function labelled(label: string, context: Uint8Array = new Uint8Array(0)): Bytes {
  const start = utf8(`waystation/v1/${label}`);
  return context.length > 0 ? concat(start, ZERO, context) : start;
}

/** HKDF-Expand from a uniformly random secret. */
export function derive(secret: Uint8Array, label: string, context?: Uint8Array, length = 32): Bytes {
  if (secret.length < 32) {
    throw new FormatError("keys.secret", "a secret to derive from has at least 32 bytes");
  }
  return new Uint8Array(expand(hash256, secret, labelled(label, context), length));
}

export class SigningKey {
  readonly #seed: Bytes;
  readonly public: Bytes;

  constructor(seed: Bytes) {
    this.#seed = seed;
    this.public = new Uint8Array(ed25519.getPublicKey(seed));
  }

  sign(message: Uint8Array): Bytes {
    return new Uint8Array(ed25519.sign(message, this.#seed));
  }
}

/** Checks a signature: key and R in the prime-order group, S reduced, and R recomputed. */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): void {
  if (publicKey.length !== SIGN_BYTES || signature.length !== SIGNATURE_BYTES) {
    throw new SealError();
  }
  const key = primePoint(publicKey);
  const nonce = primePoint(signature.subarray(0, 32));
  const s = littleEndian(signature.subarray(32));
  if (s >= Point.Fn.ORDER) {
    throw new SealError();
  }
  const challenge = Point.Fn.create(
    littleEndian(sha512(concat(signature.subarray(0, 32), publicKey, message))),
  );
  const recomputed = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(challenge));
  if (!recomputed.equals(nonce)) {
    throw new SealError();
  }
}

function primePoint(encoded: Uint8Array): InstanceType<typeof Point> {
  let point: InstanceType<typeof Point>;
  try {
    point = Point.fromBytes(encoded);
  } catch {
    throw new SealError();
  }
  if (point.is0() || !point.isTorsionFree()) {
    throw new SealError();
  }
  return point;
}

function littleEndian(raw: Uint8Array): bigint {
  return raw.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

export interface PublicIdentity {
  readonly kem: Bytes;
  readonly sign: Bytes;
}

export function writeIdentity(identity: PublicIdentity): Bytes {
  return concat(identity.kem, identity.sign);
}

export function readIdentity(raw: Uint8Array): PublicIdentity {
  if (raw.length !== IDENTITY_BYTES) {
    throw new FormatError("keys.identity", "a public identity has the wrong length");
  }
  const kem = new Uint8Array(raw.slice(0, KEM_BYTES));
  checkKem(kem);
  return { kem, sign: new Uint8Array(raw.slice(KEM_BYTES)) };
}

/** What two people read out to each other. */
export function fingerprint(identity: PublicIdentity): Bytes {
  return sha256(identity.kem, identity.sign);
}

export class Identity {
  readonly #seed: Bytes;
  readonly #private: CryptoKey;
  readonly signing: SigningKey;
  readonly public: PublicIdentity;

  private constructor(seed: Bytes, privateKey: CryptoKey, kem: Bytes) {
    this.#seed = seed;
    this.#private = privateKey;
    this.signing = new SigningKey(derive(seed, "sign"));
    this.public = { kem, sign: this.signing.public };
  }

  static async fromSeed(seed: Bytes): Promise<Identity> {
    if (seed.length !== 32) {
      throw new FormatError("keys.seed", "a seed has 32 bytes");
    }
    const kem = new XWing();
    const pair = await kem.generateKeyPairDerand(seed);
    const shown = new Uint8Array(await kem.serializePublicKey(pair.publicKey));
    return new Identity(seed, pair.privateKey, shown);
  }

  /** The key this identity signs with towards one correspondent. */
  correspondentKey(correspondent: Uint8Array): SigningKey {
    return new SigningKey(derive(this.#seed, "sign/correspondent", correspondent));
  }

  /** 32 bytes for another purpose: check-in tokens, read tokens. */
  derive(label: string, context: Uint8Array): Bytes {
    return derive(this.#seed, `derive/${label}`, context);
  }

  async openHpke(info: Bytes, sealed: Uint8Array): Promise<Bytes> {
    try {
      const opened = await suite().open(
        { recipientKey: this.#private, enc: own(sealed, 0, ENC_BYTES), info: info.buffer },
        own(sealed, ENC_BYTES),
      );
      return new Uint8Array(opened);
    } catch {
      throw new SealError();
    }
  }
}

/** Seals once in base mode: enc, then the ciphertext. */
export async function sealHpke(kem: Bytes, info: Bytes, plain: Bytes): Promise<Bytes> {
  checkKem(kem);
  try {
    const recipientPublicKey = await new XWing().deserializePublicKey(kem);
    const { enc, ct } = await suite().seal({ recipientPublicKey, info: info.buffer }, plain.buffer);
    return concat(new Uint8Array(enc), new Uint8Array(ct));
  } catch {
    // The X25519 half has small order; nothing else of ours can fail here.
    throw new FormatError("keys.kem", "a public key that nobody can open for");
  }
}

function suite(): CipherSuite {
  return new CipherSuite({
    kem: new XWing(),
    kdf: new HkdfSha256(),
    aead: new Chacha20Poly1305(),
  });
}

/** Refuses bytes that are no public key: ML-KEM coefficients of 12 bits each must be reduced. */
function checkKem(kem: Uint8Array): void {
  if (kem.length !== KEM_BYTES) {
    throw new FormatError("keys.kem", "a public key has the wrong length");
  }
  for (let at = 0; at < MLKEM_VECTOR_BYTES; at += 3) {
    const [low = 0, middle = 0, high = 0] = kem.subarray(at, at + 3);
    const first = low | ((middle & 0x0f) << 8);
    const second = (middle >> 4) | (high << 4);
    if (first >= MLKEM_PRIME || second >= MLKEM_PRIME) {
      throw new FormatError("keys.kem", "not an MLKEM768-X25519 public key");
    }
  }
}

function own(raw: Uint8Array, start: number, end?: number): ArrayBuffer {
  return new Uint8Array(raw.slice(start, end)).buffer;
}
