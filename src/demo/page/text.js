// Text with entities becomes nodes. Words of people are only ever put in as text.

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre" };

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Offsets are UTF-16 units, as JavaScript counts too. An entity that lies in another is drawn in it.
export function rich(text, entities, follow) {
  const fragment = document.createDocumentFragment();
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(fragment, text, 0, text.length, sorted, follow);
  return fragment;
}

function fill(parent, text, from, to, entities, follow) {
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) parent.append(text.slice(at, entity.offset));
    const node = mark(entity, text.slice(entity.offset, end), follow);
    fill(node, text, Math.max(entity.offset, at), end, entities, follow);
    parent.append(node);
    at = Math.max(at, end);
  }
  if (at < to) parent.append(text.slice(at, to));
}

function mark(entity, words, follow) {
  switch (entity.type) {
    case "text_link": return link(entity.url, follow);
    case "url": return link(words, follow);
    case "bot_command": return button(words, () => follow({ command: words }));
    case "blockquote":
    case "expandable_blockquote": return el("blockquote");
    case "spoiler": {
      const hidden = el("button", { type: "button", class: "spoiler", "aria-label": "Скрытый текст, показать" });
      hidden.addEventListener("click", () => { hidden.classList.add("open"); hidden.removeAttribute("aria-label"); });
      return hidden;
    }
    default: return el(TAGS[entity.type] ?? "span");
  }
}

function link(url, follow) {
  return button(url, () => follow({ url }));
}

function button(title, act) {
  return el("button", { type: "button", class: "link", title, on: { click: act } });
}

const format = (zone, options) => new Intl.DateTimeFormat("ru-RU", { timeZone: zone, ...options });
let zone = "Europe/Astrakhan";
export const setZone = (name) => { zone = name; };
export const hours = (at) => format(zone, { hour: "2-digit", minute: "2-digit" }).format(at);
export const day = (at) => format(zone, { day: "numeric", month: "long", weekday: "short" }).format(at);
export const full = (at) => `${format(zone, { weekday: "short", day: "numeric", month: "short" }).format(at)}, ${hours(at)}`;
export function plural(count, one, few, many) {
  const rest = count % 100;
  if (rest > 10 && rest < 20) return many;
  return rest % 10 === 1 ? one : rest % 10 > 1 && rest % 10 < 5 ? few : many;
}
