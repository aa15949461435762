// Messages leave by themselves after ten seconds, unless they report a problem or somebody is at them.
// Other scripts say document.dispatchEvent(new CustomEvent("toast", {detail: {text, tone}}));
// without a text it says that the server did not answer. {code, url} is a scan that waits for a yes.
const STAY_MS = 10000;
const place = document.querySelector("[data-toasts]");
const template = document.getElementById("toast-template");

function show(toast) {
  const status = document.getElementById("status");
  if (status) status.textContent = toast.querySelector("p").textContent;
  if (toast.matches(".bad")) return;
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
  setTimeout(leave, STAY_MS);
}

function say({ code, url, text = code ? template?.dataset.scanned.replace("{code}", code) : template?.dataset.failed, tone = "info" }) {
  if (!template || !place) return;
  if (code) place.querySelector("[data-open]")?.closest("[data-toast]").remove();
  const toast = template.content.querySelector("[data-toast]").cloneNode(true);
  toast.classList.replace("info", tone);
  toast.querySelector("p").textContent = text;
  const open = toast.querySelector("[data-open]");
  if (url) open.href = url;
  else open.remove();
  place.append(toast);
  show(toast);
}

// What is shown once is copied by a button; without a secure address by the browser's older way.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  const field = button && document.getElementById(button.dataset.copy);
  if (!field) return;
  field.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
  else document.execCommand("copy");
  say({ text: button.dataset.copied, tone: "ok" });
});
place?.querySelectorAll("[data-toast]").forEach(show);
document.addEventListener("toast", (event) => say(event.detail));
document.addEventListener("click", (event) => event.target.closest?.("[data-close]")?.closest("[data-toast]").remove());
document.addEventListener("keydown", (event) => {
  if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.target.matches?.("input, textarea, select")) return;
  const undo = [...document.querySelectorAll("[data-undo]")].pop();
  if (!undo) return;
  event.preventDefault();
  undo.requestSubmit();
});
for (const kind of ["htmx:responseError", "htmx:sendError"]) document.addEventListener(kind, () => say({ tone: "bad" }));
