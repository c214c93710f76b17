import { documented } from "./documents.mjs";
import { Link } from "./link.mjs";

/** What a claim has the runner do: cut links, speak to the server from outside, stop it. */
export class Acts {
  #url;
  #http;
  #owner;
  #links = [];
  #stopped = false;
  #tabs = {};

  /**
   * @param {URL} url where the socket is
   * @param {URL} http what the app's HTTP paths are below
   * @param {object} owner stops and starts the server, if it can
   */
  constructor(url, http, owner) {
    this.#url = url;
    this.#http = http;
    this.#owner = owner;
  }

  /** What tabs can do, in a browser. */
  set tabs(acts) {
    this.#tabs = acts;
  }

  /** Does something, by its name. Whatever it answers can be told in JSON. */
  async perform(name, ...args) {
    const [kind, verb] = name.split(".");
    if (kind === "tab") return this.#tabs[verb](...args);
    if (kind === "document") return documented(verb, ...args);
    if (kind === "server") return this[verb](...args);
    if (verb !== "open") return this.#links[args[0]][verb]();
    const link = await Link.open(this.#url);
    return { id: this.#links.push(link) - 1, url: link.url };
  }

  disconnect(user) {
    return this.#call("POST", `disconnect/${encodeURIComponent(user)}`);
  }

  broadcast(topic, event, payload) {
    return this.#call("PUT", "broadcast", { topic, event, payload });
  }

  async stop() {
    this.#stopped = true;
    await this.#owner.ask("stop");
  }

  async start() {
    await this.#owner.ask("start");
    this.#stopped = false;
  }

  async #call(method, path, body) {
    const response = await fetch(new URL(path, this.#http), {
      method,
      headers: { "content-type": "application/json", connection: "close" },
      body: body && JSON.stringify(body),
    });
    if (response.status !== 200) throw new Error(`${method} ${path} was answered with ${response.status}`);
  }

  /** Puts everything back to where it was, whatever became of the claim. */
  async tidy() {
    this.#links.splice(0).forEach((link) => link.close());
    if (this.#stopped) await this.start();
  }
}
