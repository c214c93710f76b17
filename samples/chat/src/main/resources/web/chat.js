import { Presence, Socket } from "./phoenix.js";

const KEEP = 500; // messages on the page; a tab may stay open for weeks

const [state, count, present, log, hint, messages, form, user, body, send] =
  ["state", "count", "present", "log", "hint", "messages", "form", "user", "body", "send"].map((id) => document.getElementById(id));

// A name for each tab, so that two windows are two people.
user.value = sessionStorage.getItem("user") ?? `Guest ${100 + Math.floor(Math.random() * 900)}`;

// Relative to the page, so that the chat works below any path.
const socket = new Socket(new URL("socket", location.href).pathname);
const lobby = socket.channel("rooms:lobby", () => ({ user: user.value.trim() }));

lobby.on("user:entered", ({ user }) => append(line("entered", `${user || "Someone"} came in`)));
lobby.on("new:msg", (message) => append(bubble(message)));

const presence = new Presence(lobby);
presence.onSync(() => showPresent(presence.list((key, { metas }) => ({ name: metas[0].user, devices: metas.length }))));

let known = false; // whether we have been in before
const lost = () => show(known ? "reconnecting" : "connecting", known ? "Reconnecting…" : "Connecting…");
socket.onClose(lost);
socket.onError(lost);
lobby.onError(lost);
lobby.join()
  .receive("ok", () => { known = true; show("connected", "Connected"); })
  .receive("error", ({ reason }) => show("refused", `Not let in: ${reason}`))
  .receive("timeout", lost);
socket.connect();

form.addEventListener("submit", (submit) => {
  submit.preventDefault();
  const message = { user: user.value.trim(), body: body.value.trim() };
  if (!message.user || !message.body || send.disabled) return;
  const failed = () => append(line("failed", `Not delivered: ${message.body}`));
  lobby.push("new:msg", message).receive("error", failed).receive("timeout", failed);
  body.value = "";
  body.focus();
});
user.addEventListener("change", () => {
  const name = user.value.trim();
  if (!name) return;
  sessionStorage.setItem("user", name);
  lobby.push("rename", { user: name });
});

function show(name, text) {
  state.dataset.state = name;
  state.textContent = text;
  send.disabled = name !== "connected";
}

/** Who is in the room, in the order of the names, with the number of windows and devices of those who have several. */
function showPresent(people) {
  people.sort((a, b) => a.name.localeCompare(b.name));
  count.textContent = people.length === 0 ? "Nobody is here" : people.length === 1 ? "1 person here" : `${people.length} people here`;
  present.replaceChildren(...people.map(({ name, devices }) => {
    const item = element("li");
    item.style.setProperty("--hue", hue(name));
    item.append(element("bdi", name));
    if (devices > 1) {
      const times = element("span", `${devices}`);
      times.className = "devices";
      times.title = `on ${devices} devices`;
      times.setAttribute("aria-label", times.title);
      times.setAttribute("role", "img");
      item.append(" ", times);
    }
    return item;
  }));
}

/** A remark between the messages. */
function line(kind, text) {
  const item = element("li", text);
  item.className = kind;
  return item;
}

function bubble({ user: from, body: text }) {
  const now = new Date();
  const name = String(from || "Someone");
  const time = now.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const item = element("li");
  item.className = "message";
  item.classList.toggle("mine", name === user.value.trim());
  item.dataset.head = `${time} ${name}`;
  item.classList.toggle("again", messages.lastElementChild?.dataset.head === item.dataset.head);
  item.style.setProperty("--hue", hue(name));
  const when = element("time", time);
  when.dateTime = now.toISOString();
  const head = element("p");
  head.className = "head";
  head.append(element("bdi", name), " ", when);
  const said = element("p", String(text ?? ""));
  said.className = "said";
  said.dir = "auto";
  item.append(head, said);
  return item;
}

/** Everything that others send gets onto the page through here, as text and never as markup. */
function element(tag, text = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function append(item) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60; // else somebody is reading further up
  hint.hidden ||= item.classList.contains("message");
  messages.append(item);
  while (messages.children.length > KEEP) messages.firstElementChild.remove();
  if (atEnd) log.scrollTop = log.scrollHeight;
}

/** The same colour for the same name, in every window. */
function hue(name) {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + char.codePointAt(0)) % 3600;
  return hash / 10;
}
