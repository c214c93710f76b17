import { LongPoll, Socket } from "phoenix";
import { V1 } from "./claims.mjs";
import { tidings } from "./waiting.mjs";

/** What a version-1 client of old did: the messages as they are, in JSON. */
const VERSION_1 = {
  encode: (message, done) => done(JSON.stringify(message)),
  decode: (text, done) => done(JSON.parse(text)),
};

/** Where one claim is put to the test: makes clients, and has the runner do what a page cannot. Tidies up in the end. */
export class Stage {
  #world;
  #sockets = [];

  /** @param {object} world `url`, `transport`, `version`, `WebSocket`, and `act(name, ...args)`, which has the runner do something */
  constructor(world) {
    this.#world = world;
  }

  get transport() {
    return this.#world.transport;
  }

  /** A name that nobody else has. */
  name(kind) {
    return `${kind}-${Math.random().toString(36).slice(2, 10)}`;
  }

  /** A room that nobody else is in. */
  room() {
    return `rooms:${this.name("room")}`;
  }

  /** A phoenix.js socket with its options, not connected yet; `through` a link, or straight to the server, over the transport `via`. */
  socket({ through, version = this.#world.version, via = this.#world.transport, ...options } = {}) {
    const { url, WebSocket } = this.#world;
    const socket = new Socket(through?.url ?? url, {
      transport: { websocket: WebSocket, longpoll: LongPoll }[via],
      vsn: version,
      rejoinAfterMs: () => 50,
      ...(version === V1 ? VERSION_1 : {}),
      ...options,
    });
    this.#sockets.push(socket);
    return socket;
  }

  /** A phoenix.js socket that is connected. */
  async open(options) {
    const socket = this.socket(options);
    const opened = tidings(socket, "open");
    socket.connect();
    await opened.next();
    return socket;
  }

  /** A link to the server that can be cut, held up and barred. */
  async link() {
    const { act } = this.#world;
    const { id, url } = await act("link.open");
    const link = { url };
    for (const name of ["reset", "finish", "hold", "release", "bar", "unbar", "refuseUpgrades", "swallowUpgrades"]) {
      link[name] = () => act(`link.${name}`, id);
    }
    return link;
  }

  /** Sends every socket of a user away. */
  disconnect(user) {
    return this.#world.act("server.disconnect", user);
  }

  /** Broadcasts from outside any client. */
  broadcast(topic, event, payload) {
    return this.#world.act("server.broadcast", topic, event, payload);
  }

  /** The script of a document in `docs` that has some text in it. */
  documented(name, text) {
    return this.#world.act(`document.${name}`, text);
  }

  /** Stops the server in good order. */
  stopServer() {
    return this.#world.act("server.stop");
  }

  /** Starts the server again, where it was before. */
  startServer() {
    return this.#world.act("server.start");
  }

  /** Another tab of the browser; see `visitor.mjs` for what it can do. */
  async tab() {
    const { act, url, version, transport } = this.#world;
    const id = await act("tab.open");
    return {
      enter: (topic, user) => act("tab.call", id, "enter", { url, version, transport }, topic, user),
      say: (text) => act("tab.call", id, "say", text),
      heard: (count) => act("tab.call", id, "heard", count),
      count: () => act("tab.call", id, "count"),
      rejoined: () => act("tab.call", id, "rejoined"),
      reload: () => act("tab.reload", id),
      close: () => act("tab.close", id),
      kill: () => act("tab.kill", id),
    };
  }

  close() {
    this.#sockets.forEach((socket) => socket.disconnect());
  }
}
