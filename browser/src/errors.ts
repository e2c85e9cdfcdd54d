// The two ways in which bytes from outside fail (spec/keys.md §2). Messages hold no text of a person.

export class WaystationError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Bytes from outside break a spec; the code names the rule. */
export class FormatError extends WaystationError {}

/** A seal or a signature does not open or verify; says no more than that. */
export class SealError extends WaystationError {
  constructor(code = "seal.refused") {
    super(code, "the seal does not open or the signature does not verify");
  }
}
