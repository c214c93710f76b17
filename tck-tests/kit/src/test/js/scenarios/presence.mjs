import { about, V2 } from "../claims.mjs";
import { check, equal } from "../expect.mjs";
import { enter, Present } from "../present.mjs";
import { answers, ask, inbox, join, leave, tidings } from "../waiting.mjs";

const claim = about("presence");
const WEBSOCKET = ["websocket"];

claim("who joins has everyone on the list, itself included, and so have the others", async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const ayu = await enter(stage, topic, "ayu", "phone");
  await ayu.present.become({ ayu: ["phone"] });
  const budi = await enter(stage, topic, "budi", "laptop");
  for (const { present } of [ayu, budi]) await present.become({ ayu: ["phone"], budi: ["laptop"] });
});

claim("a user with two devices is there until the last one goes", async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const watcher = await enter(stage, topic, "watcher", "desk");
  const phone = await enter(stage, topic, "ayu", "phone");
  await watcher.present.become({ ayu: ["phone"], watcher: ["desk"] });
  const laptop = await enter(stage, topic, "ayu", "laptop");
  await watcher.present.become({ ayu: ["phone", "laptop"], watcher: ["desk"] });
  await leave(phone.channel);
  await watcher.present.become({ ayu: ["laptop"], watcher: ["desk"] });
  await leave(laptop.channel);
  await watcher.present.become({ watcher: ["desk"] });
});

claim("who goes without leaving is gone at once", { transports: WEBSOCKET }, async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const link = await stage.link();
  const watcher = await enter(stage, topic, "watcher", "desk");
  const phone = await enter(stage, topic, "ayu", "phone");
  await enter(stage, topic, "ayu", "laptop", { through: link, reconnectAfterMs: () => 100_000 });
  await watcher.present.become({ ayu: ["phone", "laptop"], watcher: ["desk"] });
  phone.socket.disconnect();
  await watcher.present.become({ ayu: ["laptop"], watcher: ["desk"] });
  await link.reset();
  await watcher.present.become({ watcher: ["desk"] });
});

claim("an update changes the meta, which names the one before", async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const [watcher, ayu] = [await enter(stage, topic, "watcher", "desk"), await enter(stage, topic, "ayu", "phone")];
  await watcher.present.become({ ayu: ["phone"], watcher: ["desk"] });
  const [before] = watcher.present.metas("ayu");
  const diffs = inbox(watcher.channel, "presence_diff");
  await ask(ayu.channel, "presence:update", { device: "tablet", mood: "fine" });
  await watcher.present.become({ ayu: ["tablet"], watcher: ["desk"] });
  const [after] = watcher.present.metas("ayu");
  check(after.phx_ref !== before.phx_ref, "the new meta has the ref of the old");
  equal(after, { ...before, device: "tablet", mood: "fine", phx_ref: after.phx_ref, phx_ref_prev: before.phx_ref });
  equal(diffs.all.length, 1, "the number of diffs");
});

claim("who is untracked is gone from every list, and still hears", async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const [watcher, ayu] = [await enter(stage, topic, "watcher", "desk"), await enter(stage, topic, "ayu", "phone")];
  await ask(ayu.channel, "presence:untrack");
  for (const { present } of [watcher, ayu]) await present.become({ watcher: ["desk"] });
  await enter(stage, topic, "budi", "laptop");
  await ayu.present.become({ budi: ["laptop"], watcher: ["desk"] });
});

claim("a client whose channel crashed is there once", async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const [watcher, ayu] = [await enter(stage, topic, "watcher", "desk"), await enter(stage, topic, "ayu", "phone")];
  for (const { present } of [watcher, ayu]) await present.become({ ayu: ["phone"], watcher: ["desk"] });
  const [first] = ayu.present.metas("ayu");
  ayu.channel.push("no such event");
  equal((await ayu.joins.next()).status, "ok", "the answer to the next join");
  for (const { present } of [watcher, ayu]) {
    const isAnew = () => present.metas("ayu").length === 1 && present.metas("ayu")[0].phx_ref !== first.phx_ref;
    await present.until(isAnew, "the meta of the new channel alone");
  }
});

claim("a client that comes back has the list as it is then", { transports: WEBSOCKET }, async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const link = await stage.link();
  const [watcher, budi] = [await enter(stage, topic, "watcher", "desk"), await enter(stage, topic, "budi", "laptop")];
  const ayu = await enter(stage, topic, "ayu", "phone", { through: link, reconnectAfterMs: () => 50 });
  await ayu.present.become({ ayu: ["phone"], budi: ["laptop"], watcher: ["desk"] });
  const failed = tidings(ayu.socket, "error");
  await link.bar();
  await link.reset();
  await failed.next();
  await watcher.present.become({ budi: ["laptop"], watcher: ["desk"] });
  budi.socket.disconnect();
  await enter(stage, topic, "citra", "tablet");
  await watcher.present.become({ citra: ["tablet"], watcher: ["desk"] });
  await link.unbar();
  for (const { present } of [watcher, ayu]) {
    await present.become({ ayu: ["phone"], citra: ["tablet"], watcher: ["desk"] });
  }
});

claim("after a restart of the server the list has those who came back", { needs: "stop" }, async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const [ayu, budi] = [await enter(stage, topic, "ayu", "phone"), await enter(stage, topic, "budi", "laptop")];
  const closed = tidings(budi.socket, "close");
  await ayu.present.become({ ayu: ["phone"], budi: ["laptop"] });
  await stage.stopServer();
  await closed.next();
  budi.socket.disconnect();
  await stage.startServer();
  await ayu.present.become({ ayu: ["phone"] });
});

claim("who leaves and comes back in one breath is there once", { versions: [V2], transports: WEBSOCKET }, async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const watcher = await enter(stage, topic, "watcher", "desk");
  const socket = await stage.open({ params: { user_id: "ayu" } });
  for (let n = 0; n < 10; n++) {
    const hasty = socket.channel(topic, { device: `${n}` });
    hasty.join();
    hasty.leave();
  }
  const channel = socket.channel(topic, { device: "last" });
  const present = new Present(channel);
  equal((await answers(channel.join()).next()).status, "ok");
  const [fence] = await join(socket, stage.room());
  await ask(fence, "async", {});
  for (const list of [watcher.present, present]) await list.become({ ayu: ["last"], watcher: ["desk"] });
});

const TABS = { environments: ["chromium"], transports: WEBSOCKET };
claim("two tabs of one user, one closed and one killed: two metas, one, none", TABS, async (stage) => {
  const topic = `presence:${stage.name("topic")}`;
  const watcher = await enter(stage, topic, "watcher", "desk");
  const [closed, killed] = [await stage.tab(), await stage.tab()];
  for (const tab of [closed, killed]) await tab.enter(topic, "ayu");
  await watcher.present.become({ ayu: [null, null], watcher: ["desk"] });
  await closed.close();
  await watcher.present.become({ ayu: [null], watcher: ["desk"] });
  await killed.kill();
  await watcher.present.become({ watcher: ["desk"] });
});
