// One device by hand: Enter, typed or scanned, leads to the first needed field that is empty, and sends the form only
// when none is; choosing a model fills in its maker. Without this, the form is a form.
const form = document.querySelector("form[data-guided]");
const needed = [...form.querySelectorAll("[data-needed]")];
const isEmpty = (field) => !field.value.trim();
const nextNeeded = (field) => needed.find((one) => one !== field && isEmpty(one)) ?? needed.find((one) => one === field && isEmpty(one));

form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing || !field.matches("input, select")) return;
  const next = nextNeeded(field);
  if (!next && !field.matches("select")) return;
  event.preventDefault();
  if (next) next.focus();
  else form.requestSubmit(form.querySelector("[data-default]"));
});
// A scanned serial must not leave the hands in the tag, where the model would be typed next. Once nothing is needed any
// more it stays, selected: Enter receives, another scan corrects.
form.addEventListener("scan", (event) => {
  if (!event.target.matches("[name=serial], [name=asset_tag]")) return;
  event.preventDefault();
  (nextNeeded(event.target) ?? event.target).select?.();
  nextNeeded(event.target)?.focus();
});

// Scanned with no field in focus, it is the serial of the machine before the person; a label of ours is looked up.
const LABEL = /:\/\/|^gl-\d{6}/i;
document.addEventListener("scan", (event) => {
  const { serial } = form.elements;
  if (event.target.form === form && event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  if (event.target.matches("[data-scan-home]") || !isEmpty(serial) || LABEL.test(event.detail.code)) return;
  event.preventDefault();
  serial.value = event.detail.code;
  serial.dispatchEvent(new Event("change", { bubbles: true }));
  nextNeeded(serial)?.focus();
});

const maker = form.elements.manufacturer;
form.elements.model.addEventListener("input", (event) => {
  const chosen = [...document.querySelectorAll("#models option")].filter((one) => one.value === event.target.value);
  if (chosen.length === 1 && isEmpty(maker)) maker.value = chosen[0].label;
});
