// Phrases: eight random words and a check word from which a person's seed follows (spec/keys.md K-9).

import { argon2id } from "hash-wasm";
import { type Bytes, concat } from "./bytes.ts";
import { FormatError } from "./errors.ts";
import { labelled } from "./keys.ts";
import { type Language, LIST_SIZE, indexOf, resembles, split, wordList } from "./words.ts";

export const RANDOM_WORDS = 8;
export const WORDS = RANDOM_WORDS + 1;

const BITS = 11;
const POLYNOMIAL = 0b1000_0000_0101;
const POWERS = [1, 2, 3, 4, 5, 6, 7, 8, 0];

/** What was typed is no phrase; `repair` is the one probably meant, if there is one. */
export class PhraseError extends FormatError {
  readonly repair: string | null;

  constructor(code: string, message: string, repair: string | null = null) {
    super(code, message);
    this.repair = repair;
  }
}

/** Returns a new phrase from 11 random bytes. */
export function generate(random: Uint8Array, language: Language): string {
  if (random.length !== BITS) {
    throw new FormatError("phrase.random", "a phrase takes 88 random bits");
  }
  const bits = random.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const indices = Array.from({ length: RANDOM_WORDS }, (_, place) =>
    Number((bits >> BigInt((RANDOM_WORDS - 1 - place) * BITS)) & BigInt(LIST_SIZE - 1)),
  );
  return write(indices, language);
}

/** Writes eight indices as nine words. */
export function write(indices: readonly number[], language: Language): string {
  checkIndices(indices);
  const listed = wordList(language);
  return [...indices, missing([...indices, 0], RANDOM_WORDS)]
    .map((index) => listed[index])
    .join(" ");
}

/** Reads nine words, abbreviated or decomposed as they may be; returns eight indices. */
export function parse(text: string, language: Language): number[] {
  const typed = split(text, language);
  if (typed.length !== WORDS) {
    throw new PhraseError("phrase.length", "a phrase has nine words");
  }
  const known = indexOf(language);
  const indices = typed.map((word) => known.get(word) ?? -1);
  const strange = indices.flatMap((index, place) => (index < 0 ? [place] : []));
  if (strange.length === 0 && syndrome(indices) === 0) {
    return indices.slice(0, RANDOM_WORDS);
  }
  const repair = repaired(typed, indices, strange, language);
  throw strange.length > 0
    ? new PhraseError("phrase.unknown_word", "a word is not in the list", repair)
    : new PhraseError("phrase.check", "a word is wrong, or two are swapped", repair);
}

/** Stretches a phrase to the seed that it stands for in one organisation. */
export async function toSeed(indices: readonly number[], organisation: Uint8Array): Promise<Bytes> {
  checkIndices(indices);
  if (organisation.length !== 32) {
    throw new FormatError("phrase.organisation", "an organisation id has 32 bytes");
  }
  const spoken = concat(...indices.map((index) => Uint8Array.of(index >> 8, index & 0xff)));
  const seed = await argon2id({
    password: labelled("phrase", spoken),
    salt: organisation,
    iterations: 2,
    parallelism: 1,
    memorySize: 19_456,
    hashLength: 32,
    outputType: "binary",
  });
  return new Uint8Array(seed);
}

function repaired(
  typed: string[],
  indices: number[],
  strange: number[],
  language: Language,
): string | null {
  if (strange.length > 1) {
    return null;
  }
  const listed = wordList(language);
  const places = strange.length > 0 ? strange : typed.map((_, place) => place);
  const found = places.flatMap((place) => {
    const fitting = missing(indices, place);
    return resembles(typed[place] ?? "", listed[fitting] ?? "", language)
      ? [indices.map((index, at) => (at === place ? fitting : index))]
      : [];
  });
  const [only, ...others] = found;
  return only && others.length === 0 ? write(only.slice(0, RANDOM_WORDS), language) : null;
}

function checkIndices(indices: readonly number[]): void {
  const listed = indices.every((index) => Number.isInteger(index) && index >= 0 && index < LIST_SIZE);
  if (indices.length !== RANDOM_WORDS || !listed) {
    throw new FormatError("phrase.indices", "a phrase is eight indices of the list");
  }
}

function syndrome(indices: readonly number[]): number {
  return indices.reduce((total, index, place) => total ^ timesX(index, POWERS[place] ?? 0), 0);
}

/** Returns the only index that fits at `place`, given the other eight. */
function missing(indices: readonly number[], place: number): number {
  const others = syndrome(indices.map((index, at) => (at === place ? 0 : index)));
  return overX(others, POWERS[place] ?? 0);
}

function timesX(value: number, power: number): number {
  let product = value;
  for (let step = 0; step < power; step += 1) {
    product <<= 1;
    product ^= product >> BITS ? POLYNOMIAL : 0;
  }
  return product;
}

function overX(value: number, power: number): number {
  let quotient = value;
  for (let step = 0; step < power; step += 1) {
    quotient ^= quotient & 1 ? POLYNOMIAL : 0;
    quotient >>= 1;
  }
  return quotient;
}
