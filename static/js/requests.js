// What happens around requests of htmx: failures become toasts, a lost session goes to the sign-in page.
const texts = () => document.querySelector("[data-toasts]")?.dataset ?? {};
const toast = (text, tone) =>
  document.dispatchEvent(new CustomEvent("concord:toast", { detail: { text, tone } }));

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, boosted } = event.detail;
  // A whole page instead of a part: the session has ended and the sign-in page came.
  if (!boosted && /^\s*<!doctype/i.test(xhr.responseText)) {
    event.detail.shouldSwap = false;
    if (xhr.status < 400) location.assign(xhr.responseURL);
  }
});

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if ((xhr.getResponseHeader("HX-Trigger") ?? "").includes("toast")) return; // the server has said it in its own words
  if (xhr.status === 403) toast(texts().forbidden, "error");
  else if (xhr.status === 409) toast(texts().conflict, "error");
  else toast(texts().failed, "error");
});
document.addEventListener("htmx:sendError", () => toast(texts().lost, "error"));
document.addEventListener("htmx:timeout", () => toast(texts().lost, "error"));

// A filter form leaves its empty fields out of the address, so that the address can be sent to a colleague.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.closest("[data-clean-query]")) return;
  const { parameters } = event.detail;
  for (const [key, value] of Object.entries(parameters)) if (value === "") delete parameters[key];
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-clean-query]:not([hx-get])")) return;
  const emptied = [...form.elements].filter((each) => each.name && each.value === "" && !each.disabled);
  for (const each of emptied) each.disabled = true;
  setTimeout(() => emptied.forEach((each) => (each.disabled = false)));
});

// A part that came in with a list of errors takes the focus to it.
const focusNow = (root) => (root.matches?.("[data-focus-now]") ? root : root.querySelector("[data-focus-now]"))?.focus();
document.addEventListener("htmx:afterSettle", (event) => focusNow(event.detail.elt));
focusNow(document);
