import { about } from "../claims.mjs";
import { equal } from "../expect.mjs";
import { ask, inbox, join } from "../waiting.mjs";

const claim = about("two tabs", { environments: ["chromium"] });

/** A client in this tab, and one in another, both in one room. */
async function settle(stage, { sameUser = false } = {}) {
  const topic = stage.room();
  const user = stage.name("user");
  const [room, joins] = await join(await stage.open({ params: { user_id: user } }), topic);
  const tab = await stage.tab();
  await tab.enter(topic, sameUser ? user : stage.name("user"));
  return { user, topic, room, joins, heard: inbox(room, "new:msg"), tab };
}

claim("they hear each other", async (stage) => {
  const { room, heard, tab } = await settle(stage);
  room.push("new:msg", { text: "from here" });
  equal(await tab.heard(1), ["from here"]);
  await tab.say("from there");
  equal(await heard.take(2), [{ text: "from here" }, { text: "from there" }]);
});

claim("each has a state of its own", async (stage) => {
  const { room, tab } = await settle(stage, { sameUser: true });
  await ask(room, "count");
  equal(await ask(room, "count"), { count: 2 });
  equal(await tab.count(), 1);
});

claim("when one is closed the other goes on", async (stage) => {
  const { room, heard, tab } = await settle(stage, { sameUser: true });
  await ask(room, "count");
  await tab.close();
  room.push("new:msg", { text: "alone" });
  equal(await heard.next(), { text: "alone" });
  equal(await ask(room, "count"), { count: 2 });
});

claim("one that is loaded anew comes in anew, and the other goes on", async (stage) => {
  const { topic, user, room, heard, tab } = await settle(stage);
  await ask(room, "count");
  await tab.count();
  await tab.reload();
  await tab.enter(topic, user);
  equal(await tab.count(), 1);
  await tab.say("back");
  equal(await heard.next(), { text: "back" });
  equal(await ask(room, "count"), { count: 2 });
});

claim("both are sent away when their user is, and both come back", async (stage) => {
  const { user, room, joins, heard, tab } = await settle(stage, { sameUser: true });
  await stage.disconnect(user);
  equal((await joins.next()).status, "ok");
  equal(await tab.rejoined(), "ok");
  await tab.say("still here");
  equal(await heard.next(), { text: "still here" });
  room.push("new:msg", { text: "so am I" });
  equal(await tab.heard(2), ["still here", "so am I"]);
});
