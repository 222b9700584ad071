// <form data-draft="key"> keeps what was typed in this browser until it is sent, and brings it back with a notice.
// data-draft-restored and data-draft-discard are the notice's words.
const PREFIX = "draft:";
const KEPT_FOR = 14 * 24 * 3600 * 1000;
const SECRET = 'input[type="password"], input[type="file"], input[type="hidden"]';

const store = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  },
  write(key, fields, sent = false) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), fields, sent }));
    } catch {
      /* full or forbidden: nothing is kept, nothing breaks */
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      /* as above */
    }
  },
  keys() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    } catch {
      return [];
    }
  },
};

const kept = (form) => [...form.elements].filter((each) => each.name && !each.matches(SECRET));

const collect = (form) => {
  const fields = {};
  for (const each of kept(form)) {
    if (each.matches('[type="checkbox"], [type="radio"]')) {
      fields[each.name] ??= [];
      if (each.checked) fields[each.name].push(each.value);
    } else if (each.matches("select")) {
      fields[each.name] = [...each.selectedOptions].map((option) => ({ value: option.value, text: option.text }));
    } else {
      fields[each.name] = each.value;
    }
  }
  return fields;
};

const fill = (form, fields) => {
  for (const each of kept(form)) {
    const value = fields[each.name];
    if (value === undefined) continue;
    if (each.matches('[type="checkbox"], [type="radio"]')) {
      each.checked = value.includes(each.value);
    } else if (each.matches("select")) {
      for (const { value: key, text } of value) {
        const known = [...each.options].some((option) => option.value === key);
        if (!known && each.matches("[data-combobox]")) each.add(new Option(text, key));
      }
      for (const option of each.options) option.selected = value.some((one) => one.value === option.value);
      each.dispatchEvent(new Event("combobox:refresh"));
    } else {
      each.value = value;
    }
  }
};

const notice = (form, discard) => {
  const box = document.createElement("div");
  box.className = "notice notice-plain";
  box.setAttribute("role", "status");
  const text = document.createElement("div");
  text.className = "notice-body";
  text.textContent = form.dataset.draftRestored;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.textContent = form.dataset.draftDiscard;
  button.addEventListener("click", discard);
  box.append(text, button);
  form.prepend(box);
  return box;
};

const keep = (form) => {
  const key = form.dataset.draft;
  const before = collect(form);
  const draft = store.read(key);
  // A form sent back with errors, or filled in anew by the server (data-draft-newer), is newer than any draft.
  const empty = form.querySelector('[aria-invalid="true"]') === null && form.dataset.draftNewer === undefined;
  if (form.dataset.draftNewer !== undefined) store.write(key, before);
  if (draft && empty && JSON.stringify(draft.fields) !== JSON.stringify(before)) {
    fill(form, draft.fields);
    const box = notice(form, () => {
      fill(form, before);
      store.drop(key);
      box.remove();
    });
  }
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => store.write(key, collect(form)), 400);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    store.write(key, collect(form), true);
  });
};

// Sent is not yet saved: the draft goes when a page says that it worked, or leads elsewhere without a problem.
const saved = document.querySelector('[data-toast="success"]');
const problem = document.querySelector("[data-problem]");
for (const key of store.keys()) {
  const draft = store.read(key);
  const here = document.querySelector(`form[data-draft="${CSS.escape(key)}"]`);
  const expired = !draft || Date.now() - draft.at > KEPT_FOR;
  if (expired || (draft.sent && (saved || !(here || problem)))) store.drop(key);
}

const known = new WeakSet();
const start = () => {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (known.has(form)) continue;
    known.add(form);
    keep(form);
  }
};
start();
document.addEventListener("htmx:afterSettle", start);
