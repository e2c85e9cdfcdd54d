// What a phone keeps of a slip: a seed, until when, and that its photograph was shown.

export interface Kept {
  readonly seed: string;
  readonly until: number;
  /** That its photograph was shown here. */
  readonly shown?: boolean;
}

/** A phone that keeps nothing for pages still opens a slip; it cannot open it a second time. */
export function store(name: string, kept: Kept): void {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {
    return;
  }
}

export function stored(name: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? "null") as Kept | null;
    return typeof kept?.seed === "string" && typeof kept.until === "number" ? kept : null;
  } catch {
    return null;
  }
}

export function unstore(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    return;
  }
}

export function forgetWhatIsOver(): void {
  try {
    for (const name of Object.keys(localStorage)) {
      const kept = stored(name);
      if (kept && kept.until < Date.now()) {
        localStorage.removeItem(name);
      }
    }
  } catch {
    return;
  }
}
