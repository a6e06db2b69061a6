// Suggestions while typing, in every box that says where they come from (data-suggest): a combobox with a list that is
// walked by arrows, mouse or finger. Without this script the box is a plain form.
const PAUSE = 150;
const IN_COMPOSITION = 229;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function option(id, one) {
  const name = element("span", { class: "suggest-name" });
  for (const [text, mark] of one.pieces) name.append(mark ? element("mark", {}, text) : text);
  const detail = one.detail || one.code;
  return element(
    "li", { id, role: "option", "aria-selected": "false", "data-address": one.address },
    element("span", { class: "kb-tag" }, one.kind_name), name,
    ...(detail ? [element("span", { class: "suggest-detail" }, detail)] : []),
  );
}

class Suggestions {
  constructor(box) {
    this.box = box;
    this.chosen = -1;
    this.composing = false;
    this.list = element("ul", {
      id: `${box.id}-list`, class: "kb-suggestions", role: "listbox", "aria-label": box.dataset.suggestLabel, hidden: "",
    });
    this.status = element("span", { class: "kb-hidden", role: "status" });
    box.after(this.list);
    box.form.append(this.status);
    const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [key, value] of Object.entries(said)) box.setAttribute(key, value);
    this.listen();
  }

  listen() {
    const { box, list } = this;
    box.addEventListener("compositionstart", () => { this.composing = true; this.stop(); });
    box.addEventListener("compositionend", () => { this.composing = false; this.await(); });
    box.addEventListener("input", (event) => { if (!this.composing && !event.isComposing) this.await(); });
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => this.close());
    box.form.addEventListener("submit", () => this.close());
    window.addEventListener("pagehide", () => this.close());
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  await() {
    this.stop();
    if (this.box.value.trim()) this.timer = setTimeout(() => this.ask(), PAUSE);
    else this.close();
  }

  async ask() {
    this.stop();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const query = new URLSearchParams({ q: this.box.value });
      const answer = await fetch(`${this.box.dataset.suggest}?${query}`, { signal: asking.signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (!asking.signal.aborted) this.show(found);
    } catch {
      if (!asking.signal.aborted) this.close();
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, place) => option(`${this.list.id}-${place}`, one)));
    this.status.textContent = this.box.dataset.suggestCount.replace("{count}", found.length);
    this.open(found.length > 0);
  }

  open(shown) {
    this.list.hidden = !shown;
    this.box.setAttribute("aria-expanded", String(shown));
    this.choose(-1);
  }

  close() {
    this.stop();
    this.open(false);
    this.status.textContent = "";
  }

  choose(place) {
    this.list.children[this.chosen]?.setAttribute("aria-selected", "false");
    const chosen = this.list.children[place];
    this.chosen = chosen ? place : -1;
    if (!chosen) return this.box.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", chosen.id);
  }

  press(event) {
    // While an input method composes, its Enter, Escape and arrows are its own.
    if (this.composing || event.isComposing || event.keyCode === IN_COMPOSITION) return;
    const many = this.list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.box.value.trim() && this.ask();
      else this.choose(((this.chosen + 1 + step + many + 1) % (many + 1)) - 1);
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.go(this.list.children[this.chosen]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  go(chosen) {
    if (!chosen) return;
    const address = chosen.dataset.address;
    this.close();
    location.assign(address);
  }
}

for (const box of document.querySelectorAll("input[data-suggest]")) new Suggestions(box);
