// Whether this browser can do what a page needs, tried before anybody taps.

import { Identity, fingerprint } from "./keys.ts";
import { openLetter, writeLetter } from "./letter.ts";

/** Says that the page runs; takes it back, and returns false, where no letter can be sealed here. */
export async function start(): Promise<boolean> {
  const root = document.documentElement;
  root.className = "started";
  // The page is drawn first: on a slow phone the trial takes a second or two.
  await new Promise((go) => setTimeout(go));
  const able = await canSeal();
  if (!able) {
    root.className = "";
  }
  return able;
}

/** Seals a letter to a key that means nothing, and opens it. */
async function canSeal(): Promise<boolean> {
  try {
    const identity = await Identity.fromSeed(new Uint8Array(32));
    const to = { kem: identity.public.kem, scope: fingerprint(identity.public) };
    const draft = { kind: "report", body: {}, at: new Date() };
    const { id, bytes } = await writeLetter(draft, to, identity.signing, identity.public.kem);
    return (await openLetter(bytes, identity, to)).id === id && typeof fetch === "function";
  } catch {
    // Whatever is missing, the answer is the same.
    return false;
  }
}
