// Changes the theme at once and tells the server afterwards; charts listen for "themechange".
const changed = () => document.dispatchEvent(new CustomEvent("themechange"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-theme-form]") || !event.submitter) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  document.documentElement.dataset.theme = event.submitter.value;
  for (const button of form.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", String(button === event.submitter));
  changed();
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (!answer || answer.status >= 400) document.dispatchEvent(new CustomEvent("toast", { detail: { tone: "bad" } }));
});
