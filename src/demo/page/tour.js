// Seven steps from the forward to the digest. It looks on, points at what comes next, and can be left at any moment.

import { el } from "./text.js";

const ANSWER = "Здравствуйте! Яму у дома 12 на ул. Ленина засыпали щебнем 26 ноября, асфальт уложат до 3 декабря. "
  + "Вопросы: отдел дорог, 8 (85141) 5-00-20.";

const has = (phone, label) => phone.node.querySelector(`.key[data-label="${label}"]`);

const STEPS = [
  { phone: "operator", title: "Перешлите пост жителя",
    text: "Оператор увидел жалобу в соцсети. Откройте 📰 внизу его чата и перешлите пост про яму.",
    done: (p) => has(p("operator"), "✅ Зарегистрировать"), at: (p) => document.querySelector("#sheet[open] [data-post=pothole]") ?? p("operator").node.querySelector(".shelf") },
  { phone: "operator", title: "Зарегистрируйте одним нажатием",
    text: "Бот сам понял источник, тему, место, ответственного и срок и сказал почему. Нажмите «✅ Зарегистрировать».",
    done: (p) => has(p("recipient"), "👌 Принять в работу"), at: (p) => has(p("operator"), "✅ Зарегистрировать") },
  { phone: "recipient", title: "Ответственный принимает",
    text: "Карточка уже у Андрея из отдела дорог: что, где и к какому сроку. Нажмите «👌 Принять в работу».",
    done: (p) => !has(p("recipient"), "👌 Принять в работу") && has(p("recipient"), "✍️ Ответить"), at: (p) => has(p("recipient"), "👌 Принять в работу") },
  { phone: "recipient", title: "Пишет ответ",
    text: "Нажмите «✍️ Ответить», отправьте текст и затем «📨 На проверку». Бот подскажет, чего не хватает.", sample: true,
    done: (p) => has(p("operator"), "✅ Согласовать"),
    at: (p) => has(p("recipient"), "📨 На проверку") ?? (p("recipient").field.value ? p("recipient").node.querySelector(".send") : has(p("recipient"), "✍️ Ответить")) },
  { phone: "operator", title: "Ответ проверяют и публикуют",
    text: "В малом городе оператор держит и проверку, и публикацию. «✅ Согласовать», затем «📢 Опубликовано» и ссылка или «Без ссылки».",
    done: (p) => has(p("operator"), "🏁 Решено"),
    at: (p) => has(p("operator"), "Без ссылки") ?? has(p("operator"), "📢 Опубликовано") ?? has(p("operator"), "✅ Согласовать") },
  { phone: "operator", title: "Закройте: решено",
    text: "Осталось сказать, чем кончилось. Нажмите «🏁 Решено»: карточки у всех обновятся сами.",
    done: (p, tour) => tour.pressed && !has(p("operator"), "🏁 Решено"), at: (p) => has(p("operator"), "🏁 Решено") },
  { phone: "group", title: "Утром придёт сводка",
    text: "Нажмите «до утра» вверху. Время пройдёт, и в группу и руководителю придёт сводка с рейтингом.",
    done: (p, tour) => tour.digests() > tour.before, at: () => document.querySelector("[data-leap=morning]") },
];

export class Tour {
  constructor(node, world, tools) {
    Object.assign(this, { node, world, tools, at: null });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.at !== null && !document.querySelector("dialog[open]")) this.leave();
    });
    // What is opened or typed changes what comes next, and no event of the server tells it.
    for (const kind of ["click", "input"]) {
      document.addEventListener(kind, () => { if (this.at !== null) requestAnimationFrame(() => this.point()); });
    }
  }

  start() {
    this.at = 0;
    this.begin();
    this.node.querySelector("button")?.focus();
  }

  digests() {
    const chat = this.world.chats.get(this.world.about.group.chat) ?? new Map();
    return [...chat.values()].filter((message) => message.media && message.text.startsWith("☀️")).length;
  }

  begin() {
    const step = STEPS[this.at];
    this.before = this.digests();
    this.pressed = this.at === 5;
    this.tools.show(step.phone);
    if (step.phone !== "group") this.tools.phone(step.phone).choose(step.phone === "operator" ? "operator" : "roads");
    this.node.hidden = false;
    this.node.replaceChildren(
      el("p", { class: "count" }, `Шаг ${this.at + 1} из ${STEPS.length}`),
      el("h2", {}, step.title), el("p", {}, step.text),
      el("div", { class: "ways" },
        step.sample && el("button", { type: "button", class: "primary", on: { click: () => this.tools.phone("recipient").fill(ANSWER) } }, "Вставить пример ответа"),
        el("button", { type: "button", on: { click: () => this.next() } }, this.at + 1 < STEPS.length ? "Дальше" : "Готово"),
        el("button", { type: "button", on: { click: () => this.leave() } }, "Выйти")));
    this.look();
  }

  next() {
    this.at += 1;
    if (this.at >= STEPS.length) this.end();
    else this.begin();
  }

  // After everything that happens: is the step done, and what is next to press?
  look() {
    if (this.at === null) return;
    const step = STEPS[this.at];
    if (step && step.done(this.tools.phone, this)) return this.next();
    requestAnimationFrame(() => this.point());
  }

  point() {
    const target = this.at === null ? null : STEPS[this.at]?.at(this.tools.phone);
    const before = document.querySelector(".pointed");
    if (target === before) return;
    before?.classList.remove("pointed");
    target?.classList.add("pointed");
    target?.scrollIntoView({ block: "nearest" });
  }

  end() {
    this.at = STEPS.length;
    this.point();
    this.node.replaceChildren(
      el("p", { class: "count" }, "Готово"), el("h2", {}, "От поста до сводки"),
      el("p", {}, "Попробуйте ещё: перешлите дубликат, уберите Telegram или убейте бота посреди дела, прибавьте день и посмотрите, кого бот поторопит."),
      el("div", { class: "ways" }, el("button", { type: "button", class: "primary", on: { click: () => this.leave() } }, "Закрыть")));
  }

  leave() {
    this.at = null;
    this.node.hidden = true;
    this.point();
    document.getElementById("tour-open").focus();
  }
}
