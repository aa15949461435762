// A file input that also takes dropped files and says which it holds. Without this it is the file input it was.
const zoneOf = (event) => event.target.closest?.("[data-drop]");

function name(zone) {
  const input = zone.querySelector("input[type=file]");
  const files = [...input.files];
  const shown = files.slice(0, 5).map((file) => file.name).join(", ");
  zone.querySelector("[data-drop-names]").textContent = files.length > 5 ? `${shown} +${files.length - 5}` : shown;
}

for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = zoneOf(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("over", kind === "dragover" || kind === "dragenter");
    if (kind !== "drop") return;
    const input = zone.querySelector("input[type=file]");
    const held = new DataTransfer();
    for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? Infinity : 1)) held.items.add(file);
    input.files = held.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
document.addEventListener("change", (event) => {
  if (event.target.type === "file" && zoneOf(event)) name(zoneOf(event));
});
