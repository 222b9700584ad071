// Passkeys: says when one was not used, and hides the offer where the browser knows none.
const script = document.querySelector("script[data-passkeys-failed]");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const detail = { text: script.dataset.passkeysFailed, tone: "warning" };
  document.dispatchEvent(new CustomEvent("concord:toast", { detail }));
});
if (!window.PublicKeyCredential) {
  for (const offer of document.querySelectorAll("[data-passkeys]")) offer.hidden = true;
}
