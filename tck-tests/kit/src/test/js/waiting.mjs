let defaultPatience = 8_000; // milliseconds; nothing takes nearly as long unless it never comes

/** For clients whose browser may keep a request until another one to the same server has been answered, which takes a poll's window. */
export function waitLonger() {
  defaultPatience = 25_000;
}

/** Waits for a promise, but not forever. */
export async function within(promise, what, patience = defaultPatience) {
  let timer;
  const deadline = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps what comes, and hands it out in that order to whoever asks, now or when it comes. */
export class Inbox {
  #what;
  #waiting = [];
  #taken = 0;
  /** Everything that came so far. */
  all = [];

  constructor(what) {
    this.#what = what;
  }

  put(item) {
    this.all.push(item);
    this.#waiting.splice(0).forEach((wake) => wake());
  }

  /** The first thing that has not been handed out. */
  async next() {
    const place = this.#taken++;
    while (this.all.length <= place) {
      await within(new Promise((wake) => this.#waiting.push(wake)), `${this.#what} (number ${place + 1})`);
    }
    return this.all[place];
  }

  /** The next things, that many. */
  async take(count) {
    const items = [];
    while (items.length < count) items.push(await this.next());
    return items;
  }
}

/** What becomes of a push: `{ status, response }`, and for the push of a join once for each time that it is sent. */
export function answers(push) {
  const inbox = new Inbox(`an answer to ${push.event} on ${push.channel.topic}`);
  for (const status of ["ok", "error", "timeout"]) {
    push.receive(status, (response) => inbox.put({ status, response }));
  }
  return inbox;
}

/** What becomes of a push, the first time. */
export const answer = (push) => answers(push).next();

/** The payloads of an event of a channel. */
export function inbox(channel, event) {
  const payloads = new Inbox(`${event} on ${channel.topic}`);
  channel.on(event, (payload) => payloads.put(payload));
  return payloads;
}

/** What a socket tells: `open`, `close` or `error`. */
export function tidings(socket, kind) {
  const events = new Inbox(`"${kind}" of the socket`);
  const listen = { open: "onOpen", close: "onClose", error: "onError" }[kind];
  socket[listen]((event) => events.put(event));
  return events;
}

/** Joins a topic, and hands out the channel and what becomes of its joins from then on. */
export async function join(socket, topic, params) {
  const channel = socket.channel(topic, params);
  const joins = answers(channel.join());
  const { status, response } = await joins.next();
  if (status !== "ok") throw new Error(`the join of ${topic} ended with ${status}: ${JSON.stringify(response)}`);
  return [channel, joins];
}

/** Asks and gets: the response of a push that must be answered with ok. */
export async function ask(channel, event, payload) {
  const { status, response } = await answer(channel.push(event, payload));
  if (status !== "ok") throw new Error(`${event} was answered with ${status}: ${JSON.stringify(response)}`);
  return response;
}

/**
 * Leaves, and waits until the server has said its last word. phoenix.js itself waits for nothing: it calls a channel left at once.
 *
 * @returns {Promise<Inbox>} all that comes to the socket on the channel's topic from the leave on
 */
export async function leave(channel) {
  const { socket, topic } = channel;
  const all = new Inbox(`the last word on ${topic}`);
  socket.onMessage((message) => {
    if (message.topic === topic) all.put({ event: message.event, payload: message.payload });
  });
  channel.leave();
  let last;
  do last = await all.next(); while (last.event !== "phx_close");
  return all;
}
