// Opens native dialogs, closes them by a click beside them, and takes the focus to a form's list of errors, or to the
// first field of a form that is all its page is for (not on a phone, whose keyboard would hide the form).
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog) event.preventDefault();
    dialog?.showModal();
  } else if (event.target.matches?.("dialog[open]")) {
    const edge = event.target.getBoundingClientRect();
    const inside = event.clientX >= edge.left && event.clientX <= edge.right && event.clientY >= edge.top && event.clientY <= edge.bottom;
    if (!inside) event.target.close();
  }
});
const errors = document.querySelector("[data-focus]");
if (errors) errors.focus();
else if (matchMedia("(pointer: fine)").matches) {
  const first = document.querySelector("[data-begin] :is(input:not([type=hidden]), select, textarea)");
  (first?.form.querySelector(`[type=radio][name="${first.name}"]:checked`) ?? first)?.focus();
}
