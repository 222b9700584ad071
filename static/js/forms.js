// Forms: one submit at a time, a warning before changes are lost, files dropped on a field.
const snapshot = (form) => new URLSearchParams([...new FormData(form)].filter(([, v]) => typeof v === "string")).toString();
const states = new WeakMap();
let leaving = false;

const watch = (root) => {
  for (const form of root.querySelectorAll?.("form[data-warn-unsaved]") ?? []) {
    // This script stands before drafts.js, so that a restored draft counts as unsaved.
    if (!states.has(form)) states.set(form, snapshot(form));
  }
};
watch(document);
document.addEventListener("htmx:afterSettle", () => watch(document));

window.addEventListener("beforeunload", (event) => {
  if (leaving) return;
  const dirty = [...document.querySelectorAll("form[data-warn-unsaved]")].some(
    (form) => states.has(form) && states.get(form) !== snapshot(form),
  );
  if (dirty) event.preventDefault();
});

const release = (form) => {
  leaving = false;
  delete form.dataset.submitting;
  for (const button of form.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
};

// Before every other listener, so that a second click reaches none of them.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const byHtmx = form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]");
    if (!byHtmx && form.getAttribute("method")?.toLowerCase() !== "post") return;
    if (form.dataset.submitting !== undefined) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.submitting = "";
    event.submitter?.setAttribute("aria-busy", "true");
    if (byHtmx) return;
    leaving = true;
    setTimeout(() => event.defaultPrevented && release(form));
    setTimeout(() => release(form), 10_000); // an answer that is a file leaves the page where it is
  },
  true,
);
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt?.closest?.("form");
  if (!form) return;
  release(form);
  if (event.detail.successful && states.has(form)) states.set(form, snapshot(form));
});
// Back by the browser's button shows the page as it was left: let the form be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-submitting]").forEach(release);
});

// Drop zones
const zone = (event) => event.target.closest?.("[data-drop]");
const name = (box) => {
  const files = [...(box.querySelector('input[type="file"]')?.files ?? [])];
  const place = box.querySelector("[data-drop-files]");
  if (place) place.textContent = files.map((file) => file.name).join(", ");
};
document.addEventListener("dragover", (event) => {
  const box = zone(event);
  if (!box || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  box.dataset.over = "";
});
for (const way of ["dragleave", "drop"]) {
  document.addEventListener(way, (event) => {
    const box = zone(event);
    if (box && !box.contains(event.relatedTarget)) delete box.dataset.over;
  });
}
document.addEventListener("drop", (event) => {
  const box = zone(event);
  const input = box?.querySelector('input[type="file"]');
  if (!input || !event.dataTransfer.files.length) return;
  event.preventDefault();
  const chosen = new DataTransfer();
  for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
document.addEventListener("change", (event) => zone(event) && name(zone(event)));
