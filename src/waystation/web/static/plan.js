// Does the steps of editing a plan in place; `checked.js` checks it as it is typed. Each step is the
// same form that is sent without these scripts: the desk answers with the page, nothing is stored
// before Save.

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

document.addEventListener("submit", (event) => {
  const step = event.submitter?.value ?? "check";
  if (event.target.id !== "plan" || step === "save" || step === "check") return;
  event.preventDefault();
  edit(step, event.submitter.closest(".plan-leg")?.dataset.leg);
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
