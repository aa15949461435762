// One device by hand: Enter leads to the first needed field that is empty and sends the form only when none is;
// choosing a model fills in its maker. Without this, the form is a form.
const form = document.querySelector("form[data-guided]");
const needed = [...form.querySelectorAll("[data-needed]")];
const isEmpty = (field) => !field.value.trim();

form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing || !field.matches("input, select")) return;
  const next = needed.find((one) => one !== field && isEmpty(one)) ?? (isEmpty(field) && field.matches("[data-needed]") ? field : null);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

const maker = form.elements.manufacturer;
form.elements.model.addEventListener("change", (event) => {
  const chosen = [...document.querySelectorAll("#models option")].filter((one) => one.value === event.target.value);
  if (chosen.length === 1 && isEmpty(maker)) maker.value = chosen[0].label;
});
