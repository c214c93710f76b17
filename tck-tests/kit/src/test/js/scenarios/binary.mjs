import { about, V1, V2 } from "../claims.mjs";
import { equal } from "../expect.mjs";
import { answers, ask, Inbox, inbox, join } from "../waiting.mjs";

const claim = about("binary", { versions: [V2], transports: ["websocket"] });

const bytes = (...values) => new Uint8Array(values).buffer;
const EVERY_BYTE = bytes(...Array(256).keys());

claim("every byte goes there and back", async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  equal(await ask(room, "binary:echo", EVERY_BYTE), EVERY_BYTE);
});

claim("no bytes at all are an answer too", async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  equal(await ask(room, "binary:echo", bytes()), bytes());
});

claim("a megabyte goes there and back", async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  const much = new Uint8Array(1_000_000).map((_, n) => n * 31);
  const back = new Uint8Array(await ask(room, "binary:echo", much.buffer));
  equal(back.length, much.length);
  equal(back.findIndex((byte, n) => byte !== much[n]), -1, "the place of the first wrong byte");
});

claim("topics in any script are good for bytes", async (stage) => {
  const [room] = await join(await stage.open(), `rooms:日本-ñ-🦅-${stage.name("room")}`);
  const heard = inbox(room, "binary:msg");
  equal(await ask(room, "binary:echo", EVERY_BYTE), EVERY_BYTE);
  room.push("binary:broadcast", EVERY_BYTE);
  equal(await heard.next(), EVERY_BYTE);
});

claim("a broadcast of bytes reaches everyone in the room", async (stage) => {
  const topic = stage.room();
  const [[one], [other]] = [await join(await stage.open(), topic), await join(await stage.open(), topic)];
  const heard = [inbox(one, "binary:msg"), inbox(other, "binary:msg")];
  one.push("binary:broadcast", EVERY_BYTE);
  for (const each of heard) equal(await each.next(), EVERY_BYTE);
});

claim("bytes from the server to one client arrive", async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  const pushed = inbox(room, "binary:pushed");
  room.push("binary:push", bytes(1, 2, 3));
  equal(await pushed.next(), bytes(1, 2, 3));
});

claim("an error may be bytes", async (stage) => {
  const [room] = await join(await stage.open(), stage.room());
  equal(await answers(room.push("echo:error", bytes(4, 2))).next(), { status: "error", response: bytes(4, 2) });
});

claim("bytes and JSON keep their order among each other", async (stage) => {
  const topic = stage.room();
  const [[one], [other]] = [await join(await stage.open(), topic), await join(await stage.open(), topic)];
  const heard = new Inbox("a message");
  other.on("new:msg", (payload) => heard.put(payload));
  const sent = Array.from({ length: 100 }, (_, n) => (n % 2 ? bytes(n) : { n }));
  sent.forEach((payload) => one.push("new:msg", payload));
  equal(await heard.take(100), sent);
});

claim("who cannot get bytes errs alone, and the others get them", async (stage) => {
  const topic = stage.room();
  const [one] = await join(await stage.open(), topic);
  const [old, joins] = await join(await stage.open({ version: V1 }), topic);
  const [other] = await join(await stage.open(), topic);
  const heard = [inbox(one, "binary:msg"), inbox(other, "binary:msg")];
  const errors = inbox(old, "phx_error");
  one.push("binary:broadcast", EVERY_BYTE);
  for (const each of heard) equal(await each.next(), EVERY_BYTE);
  await errors.next();
  equal((await joins.next()).status, "ok", "the next join of the one that erred");
});
