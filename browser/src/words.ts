// Word lists of phrases: what is accepted as a word, and what resembles one (spec/keys.md K-9).

import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as korean } from "@scure/bip39/wordlists/korean.js";
import { wordlist as chinese } from "@scure/bip39/wordlists/simplified-chinese.js";

export type Language = "en" | "ko" | "zh-Hans" | "digits";

export const LIST_SIZE = 2048;

const DIGITS = 4;
// Longer words, counted in letters or jamo, may differ in two places and still be meant.
const LONG = 6;
// So many letters or syllables are enough to know a word of the list by its beginning.
const ENOUGH: Partial<Record<Language, number>> = { en: 4, ko: 2 };

export function wordList(language: Language): string[] {
  if (language === "digits") {
    return Array.from({ length: LIST_SIZE }, (_, index) => String(index).padStart(DIGITS, "0"));
  }
  const listed = { en: english, ko: korean, "zh-Hans": chinese }[language];
  return listed.map((word) => word.normalize("NFC"));
}

/** Maps every accepted spelling, beginnings included, to the index of its word. */
export function indexOf(language: Language): Map<string, number> {
  const words = wordList(language);
  const found = new Map(words.map((word, index) => [word, index]));
  const enough = ENOUGH[language];
  words.forEach((word, index) => {
    for (let end = enough ?? word.length; end < word.length; end += 1) {
      const beginning = word.slice(0, end);
      if (!found.has(beginning)) {
        found.set(beginning, index);
      }
    }
  });
  return found;
}

/** Cuts typed text into words, whatever stands between them. */
export function split(text: string, language: Language): string[] {
  const normal = text.normalize("NFKC");
  switch (language) {
    case "digits":
      return normal.replaceAll(/[^0-9]/g, "").match(/[0-9]{1,4}/g) ?? [];
    case "zh-Hans":
      return normal.match(/\p{L}/gu) ?? [];
    default:
      return normal.toLowerCase().match(/\p{L}+/gu) ?? [];
  }
}

/** Says whether `typed` may be a slip of the hand or ear for `word`. */
export function resembles(typed: string, word: string, language: Language): boolean {
  if (language === "zh-Hans") {
    return false;
  }
  const left = Array.from(typed.normalize("NFD"));
  const right = Array.from(word.normalize("NFD"));
  return distance(left, right) <= (Math.min(left.length, right.length) >= LONG ? 2 : 1);
}

/** Counts edits, a swap of neighbours being one (optimal string alignment). */
function distance(left: string[], right: string[]): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  left.forEach((here, i) => {
    const above = row;
    row = [i + 1];
    right.forEach((other, j) => {
      let cost = Math.min(
        at(above, j) + (here === other ? 0 : 1),
        at(above, j + 1) + 1,
        at(row, j) + 1,
      );
      if (i > 0 && j > 0 && here === right[j - 1] && left[i - 1] === other) {
        cost = Math.min(cost, at(before, j - 1) + 1);
      }
      row.push(cost);
    });
    before = above;
  });
  return at(row, right.length);
}

function at(row: number[], index: number): number {
  return row[index] ?? Number.MAX_SAFE_INTEGER;
}
