// A wedge scanner is a keyboard that types very fast. A burst of six or more characters that ends in
// Enter or Tab is a scan, wherever the focus is, and its Enter never submits somebody else's form.
const FASTEST_HAND_MS = 35;
const SHORTEST_CODE = 6;
let burst = "";
let last = 0;

const isTextField = (element) =>
  element.matches?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

function look(code) {
  const home = document.querySelector("[data-scan-home]");
  if (!home) return;
  home.value = code;
  home.form.requestSubmit();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const quick = event.timeStamp - last < FASTEST_HAND_MS;
  if (event.key.length === 1) {
    burst = quick ? burst + event.key : event.key;
    last = event.timeStamp;
    return;
  }
  if (event.key !== "Enter" && event.key !== "Tab") return;
  const code = quick && burst.length >= SHORTEST_CODE ? burst.trim() : "";
  burst = "";
  const field = event.target;
  if (!code || field.matches("textarea") || field.matches("[data-scan-home]")) return;
  if (event.key === "Enter") event.preventDefault();
  event.stopImmediatePropagation();
  // A page that collects scans listens for this and prevents its default; everywhere else the code is looked up.
  const scan = new CustomEvent("scan", { detail: { code }, bubbles: true, cancelable: true });
  if (!field.dispatchEvent(scan)) {
    event.preventDefault();
  } else if (!isTextField(field) || field.matches("[data-scan]")) {
    event.preventDefault();
    look(code);
  } else if (event.key === "Enter") {
    const fields = [...(field.form?.elements ?? [])].filter((one) => isTextField(one) && !one.disabled && one.type !== "hidden");
    fields[fields.indexOf(field) + 1]?.focus();
  }
}, true);
