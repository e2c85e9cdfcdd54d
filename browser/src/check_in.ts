// The page of a journey-only link: six pictures, one touch, and nothing that tells what it meant.

import "./old_phones.ts";

import { start } from "./able.ts";
import type { Bytes } from "./bytes.ts";
import { CHECK_IN_TEXTS } from "./check_in_texts.ts";
import { FormatError, SealError } from "./errors.ts";
import { Identity } from "./keys.ts";
import { openLetter, writeLetter } from "./letter.ts";
import {
  type Link,
  type Meeting,
  boxOf,
  checkInToken,
  meantNow,
  meetingOf,
  readLink,
  watchId,
} from "./link.ts";
import { Page } from "./page.ts";
import { persist } from "./persist.ts";
import { Relay, RefusedError, relayAddress } from "./relay.ts";

const PICTURES = 6;

/** What is to be sent, sealed once: however often it is tried, it is the same bytes. */
interface Sealed {
  readonly watch: Bytes;
  readonly token: Bytes;
  readonly letter: Bytes;
  readonly meeting: Meeting;
}

class NothingYetError extends Error {}

const page = new Page(CHECK_IN_TEXTS);
const relay = new Relay(relayAddress());

begin();
void start();

function begin(): void {
  let link: Link;
  try {
    link = readLink(location.hash);
  } catch (error) {
    if (!(error instanceof FormatError)) {
      throw error;
    }
    page.show("incomplete");
    return;
  }
  document.getElementById("open")?.addEventListener("click", () => {
    arrange(link);
    page.show("pictures");
  });
}

/** Puts the pictures in an order that nobody can predict: a glance at the finger tells nothing. */
function arrange(link: Link): void {
  const place = document.getElementById("choice");
  for (const picture of shuffled(PICTURES)) {
    const shown = document.getElementById(`picture-${picture}`);
    if (shown && place) {
      place.append(shown);
      shown.addEventListener("click", () => void send(link, picture), { once: true });
    }
  }
}

/** A random order of the numbers below `count`. */
function shuffled(count: number): number[] {
  const drawn = crypto.getRandomValues(new Uint32Array(count));
  return [...drawn.keys()].sort((one, other) => (drawn[one] ?? 0) - (drawn[other] ?? 0));
}

async function send(link: Link, picture: number): Promise<void> {
  page.show("sending");
  const sealed = await persist(() => seal(link, picture), NothingYetError);
  await persist(() => deliver(sealed));
  history.replaceState(null, "", location.pathname);
  page.show("done");
}

async function seal(link: Link, picture: number): Promise<Sealed> {
  const identity = await Identity.fromSeed(link.seed);
  const meeting = await find(link, identity);
  const now = new Date();
  const number = meantNow(meeting.agreed, now) ?? 0;
  const token = checkInToken(identity, meeting.journey, number);
  const draft = { kind: "check_in", body: { journey: meeting.journey, number, picture }, at: now };
  const to = { kem: meeting.kem, scope: link.organisation };
  const { bytes } = await writeLetter(draft, to, identity.signing, identity.public.kem);
  return { watch: watchId(token), token, letter: bytes, meeting };
}

/** The newest letter that says where check-ins go. */
async function find(link: Link, identity: Identity): Promise<Meeting> {
  const { box, token } = boxOf(identity, link.organisation);
  const to = { kem: identity.public.kem, scope: link.organisation };
  for (const sealed of (await relay.readBox(box, token)).reverse()) {
    try {
      const letter = await openLetter(sealed, identity, to);
      if (letter.kind === "check_ins") {
        return meetingOf(letter);
      }
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof SealError)) {
        throw error;
      }
    }
  }
  throw new NothingYetError();
}

/** Gives the sign of life; what the watch does not take goes as a letter, and looks the same. */
async function deliver(sealed: Sealed): Promise<void> {
  try {
    await relay.checkIn(sealed.watch, sealed.token, sealed.letter);
  } catch (error) {
    if (!(error instanceof RefusedError)) {
      throw error;
    }
    await relay.postLetter(sealed.meeting.box, sealed.meeting.kem, sealed.letter);
  }
}
