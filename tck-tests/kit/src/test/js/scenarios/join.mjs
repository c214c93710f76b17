import { about, V2 } from "../claims.mjs";
import { equal } from "../expect.mjs";
import { answer, answers, ask, inbox, join } from "../waiting.mjs";

const claim = about("join");

claim("a join is answered with {}", async (stage) => {
  const socket = await stage.open();
  equal(await answer(socket.channel(stage.room()).join()), { status: "ok", response: {} });
});

claim("a join is answered with what the app says", async (stage) => {
  const socket = await stage.open();
  const reply = { motd: "¡hola! 日本 🦅", list: [1, 2.5, null, { deep: true }] };
  equal(await answer(socket.channel(stage.room(), { reply }).join()), { status: "ok", response: reply });
});

claim("a refused join is told why, and tried again", async (stage) => {
  const socket = await stage.open();
  const joins = answers(socket.channel("rooms:private").join());
  const refused = { status: "error", response: { reason: "unauthorized" } };
  equal(await joins.take(2), [refused, refused]);
});

claim("a topic that nobody handles is refused", async (stage) => {
  const socket = await stage.open();
  const refused = { status: "error", response: { reason: "unmatched topic" } };
  equal(await answer(socket.channel("nowhere:1").join()), refused);
});

claim("a join that crashed is an error, and the next one may succeed", async (stage) => {
  const socket = await stage.open();
  let tries = 0;
  const room = socket.channel(stage.room(), () => ({ crash: tries++ === 0 }));
  const joins = answers(room.join());
  equal(await joins.next(), { status: "error", response: { reason: "join crashed" } });
  equal(await joins.next(), { status: "ok", response: {} });
  equal(await ask(room, "count"), { count: 1 });
});

claim("a join without an answer times out, and is tried until there is one", { versions: [V2] }, async (stage) => {
  const link = await stage.link();
  const socket = await stage.open({ through: link });
  await link.hold();
  const room = socket.channel(stage.room());
  const joins = answers(room.join(200));
  equal((await joins.next()).status, "timeout");
  await link.release();
  let last;
  do last = await joins.next(); while (last.status === "timeout");
  equal(last, { status: "ok", response: {} });
  equal(await ask(room, "count"), { count: 1 }, "the counter of the channel that was joined last");
});

claim("each join brings its own parameters", async (stage) => {
  const socket = await stage.open();
  let tries = 0;
  const room = socket.channel(stage.room(), () => ({ reply: { try: ++tries } }));
  const joins = answers(room.join());
  equal((await joins.next()).response, { try: 1 });
  room.push("crash");
  equal((await joins.next()).response, { try: 2 });
});

claim("a second channel on a topic takes the place of the first", { versions: [V2] }, async (stage) => {
  const socket = await stage.open();
  const topic = stage.room();
  const [first] = await join(socket, topic);
  const [ended, heard] = [inbox(first, "phx_close"), inbox(first, "new:msg")];
  await ask(first, "count");
  const [second] = await join(socket, topic);
  await ended.next();
  equal(await ask(second, "count"), { count: 1 }, "the counter of the second");
  second.push("new:msg", {});
  await inbox(second, "new:msg").next();
  equal(heard.all.length, 0, "the number of messages that the first heard");
});

claim("one socket is in a hundred rooms, and in no more", async (stage) => {
  const socket = await stage.open();
  const topics = Array.from({ length: 100 }, () => stage.room());
  const rooms = await Promise.all(topics.map((topic) => join(socket, topic).then(([room]) => room)));
  equal(await answer(socket.channel(stage.room()).join()), {
    status: "error",
    response: { reason: "too many channels joined" },
  });
  const answered = await Promise.all(rooms.map((room) => ask(room, "echo", { topic: room.topic })));
  equal(answered.map(({ topic }) => topic), topics);
});

claim("a newcomer hears of its entry after the answer to its join", async (stage) => {
  const socket = await stage.open();
  const lobby = socket.channel("rooms:lobby");
  const order = [];
  lobby.on("user:entered", () => order.push("entered"));
  const entered = inbox(lobby, "user:entered");
  lobby.join().receive("ok", () => order.push("joined"));
  await entered.next();
  equal(order, ["joined", "entered"]);
});

claim("those who are in hear of a newcomer", async (stage) => {
  const [lobby] = await join(await stage.open(), "rooms:lobby");
  const entered = inbox(lobby, "user:entered");
  await join(await stage.open(), "rooms:lobby");
  equal(await entered.next(), {});
});
