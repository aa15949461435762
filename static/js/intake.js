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
  else form.requestSubmit();
});
// A scanned serial must not leave the hands in the tag, where the model would be typed next. Once nothing is needed any
// more it stays, selected: Enter receives, another scan corrects.
form.addEventListener("scan", (event) => {
  if (!event.target.matches("[name=serial], [name=asset_tag]")) return;
  event.preventDefault();
  (nextNeeded(event.target) ?? event.target).select?.();
  nextNeeded(event.target)?.focus();
});

const maker = form.elements.manufacturer;
form.elements.model.addEventListener("input", (event) => {
  const chosen = [...document.querySelectorAll("#models option")].filter((one) => one.value === event.target.value);
  if (chosen.length === 1 && isEmpty(maker)) maker.value = chosen[0].label;
});
