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
    document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.form ?? document.querySelector("main form[data-commit]");
    form?.requestSubmit();
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
