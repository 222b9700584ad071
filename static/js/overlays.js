// Dialogs, menus and hints: opening, closing, and the focus that goes back where it came from.
let opener = null;

document.addEventListener("click", (event) => {
  const open = event.target.closest("[data-dialog-open]");
  if (open) {
    event.preventDefault();
    opener = open.closest("[data-menu]")?.querySelector("summary") ?? open;
    for (const menu of document.querySelectorAll("[data-menu][open]")) menu.open = false;
    const dialog = document.getElementById(open.dataset.dialogOpen);
    dialog?.showModal();
    dialog?.querySelector("[autofocus]")?.focus();
    return;
  }
  const close = event.target.closest("[data-dialog-close]");
  if (close) {
    close.closest("dialog")?.close();
    return;
  }
  // A click on the backdrop is a click on the dialog itself, outside its content.
  if (event.target.matches?.("dialog[open]")) {
    const box = event.target.getBoundingClientRect();
    const outside =
      event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
    if (outside && event.detail) event.target.close();
  }
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener(
  "close",
  (event) => {
    if (!event.target.matches?.("dialog")) return;
    opener?.focus();
    opener = null;
  },
  true,
);

// The server closes a dialog after it has saved: HX-Trigger: {"dialog-close": {"id": "…"}}
document.addEventListener("dialog-close", (event) => document.getElementById(event.detail.id)?.close());

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.activeElement?.closest("[data-menu][open]") ?? document.querySelector("[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
    document.querySelectorAll(".tip").forEach((tip) => tip.matches(":hover, :focus-within") && (tip.dataset.tipClosed = ""));
    return;
  }
  const menu = event.target.closest?.("[data-menu][open]");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const items = [...menu.querySelectorAll(".menu-panel :is(a, button):not([disabled])")];
  if (!items.length) return;
  event.preventDefault();
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
  items.at(next % items.length).focus();
});

for (const way of ["mouseout", "focusout"]) {
  document.addEventListener(way, (event) => {
    const tip = event.target.closest?.(".tip");
    if (tip) delete tip.dataset.tipClosed;
  });
}

// A button that a rule refuses keeps its place in the tab order, so that its reason can be read; it does nothing.
document.addEventListener(
  "click",
  (event) => {
    if (!event.target.closest?.('[aria-disabled="true"]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.querySelector("span") ?? button;
  const before = label.textContent;
  label.textContent = button.dataset.copied;
  document.getElementById("announcements").textContent = button.dataset.copied;
  setTimeout(() => (label.textContent = before), 2000);
});
