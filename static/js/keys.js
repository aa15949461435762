// Single-key shortcuts. They wait a moment, so that the letters of a scanner's burst are not taken for keys,
// act outside fields only, and keep silent on pages of people who switched them off.
const BURST_MS = 45;
const SECOND_KEY_MS = 1200;
const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
let waiting = 0;
let goUntil = 0;

function act(key) {
  if (Date.now() < goUntil) {
    goUntil = 0;
    document.querySelector(`[data-go="${CSS.escape(key)}"]`)?.click();
  } else if (key === "g") {
    goUntil = Date.now() + SECOND_KEY_MS;
  } else if (key === "/") {
    document.querySelector("[data-scan-home]")?.select();
  } else if (key === "?") {
    document.getElementById("keys")?.showModal();
  } else if (document.dispatchEvent(new CustomEvent("shortcut", { detail: { key }, cancelable: true }))) {
    [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => one.checkVisibility())?.click();
  }
}

// A form that is on its way is not sent a second time by impatient keys; after a while it may be.
const SENT_MS = 4000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-commit]")) return;
  if (Date.now() - Number(form.dataset.sent ?? 0) < SENT_MS) event.preventDefault();
  else form.dataset.sent = String(Date.now());
});
addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => form.removeAttribute("data-sent")));

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.form ?? document.querySelector("main form[data-commit]");
    form?.requestSubmit(form.querySelector("[data-default]"));
    return;
  }
  const off = document.documentElement.dataset.shortcuts === "off";
  if (off || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (event.target.matches?.(FIELDS) || document.querySelector("dialog[open]")) return;
  if (event.key === "/") event.preventDefault();
  const another = waiting !== 0;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    waiting = 0;
    if (!another) act(event.key);
  }, BURST_MS);
});
