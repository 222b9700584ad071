// Turns <select data-combobox> into a type-ahead after the ARIA 1.2 pattern. The select stays in the form, holds the
// value and is what other scripts listen to; without this script it is the control itself.
// With `data-new` (the words of the offer) what is typed need not be known: a comma, leaving the field and saving take it.
let number = 0;

const element = (name, attributes = {}, text = "") => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

class Combobox {
  constructor(select) {
    this.select = select;
    this.texts = select.dataset;
    this.results = [];
    this.at = -1;
    this.build();
    this.listen();
    this.refresh();
  }

  build() {
    const id = `combobox-${++number}`;
    const label = document.querySelector(`label[for="${CSS.escape(this.select.id)}"]`);
    this.box = element("div", { class: "combobox" });
    this.input = element("input", {
      type: "text",
      id: `${id}-input`,
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      placeholder: this.texts.placeholder ?? this.texts.type ?? "",
    });
    for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) {
      if (this.select.hasAttribute(name)) this.input.setAttribute(name, this.select.getAttribute(name));
    }
    if (this.select.required) this.input.setAttribute("aria-required", "true");
    this.input.disabled = this.select.disabled;
    this.list = element("ul", { class: "combobox-list", id: `${id}-list`, role: "listbox" });
    this.list.hidden = true;
    if (label) {
      label.id ||= `${id}-label`;
      label.htmlFor = this.input.id;
      this.list.setAttribute("aria-labelledby", label.id);
    }
    this.chosen = element("div", { class: "combobox-chosen" });
    this.select.before(this.box);
    this.box.append(this.chosen, this.input, this.list);
    this.select.hidden = true;
    this.select.required = false; // a hidden control cannot show the browser's own complaint; the server checks
    if (this.select.autofocus) this.input.focus();
  }

  listen() {
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => !this.select.multiple && this.input.select());
    this.input.addEventListener("click", () => this.list.hidden && !this.texts.url && this.search());
    this.input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the input keeps the focus
      const option = event.target.closest("[role=option]");
      if (option) this.pick([...this.list.children].indexOf(option));
    });
    this.chosen.addEventListener("click", (event) => {
      const chip = event.target.closest("[data-value]");
      if (chip) this.remove(chip.dataset.value);
    });
    this.select.addEventListener("combobox:refresh", () => this.refresh());
    if (this.texts.new) this.select.form?.addEventListener("submit", () => this.take(), { capture: true });
    this.select.form?.addEventListener("reset", () => setTimeout(() => this.refresh()));
  }

  selected() {
    return [...this.select.selectedOptions].filter((option) => option.value !== "");
  }

  refresh() {
    if (!this.select.multiple) {
      this.input.value = this.selected()[0]?.text ?? "";
      return;
    }
    this.chosen.replaceChildren(
      ...this.selected().map((option) => {
        const name = (this.texts.remove ?? "{name}").replace("{name}", option.text);
        const chip = element("button", { type: "button", class: "chip", "data-value": option.value, "aria-label": name }, option.text);
        chip.append(element("span", { "aria-hidden": "true" }, "×"));
        return chip;
      }),
    );
    this.chosen.hidden = !this.chosen.childElementCount;
    this.input.value = "";
  }

  search() {
    clearTimeout(this.timer);
    this.hasty = false;
    const text = this.input.value.trim();
    if (!this.texts.url) return this.show([...this.local(text), ...this.offer(text)]);
    if (!text) return this.close();
    this.timer = setTimeout(() => this.ask(text), 150);
  }

  known(text) {
    return [...this.select.options].find((option) => option.value !== "" && plain(option.text) === plain(text));
  }

  offer(text) {
    if (!this.texts.new || !text || this.known(text)) return [];
    return [{ id: text, name: this.texts.new.replace("{name}", text), words: text }];
  }

  halfTyped() {
    const text = this.input.value.trim();
    return Boolean(this.texts.url && !this.texts.new && text && !this.selected().some((option) => option.text === text));
  }

  take() {
    const text = this.input.value.trim();
    if (!text) return;
    const option = this.known(text) ?? new Option(text, text);
    if (!option.isConnected) this.select.add(option);
    option.selected = true;
    this.close();
    this.refresh();
    this.changed();
  }

  local(text) {
    return [...this.select.options]
      .filter((option) => option.value !== "" && plain(option.text).includes(plain(text)))
      .slice(0, 50)
      .map((option) => ({ id: option.value, name: option.text }));
  }

  async ask(text) {
    this.asking?.abort();
    this.asking = new AbortController();
    const url = new URL(this.texts.url, location.href);
    url.searchParams.set("q", text);
    try {
      const answer = await fetch(url, { signal: this.asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      this.show(Array.isArray(found) ? found : found.results);
    } catch (error) {
      if (error.name !== "AbortError") this.note(this.texts.failed);
    }
  }

  show(results) {
    this.results = results;
    this.at = -1;
    if (this.hasty && results.length === 1) return this.pick(0);
    if (!results.length) return this.note(this.texts.none);
    this.list.replaceChildren(
      ...results.map((result, index) => {
        const option = element("li", { role: "option", id: `${this.list.id}-${index}`, class: "combobox-option", "aria-selected": "false" });
        option.append(element("span", { dir: "auto" }, result.name));
        if (result.hint) option.append(element("span", { class: "combobox-hint" }, result.hint));
        return option;
      }),
    );
    this.open();
    this.move(0);
    this.say((this.texts.found ?? "{n}").replace("{n}", results.length));
  }

  note(text) {
    this.results = [];
    this.list.replaceChildren(element("li", { class: "combobox-note", role: "option", "aria-disabled": "true" }, text));
    this.open();
    this.say(text);
  }

  say(text) {
    const region = document.getElementById("announcements");
    if (region) region.textContent = text;
  }

  open() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.list.hidden = true;
    this.at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  move(to) {
    const count = this.results.length;
    if (!count) return;
    this.at = (to + count) % count;
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    const active = this.list.children[this.at];
    this.input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) this.move(this.at + (event.key === "ArrowDown" ? 1 : -1));
      else this.search();
    } else if (event.key === "Enter" && open && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (this.at >= 0) this.pick(this.at);
    } else if (event.key === "Enter" && this.halfTyped() && !event.ctrlKey && !event.metaKey) {
      event.preventDefault(); // faster than the answer: the form must not go without what is being typed
      this.search();
      this.hasty = true;
    } else if (event.key === "," && this.texts.new) {
      event.preventDefault();
      this.take();
    } else if (event.key === "Tab" && !this.texts.new && open && this.at >= 0 && this.input.value.trim()) {
      this.pick(this.at);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      event.preventDefault();
      this.close();
    } else if (event.key === "Backspace" && this.select.multiple && !this.input.value) {
      const last = this.selected().at(-1);
      if (last) this.remove(last.value);
    }
  }

  pick(index) {
    const result = this.results[index];
    if (!result) return;
    let option = [...this.select.options].find((each) => each.value === String(result.id));
    if (!option) {
      option = new Option(result.words ?? result.name, result.id);
      this.select.add(option);
    }
    if (!this.select.multiple) for (const each of this.select.options) each.selected = false;
    option.selected = true;
    this.close();
    this.refresh();
    this.changed();
  }

  remove(value) {
    for (const option of this.select.options) if (option.value === value) option.selected = false;
    this.refresh();
    this.changed();
    this.input.focus();
  }

  leave() {
    clearTimeout(this.timer);
    this.close();
    if (this.texts.new) this.take();
    if (this.select.multiple) return;
    // Emptied by hand means no choice; half a name means the last choice still holds.
    if (!this.input.value.trim() && this.selected().length) {
      if (![...this.select.options].some((option) => option.value === "")) this.select.add(new Option("", ""), 0);
      this.select.value = "";
      this.changed();
    }
    this.refresh();
  }

  changed() {
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const start = () => {
  for (const select of document.querySelectorAll("select[data-combobox]")) {
    if (select.dataset.ready !== undefined) continue;
    select.dataset.ready = "";
    new Combobox(select);
  }
};
start();
document.addEventListener("htmx:afterSettle", start);
