import { Stage } from "./stage.mjs";
import { ask, inbox, join } from "./waiting.mjs";

/** Someone in another tab, who does what the first tab asks for. */
export class Visitor {
  #channel;
  #joins;
  #messages;

  async enter({ url, version, transport }, topic, user) {
    const stage = new Stage({ url, version, transport, WebSocket });
    const socket = await stage.open({ params: { user_id: user } });
    [this.#channel, this.#joins] = await join(socket, topic);
    this.#messages = inbox(this.#channel, "new:msg");
  }

  say(text) {
    this.#channel.push("new:msg", { text });
  }

  async heard(count) {
    return (await this.#messages.take(count)).map(({ text }) => text);
  }

  async count() {
    return (await ask(this.#channel, "count")).count;
  }

  async rejoined() {
    return (await this.#joins.next()).status;
  }
}
