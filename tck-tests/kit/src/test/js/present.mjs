import { Presence } from "phoenix";
import { answers, within } from "./waiting.mjs";

/** Who is on a topic, as phoenix.js shows it. */
export class Present {
  #presence;
  #woken = () => {};

  /** @param {object} channel not joined yet */
  constructor(channel) {
    this.#presence = new Presence(channel);
    this.#presence.onSync(() => this.#woken());
  }

  /** All metas of a user, as they came. */
  metas(user) {
    return this.#presence.state[user]?.metas ?? [];
  }

  /** The devices of each user, in their order. */
  get devices() {
    return Object.fromEntries(this.#presence.list((user, { metas }) => [user, metas.map(({ device }) => device)]).sort());
  }

  /** Waits until these are the devices of each user. */
  become(devices) {
    const expected = JSON.stringify(Object.fromEntries(Object.entries(devices).sort()));
    return this.until(() => JSON.stringify(this.devices) === expected, expected);
  }

  /** Waits until the list fulfils a condition. */
  async until(condition, what) {
    const reached = async () => {
      while (!condition()) await new Promise((wake) => { this.#woken = wake; });
    };
    await within(reached(), what).catch((error) => {
      throw new Error(`${error.message}; the list is ${JSON.stringify(this.devices)}`);
    });
  }
}

/** Connects as a user, and joins a presence topic with a device. */
export async function enter(stage, topic, user, device, options = {}) {
  const socket = await stage.open({ params: { user_id: user }, ...options });
  const channel = socket.channel(topic, { device });
  const present = new Present(channel);
  const joins = answers(channel.join());
  const { status } = await joins.next();
  if (status !== "ok") throw new Error(`the join of ${topic} ended with ${status}`);
  return { socket, channel, joins, present };
}
