// Choosing rows: x takes or leaves the row, Shift takes every row in between, j and k move, the bar counts.
let row = null;
let anchor = null;
const boxOf = (one) => one?.querySelector("input[type=checkbox][name]");
const rows = () => [...document.querySelectorAll("[data-select] :is(tbody tr, .board-card)")];

function count(form) {
  const boxes = [...form.querySelectorAll(":is(td.check, .board-card) input[name]")];
  const chosen = boxes.filter((box) => box.checked).length;
  for (const label of form.querySelectorAll("[data-select-count]")) label.textContent = chosen.toLocaleString(document.documentElement.lang);
  const all = form.querySelector("[data-select-all]");
  if (all) {
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
}

function take(box, shift) {
  const boxes = rows().map(boxOf).filter(Boolean);
  const [from, to] = [boxes.indexOf(anchor), boxes.indexOf(box)].sort((a, b) => a - b);
  if (shift && from >= 0) for (const one of boxes.slice(from, to + 1)) one.checked = box.checked;
  anchor = box;
  count(box.form);
}

function step(by) {
  const all = rows();
  row = all[Math.min(Math.max(all.indexOf(row) + by, 0), all.length - 1)];
  (row?.querySelector("a") ?? boxOf(row))?.focus();
}

document.addEventListener("click", (event) => {
  const box = event.target;
  if (box.matches?.("[data-select-all]")) {
    for (const one of box.form.querySelectorAll("td.check input[name]")) one.checked = box.checked;
    count(box.form);
  } else if (box.matches?.("[data-select] :is(td.check, .board-card) input[name]")) take(box, event.shiftKey);
});
for (const kind of ["focusin", "pointerover"]) {
  document.addEventListener(kind, (event) => { row = event.target.closest?.("[data-select] :is(tbody tr, .board-card)") ?? row; });
}
document.addEventListener("shortcut", (event) => {
  const key = event.detail.key;
  if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (key.toLowerCase() === "x" && boxOf(row)) {
    boxOf(row).checked = !boxOf(row).checked;
    take(boxOf(row), key === "X");
  } else return;
  event.preventDefault();
});
// Where rows are ticked, a scan ticks one more; a device that is not on the page is offered, and the ticks stay.
document.addEventListener("scan", (event) => {
  const form = document.querySelector("[data-select]:has(:is(td.check, .board-card) input[name]:checked)");
  const home = document.querySelector("[data-scan-home]");
  if (!form || event.target === home) return;
  event.preventDefault();
  const { code } = event.detail;
  const tag = code.replace(/\/+$/, "").split("/").pop().toUpperCase();
  const box = [...form.querySelectorAll("input[name=device]")].find((one) => one.value.toUpperCase() === tag);
  if (box) {
    box.checked = true;
    box.scrollIntoView({ block: "nearest" });
    count(form);
    const status = document.getElementById("status");
    if (status) status.textContent = `${tag}: ${form.querySelector("[data-select-count]").parentElement.textContent}`;
  } else if (home) {
    document.dispatchEvent(new CustomEvent("toast", { detail: { code, url: `${home.form.action}?${new URLSearchParams({ [home.name]: code })}` } }));
  }
});
// The browser may bring back ticks when a page is returned to.
const countAll = () => document.querySelectorAll("[data-select]").forEach(count);
addEventListener("pageshow", countAll);
document.addEventListener("htmx:afterSettle", countAll);
countAll();
