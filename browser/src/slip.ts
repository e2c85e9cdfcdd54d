// The page of a slip: one handover, a word to say, a word to hear, and what to do if it goes wrong;
// where somebody chose to give one, a photograph, once.

import "./old_phones.ts";

import { start } from "./able.ts";
import { type Bytes, fromB64, toB64 } from "./bytes.ts";
import { FormatError, SealError } from "./errors.ts";
import { Identity, fingerprint } from "./keys.ts";
import { type Body, writeLetter } from "./letter.ts";
import { Page, type PageLanguage } from "./page.ts";
import { persist } from "./persist.ts";
import { Relay, UnreachableError, relayAddress } from "./relay.ts";
import {
  type Slip,
  checkOf,
  judge,
  nameOf,
  openSlip,
  proofOf,
  readFragment,
  readPhotograph,
  readSlip,
  slipKeys,
} from "./slip_keys.ts";
import { SLIP_TEXTS } from "./slip_texts.ts";
import { forgetWhatIsOver, store, stored, unstore } from "./slip_store.ts";

const DAY_MS = 86_400_000;
const SEED_BYTES = 32;

type About = "problem" | "change" | "money";

/** An opened slip and the key that this phone reports with. */
interface Held {
  readonly slip: Slip;
  readonly identity: Identity;
}

const page = new Page(SLIP_TEXTS);
const relay = new Relay(relayAddress());
const able = start();
let held: Held | null = null;
let about: About = "problem";
let photograph: Bytes | null = null;

begin();

function begin(): void {
  forgetWhatIsOver();
  let secret: Bytes;
  try {
    secret = readFragment(location.hash);
  } catch (error) {
    if (!(error instanceof FormatError)) {
      throw error;
    }
    page.show("incomplete");
    return;
  }
  on("opening", "submit", () => void open(secret));
  on("hearing", "submit", compare);
  on("done", "click", () => void confirm());
  for (const each of ["problem", "change", "money"] as const) {
    on(each, "click", () => ask(each));
  }
  on("writing", "submit", () => void report());
  on("back", "click", () => page.show("slip"));
  on("again", "click", () => page.show("slip"));
  on("forget", "click", forget);
  on("languages", "click", redraw);
  on("look", "click", () => void look());
  on("away", "click", putAway);
  // Whoever turns to something else does not leave a face on the screen.
  document.addEventListener("visibilitychange", putAway);
  window.addEventListener("pagehide", putAway);
}

async function open(secret: Bytes): Promise<void> {
  const code = input("code").value.replace(/\D/g, "");
  if (code.length < 6) {
    refuse("short");
    return;
  }
  page.show("sending");
  if (!(await able)) {
    return;
  }
  const keys = slipKeys(secret, code);
  const identity = await Identity.fromSeed(seedFor(keys.slip));
  try {
    const answer = await relay.claim(keys.slip, keys.token, fingerprint(identity.public));
    const { outcome, body } = judge(answer.status, answer.body);
    if (outcome === "refused" || body === null) {
      decide(outcome);
      return;
    }
    const letter = await openSlip(keys, body);
    const carried = readPhotograph(letter.body);
    held = { slip: readSlip(letter), identity };
    offer(carried, stored(nameOf(keys.slip))?.shown === true);
  } catch (error) {
    page.show("begin");
    refuse(error instanceof UnreachableError ? "unreachable" : "garbage");
    expect(error, UnreachableError, FormatError, SealError);
    return;
  }
  keep(keys.slip, held.slip.expires);
  history.replaceState(null, "", location.pathname);
  page.speak(held.slip.language as PageLanguage);
  redraw();
  page.show("slip");
}

/** Says why a slip does not open: a wrong code may be tried again, what is dead may not. */
function decide(outcome: string): void {
  if (outcome === "refused") {
    page.show("begin");
    refuse("refused");
    return;
  }
  say("why", outcome);
  page.show("dead");
}

function refuse(why: string): void {
  say("refusal", why);
}

/** Puts everything on the page that depends on both slip and language. */
function redraw(): void {
  if (held === null) {
    return;
  }
  const { slip } = held;
  element("side").textContent = page.text(slip.side);
  element("place").textContent = slip.place;
  element("opens").textContent = page.text("from").replace("{time}", moment(slip.opens));
  element("closes").textContent = page.text("until").replace("{time}", moment(slip.closes));
  element("say").textContent = slip.say;
  const hear = page.text("hear").replace("{language}", page.text(`lang_${slip.hearLanguage}`));
  element("hear").textContent = hear;
  element("money").hidden = slip.side === "goes";
  const car = [slip.vehicle, slip.digits && `${page.text("digits")} ${slip.digits}`];
  const known = [slip.object, ...car].filter((one) => one !== "").join(" · ");
  const more = element("more");
  more.textContent = "";
  for (const [name, said] of [["known", known], ["if_wrong", slip.ifWrong], ["ask", slip.ask]] as const) {
    if (said) {
      more.append(made("dt", page.text(name)), made("dd", said));
    }
  }
}

// A photograph is in this page's memory alone until it is looked at, and then in nothing: what the
// phone keeps says that it was shown before the first pixel is drawn, so that it is never shown twice.

function offer(carried: Bytes | null, shown: boolean): void {
  photograph = shown ? null : carried;
  element("photograph").hidden = carried === null;
  element("look").hidden = shown;
  say("seen", shown ? "was_shown" : "once");
}

