import { about } from "../claims.mjs";
import { equal } from "../expect.mjs";
import { answer, answers, ask, Inbox, inbox, join, tidings } from "../waiting.mjs";

const claim = about("waiting pushes");

/** Pushes of which each is answered with its number. */
function countTo(room, last) {
  const counts = new Inbox("a count");
  for (let n = 0; n < last; n++) room.push("count").receive("ok", ({ count }) => counts.put(count));
  return counts;
}

claim("pushes before the answer to the join wait for it and keep their order", async (stage) => {
  const room = (await stage.open()).channel(stage.room());
  const joins = answers(room.join());
  equal(await countTo(room, 20).take(20), Array.from({ length: 20 }, (_, n) => n + 1));
  equal((await joins.next()).status, "ok");
});

claim("a join and pushes before the connection stands wait for it", async (stage) => {
  const socket = stage.socket();
  const room = socket.channel(stage.room());
  room.join();
  const counts = countTo(room, 3);
  socket.connect();
  equal(await counts.take(3), [1, 2, 3]);
});

claim("a push that timed out while it waited is never sent", async (stage) => {
  const link = await stage.link();
  const socket = await stage.open({ through: link });
  await link.hold();
  const room = socket.channel(stage.room());
  const joins = answers(room.join());
  equal((await answer(room.push("count", {}, 100))).status, "timeout");
  await link.release();
  equal((await joins.next()).status, "ok");
  equal(await ask(room, "count"), { count: 1 });
});

claim("pushes while the connection is broken are sent once after the next join, in their order", async (stage) => {
  const topic = stage.room();
  const link = await stage.link();
  const [away, joins] = await join(await stage.open({ through: link }), topic);
  const [listener] = await join(await stage.open(), topic);
  const heard = inbox(listener, "new:msg");
  const closed = tidings(away.socket, "close");
  await link.bar();
  await link.reset();
  await closed.next();
  for (let n = 0; n < 3; n++) away.push("new:msg", { n });
  await link.unbar();
  equal((await joins.next()).status, "ok");
  equal(await heard.take(3), [{ n: 0 }, { n: 1 }, { n: 2 }]);
  away.push("new:msg", { n: 3 });
  equal(await heard.next(), { n: 3 }, "the message after those that waited");
});
