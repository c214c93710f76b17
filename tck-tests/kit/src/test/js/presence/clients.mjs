// Many clients without a network: what a server sent them comes on standard input, line by line, and goes into the stock Socket, Channel and Presence.
import readline from "node:readline";
import { Presence, Socket } from "phoenix";

const clients = new Map();
const messages = new Map(); // by number, as long as somebody may still read them
const lists = new Map(); // what the server has, by topic, as text

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
  join(name, topic, joinRef) {
    const channel = channelOf(name, topic);
    channel.joinPush.ref = joinRef;
    channel.state = "joined";
  },
  leave: (name, topic) => client(name).remove(find(name, topic)),
  reconnect(name) {
    // It would take diffs that still wait for their list for diffs of the new connection, on any server.
    client(name).channels.filter(({ presence }) => presence.pendingDiffs.length > 0)
      .forEach((channel) => client(name).remove(channel));
  },
  list(topic, ...json) {
    lists.set(topic, text(Object.entries(JSON.parse(json.join(" ")))));
  },
  compare() {
    let compared = 0;
    for (const [name, socket] of clients) {
      for (const channel of socket.channels.filter(({ state }) => state === "joined")) {
        const { topic, presence } = channel;
        const [is, should] = [text(presence.list((key, { metas }) => [key, metas])), lists.get(topic)];
        if (is !== should) return `the list of ${name} on ${topic} should be ${should} but is ${is}`;
        compared++;
      }
    }
    messages.clear();
    return `same ${compared}`;
  },
};

/** Keys with their metas; the order of the keys does not count, that of the metas does. */
const text = (pairs) => JSON.stringify(pairs.map(([key, metas]) => [key, metas]).sort(([a], [b]) => (a < b ? -1 : 1)));

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
