// Runs in the head, before the first paint, so that a dark page never flashes white. The choice of a person who is
// signed in comes from the profile; the browser remembers it for the sign-in page.
(() => {
  const root = document.documentElement;
  const show = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  };
  const remembered = () => {
    try {
      return localStorage.getItem("concord-theme") || "system";
    } catch {
      return "system";
    }
  };
  const remember = (choice) => {
    try {
      localStorage.setItem("concord-theme", choice);
    } catch {
      /* a browser without storage: the profile remembers */
    }
  };
  const profile = root.dataset.profileTheme;
  let current = profile || remembered();
  if (profile) remember(profile);
  show(current);

  const mark = () => {
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === current));
    }
  };
  document.addEventListener("DOMContentLoaded", mark);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    current = button.dataset.themeChoice;
    show(current);
    remember(current);
    mark();
    const url = button.closest("[data-theme-switch]")?.dataset.url;
    const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];
    if (url && token) {
      fetch(url, { method: "POST", headers: { "X-CSRFToken": token }, body: new URLSearchParams({ theme: current }) });
    }
  });
})();
