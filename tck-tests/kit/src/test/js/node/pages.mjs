import { readFile } from "node:fs/promises";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PHOENIX = path.join(path.dirname(createRequire(import.meta.url).resolve("phoenix")), "phoenix.mjs");
const TYPES = { ".html": "text/html", ".mjs": "text/javascript" };

/** Serves this folder, and phoenix.js as it comes from its package, to a browser; the origin is another than the app's. */
export async function servePages() {
  const server = http.createServer(async (request, response) => {
    const name = path.normalize(request.url.slice(1));
    try {
      const content = await readFile(name === "phoenix.mjs" ? PHOENIX : path.join(ROOT, name));
      response.setHeader("content-type", `${TYPES[path.extname(name)]}; charset=utf-8`);
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/page.html`, close: () => server.close() };
}
