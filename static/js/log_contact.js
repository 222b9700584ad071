// "Enter a new company" takes along what was typed into the company field.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-with-typed]");
  if (!link) return;
  const field = document.getElementById(link.dataset.typedIn);
  const typed = field?.closest(".field")?.querySelector('[role="combobox"]')?.value.trim();
  if (!typed) return;
  const url = new URL(link.href);
  url.searchParams.set(link.dataset.withTyped, typed);
  link.href = url;
});

// A meeting invitation may be dropped anywhere on the form, and any other file does not carry the page away.
const ofForm = (event) => {
  const form = event.target.closest?.("#log-form");
  return form && event.dataTransfer?.types.includes("Files") && !event.target.closest("[data-drop]") ? form : null;
};
document.addEventListener("dragover", (event) => ofForm(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  const form = ofForm(event);
  if (!form) return;
  event.preventDefault();
  const field = form.querySelector("#id_invitation");
  const invitation = [...event.dataTransfer.files].find((file) => file.type === "text/calendar" || /\.ics$/i.test(file.name));
  if (!field || !invitation) return;
  const chosen = new DataTransfer();
  chosen.items.add(invitation);
  field.files = chosen.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
