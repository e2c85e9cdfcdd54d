// Does what vectors ask: one JSON object a line in, one outcome a line out.

import { createInterface } from "node:readline";
import { type Address, letterInfo, openBox, sealBox } from "../src/box.ts";
import { type Bytes, fromB64, toB64, utf8 } from "../src/bytes.ts";
import { FormatError, SealError } from "../src/errors.ts";
import { Identity, fingerprint, readIdentity, sha256, verify } from "../src/keys.ts";
import { type Body, openLetter, writeLetter } from "../src/letter.ts";
import { boxOf, checkInToken, readLink, spokenCode, watchId } from "../src/link.ts";
import { PhraseError, parse, toSeed, write } from "../src/phrase.ts";
import { checkOf, judge, openSlip, proofOf, readPhotograph, slipKeys } from "../src/slip_keys.ts";
import type { Language } from "../src/words.ts";

type Given = Record<string, unknown>;
type Outcome = Record<string, unknown>;

const OPERATIONS: Record<string, (given: Given) => Promise<Outcome> | Outcome> = {
  identity: async (given) => {
    const who = await Identity.fromSeed(bytes(given, "seed"));
    return {
      kem_sha256: toB64(sha256(who.public.kem)),
      sign: toB64(who.public.sign),
      fingerprint: toB64(fingerprint(who.public)),
      correspondent_key: toB64(who.correspondentKey(bytes(given, "correspondent")).public),
      derived: toB64(who.derive(text(given, "label"), bytes(given, "context"))),
    };
  },
  public_identity: (given) => {
    readIdentity(bytes(given, "bytes"));
    return {};
  },
  verify: (given) => {
    verify(bytes(given, "public"), bytes(given, "message"), bytes(given, "signature"));
    return {};
  },
  "box.open": async (given) => {
    const who = await Identity.fromSeed(bytes(given, "seed"));
    const info = letterInfo(text(given, "label"), address(given));
    return { plain: toB64(await openBox(who, info, bytes(given, "sealed"))) };
  },
  "box.seal": async (given) => {
    const to = address(given);
    const info = letterInfo(text(given, "label"), to);
    return { sealed: toB64(await sealBox(to.kem, info, bytes(given, "plain"))) };
  },
  "letter.open": async (given) => {
    const who = await Identity.fromSeed(bytes(given, "seed"));
    const letter = await openLetter(bytes(given, "sealed"), who, address(given));
    return {
      id: letter.id,
      kind: letter.kind,
      from: toB64(letter.sender.sign),
      at: letter.at.toISOString().replace(".000Z", "Z"),
      body: letter.body,
      reply: letter.replyBox && toB64(letter.replyBox),
      json: toB64(letter.json),
    };
  },
  "letter.write": async (given) => {
    const who = await Identity.fromSeed(bytes(given, "seed"));
    const reply = given["reply"] ? { replyBox: bytes(given, "reply") } : {};
    const draft = {
      kind: text(given, "kind"),
      body: given["body"] as Body,
      at: new Date(text(given, "at")),
      ...reply,
    };
    const sealed = await writeLetter(draft, address(given), who.signing, who.public.kem);
    return { id: sealed.id, sealed: toB64(sealed.bytes) };
  },
  "link.read": async (given) => {
    const link = readLink(text(given, "fragment"));
    const { box, token } = boxOf(await Identity.fromSeed(link.seed), link.organisation);
    return {
      organisation: toB64(link.organisation),
      seed: toB64(link.seed),
      box: toB64(box),
      token: toB64(token),
    };
  },
  "link.check_in": async (given) => {
    const link = await Identity.fromSeed(bytes(given, "seed"));
    const token = checkInToken(link, text(given, "journey"), Number(given["number"]));
    return { token: toB64(token), watch: toB64(watchId(token)), code: spokenCode(token) };
  },
  "slip.keys": (given) => {
    const keys = slipKeys(bytes(given, "secret"), text(given, "code"));
    return { slip: toB64(keys.slip), token: toB64(keys.token), seed: toB64(keys.seed) };
  },
  "slip.open": async (given) => {
    const keys = slipKeys(bytes(given, "secret"), text(given, "code"));
    const letter = await openSlip(keys, bytes(given, "sealed"));
    return { id: letter.id, body: letter.body };
  },
  "slip.photograph": (given) => {
    const found = readPhotograph(given["body"] as Body);
    return { photograph_sha256: found && toB64(sha256(found)) };
  },
  "slip.check": (given) => ({ check: checkOf(text(given, "handover"), text(given, "words")) }),
  "slip.proof": (given) => ({
    proof: toB64(proofOf(bytes(given, "report"), bytes(given, "fingerprint"))),
  }),
  "slip.claim": (given) => {
    const { outcome, body } = judge(given["status"] as number, utf8(text(given, "answer")));
    return { outcome, ...(body ? { body_sha256: toB64(sha256(body)) } : {}) };
  },
  "phrase.write": (given) => ({ text: write(numbers(given), language(given)) }),
  "phrase.parse": (given) => ({ indices: parse(text(given, "text"), language(given)) }),
  "phrase.seed": async (given) => ({
    seed: toB64(await toSeed(numbers(given), bytes(given, "organisation"))),
  }),
};

function text(given: Given, name: string): string {
  return String(given[name]);
}

function bytes(given: Given, name: string): Bytes {
  return fromB64(text(given, name));
}

function numbers(given: Given): number[] {
  return given["indices"] as number[];
}

function language(given: Given): Language {
  return given["language"] as Language;
}

function address(given: Given): Address {
  const charter = given["charter"] ? { charter: bytes(given, "charter") } : {};
  return { kem: bytes(given, "recipient"), scope: bytes(given, "scope"), ...charter };
}

function failure(error: unknown): Outcome {
  if (error instanceof PhraseError) {
    return { fails: "format", code: error.code, repair: error.repair };
  }
  if (error instanceof FormatError) {
    return { fails: "format", code: error.code };
  }
  if (error instanceof SealError) {
    return { fails: "seal", code: error.code };
  }
  return { fails: "unexpectedly", code: String(error) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const given = JSON.parse(line) as Given;
  const operation = OPERATIONS[text(given, "op")];
  let outcome: Outcome;
  try {
    outcome = operation ? await operation(given) : { fails: "unexpectedly", code: "no such" };
  } catch (error) {
    outcome = failure(error);
  }
  console.log(JSON.stringify(outcome));
}
