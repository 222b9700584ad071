// The search box of the frame: answers while typing, after the ARIA 1.2 pattern; deeds before anything is typed. How much
// was found is announced; arrows, Home and End choose, Escape closes, then empties.
// Without this script the box is a form that leads to the page of results.
const WAIT = 120;

const element = (name, attributes = {}, text = "") => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

class Palette {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = element("div", { class: "palette", id: "palette", role: "listbox", "aria-label": form.dataset.label });
    this.list.hidden = true;
    form.append(this.list);
    this.options = [];
    this.at = -1;
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "palette" }))
      this.input.setAttribute(key, value);
    this.input.addEventListener("input", () => this.soon());
    this.input.addEventListener("focus", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) this.close();
    });
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    const request = (this.request = new AbortController());
    const url = `${this.form.dataset.suggest}?${new URLSearchParams({ q: this.input.value.trim() })}`;
    this.form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: request.signal, headers: { Accept: "application/json" } });
      if (answer.ok && !answer.redirected) this.show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // the line is gone: Enter still asks for the page of results
    } finally {
      if (request === this.request) this.form.removeAttribute("aria-busy");
    }
  }

  show({ groups, notices }) {
    this.options = [];
    this.at = -1;
    this.list.replaceChildren(...groups.map((group, number) => this.group(group, number)));
    const count = this.options.length;
    for (const notice of notices) this.list.append(element("p", { class: "palette-note", role: "presentation" }, notice));
    if (this.input.value.trim()) {
      if (!count) this.list.append(element("p", { class: "palette-note", role: "presentation" }, this.form.dataset.none));
      const all = this.form.dataset.all.replace("%s", this.input.value.trim());
      const url = `${this.form.action}?${new URLSearchParams({ q: this.input.value.trim() })}`;
      this.list.append(this.option({ title: all, hint: "", url, icon: "search" }));
    }
    this.mark(-1);
    const open = this.options.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (open) this.say([this.found(count), ...notices].join(" "));
  }

  found(count) {
    const texts = this.form.dataset;
    return count ? (count === 1 ? texts.foundOne : texts.foundMany).replace("{n}", count) : texts.none;
  }

  say(text) {
    const region = document.getElementById("announcements");
    if (region) region.textContent = text;
  }

  group({ label, items }, number) {
    const box = element("div", { role: "group", "aria-labelledby": `palette-${number}` });
    box.append(element("p", { class: "palette-label", id: `palette-${number}` }, label), ...items.map((item) => this.option(item)));
    return box;
  }

  option({ title, hint, url, icon }) {
    const option = element("a", { class: "palette-option", role: "option", tabindex: "-1", "aria-selected": "false", href: url, id: `palette-option-${this.options.length}` });
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawing.setAttribute("class", "icon");
    drawing.setAttribute("aria-hidden", "true");
    drawing.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
    drawing.firstChild.setAttribute("href", `${this.form.dataset.icons}#${icon}`);
    option.append(drawing, element("span", { class: "palette-title", dir: "auto" }, title));
    if (hint) option.append(element("span", { class: "palette-hint", dir: "auto" }, hint));
    this.options.push(option);
    return option;
  }

  mark(at) {
    this.options[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const chosen = this.options[at];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const count = this.options.length;
    if (event.isComposing) return; // the Enter of a Chinese, Japanese or Korean word
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.list.hidden) {
      this.ask();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.mark(this.at < 0 && step < 0 ? count - 1 : (this.at + step + count) % count);
    } else if ((event.key === "Home" || event.key === "End") && this.options[this.at]) {
      event.preventDefault();
      this.mark(event.key === "Home" ? 0 : count - 1);
    } else if (event.key === "Enter" && !this.list.hidden && this.options[this.at]) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) window.open(this.options[this.at].href, "_blank", "noopener");
      else location.assign(this.options[this.at].href);
    }
  }

  close() {
    this.request?.abort();
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.mark(-1);
    this.input.setAttribute("aria-expanded", "false");
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) new Palette(form);
