// Typing during a call: the moment of the first letter is kept, Enter keeps the line, and the
// field stays where it is. Without this script the same form does the same, a page at a time.

const form = document.querySelector("form[data-lines]");
const field = form?.elements.namedItem("text");
const began = form?.querySelector("[data-began]");
let first = 0;

function clock(moment) {
  return new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour12: false });
}

function typed() {
  if (!field.value) {
    first = 0;
    began.textContent = "";
    return;
  }
  if (first) return;
  first = Date.now();
  began.textContent = clock(first);
}

async function keep(event) {
  form.elements.namedItem("ago").value = first ? String(Math.floor((Date.now() - first) / 1000)) : "";
  // The first line also says who calls: that form leaves this page.
  if (form.getAttribute("action") === "/call") return;
  event.preventDefault();
  const text = field.value;
  if (!text.trim()) return;
  const body = new URLSearchParams(new FormData(form));
  field.value = "";
  typed();
  field.focus();
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error();
  } catch {
    // Nothing that was typed is lost: it stands in the field again.
    field.value = field.value ? `${text}\n${field.value}` : text;
    typed();
    document.getElementById("lost").hidden = false;
  }
}

if (form) {
  field.addEventListener("input", typed);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", keep);
}
