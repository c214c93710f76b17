import { about } from "../claims.mjs";
import { equal } from "../expect.mjs";
import { answer, answers, ask, Inbox, inbox, join } from "../waiting.mjs";

const claim = about("messages");

/** Two clients in one room. */
async function pair(stage) {
  const topic = stage.room();
  const users = [stage.name("user"), stage.name("user")];
  const sockets = await Promise.all(users.map((user_id) => stage.open({ params: { user_id } })));
  const [[one], [other]] = await Promise.all(sockets.map((socket) => join(socket, topic)));
  return { topic, users, one, other };
}

async function alone(stage) {
  const [room] = await join(await stage.open(), stage.room());
  return room;
}

claim("an answer brings the payload back as it was", async (stage) => {
  const room = await alone(stage);
  const payload = {
    "": "an empty name",
    text: "quotes \" and \\ and \u0000 and \u2028 and \ud83e\udd85 and ñ",
    numbers: [0, -1, 1.5, 1e21, 9007199254740991, 1e-7],
    words: [true, false, null],
    nested: { list: [[], {}, [{ a: [1] }]] },
  };
  equal(await ask(room, "echo", payload), payload);
});

claim("an error brings its payload", async (stage) => {
  const room = await alone(stage);
  equal(await answer(room.push("echo:error", { why: "because" })), { status: "error", response: { why: "because" } });
});

claim("an answer without content is {}", async (stage) => {
  equal(await ask(await alone(stage), "reply:bare"), {});
});

claim("a push without an answer times out, and the channel goes on", async (stage) => {
  const room = await alone(stage);
  equal((await answer(room.push("noreply", {}, 100))).status, "timeout");
  equal(await ask(room, "count"), { count: 1 });
});

claim("an answer may come later, from elsewhere", async (stage) => {
  const room = await alone(stage);
  const order = new Inbox("an answer");
  answer(room.push("async", { n: 1 })).then(({ response }) => order.put(response));
  answer(room.push("echo", { n: 2 })).then(({ response }) => order.put(response));
  equal(await order.take(2), [{ n: 2 }, { n: 1 }]);
});

claim("answers come in the order of the pushes", async (stage) => {
  const room = await alone(stage);
  const order = new Inbox("an answer");
  for (let n = 0; n < 300; n++) room.push("count").receive("ok", ({ count }) => order.put(count));
  equal(await order.take(300), Array.from({ length: 300 }, (_, n) => n + 1));
});

claim("a message from the server to one client reaches no other", async (stage) => {
  const { one, other } = await pair(stage);
  const [mine, theirs, after] = [inbox(one, "pushed"), inbox(other, "pushed"), inbox(other, "new:msg")];
  one.push("push", { for: "me" });
  one.push("new:msg", {});
  equal(await mine.next(), { for: "me" });
  await after.next();
  equal(theirs.all, []);
});

claim("a broadcast reaches everyone in the room once, its sender too", async (stage) => {
  const { one, other } = await pair(stage);
  const heard = [inbox(one, "new:msg"), inbox(other, "new:msg")];
  one.push("new:msg", { n: 1 });
  one.push("new:msg", { n: 2 });
  for (const each of heard) equal(await each.take(2), [{ n: 1 }, { n: 2 }]);
});

claim("a broadcast to the others does not reach its sender", async (stage) => {
  const { one, other } = await pair(stage);
  const [mine, theirs] = [inbox(one, "new:msg"), inbox(other, "new:msg")];
  equal(await ask(one, "new:msg:from", { n: 1 }), {});
  equal(await theirs.next(), { n: 1 });
  other.push("new:msg", { n: 2 });
  equal(await mine.next(), { n: 2 }, "the first that the sender hears");
});

claim("a sender's broadcasts arrive in its order", async (stage) => {
  const { one, other } = await pair(stage);
  const heard = inbox(other, "new:msg");
  for (let n = 0; n < 500; n++) one.push("new:msg", { n });
  equal(await heard.take(500), Array.from({ length: 500 }, (_, n) => ({ n })));
});

claim("answers, messages and broadcasts keep the order in which the app made them", async (stage) => {
  const room = await alone(stage);
  const order = new Inbox("what comes");
  room.on("pushed", () => order.put("push"));
  room.on("new:msg", () => order.put("broadcast"));
  const rounds = 50;
  for (let n = 0; n < rounds; n++) {
    room.push("push", {});
    room.push("echo", {}).receive("ok", () => order.put("answer"));
    room.push("new:msg", {});
  }
  equal(await order.take(3 * rounds), Array(rounds).fill(["push", "answer", "broadcast"]).flat());
});

claim("rooms do not hear each other", async (stage) => {
  const socket = await stage.open();
  const [[here], [there]] = [await join(socket, stage.room()), await join(socket, stage.room())];
  const [heardHere, heardThere] = [inbox(here, "new:msg"), inbox(there, "new:msg")];
  here.push("new:msg", { from: "here" });
  there.push("new:msg", { from: "there" });
  equal(await heardThere.next(), { from: "there" });
  await ask(here, "echo", {});
  equal(heardHere.all, [{ from: "here" }]);
});

claim("a message that the app makes for each receiver is another for each", async (stage) => {
  const { one, other, users } = await pair(stage);
  const heard = [inbox(one, "shout"), inbox(other, "shout")];
  one.push("shout", { text: "hey" });
  for (const [n, each] of heard.entries()) equal(await each.next(), { text: "hey", to: users[n] });
});

claim("a broadcast to another topic arrives there", async (stage) => {
  const [one, other] = [await alone(stage), await alone(stage)];
  const heard = inbox(other, "whispered");
  one.push("whisper:other", { topic: other.topic, event: "whispered", payload: { n: 1 } });
  equal(await heard.next(), { n: 1 });
});

claim("a broadcast from outside any client arrives", async (stage) => {
  const { topic, one, other } = await pair(stage);
  const heard = [inbox(one, "news"), inbox(other, "news")];
  await stage.broadcast(topic, "news", { text: "größer 🦅" });
  for (const each of heard) equal(await each.next(), { text: "größer 🦅" });
});

claim("a megabyte goes there and back", async (stage) => {
  const room = await alone(stage);
  const text = "0123456789abcdeß".repeat(60_000);
  equal(await ask(room, "echo", { text }), { text });
});

claim("a push is answered once", async (stage) => {
  const room = await alone(stage);
  const got = answers(room.push("echo", { n: 1 }));
  await got.next();
  await ask(room, "echo", { n: 2 });
  equal(got.all.length, 1, "the number of answers");
});
