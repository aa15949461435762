// A wedge scanner is a keyboard that types very fast. A burst of six or more characters that ends in
// Enter or Tab is a scan, wherever the focus is, and its Enter never submits somebody else's form.
const FASTEST_HAND_MS = 35;
const SHORTEST_CODE = 6;
let burst = "";
let last = 0;
let before = "";

const isTextField = (element) =>
  element.matches?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
// On a form about certain devices a scan names a device, whatever has the focus; a serial may be scanned all the same.
const isGuarded = (field) => isTextField(field) && !field.matches("[data-scan-free]") && field.form?.matches("[data-scan-guard]");
const isChanged = (field) =>
  field.type === "file" ? field.files.length > 0
    : field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked
      : field.options ? field.selectedIndex !== Math.max([...field.options].findIndex((one) => one.defaultSelected), 0)
        : field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
const isBegun = () =>
  [...document.querySelectorAll("main form[method=post]")].some((form) => form.querySelector(".error-summary") || [...form.elements].some(isChanged));

// What was typed is worth more than a scan: with a form half filled in, the page stays and offers the way.
function look(code) {
  const home = document.querySelector("[data-scan-home]");
  if (!home) return;
  if (isBegun()) {
    const url = `${home.form.action}?${new URLSearchParams({ [home.name]: code })}`;
    document.dispatchEvent(new CustomEvent("toast", { detail: { code, url } }));
    return;
  }
  home.value = code;
  home.form.requestSubmit();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const quick = event.timeStamp - last < FASTEST_HAND_MS;
  const field = event.target;
  if (event.key.length === 1) {
    if (!quick || !burst) before = field.value;
    burst = quick ? burst + event.key : event.key;
    last = event.timeStamp;
    return;
  }
  if (event.key !== "Enter" && event.key !== "Tab") return;
  const code = quick && burst.length >= SHORTEST_CODE ? burst.trim() : "";
  burst = "";
  const guarded = isGuarded(field);
  if (!code || (field.matches("textarea") && !guarded) || field.matches("[data-scan-home]")) return;
  if (event.key === "Enter") event.preventDefault();
  event.stopImmediatePropagation();
  if (guarded) field.value = before;
  // A page that collects scans listens for this and prevents its default; everywhere else the code is looked up.
  const scan = new CustomEvent("scan", { detail: { code }, bubbles: true, cancelable: true });
  if (!field.dispatchEvent(scan)) {
    event.preventDefault();
  } else if (guarded || !isTextField(field) || field.matches("[data-scan]")) {
    event.preventDefault();
    look(code);
  } else if (event.key === "Enter") {
    const fields = [...(field.form?.elements ?? [])].filter((one) => isTextField(one) && !one.disabled && one.type !== "hidden");
    fields[fields.indexOf(field) + 1]?.focus();
  }
}, true);
