import { about } from "../claims.mjs";
import { check, equal } from "../expect.mjs";
import { answer, ask, inbox, join, leave, tidings } from "../waiting.mjs";

const claim = about("coming back");
const WEBSOCKET = ["websocket"];

/** A client with a name of its own, in a room of its own. */
async function settle(stage, options = {}) {
  const user = stage.name("user");
  const socket = await stage.open({ params: { user_id: user }, ...options });
  const [room, joins] = await join(socket, stage.room());
  await ask(room, "count");
  return { user, socket, room, joins, closed: tidings(socket, "close") };
}

async function isBack({ room, joins }) {
  equal((await joins.next()).status, "ok", "the answer to the next join");
  equal(await ask(room, "count"), { count: 1 }, "the counter of the new channel");
}

claim("a client that the server sends away comes back, and is in its rooms again", async (stage) => {
  const client = await settle(stage);
  await stage.disconnect(client.user);
  await client.closed.next();
  await isBack(client);
});

claim("who is sent away is told 1001", { transports: WEBSOCKET }, async (stage) => {
  const client = await settle(stage);
  await stage.disconnect(client.user);
  const { code, wasClean } = await client.closed.next();
  equal({ code, wasClean }, { code: 1001, wasClean: true });
  await isBack(client);
});

claim("every connection of a user is sent away, and nobody else's", async (stage) => {
  const user = stage.name("user");
  const options = { params: { user_id: user } };
  const [phone, laptop, other] = [await settle(stage, options), await settle(stage, options), await settle(stage)];
  await stage.disconnect(user);
  await isBack(phone);
  await isBack(laptop);
  equal(await ask(other.room, "count"), { count: 2 }, "the counter of somebody else's channel");
  equal(other.closed.all.length, 0, "the number of somebody else's closed connections");
});

claim("clients survive a restart of the server", { needs: "stop" }, async (stage) => {
  const clients = [await settle(stage), await settle(stage)];
  const failures = clients.map(({ socket }) => tidings(socket, "error"));
  await stage.stopServer();
  for (const { closed } of clients) await closed.next();
  for (const failed of failures) await failed.next();
  // Some servers take a minute to start; only then does our own waiting begin.
  const pushes = clients.map(({ room }) => room.push("echo", { said: "while it was away" }, 300_000));
  await stage.startServer();
  for (const push of pushes) equal(await answer(push), { status: "ok", response: { said: "while it was away" } });
  for (const client of clients) await isBack(client);
});

claim("a server that stops says 1012", { needs: "stop", transports: WEBSOCKET }, async (stage) => {
  const client = await settle(stage);
  const idle = await stage.open();
  const idleClosed = tidings(idle, "close");
  await stage.stopServer();
  for (const closed of [client.closed, idleClosed]) {
    const { code, wasClean } = await closed.next();
    equal({ code, wasClean }, { code: 1012, wasClean: true });
  }
  await stage.startServer();
  await isBack(client);
});

for (const [cut, how] of [["reset", "is reset"], ["finish", "ends without a word"]]) {
  claim(`a client whose connection ${how} comes back`, { transports: WEBSOCKET }, async (stage) => {
    const link = await stage.link();
    const client = await settle(stage, { through: link });
    await link[cut]();
    const { code, wasClean } = await client.closed.next();
    equal({ code, wasClean }, { code: 1006, wasClean: false });
    await isBack(client);
  });
}

claim("a client whose heartbeat is lost connects anew", { transports: WEBSOCKET }, async (stage) => {
  const link = await stage.link();
  const client = await settle(stage, { through: link, heartbeatIntervalMs: 300 });
  const errors = inbox(client.room, "phx_error");
  await link.hold();
  equal(await errors.next(), { source: "transport", reason: "heartbeat_timeout" });
  await isBack(client);
});

claim("a client tries as long as it takes", async (stage) => {
  const link = await stage.link();
  const client = await settle(stage, { through: link, reconnectAfterMs: () => 50 });
  const failed = tidings(client.socket, "error");
  await link.bar();
  await link.reset();
  await failed.take(5);
  await link.unbar();
  await isBack(client);
});

claim("a client that came back often is in its room once", { transports: WEBSOCKET }, async (stage) => {
  const link = await stage.link();
  const client = await settle(stage, { through: link });
  const heard = inbox(client.room, "new:msg");
  for (let n = 0; n < 5; n++) {
    await link[n % 2 ? "reset" : "finish"]();
    await client.closed.next();
    await isBack(client);
  }
  const [other] = await join(await stage.open(), client.room.topic);
  for (let n = 0; n < 3; n++) other.push("new:msg", { n });
  equal(await heard.take(3), [{ n: 0 }, { n: 1 }, { n: 2 }]);
  await ask(client.room, "echo", {});
  equal(heard.all.length, 3, "the number of messages");
});

claim("a client comes back to all its rooms, but not to those that it left", async (stage) => {
  const client = await settle(stage);
  const [second, secondJoins] = await join(client.socket, stage.room());
  const [left, leftJoins] = await join(client.socket, stage.room());
  await leave(left);
  await stage.disconnect(client.user);
  await isBack(client);
  await isBack({ room: second, joins: secondJoins });
  equal(leftJoins.all.length, 1, "the number of joins of the room that was left");
  check(!client.socket.channels.includes(left), "the socket still has the channel that was left");
});

claim("what nobody understands ends the connection with 1011", { transports: WEBSOCKET }, async (stage) => {
  const client = await settle(stage);
  client.socket.conn.send("this is no frame");
  const { code, wasClean } = await client.closed.next();
  equal({ code, wasClean }, { code: 1011, wasClean: true });
  await isBack(client);
});
