import { LongPoll, Serializer } from "phoenix";
import { about, V2 } from "../claims.mjs";
import { check, equal } from "../expect.mjs";
import { answers, ask, inbox, join } from "../waiting.mjs";

const claim = about("long-polling", { versions: [V2] });
const LONGPOLL = { transports: ["longpoll"] };
const WEBSOCKET = { transports: ["websocket"] };

for (const [block, how] of [["refuseUpgrades", "is refused"], ["swallowUpgrades", "never answers"]]) {
  claim(`where WebSocket ${how} the client falls back by itself`, WEBSOCKET, async (stage) => {
    const link = await stage.link();
    await link[block]();
    const socket = await stage.open({ through: link, longPollFallbackMs: 500, sessionStorage: noMemory() });
    const [room] = await join(socket, stage.room());
    const heard = inbox(room, "new:msg");
    equal(await ask(room, "echo", { n: 1 }), { n: 1 });
    room.push("new:msg", { text: "through" });
    equal(await heard.next(), { text: "through" });
    check(socket.conn instanceof LongPoll, "the socket has another transport");
  });
}

/** phoenix.js remembers in the page that it fell back; each claim begins without memory. */
function noMemory() {
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  };
}

claim("clients of both transports hear each other", LONGPOLL, async (stage) => {
  const topic = stage.room();
  const [polling] = await join(await stage.open(), topic);
  const [other] = await join(await stage.open({ via: "websocket" }), topic);
  const heard = [inbox(polling, "new:msg"), inbox(other, "new:msg")];
  polling.push("new:msg", { from: "one that polls" });
  for (const each of heard) equal(await each.next(), { from: "one that polls" });
  other.push("new:msg", { from: "WebSocket" });
  for (const each of heard) equal(await each.next(), { from: "WebSocket" });
});

claim("more pushes than a batch holds are answered, in order", LONGPOLL, async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  const heard = inbox(room, "new:msg");
  const counts = Array.from({ length: 250 }, (_, n) => {
    room.push("new:msg", { n });
    return answers(room.push("count"));
  });
  equal(await heard.take(250), Array.from({ length: 250 }, (_, n) => ({ n })));
  for (const [n, count] of counts.entries()) equal(await count.next(), { status: "ok", response: { count: n + 1 } });
});

claim("with the documented decoder bytes and JSON come by either transport", async (stage) => {
  const socket = await stage.open();
  new Function("socket", "Serializer", await stage.documented("long-polling", "socket.decode"))(socket, Serializer);
  const [room] = await join(socket, stage.room());
  const bytes = new Uint8Array(Array(256).keys()).buffer;
  equal(await ask(room, "binary:echo", bytes), bytes);
  const heard = inbox(room, "binary:msg");
  room.push("binary:broadcast", bytes);
  equal(await heard.next(), bytes);
  equal(await ask(room, "echo", { n: 1 }), { n: 1 });
});

claim("a client that is cut off for a while comes back", LONGPOLL, async (stage) => {
  const link = await stage.link();
  const socket = await stage.open({ through: link, reconnectAfterMs: () => 50 });
  const [room, joins] = await join(socket, stage.room());
  await ask(room, "count");
  const errors = inbox(room, "phx_error");
  await link.bar();
  await link.reset();
  await errors.next();
  await link.unbar();
  equal((await joins.next()).status, "ok", "the answer to the next join");
  equal(await ask(room, "count"), { count: 1 }, "the counter of the new channel");
});
