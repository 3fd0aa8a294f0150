// What slides up over the page: posts to forward, things to attach.

import { el } from "./text.js";

const NETWORKS = {
  vk: "ВКонтакте", ok: "Одноклассники", channel: "Telegram", hidden: "Telegram", chat: "Telegram", max: "MAX",
  x: "X", facebook: "Facebook", instagram: "Instagram", site: "Сайт",
};
const SIGNS = { vk: "VK", ok: "OK", channel: "TG", hidden: "TG", chat: "TG", max: "MX", x: "X", facebook: "F", instagram: "IG", site: "WWW" };

export class Sheet {
  constructor(dialog, world, act) {
    Object.assign(this, { dialog, world, act });
    this.sent = new Set();
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }

  open(title, note, ...content) {
    this.dialog.replaceChildren(
      el("header", {}, el("h2", { id: "sheet-title" }, title),
        el("button", { type: "button", class: "round", "aria-label": "Закрыть", on: { click: () => this.dialog.close() } }, "✕")),
      note && el("p", { class: "note" }, note), ...content);
    this.dialog.showModal();
  }

  shelf(phone) {
    const card = (post) => el("li", { class: "post" },
      el("span", { class: `net ${post.network}`, "aria-hidden": "true" }, SIGNS[post.network]),
      el("div", {},
        el("b", {}, post.title), el("small", {}, NETWORKS[post.network]),
        el("p", {}, post.text),
        post.pictures.length > 0 && el("div", { class: "thumbs" }, ...post.pictures.map((name) =>
          el("img", { src: `/drawing/${name}.svg`, alt: this.title(name), width: 96, height: 72 }))),
        post.hint && el("p", { class: "hint" }, post.hint)),
      el("button", { type: "button", class: "primary", "data-post": post.key,
        "aria-label": `Переслать: ${post.text.slice(0, 60)}`, on: { click: () => this.forward(phone, post) } },
        this.sent.has(post.key) ? "Ещё раз" : "Переслать"));
    this.open("Посты жителей", "Оператор находит их в соцсетях и пересылает боту. Все люди и адреса выдуманы.",
      el("ul", { class: "posts" }, ...this.world.about.shelf.map(card)));
  }

  async forward(phone, post) {
    this.sent.add(post.key);
    this.dialog.close();
    phone.bottom();
    await this.act({ act: "forward", who: phone.who.key, post: post.key });
  }

  title(name) { return this.world.about.drawings.find((drawing) => drawing.name === name)?.title ?? ""; }

  attach(phone) {
    const chosen = new Set();
    const send = el("button", { type: "button", class: "primary wide", disabled: true,
      on: { click: () => { this.dialog.close(); phone.attach([...chosen]); } } }, "Выберите фото");
    const toggle = (button, name) => {
      if (!chosen.delete(name)) chosen.add(name);
      button.setAttribute("aria-pressed", String(chosen.has(name)));
      send.disabled = chosen.size === 0;
      send.textContent = chosen.size > 1 ? `Отправить альбом: ${chosen.size}` : chosen.size ? "Отправить фото" : "Выберите фото";
    };
    const order = phone.slot.key === "recipient" ? ["repair", "problem"] : ["problem", "repair"];
    const drawings = [...this.world.about.drawings].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    const photo = (drawing) => el("button", { type: "button", class: "choice", "aria-pressed": "false", "data-drawing": drawing.name,
      on: { click: (event) => toggle(event.currentTarget, drawing.name) } },
      el("img", { src: `/drawing/${drawing.name}.svg`, alt: "", width: 160, height: 120 }), el("span", {}, drawing.title));
    const other = (thing, text) => el("button", { type: "button", class: "wide", on: { click: () => { this.dialog.close(); phone.attach([thing]); } } }, text);
    this.open("Прикрепить", phone.field.value.trim() ? "Набранный текст станет подписью." : null,
      el("div", { class: "choices" }, ...drawings.map(photo)), send,
      other("paper", "📄 Акт осмотра.txt"), other("place", "📍 Геопозиция"));
  }
}
