// Choosing rows of a table: all on the page at once, how many, and the button that needs at least one.
const boxes = () => [...document.querySelectorAll('input[name="row"][form="bulk"]')];

const show = () => {
  const form = document.querySelector("[data-selection]");
  if (!form) return;
  const all = boxes();
  const chosen = all.filter((box) => box.checked);
  for (const box of all) box.closest("tr").toggleAttribute("data-chosen", box.checked);
  form.querySelector("[data-selection-count]").textContent = chosen.length
    ? form.dataset.selected.replace("{n}", chosen.length)
    : "";
  const every = document.querySelector("[data-select-all]");
  if (every) {
    every.checked = chosen.length > 0 && chosen.length === all.length;
    every.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
};

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-all]")) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.matches('[data-select-all], input[name="row"]')) show();
});
document.addEventListener("htmx:afterSettle", show);
window.addEventListener("pageshow", show);
