import readline from "node:readline";

/**
 * Whoever started the runner and the server, at the other end of standard input and output: a line of JSON asks for something, a line
 * of text answers. When the owner goes away, so does the runner.
 */
export class Owner {
  #answers = [];

  constructor(gone) {
    readline.createInterface({ input: process.stdin })
      .on("line", (line) => this.#answers.shift()?.(line))
      .on("close", gone);
  }

  async ask(request) {
    console.info(JSON.stringify({ request }));
    const answer = await new Promise((done) => this.#answers.push(done));
    if (answer !== "done") throw new Error(`asked to ${request} the server, its owner said: ${answer}`);
  }
}
