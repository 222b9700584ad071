// Messages that come and go. Good news leaves by itself, bad news stays until it is closed.
const list = document.querySelector("[data-toasts]");
const LOOK = {
  success: ["notice-ok", "circle-check"],
  warning: ["notice-warn", "triangle-alert"],
  error: ["notice-bad", "circle-alert"],
  info: ["", "info"],
};
const SVG = "http://www.w3.org/2000/svg";

const icon = (name) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${list.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
};

const leave = (toast) => {
  if (["error", "warning"].includes(toast.dataset.toast)) return;
  let timer;
  const start = () => (timer = setTimeout(() => toast.remove(), 7000));
  const stop = () => clearTimeout(timer);
  for (const way of ["mouseenter", "focusin"]) toast.addEventListener(way, stop);
  for (const way of ["mouseleave", "focusout"]) toast.addEventListener(way, start);
  start();
};

const say = (text) => {
  const region = document.getElementById("announcements");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 50); // a region that changes is read; one that came with the page is not
};

const show = ({ text, tone = "info" }) => {
  if (!list || !text) return;
  const [className, mark] = LOOK[tone] ?? LOOK.info;
  const toast = document.createElement("li");
  toast.className = `toast notice ${className}`;
  toast.dataset.toast = tone;
  const body = document.createElement("div");
  body.className = "notice-body";
  body.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button-icon button-quiet button-small";
  close.dataset.toastClose = "";
  close.setAttribute("aria-label", list.dataset.close);
  close.append(icon("x"));
  toast.append(icon(mark), body, close);
  list.append(toast);
  say(text);
  leave(toast);
};

list?.addEventListener("click", (event) => event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove());
document.addEventListener("concord:toast", (event) => show(event.detail));
document.addEventListener("toast", (event) => show(event.detail)); // HX-Trigger: {"toast": {"text": "…", "tone": "success"}}
const first = [...(list?.querySelectorAll("[data-toast]") ?? [])];
if (first.length) say(first.map((toast) => toast.querySelector(".notice-body").textContent.trim()).join(" "));
first.forEach(leave);
