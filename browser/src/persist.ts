// Trying again: on the way nothing else helps against a bad connection.

import { RefusedError, UnreachableError } from "./relay.ts";

const AGAIN_AFTER_MS = [2000, 5000, 10_000, 20_000];

type Kind = new (...of: never[]) => Error;

/** Does something until it is done, and says meanwhile that it waits; `others` may pass as well. */
export async function persist<T>(act: () => Promise<T>, ...others: Kind[]): Promise<T> {
  const passing: Kind[] = [UnreachableError, RefusedError, ...others];
  for (let tries = 0; ; tries += 1) {
    try {
      const done = await act();
      wait(false);
      return done;
    } catch (error) {
      if (!passing.some((kind) => error instanceof kind)) {
        throw error;
      }
    }
    wait(true);
    const after = AGAIN_AFTER_MS[Math.min(tries, AGAIN_AFTER_MS.length - 1)];
    await new Promise((go) => setTimeout(go, after));
  }
}

function wait(now: boolean): void {
  const said = document.getElementById("waiting");
  if (said) {
    said.hidden = !now;
  }
}
