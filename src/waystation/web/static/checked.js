// Checks a form as it is typed: it is sent as without this script, nothing is stored, and only what
// was found is put in its place. Every page that is checked so has one form of this kind.

const WAIT_MS = 400;
let timer = 0;
let sent = 0;
let dirty = false;

const form = () => document.querySelector("form[data-checked]");

async function send(step) {
  clearTimeout(timer);
  const mine = ++sent;
  const fields = new URLSearchParams(new FormData(form()));
  fields.set("do", step);
  let answer;
  try {
    answer = await fetch(form().action, { method: "POST", body: fields, headers: { Accept: "text/html" } });
  } catch {
    document.getElementById("lost").hidden = false;
    return null;
  }
  if (answer.status === 401) location.reload();
  // What was typed since then has been sent after it, and has its own answer.
  if (!answer.ok || mine !== sent) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function putFound(page) {
  for (const before of document.querySelectorAll("[data-found]")) {
    const after = page.getElementById(before.id);
    if (after && before.innerHTML !== after.innerHTML) before.innerHTML = after.innerHTML;
  }
}

async function check() {
  const page = await send("check");
  if (page) putFound(page);
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("form[data-checked]")) return;
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(check, WAIT_MS);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-checked]")) {
    dirty = false;
    return;
  }
  const step = event.submitter?.value ?? "check";
  if (step === "save") dirty = false;
  if (step === "check") {
    event.preventDefault();
    check();
  }
});

addEventListener("beforeunload", (event) => {
  if (dirty && form()) event.preventDefault();
});
