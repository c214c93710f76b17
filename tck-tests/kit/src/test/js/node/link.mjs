import net from "node:net";

/** A way to the server that fails when it is told to. It passes bytes on, in both directions, and knows nothing of what they mean. */
export class Link {
  #listener;
  #pairs = new Set();
  #barred = false;
  #upgrade = null;

  /** @param {URL} target the URL of the server's socket */
  static async open(target) {
    const link = new Link();
    link.#listener = net.createServer((client) => link.#accept(client, target));
    await new Promise((done) => link.#listener.listen(0, "127.0.0.1", done));
    const url = new URL(target);
    url.host = `127.0.0.1:${link.#listener.address().port}`;
    link.url = url.href.replace(/\/$/, "");
    return link;
  }

  #accept(client, target) {
    if (this.#barred) {
      client.resetAndDestroy();
      return;
    }
    const server = net.connect({ host: target.hostname, port: Number(target.port || 80) });
    const pair = [client, server];
    this.#pairs.add(pair);
    for (const [from, to] of [[client, server], [server, client]]) {
      from.setNoDelay(true);
      from.on("data", (bytes) => {
        if (from === client && this.#upgrade && /\r\nupgrade: *websocket\r\n/i.test(bytes.toString("latin1"))) this.#upgrade(client);
        else to.write(bytes);
      });
      from.on("end", () => to.end());
      from.on("error", () => to.destroy());
      from.on("close", () => {
        to.end();
        this.#pairs.delete(pair);
      });
    }
  }

  #each(action) {
    this.#pairs.forEach((pair) => pair.forEach(action));
  }

  /** Resets the connections that stand, as a machine does that has lost its memory. */
  reset() {
    this.#each((end) => end.resetAndDestroy());
  }

  /** Ends the connections that stand, without a word of WebSocket's. */
  finish() {
    this.#each((end) => end.end());
  }

  /** Lets nothing through the connections that stand, and does not say so. */
  hold() {
    this.#each((end) => end.pause());
  }

  /** Lets through what was held up. */
  release() {
    this.#each((end) => end.resume());
  }

  /** Lets no new connection through. */
  bar() {
    this.#barred = true;
  }

  unbar() {
    this.#barred = false;
  }

  /** Answers every request for a WebSocket with an error, as some proxies do. */
  refuseUpgrades() {
    this.#upgrade = (client) => client.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  /** Lets no request for a WebSocket through, and says nothing, as other proxies do. */
  swallowUpgrades() {
    this.#upgrade = () => {};
  }

  close() {
    this.#listener.close();
    this.#each((end) => end.destroy());
  }
}
