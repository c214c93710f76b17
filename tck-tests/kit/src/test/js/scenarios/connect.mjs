import { about, V2 } from "../claims.mjs";
import { check, equal } from "../expect.mjs";
import { ask, Inbox, join, tidings, within } from "../waiting.mjs";

const claim = about("connect");
const WEBSOCKET = ["websocket"];

claim("the parameters of the connection reach the app", async (stage) => {
  const user = `${stage.name("Zoë")} & co? 100%`;
  const [room] = await join(await stage.open({ params: { user_id: user } }), stage.room());
  equal((await ask(room, "whoami")).user_id, user);
});

claim("a client that is refused is told, and let in when it asks again and may come in", async (stage) => {
  let tries = 0;
  const socket = stage.socket({ params: () => (tries++ === 0 ? { reject: true } : {}) });
  const [opened, errors] = [tidings(socket, "open"), tidings(socket, "error")];
  socket.connect();
  await opened.next();
  equal(errors.all.length, 1, "the number of errors");
  equal(tries, 2, "the number of tries");
});

claim("a version that nobody speaks is refused, every time", { versions: [V2] }, async (stage) => {
  const socket = stage.socket({ vsn: "3.0.0" });
  const [opened, errors] = [tidings(socket, "open"), tidings(socket, "error")];
  socket.connect();
  await errors.take(2);
  equal(opened.all.length, 0, "the number of connections");
});

claim("a ping is answered", async (stage) => {
  const socket = await stage.open();
  const millis = await within(new Promise((done) => socket.ping(done)), "the answer");
  check(millis >= 0, `it took ${millis} ms`);
});

claim("heartbeats are answered, and the connection stays", { transports: WEBSOCKET }, async (stage) => {
  const socket = await stage.open({ heartbeatIntervalMs: 250 });
  const [beats, closed] = [new Inbox("a heartbeat's answer"), tidings(socket, "close")];
  socket.onMessage(({ topic, event, payload }) => {
    if (topic === "phoenix" && event === "phx_reply") beats.put(payload);
  });
  equal(await beats.take(4), Array(4).fill({ status: "ok", response: {} }), "the answers");
  equal(closed.all.length, 0, "the number of closed connections");
});

claim("a client's goodbye is returned with its code", { transports: WEBSOCKET }, async (stage) => {
  const socket = await stage.open();
  const closed = tidings(socket, "close");
  socket.disconnect(() => {}, 3001, "that was all");
  const { code, wasClean } = await closed.next();
  equal({ code, wasClean }, { code: 3001, wasClean: true });
});

claim("a client that left is back in its rooms when it connects again", async (stage) => {
  const socket = await stage.open();
  const [room, joins] = await join(socket, stage.room());
  await ask(room, "count");
  await within(new Promise((done) => socket.disconnect(done)), "the end of the connection");
  equal(socket.connectionState(), "closed");
  socket.connect();
  equal((await joins.next()).status, "ok");
  equal(await ask(room, "count"), { count: 1 }, "the counter of the new channel");
});
