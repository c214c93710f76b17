import { Presence, Socket } from "./phoenix.js";

const KEEP = 500; // messages on the page; a tab may stay open for weeks

const [state, count, present, log, hint, messages, form, user, body, send] =
  ["state", "count", "present", "log", "hint", "messages", "form", "user", "body", "send"].map((id) => document.getElementById(id));

// A name for each tab, so that two windows are two people.
user.value = sessionStorage.getItem("user") ?? `Guest ${100 + Math.floor(Math.random() * 900)}`;

// Relative to the page, so that the chat works below any path.
const socket = new Socket(new URL("socket", location.href).pathname);
const lobby = socket.channel("rooms:lobby", () => ({ user: user.value.trim() }));

// Names are anybody's to take, so people are told apart by the ids that the server gives them; a new one with each join.
const mine = new Set();
const isMe = (id) => mine.has(id);

lobby.on("user:entered", ({ id, user: name }) => append(line("entered", isMe(id) ? "You came in" : `${name} came in`)));
lobby.on("new:msg", (message) => append(bubble(message), isMe(message.id)));

const presence = new Presence(lobby);
presence.onSync(() => showPresent(presence.list((id, { metas }) => ({ id, name: metas[0].user }))));
presence.onLeave((id, { metas: left }, { metas: [{ user: name }] }) => {
  if (left.length === 0 && !isMe(id)) append(line("left", `${name} left`));
});

// Whether the end of the log is in sight, and is to stay so; otherwise somebody is reading further up.
let following = true;
log.addEventListener("scroll", () => {
  // A window that changes moves the end too; only a log whose size has not changed was scrolled by hand.
  if (log.clientHeight === height) following = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
});
let height = log.clientHeight;
new ResizeObserver(() => {
  height = log.clientHeight;
  follow();
}).observe(log);

let known = false; // whether we have been in before
const lost = () => show(known ? "reconnecting" : "connecting", known ? "Reconnecting…" : "Connecting…");
socket.onClose(lost);
socket.onError(lost);
lobby.onError(lost);
lobby.join()
  .receive("ok", ({ id }) => { mine.add(id); known = true; show("connected", "Connected"); })
  .receive("error", ({ reason }) => show("refused", `Not let in: ${reason}`))
  .receive("timeout", lost);
socket.connect();

form.addEventListener("submit", (submit) => {
  submit.preventDefault();
  const message = { user: user.value.trim(), body: body.value.trim() };
  if (!message.user || !message.body || send.disabled) return;
  const failed = () => append(line("failed", `Not delivered: ${message.body}`), true);
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

/** Who is in the room: me, then the others in the order of their names. */
function showPresent(people) {
  people.sort((a, b) => isMe(b.id) - isMe(a.id) || a.name.localeCompare(b.name));
  count.textContent = people.length === 0 ? "Nobody is here" : people.length === 1 ? "1 person here" : `${people.length} people here`;
  present.replaceChildren(...people.map(({ id, name }) => {
    const item = element("li");
    item.style.setProperty("--hue", hue(id));
    item.append(element("bdi", name));
    if (isMe(id)) item.append(" ", mark());
    return item;
  }));
}

/** A remark between the messages. */
function line(kind, text) {
  const item = element("li", text);
  item.className = kind;
  return item;
}

/** Says that a name is mine. */
function mark() {
  const made = element("span", "you");
  made.className = "you";
  return made;
}

function bubble({ id, user: from, body: text }) {
  const now = new Date();
  const name = String(from || "Someone");
  const time = now.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const item = element("li");
  item.className = "message";
  item.classList.toggle("mine", isMe(id));
  item.dataset.head = `${time} ${id} ${name}`;
  item.classList.toggle("again", messages.lastElementChild?.dataset.head === item.dataset.head);
  item.style.setProperty("--hue", hue(id ?? name));
  const when = element("time", time);
  when.dateTime = now.toISOString();
  const head = element("p");
  head.className = "head";
  head.append(element("bdi", name), " ", ...(isMe(id) ? [mark(), " "] : []), when);
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

/** Adds to the log. Its end stays in sight for whoever has it in sight, and is shown to whoever adds something by their own doing. */
function append(item, own = false) {
  hint.hidden ||= item.classList.contains("message");
  messages.append(item);
  while (messages.children.length > KEEP) messages.firstElementChild.remove();
  if (own) following = true;
  follow();
}

function follow() {
  if (following) log.scrollTop = log.scrollHeight;
}

/** The same colour for the same person, in every window. */
function hue(name) {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + char.codePointAt(0)) % 3600;
  return hash / 10;
}
