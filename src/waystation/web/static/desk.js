// Keeps an open page true: when the desk says that something changed, the page is read again and
// only the parts that differ are put in their place. Nothing that is being written is replaced.

const source = document.body.dataset.events;
const lost = document.getElementById("lost");
const newer = document.getElementById("newer");
const announce = document.getElementById("announce");
const EVERY_MINUTE_MS = 60_000;
let reading = false;
let again = false;

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) {
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  }
  return field.value !== field.defaultValue;
}

function isBeingWrittenIn(part) {
  const fields = part.querySelectorAll("textarea, select, input:not([type=hidden])");
  return [...fields].some((field) => isChanged(field) || field === document.activeElement);
}

function speak(before, after) {
  const rose = Number(after.dataset.count ?? 0) > Number(before.dataset.count ?? 0);
  if (rose) announce.textContent = after.dataset.say;
}

function isSame(before, after) {
  const closed = before.cloneNode(true);
  for (const part of closed.querySelectorAll("details[open]")) part.open = false;
  return closed.outerHTML === after.outerHTML;
}

function put(before, after) {
  const open = new Set([...before.querySelectorAll("details[open]")].map((part) => part.id));
  const focused = before.contains(document.activeElement) ? document.activeElement.id : "";
  speak(before, after);
  const fresh = document.importNode(after, true);
  for (const part of fresh.querySelectorAll("details")) part.open = open.has(part.id);
  before.replaceWith(fresh);
  if (focused) (document.getElementById(focused) ?? document.getElementById("main")).focus();
}

function renew(page) {
  document.title = page.title;
  for (const before of document.querySelectorAll("[data-live]")) {
    const after = page.getElementById(before.id);
    if (!after || isSame(before, after)) continue;
    if (isBeingWrittenIn(before)) newer.hidden = false;
    else put(before, after);
  }
}

async function read() {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    lost.hidden = true;
    if (answer.status === 401) return location.reload();
    if (answer.ok) renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    lost.hidden = false;
  } finally {
    reading = false;
  }
  if (again) {
    again = false;
    await read();
  }
}

function listen() {
  const stream = new EventSource(source);
  stream.addEventListener("open", () => {
    lost.hidden = true;
  });
  stream.addEventListener("changed", read);
  stream.addEventListener("locked", () => location.reload());
  stream.addEventListener("error", () => {
    lost.hidden = false;
    if (stream.readyState !== EventSource.CLOSED) return;
    // A refused stream is not tried again by the browser: the page says why, if it can be read.
    setTimeout(() => {
      read();
      listen();
    }, 3000);
  });
}

// Back after Lock must ask the desk, and not show what the browser kept of the page.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// One key from anywhere, and none that a sentence is written with.
addEventListener("keydown", (event) => {
  if (event.key === "F9" && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    location.assign("/call");
  }
});

if (source) {
  listen();
  setInterval(read, EVERY_MINUTE_MS);
}
