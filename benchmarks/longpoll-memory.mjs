// What a long-poll session costs the server in memory: starts sessions, joins a room with each, lets a poll of each wait, and compares the heap after a
// collection, and the resident memory, with those before. Then broadcasts, and counts who got it.
//   node longpoll-memory.mjs --http http://127.0.0.1:PORT --pid PID [--sessions 5000]
// PID is the process of the conformance app. Needs jcmd on the path.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import http from "node:http";

const options = { sessions: "5000" };
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].replace("--", "")] = process.argv[i + 1];
const sessions = Number(options.sessions);
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
const TOPIC = "rooms:memory";

function call(method, path, body, type = "application/x-ndjson") {
  return new Promise((done, failed) => {
    const request = http.request(new URL(path, options.http), { method, agent, headers: body ? { "content-type": type } : {} }, (response) => {
      let text = "";
      response.on("data", (part) => (text += part));
      response.on("end", () => done(text.startsWith("{") ? JSON.parse(text) : text));
    });
    request.on("error", failed);
    request.end(body);
  });
}

const poll = (token) => call("GET", `/socket/longpoll?token=${token}`);

async function start() {
  const { token } = await call("GET", "/socket/longpoll?vsn=2.0.0");
  await call("POST", `/socket/longpoll?token=${token}`, JSON.stringify(["1", "1", TOPIC, "phx_join", {}]));
  await poll(token);
  return token;
}

function memory() {
  for (let n = 0; n < 3; n++) execFileSync("jcmd", [options.pid, "GC.run"]);
  const histogram = execFileSync("jcmd", [options.pid, "GC.class_histogram"], { maxBuffer: 1 << 28 }).toString();
  const heap = Number(/Total\s+\d+\s+(\d+)/.exec(histogram)[1]);
  const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${options.pid}/status`, "utf8"))[1]) * 1024;
  return { heap, resident, threads: readdirSync(`/proc/${options.pid}/task`).length };
}

await start(); // What is loaded and made once does not count for a session.
const before = memory();
const tokens = [];
while (tokens.length < sessions) tokens.push(...(await Promise.all(Array.from({ length: 100 }, start))));
const waiting = tokens.map(poll);
await new Promise((done) => setTimeout(done, 2000)); // Until all of them have arrived.
const after = memory();
await call("PUT", "/broadcast", JSON.stringify({ topic: TOPIC, event: "said", payload: {} }), "application/json");
const heard = (await Promise.all(waiting)).filter(({ messages }) => messages.length === 1).length;
const each = (name) => Math.round((after[name] - before[name]) / sessions);
console.log(`${sessions} sessions, each with a poll that waits: ${each("heap")} bytes of heap and ${each("resident")} bytes resident each,`
  + ` ${after.threads} threads (${before.threads} before); the broadcast reached ${heard}`);
agent.destroy();
