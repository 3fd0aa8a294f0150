// The page: what the server tells is kept here and drawn; what people do is sent.

import { Phone } from "./chat.js";
import { Sheet } from "./sheet.js";
import { Tour } from "./tour.js";
import { el, full, plural, setZone } from "./text.js";

const token = document.querySelector("meta[name=demo-token]").content;
const $ = (id) => document.getElementById(id);

export const world = {
  about: null,
  chats: new Map(),
  menus: new Map(),
  status: { bot: "running", telegram: "up", passing: false, waiting: 0 },
  ahead: 0,
  now: () => Date.now() + world.ahead,
};

export async function act(what) {
  const response = await fetch("/act", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Demo-Token": token },
    body: JSON.stringify(what),
  }).catch(() => null);
  if (!response) { toast(null, "Демонстрация остановлена: программа не отвечает"); return {}; }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok && answer.error) toast(null, answer.error);
  return answer;
}

export function toast(phone, text) {
  const place = phone?.toast ?? $("state");
  if (!phone) { showState(text); return; }
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(phone.fading);
  phone.fading = setTimeout(() => place.classList.remove("shown"), 3500);
  say(text);
}

export function alertBox(text) {
  $("alert-text").textContent = text;
  $("alert").showModal();
}

export function say(text) {
  $("live").textContent = text;
}

const phones = [];
const NAMES = { operator: "Оператор", recipient: "Ответственный", head: "Руководитель", group: "Группа" };

function build(about) {
  world.about = about;
  setZone(about.zone);
  const slots = ["operator", "recipient", "head"].map((key) => ({
    key, name: NAMES[key],
    people: about.people.filter((person) => person.phone === key),
  }));
  const head = about.people.find((person) => person.key === "head");
  const group = { ...head, chat: about.group.chat };
  slots.push({ key: "group", name: NAMES.group, people: [group], group: about.group });
  for (const slot of slots) {
    const phone = new Phone(slot, world, { act, toast, alertBox, say, follow, sheet: () => sheet, unread: badges });
    phones.push(phone);
    $("phones").append(phone.node);
    const tab = el("button", {
      type: "button", role: "tab", id: `tab-${slot.key}`, "aria-controls": `phone-${slot.key}`,
      on: { click: () => show(slot.key), keydown: (event) => along(event, slot.key) },
    }, slot.name, el("span", { class: "badge", hidden: true }));
    $("tabs").append(tab);
  }
  show("operator");
}

const sheet = new Sheet($("sheet"), world, act);

export const phone = (key) => phones.find((one) => one.slot.key === key);

export function show(key) {
  for (const one of phones) {
    const chosen = one.slot.key === key;
    one.node.classList.toggle("current", chosen);
    const tab = $(`tab-${one.slot.key}`);
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen) one.opened();
  }
  badges();
}

function along(event, key) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const at = phones.findIndex((one) => one.slot.key === key);
  const next = phones[(at + step + phones.length) % phones.length].slot.key;
  show(next);
  $(`tab-${next}`).focus();
}

export function badges() {
  for (const one of phones) {
    const badge = $(`tab-${one.slot.key}`)?.querySelector(".badge");
    if (!badge) continue;
    const count = one.unread();
    badge.hidden = count === 0;
    badge.textContent = count;
  }
}

// A link to the bot opens the private chat of whoever follows it.
async function follow(from, { url, command, copy }) {
  if (command) return act({ act: "write", who: from.who.key, chat: from.who.chat, text: command.split("@")[0] });
  if (copy !== undefined) {
    await navigator.clipboard?.writeText(copy).catch(() => {});
    return toast(from, "Скопировано");
  }
  const payload = new RegExp(`t\\.me/${world.about.bot}\\?start=([\\w-]+)`).exec(url)?.[1];
  if (!payload) return toast(from, `В демонстрации ссылки не открываются: ${url}`);
  const home = phones.find((one) => one.slot.people.some((person) => person.key === from.who.key) && !one.slot.group);
  home.choose(from.who.key);
  show(home.slot.key);
  return act({ act: "start", who: from.who.key, payload });
}

