// Many clients without a network: what a server sent them comes on standard input, line by line, and goes into the stock Socket, Channel and Presence.
import readline from "node:readline";
import { Presence, Socket } from "phoenix";

const clients = new Map();
const messages = new Map(); // by number, as long as somebody may still read them
const lists = new Map(); // what the server has, by topic, as text with the metas in order and in that of their refs

/** A connection on its way for ever: what comes is handed to it, and nothing leaves. */
class Line {
  readyState = 0;
  close() {}
}

function client(name) {
  if (!clients.has(name)) {
    const socket = new Socket("ws://nowhere", { transport: Line });
    socket.connect();
    clients.set(name, socket);
  }
  return clients.get(name);
}

const find = (name, topic) => client(name).channels.find((channel) => channel.topic === topic);

function channelOf(name, topic) {
  const channel = find(name, topic) ?? client(name).channel(topic);
  channel.presence ??= new Presence(channel);
  return channel;
}

/** The words of a line, and what they have the clients do. */
const verbs = {
  message: (number, ...text) => messages.set(number, text.join(" ")),
  read: (name, ...numbers) => numbers.forEach((number) => client(name).conn.onmessage({ data: messages.get(number) })),
  join(name, topic, joinRef, pace) {
    const channel = channelOf(name, topic);
    channel.joinPush.ref = joinRef;
    channel.state = "joined";
    // The diffs of the earlier join, which it then takes for new, put metas behind others that are younger, on any server.
    channel.unordered ||= pace === "hasty";
  },
  leave: (name, topic) => client(name).remove(find(name, topic)),
  reconnect(name) {
    // It would take diffs that still wait for their list for diffs of the new connection, on any server.
    client(name).channels.filter(({ presence }) => presence.pendingDiffs.length > 0)
      .forEach((channel) => client(name).remove(channel));
  },
  list(topic, ...json) {
    const pairs = Object.entries(JSON.parse(json.join(" ")));
    lists.set(topic, [text(pairs, false), text(pairs, true)]);
  },
  compare() {
    let compared = 0;
    for (const [name, socket] of clients) {
      for (const channel of socket.channels.filter(({ state }) => state === "joined")) {
        const { topic, presence, unordered } = channel;
        const [is, should] = [text(presence.list((key, { metas }) => [key, metas]), unordered), lists.get(topic)[unordered ? 1 : 0]];
        if (is !== should) return `the list of ${name} on ${topic} should be ${should} but is ${is}`;
        compared++;
      }
    }
    messages.clear();
    return `same ${compared}`;
  },
};

const by = (name) => (a, b) => (a[name] < b[name] ? -1 : 1);

/** Keys with their metas, in the order of the keys; metas in their own order, or in that of their refs. */
const text = (pairs, unordered) => JSON.stringify(
  pairs.map(([key, metas]) => [key, unordered ? [...metas].sort(by("phx_ref")) : metas]).sort(by(0)));

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [verb, ...words] = line.split(" ");
  try {
    const answer = verbs[verb](...words);
    if (verb === "compare") console.info(answer);
  } catch (error) {
    console.info(`${error.stack}`.replaceAll("\n", " "));
    process.exit(1);
  }
}