async function look(): Promise<void> {
  const name = held?.slip.slip ?? "";
  if (photograph === null) {
    return;
  }
  if (stored(name)?.shown) {
    // Another page on this phone was quicker.
    offer(photograph, true);
    return;
  }
  const jpeg = photograph;
  photograph = null;
  const image = await decoded(jpeg);
  element("look").hidden = true;
  if (image === null) {
    say("seen", "not_shown");
    return;
  }
  const kept = stored(name);
  if (kept) {
    store(name, { ...kept, shown: true });
  }
  draw(image);
}

/** Decodes what the desk has drawn anew; null where this browser cannot. */
function decoded(jpeg: Bytes): Promise<HTMLImageElement | null> {
  return new Promise((go) => {
    const image = new Image();
    image.onload = () => go(image);
    image.onerror = () => go(null);
    image.src = `data:image/jpeg;base64,${toB64(jpeg).replace(/-/g, "+").replace(/_/g, "/")}`;
  });
}

function draw(image: HTMLImageElement): void {
  const place = canvas();
  place.width = image.naturalWidth;
  place.height = image.naturalHeight;
  place.getContext("2d")?.drawImage(image, 0, 0);
  image.removeAttribute("src");
  element("seen").hidden = true;
  element("shown").hidden = false;
  place.focus();
}

function putAway(): void {
  if (element("shown").hidden) {
    return;
  }
  // A canvas that gets a size is empty.
  canvas().width = 1;
  canvas().height = 1;
  element("shown").hidden = true;
  say("seen", "was_shown");
  element("seen").focus();
}

function compare(): void {
  if (held === null) {
    return;
  }
  const { slip } = held;
  const fits = checkOf(slip.handover, input("heard").value) === slip.check;
  say("verdict", fits ? "fits" : `wrong_${slip.side}`);
  element("done").hidden = !fits;
  element("check").hidden = fits;
}

async function confirm(): Promise<void> {
  if (held !== null) {
    const body = { handover: held.slip.handover, word: input("heard").value.trim() };
    await send(held, "confirmation", body);
    element("hearing").hidden = true;
  }
}

function ask(what: About): void {
  about = what;
  putAway();
  say("about", what);
  element("money_note").hidden = what !== "money";
  page.show("report");
}

async function report(): Promise<void> {
  const text = area("text");
  if (held !== null && text.value.trim()) {
    const body = { text: text.value.trim() };
    const kind = about === "money" ? "demand" : "report";
    await send(held, kind, about === "money" ? body : { ...body, about });
    text.value = "";
  }
}

/** Seals once and tries until it is done: without a connection nothing else helps. */
async function send(by: Held, kind: string, said: Body): Promise<void> {
  putAway();
  page.show("sending");
  const { slip, identity } = by;
  const proof = toB64(proofOf(slip.report, fingerprint(identity.public)));
  const body = { journey: slip.journey, slip: slip.slip, proof, ...said };
  const to = { kem: slip.key, scope: slip.organisation };
  const draft = { kind, body, at: new Date() };
  const { bytes } = await writeLetter(draft, to, identity.signing, identity.public.kem);
  await persist(() => relay.postLetter(slip.box, slip.key, bytes));
  page.show("sent");
}

// What stays on the phone is 32 random bytes: with the link and the code again they show that
// this is the phone which opened the slip. Nothing that was read, seen or written is kept.

function seedFor(slip: Bytes): Bytes {
  const kept = stored(nameOf(slip))?.seed;
  return kept ? fromB64(kept, SEED_BYTES) : remember(slip, new Date(Date.now() + DAY_MS));
}

function remember(slip: Bytes, until: Date): Bytes {
  const seed = crypto.getRandomValues(new Uint8Array(SEED_BYTES));
  store(nameOf(slip), { seed: toB64(seed), until: until.getTime() });
  return seed;
}

function keep(slip: Bytes, until: Date): void {
  const kept = stored(nameOf(slip));
  if (kept) {
    store(nameOf(slip), { ...kept, until: until.getTime() });
  }
}

function forget(): void {
  putAway();
  photograph = null;
  if (held !== null) {
    unstore(held.slip.slip);
    held = null;
  }
  say("why", "forgotten");
  page.show("dead");
}

function moment(when: Date): string {
  const shown = { weekday: "short", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  return when.toLocaleString(document.documentElement.lang, shown);
}

function say(id: string, key: string): void {
  const part = element(id);
  part.dataset["text"] = key;
  part.textContent = page.text(key);
  part.hidden = false;
}

function on(id: string, event: string, act: () => void): void {
  element(id).addEventListener(event, (happened) => {
    if (event === "submit") {
      happened.preventDefault();
    }
    act();
  });
}

function made(tag: string, text: string): HTMLElement {
  const part = document.createElement(tag);
  part.textContent = text;
  return part;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`the page has no part ${id}`);
  }
  return found;
}

function input(id: string): HTMLInputElement {
  return element(id) as HTMLInputElement;
}

function canvas(): HTMLCanvasElement {
  return element("picture") as HTMLCanvasElement;
}

function area(id: string): HTMLTextAreaElement {
  return element(id) as HTMLTextAreaElement;
}

/** Lets through only what a connection or a relay can do wrong. */
function expect(error: unknown, ...kinds: (new (...of: never[]) => Error)[]): void {
  if (!kinds.some((kind) => error instanceof kind)) {
    throw error;
  }
}
