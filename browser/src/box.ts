// Boxes: what is sealed to a public key, padded to the one size of its kind (spec/keys.md K-4).

import { type Bytes, concat } from "./bytes.ts";
import { FormatError } from "./errors.ts";
import { ENC_BYTES, type Identity, KEM_BYTES, labelled, sealHpke, sha256 } from "./keys.ts";
import { LETTER_SIZE, pad, unpad } from "./padding.ts";

const AROUND_BYTES = ENC_BYTES + 16;

/** To whom and in which scope something is sealed. */
export interface Address {
  readonly kem: Bytes;
  /** The organisation id (32 bytes) or a cell id (16 bytes). */
  readonly scope: Bytes;
  /** The hash of the charter the sender knows; zeros where none. */
  readonly charter?: Bytes;
}

export function letterInfo(label: string, to: Address): Bytes {
  const charter = to.charter ?? new Uint8Array(32);
  if (
    to.kem.length !== KEM_BYTES ||
    ![16, 32].includes(to.scope.length) ||
    charter.length !== 32
  ) {
    throw new FormatError("box.info", "a part of the letter's context has the wrong size");
  }
  return labelled(label, concat(sha256(to.kem), to.scope, charter));
}

/** Seals a letter; no page writes anything of another size. */
export async function sealBox(kem: Bytes, info: Bytes, plain: Uint8Array): Promise<Bytes> {
  return sealHpke(kem, info, pad(plain, LETTER_SIZE));
}

/** Opens a box. Who wrote it remains to be verified. */
export async function openBox(
  identity: Identity,
  info: Bytes,
  sealed: Uint8Array,
  size: number = LETTER_SIZE,
): Promise<Bytes> {
  if (sealed.length !== size + AROUND_BYTES) {
    throw new FormatError("box.size", "no box has this length");
  }
  return unpad(await identity.openHpke(info, sealed));
}
