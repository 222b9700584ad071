// Deeds that cannot be taken back ask once more: data-confirm on the button says what follows.
// Stands before forms.js, so that a form that only asks is not yet taken for one that was sent.
let waiting = null;
let sure = null;

document.addEventListener(
  "submit",
  (event) => {
    const button = event.submitter;
    // What Enter in a field presses where a form has several answers. A disabled button would be passed over.
    if (button && "nothing" in button.dataset) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const dialog = document.getElementById("confirm");
    if (!button?.dataset.confirm || !dialog || button === sure) {
      sure = null;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = button;
    dialog.querySelector("[data-confirm-words]").textContent = button.dataset.confirm;
    dialog.querySelector("[data-confirm-yes]").textContent = button.textContent.trim();
    dialog.showModal();
  },
  true,
);

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-confirm-yes]")) return;
  document.getElementById("confirm").close();
  sure = waiting;
  waiting = null;
  sure?.form?.requestSubmit(sure);
});
