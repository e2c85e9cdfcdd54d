// Checks a plan as it is typed and does the steps of editing in place. Each is the same form that
// is sent without this script: the desk answers with the page, nothing is stored before Save.

const WAIT_MS = 400;
let timer = 0;
let sent = 0;
let dirty = false;

const form = () => document.getElementById("plan");

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

function focusAfter(step, leg) {
  const here = (css) => document.querySelector(css);
  const name = step.split(".")[0];
  const moved = leg && here(`.plan-leg[data-leg="${CSS.escape(leg)}"]`);
  const places = {
    "add-leg": () => here(".plan-leg:last-child input:not([type=hidden])"),
    "add-stay": () => moved?.querySelector("[data-stay]:last-of-type select"),
    "add-handover": () => moved?.querySelector("fieldset input:not([type=hidden])"),
    "add-check-in": () => [...document.querySelectorAll(".plan-check-in")].at(-1)?.querySelector("select"),
  };
  const same = moved?.querySelector(`[data-act="${name}"]:not(:disabled)`);
  const found = places[name]?.() ?? same ?? moved?.querySelector("[data-act]:not(:disabled)");
  (found ?? document.getElementById("do-add-leg"))?.focus();
}

async function edit(step, leg) {
  const page = await send(step);
  const fresh = page?.getElementById("plan");
  if (!fresh) return;
  const open = new Set([...document.querySelectorAll("#plan details[open]")].map((one) => one.id));
  const after = document.importNode(fresh, true);
  for (const part of after.querySelectorAll("details")) part.open ||= open.has(part.id);
  form().replaceWith(after);
  putFound(page);
  dirty = true;
  focusAfter(step, leg);
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("#plan")) return;
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(check, WAIT_MS);
});

document.addEventListener("submit", (event) => {
  if (event.target.id !== "plan") {
    dirty = false;
    return;
  }
  const step = event.submitter?.value ?? "check";
  if (step === "save") {
    dirty = false;
    return;
  }
  event.preventDefault();
  if (step === "check") check();
  else edit(step, event.submitter.closest(".plan-leg")?.dataset.leg);
});

addEventListener("beforeunload", (event) => {
  const unsaved = document.getElementById("plan-state")?.dataset.unsaved;
  if (dirty && unsaved !== undefined) event.preventDefault();
});

// Dragging is for a mouse; the buttons do the same for everybody.
let dragged = null;

document.addEventListener("dragstart", (event) => {
  const grip = event.target.closest?.(".grip");
  if (!grip) return;
  dragged = grip.closest(".plan-leg");
  dragged.classList.add("moving");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.at);
  event.dataTransfer.setDragImage(dragged, 16, 16);
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.(".plan-leg");
  for (const one of document.querySelectorAll(".plan-leg.over")) one.classList.remove("over");
  if (!dragged || !over) return;
  event.preventDefault();
  if (over !== dragged) over.classList.add("over");
});

document.addEventListener("drop", (event) => {
  const over = event.target.closest?.(".plan-leg");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  edit(`move.${dragged.dataset.at}.${over.dataset.at}`, dragged.dataset.leg);
});

document.addEventListener("dragend", () => {
  for (const one of document.querySelectorAll(".plan-leg")) one.classList.remove("over", "moving");
  dragged = null;
});
