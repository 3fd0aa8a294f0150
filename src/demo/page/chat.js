// One phone: the chats of its people, one at a time.

import { bubble, groups } from "./bubble.js";
import { day, el } from "./text.js";

const NEAR = 60;

export class Phone {
  constructor(slot, world, tools) {
    Object.assign(this, { slot, world, tools, who: slot.people[0] });
    this.seen = new Map();
    this.nodes = new Map();
    this.signs = new Map();
    this.reply = null;
    this.changing = null;
    this.first = true;
    // At the newest message, and to stay there.
    this.stuck = true;
    this.node = this.build();
  }

  get chat() { return this.world.chats.get(this.who.chat) ?? new Map(); }

  message(id) { return this.chat.get(id); }

  build() {
    const { slot } = this;
    this.people = el("div", { class: "people", hidden: slot.people.length < 2 }, ...slot.people.map((person) =>
      el("button", { type: "button", class: "person", "data-who": person.key, on: { click: () => this.choose(person.key) } },
        person.name.split(" ")[0], el("span", { class: "badge", hidden: true }))));
    this.title = el("div", { class: "title" });
    this.toast = el("div", { class: "toast" });
    this.log = el("div", { class: "log", tabindex: "0", role: "log", "aria-live": "off", "aria-label": `Чат: ${slot.name}` });
    this.log.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => { if (this.stuck) this.bottom(); }).observe(this.log);
    this.down = el("button", { type: "button", class: "down", hidden: true, "aria-label": "К новым сообщениям",
      on: { click: () => this.bottom("smooth") } }, "⌄", el("span", { class: "badge" }));
    this.menu = el("div", { class: "menu", hidden: true });
    return el("section", { class: "phone", id: `phone-${slot.key}`, role: "tabpanel", "aria-labelledby": `tab-${slot.key}` },
      el("header", { class: "head" },
        el("div", { class: `avatar of-${slot.key}`, "aria-hidden": "true" }, slot.group ? "☀️" : "МЦУ"), this.title),
      this.people, el("div", { class: "screen" }, this.toast, this.log, this.down), this.menu, this.composer());
  }

  composer() {
    this.context = el("div", { class: "context", hidden: true });
    this.field = el("textarea", { rows: "1", "aria-label": `Сообщение: ${this.slot.name}`,
      placeholder: this.slot.group ? "Сообщение в группу" : "Сообщение" });
    this.field.addEventListener("keydown", (event) => this.typed(event));
    this.field.addEventListener("input", () => this.grow());
    const small = (label, sign, act, extra = "") => el("button", { type: "button", class: `round ${extra}`, "aria-label": label,
      title: label, on: { click: act } }, sign);
    const form = el("form", { class: "composer" },
      small("Команды", "/", () => this.toggleMenu()),
      this.slot.key === "operator" && small("Посты жителей: переслать", "📰", () => this.tools.sheet().shelf(this), "shelf"),
      this.field,
      small("Прикрепить", "📎", () => this.tools.sheet().attach(this)),
      el("button", { type: "submit", class: "round send", "aria-label": "Отправить" }, "➤"));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    return el("div", { class: "foot-bar" }, this.context, form);
  }

  choose(key) {
    this.who = this.slot.people.find((person) => person.key === key) ?? this.who;
    this.forget();
    this.nodes.clear();
    this.signs.clear();
    this.log.replaceChildren();
    this.menu.hidden = true;
    this.stuck = true;
    this.draw();
    this.opened();
  }

  // The server has told something about these chats.
  hear(chats) {
    const news = chats[this.who.chat];
    if (this.first) {
      for (const person of this.slot.people) this.seen.set(person.chat, newest(this.world.chats.get(person.chat)));
      this.first = false;
      this.draw();
      this.bottom();
      return;
    }
    if (!news) { this.marks(); return; }
    this.draw();
    if (this.stuck) this.bottom();
    const fresh = news.messages.filter((message) => message.from === "bot" && !message.edits && message.text && !message.silent);
    if (fresh.length) this.tools.say(`${this.slot.name}: ${fresh.at(-1).text.slice(0, 160)}`);
    this.scrolled();
  }

  // Nodes of what has not changed stay, so that nobody loses the place or the focus.
  draw() {
    const { name, title } = this.who;
    const text = this.slot.group
      ? [el("b", {}, this.slot.group.title), el("span", {}, `группа · пишет ${name}`)]
      : [el("b", {}, this.slot.name), el("span", {}, `${name} · ${title}`)];
    this.title.replaceChildren(...text);
    const messages = [...this.chat.values()].sort((a, b) => a.id - b.id);
    const held = this.held();
    const wanted = [];
    let date = "";
    for (const parts of groups(messages)) {
      const on = day(parts[0].at);
      if (on !== date) wanted.push(this.keep(`day ${on}`, on, () => el("div", { class: "day" }, el("span", {}, on))));
      date = on;
      wanted.push(this.keep(parts[0].id, JSON.stringify(parts) + this.quoted(parts[0]), () => bubble(parts, this)));
    }
    const kept = new Set(wanted);
    for (const child of [...this.log.children]) if (!kept.has(child)) child.remove();
    wanted.forEach((node, at) => { if (this.log.children[at] !== node) this.log.insertBefore(node, this.log.children[at] ?? null); });
    this.hold(held);
    this.marks();
  }

  quoted(message) { return message.reply ? this.message(message.reply)?.text.slice(0, 90) ?? "" : ""; }

  keep(key, sign, make) {
    if (this.signs.get(key) !== sign) {
      const node = make();
      node.dataset.key = key;
      if (!this.first && this.nodes.size) node.classList.add(this.nodes.has(key) ? "changed" : "fresh");
      this.nodes.set(key, node);
      this.signs.set(key, sign);
    }
    return this.nodes.get(key);
  }

  // Where the keyboard was, by words: the button itself may be drawn anew.
  held() {
    const active = document.activeElement;
    const node = active?.closest?.(".message");
    return node && this.log.contains(node) ? { key: node.dataset.key, label: active.dataset.label } : null;
  }

  hold(held) {
    if (!held || this.log.contains(document.activeElement)) return;
    const node = this.log.querySelector(`[data-key="${held.key}"]`);
    const keys = [...(node?.querySelectorAll(".key") ?? [])];
    (keys.find((key) => key.dataset.label === held.label) ?? keys[0] ?? this.log).focus({ preventScroll: true });
  }

  marks() {
    for (const tab of this.people.children) {
      const person = this.slot.people.find((one) => one.key === tab.dataset.who);
      const chosen = person.key === this.who.key;
      tab.setAttribute("aria-pressed", String(chosen));
      const count = chosen ? 0 : this.countUnread(person.chat);
      const badge = tab.querySelector(".badge");
      badge.hidden = !count;
      badge.textContent = count;
    }
    const below = this.countUnread(this.who.chat);
    this.down.hidden = this.isNear();
    this.down.querySelector(".badge").hidden = !below;
    this.down.querySelector(".badge").textContent = below;
    this.tools.unread();
  }

  countUnread(chat) {
    const seen = this.seen.get(chat) ?? 0;
    return [...(this.world.chats.get(chat)?.values() ?? [])].filter((one) => one.from === "bot" && one.id > seen).length;
  }

  unread() { return this.slot.people.reduce((sum, person) => sum + this.countUnread(person.chat), 0); }

  isNear() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR; }

  isShown() { return this.node.offsetParent !== null; }

  opened() {
    if (this.stuck) this.bottom();
    this.scrolled();
  }

  // Hidden ones have no place in their chat to speak of.
  scrolled() {
    if (this.isShown()) {
      this.stuck = this.isNear();
      if (this.stuck) this.seen.set(this.who.chat, newest(this.chat));
    }
    this.marks();
  }

  bottom(behavior = "instant") { this.log.scrollTo({ top: this.log.scrollHeight, behavior }); }

  jump(id) {
    const node = this.log.querySelector(`[data-key="${id}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.remove("changed");
    requestAnimationFrame(() => node.classList.add("changed"));
  }

  view(source) {
    const viewer = document.getElementById("viewer");
    viewer.querySelector("img").src = source;
    viewer.showModal();
  }

  async press(message, key, button) {
    if (key.does !== "press") {
      return this.follow(key.does === "copy" ? { copy: key.what } : { url: key.what });
    }
    button.classList.add("waiting");
    const answer = await this.tools.act({ act: "press", who: this.who.key, chat: this.who.chat, message: message.id, data: key.what });
    button.classList.remove("waiting");
    if (answer.late) this.tools.toast(this, "Бот пока молчит. Нажатие ждёт его в Telegram.");
    else if (answer.text) answer.alert ? this.tools.alertBox(answer.text) : this.tools.toast(this, answer.text);
    if (answer.url) this.follow({ url: answer.url });
  }

  follow(what) { return this.tools.follow(this, what); }

  typed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
    if (event.key === "Escape") { this.forget(); this.menu.hidden = true; }
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 120)}px`;
    if (this.field.value === "/") this.toggleMenu(true);
    else this.menu.hidden = true;
  }

  fill(text) {
    this.field.value = text;
    this.grow();
    this.field.focus();
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const where = { who: this.who.key, chat: this.who.chat, text };
    const what = this.changing ? { act: "edit", ...where, message: this.changing.id }
      : { act: "write", ...where, reply: this.reply?.id ?? null };
    this.field.value = "";
    this.grow();
    this.forget();
    this.bottom();
    await this.tools.act(what);
  }

  attach(things) {
    const what = { act: "attach", who: this.who.key, chat: this.who.chat, things, text: this.field.value.trim(), reply: this.reply?.id ?? null };
    this.field.value = "";
    this.grow();
    this.forget();
    return this.tools.act(what);
  }

  answerTo(message) { this.forget(); this.reply = message; this.about("Ответ", message); }

  change(message) { this.forget(); this.changing = message; this.fill(message.text); this.about("Изменение", message); }

  about(what, message) {
    this.context.replaceChildren(el("span", {}, el("b", {}, what), ` ${message.text.split("\n")[0].slice(0, 80)}`),
      el("button", { type: "button", class: "round", "aria-label": "Не отвечать", on: { click: () => this.forget() } }, "✕"));
    this.context.hidden = false;
    this.field.focus();
  }

  forget() {
    if (this.changing) this.field.value = "";
    this.reply = this.changing = null;
    this.context.hidden = true;
  }

  toggleMenu(open = this.menu.hidden) {
    const commands = this.world.menus.get(this.who.chat) ?? [];
    this.menu.replaceChildren(...commands.map(([name, words]) => el("button", { type: "button",
      on: { click: () => { this.menu.hidden = true; this.field.value = ""; this.follow({ command: `/${name}` }); } } },
      el("b", {}, `/${name}`), el("span", {}, words))));
    if (!commands.length) this.menu.replaceChildren(el("span", {}, "В этом чате команд нет"));
    this.menu.hidden = !open;
    if (open && this.field.value !== "/") this.menu.querySelector("button")?.focus();
  }
}

function newest(chat) { return Math.max(0, ...(chat?.keys() ?? [])); }
