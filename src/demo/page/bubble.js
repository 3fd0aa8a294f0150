// One message, or one album, as a bubble.

import { el, hours, plural, rich } from "./text.js";

// What of one album stands together is one bubble.
export function groups(messages) {
  const found = [];
  for (const message of messages) {
    const last = found.at(-1);
    if (message.album && last?.[0].album === message.album) last.push(message);
    else found.push([message]);
  }
  return found;
}

export function bubble(parts, phone) {
  const first = parts[0];
  if (first.service) return el("div", { class: "service" }, first.service);
  const mine = first.from === phone.who.chat;
  const said = parts.find((part) => part.text) ?? first;
  const media = parts.filter((part) => part.media);
  const box = el("div", { class: "bubble" },
    phone.slot.group && !mine && el("div", { class: "author" }, first.from === "bot" ? "МЦУ-бот" : first.name),
    first.forward && el("div", { class: "forward" }, "Переслано от ", el("b", {}, first.forward)),
    quote(first, phone),
    pictures(media.filter((part) => part.media.kind === "photo"), phone),
    ...media.filter((part) => part.media.kind === "document").map((part) => paper(part.media)),
    first.place && el("div", { class: "paper" }, "📍 ", `${first.place.latitude.toFixed(4)}, ${first.place.longitude.toFixed(4)}`),
    said.text && el("div", { class: "words" }, rich(said.text, said.entities, (what) => phone.follow(what))),
    el("div", { class: "foot" }, tools(said, mine, phone), el("span", {}, foot(said, mine))),
  );
  return el("div", { class: `message ${mine ? "mine" : ""}` }, box, keyboard(parts.at(-1), phone));
}

function quote(message, phone) {
  const to = message.reply && phone.message(message.reply);
  if (!to) return null;
  const words = to.text || (to.media ? "Фото" : "…");
  return el("button", { type: "button", class: "quote", on: { click: () => phone.jump(message.reply) } },
    el("b", {}, to.from === "bot" ? "МЦУ-бот" : to.name ?? ""), el("span", {}, words.split("\n")[0].slice(0, 90)));
}

function pictures(photos, phone) {
  if (!photos.length) return null;
  const image = ({ media }) => el("button", { type: "button", class: "photo", "aria-label": "Открыть фото",
    on: { click: () => phone.view(`/file/${media.file}`) } },
    el("img", { src: `/file/${media.file}`, alt: "Фото", width: media.width, height: media.height }));
  return el("div", { class: `pictures n${Math.min(photos.length, 4)}` }, ...photos.map(image));
}

function paper(media) {
  const size = media.size > 1024 ? `${Math.round(media.size / 1024)} КБ` : `${media.size} ${plural(media.size, "байт", "байта", "байт")}`;
  const name = media.name ?? "файл";
  return el("a", { class: "paper", href: `/file/${media.file}?name=${encodeURIComponent(name)}`, download: name },
    el("span", { class: "sheet-sign", "aria-hidden": "true" }, "📄"), el("span", {}, el("b", {}, name), el("small", {}, size)));
}

function foot(message, mine) {
  const signs = [message.edited && "изменено", message.silent && "🔕", hours(message.at), mine && "✓✓"];
  return signs.filter(Boolean).join(" ");
}

function tools(message, mine, phone) {
  const act = (label, sign, does) => el("button", { type: "button", class: "tool", "aria-label": label, title: label,
    on: { click: does } }, sign);
  return el("div", { class: "tools" },
    act("Ответить на сообщение", "↩", () => phone.answerTo(message)),
    mine && message.text && act("Изменить сообщение", "✎", () => phone.change(message)));
}

function keyboard(message, phone) {
  if (!message.keyboard.length) return null;
  return el("div", { class: "keyboard" }, ...message.keyboard.map((row) => el("div", { class: "keys" },
    ...row.map((key) => el("button", {
      type: "button", class: `key ${key.does}`, "data-label": key.label,
      on: { click: (event) => phone.press(message, key, event.currentTarget) },
    }, key.label)))));
}