function hear(event) {
  const news = JSON.parse(event.data);
  world.ahead = news.now - Date.now();
  const before = world.status;
  world.status = { bot: news.bot, telegram: news.telegram, passing: news.passing, waiting: news.waiting };
  for (const [chat, entries] of Object.entries(news.menus)) world.menus.set(Number(chat), entries);
  for (const [id, change] of Object.entries(news.chats)) {
    const chat = world.chats.get(Number(id)) ?? new Map();
    world.chats.set(Number(id), chat);
    for (const gone of change.gone) chat.delete(gone);
    for (const message of change.messages) chat.set(message.id, message);
  }
  for (const one of phones) one.hear(news.chats);
  calls(news.calls);
  status(before);
  badges();
  tour.look();
  document.body.dataset.ready = "yes";
}

function calls(list) {
  $("calls").replaceChildren(...list.map((call) => el("li", { class: call.done ? "" : "bad" },
    el("span", {}, full(call.at)), ` ${call.method} → ${call.to}: `, el("b", {}, call.said))));
}

function status(before) {
  const { bot, telegram, passing, waiting } = world.status;
  document.body.classList.toggle("passing", passing);
  for (const button of document.querySelectorAll("[data-leap]")) button.disabled = passing;
  pressed($("outage"), telegram === "down", "Вернуть Telegram", "Telegram недоступен");
  pressed($("kill"), bot !== "running", "Поднять бота", "Убить бота");
  $("kill").disabled = bot === "starting" || passing;
  const letters = `${waiting} ${plural(waiting, "событие", "события", "событий")}`;
  const lines = [];
  if (bot === "killed") lines.push(`🔴 Бот убит. В Telegram ждут ${letters}: ничего не потеряется.`);
  if (bot === "starting") lines.push("🟡 Бот поднимается и берётся за то, что его ждёт.");
  if (telegram === "down") lines.push(`🟠 Telegram недоступен. Ждут ${letters}; ответы бота уйдут, когда связь вернётся.`);
  if (passing) lines.push("⏩ Время идёт…");
  if (lines.length) showState(lines.join(" "));
  else if (before.bot !== "running" || before.telegram !== "up") showState("🟢 Бот работает, Telegram на связи. Всё, что ждало, обрабатывается.", 6000);
  else if (before.passing) showState("");
}

function pressed(button, on, yes, no) {
  button.setAttribute("aria-pressed", String(on));
  button.textContent = on ? yes : no;
}

let stateTimer = 0;
function showState(text, forMs = 0) {
  const state = $("state");
  clearTimeout(stateTimer);
  state.textContent = text;
  state.hidden = !text;
  if (forMs) stateTimer = setTimeout(() => { state.hidden = true; }, forMs);
}

function tick() {
  const text = full(world.now());
  if ($("clock").textContent !== text) $("clock").textContent = text;
}

for (const button of document.querySelectorAll("[data-leap]")) {
  button.addEventListener("click", () => act({ act: "time", leap: button.dataset.leap }));
}
$("outage").addEventListener("click", () => act({ act: "outage", on: world.status.telegram === "up" }));
$("kill").addEventListener("click", () => act({ act: world.status.bot === "running" ? "kill" : "revive" }));
$("busy").addEventListener("click", async () => {
  await act({ act: "busy" });
  showState("🟠 Следующее сообщение получит отказ 429: бот подождёт восемь секунд и отправит снова.", 9000);
});

const tour = new Tour($("tour"), world, { act, phone, show, sheet });
$("tour-open").addEventListener("click", () => tour.start());

build(await (await fetch("/about")).json());
const events = new EventSource("/events");
events.onmessage = hear;
events.onerror = () => showState("Нет связи с программой. Она остановлена?");
// After a break the server tells everything anew.
events.onopen = () => showState("");
setInterval(tick, 500);
