import { about, V2 } from "../claims.mjs";
import { check, equal } from "../expect.mjs";
import { answers, ask, Inbox, inbox, join, leave, tidings } from "../waiting.mjs";

const claim = about("end of a channel");

for (const event of ["crash", "stop:error"]) {
  claim(`after ${event} the client is told, and joins again with a fresh state`, async (stage) => {
    const [room, joins] = await join(await stage.open(), stage.room());
    const errors = inbox(room, "phx_error");
    await ask(room, "count");
    room.push(event);
    await errors.next();
    equal(await joins.next(), { status: "ok", response: {} });
    equal(await ask(room, "count"), { count: 1 });
    equal(errors.all.length, 1, "the number of errors");
  });
}

claim("a push that crashed the channel is not answered", async (stage) => {
  const [room, joins] = await join(await stage.open(), stage.room());
  const fate = answers(room.push("crash", {}, 300));
  equal((await joins.next()).status, "ok");
  equal((await fate.next()).status, "timeout");
});

claim("the other channels of the socket do not notice a crash", async (stage) => {
  const socket = await stage.open();
  const closed = tidings(socket, "close");
  const [[room, joins], [other]] = [await join(socket, stage.room()), await join(socket, stage.room())];
  const errors = inbox(other, "phx_error");
  await ask(other, "count");
  room.push("crash");
  await joins.next();
  equal(await ask(other, "count"), { count: 2 });
  equal([closed.all.length, errors.all.length], [0, 0], "the number of closed connections, and of errors");
});

claim("pushes after a crash wait for the next join", async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  const errors = inbox(room, "phx_error");
  room.push("crash");
  await errors.next();
  equal(await ask(room, "count"), { count: 1 });
});

claim("a channel that the app closes stays closed", async (stage) => {
  const socket = await stage.open();
  const [[room, joins], [other]] = [await join(socket, stage.room()), await join(socket, stage.room())];
  const closes = inbox(room, "phx_close");
  room.push("stop");
  await closes.next();
  check(!socket.channels.includes(room), "the socket still has the channel");
  await ask(other, "async", {});
  equal(joins.all.length, 1, "the number of joins");
});

claim("an answer with which the app closes the channel comes before the end", async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  const order = new Inbox("what comes");
  room.on("phx_close", () => order.put("closed"));
  room.push("stop:reply", { last: "words" }).receive("ok", (response) => order.put(response));
  equal(await order.take(2), [{ last: "words" }, "closed"]);
});

claim("a client that left is told so, and hears no more", async (stage) => {
  const topic = stage.room();
  const [[room], [other]] = [await join(await stage.open(), topic), await join(await stage.open(), topic)];
  const [closes, heard] = [inbox(room, "phx_close"), await leave(room)];
  equal(closes.all, ["leave"], "what closed the channel");
  await ask(other, "new:msg:from", {});
  const [fence] = await join(room.socket, stage.room());
  await ask(fence, "echo", {});
  equal(heard.all, [
    { event: "phx_reply", payload: { status: "ok", response: {} } },
    { event: "phx_close", payload: {} },
  ]);
});

claim("a client that left may come back, to a fresh state", async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  await ask(room, "count");
  await leave(room);
  const [again] = await join(room.socket, room.topic);
  equal(await ask(again, "count"), { count: 1 });
});

claim("a client may leave and come back in one breath", { versions: [V2] }, async (stage) => {
  const socket = await stage.open();
  const topic = stage.room();
  for (let n = 0; n < 10; n++) {
    const hasty = socket.channel(topic);
    hasty.join();
    hasty.leave();
  }
  const [room] = await join(socket, topic);
  equal(await ask(room, "count"), { count: 1 });
});

claim("an answer that comes after the leave does no harm", { versions: [V2] }, async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  room.push("async", { late: true });
  room.leave();
  const [again] = await join(room.socket, room.topic);
  equal(await ask(again, "async", { n: 1 }), { n: 1 });
  equal(await ask(again, "count"), { count: 1 });
});
