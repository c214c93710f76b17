import { accessSync, constants } from "node:fs";
import path from "node:path";
import WebSocket from "ws";
import { trial } from "../trial.mjs";
import { patience } from "../claims.mjs";
import { within } from "../waiting.mjs";
import { servePages } from "./pages.mjs";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];
const PATIENCE = 30_000;

/** Claims are tried in this process, over `ws`, since not every Node has a WebSocket. */
export async function openNode() {
  let stray = [];
  process.on("uncaughtException", (error) => stray.push(error.stack ?? String(error)));
  return {
    async tryClaim(claim, world, act) {
      stray = [];
      return (await trial(claim, { ...world, WebSocket, act })) ?? stray[0] ?? null;
    },
    async close() {},
  };
}

/** Where a Chromium is: what the environment variable `CHROMIUM_PATH` says, else what is found on the path; null if there is none. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const found = BROWSERS.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(executable);
  return found ?? null;
}

function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ends the process that shows a page, as a crash does. */
async function kill(context, page) {
  const gone = page.waitForEvent("crash");
  const session = await context.newCDPSession(page);
  session.send("Page.crash").catch(() => {}); // There is nobody left to answer.
  await gone;
}

/** Claims are tried in a page, by the browser's own WebSocket. */
export async function openChromium(executablePath, acts) {
  const { chromium } = await import("playwright-core");
  const pages = await servePages();
  const browser = await chromium.launch({ executablePath, args: QUIET, timeout: PATIENCE });
  const context = await browser.newContext();
  await context.exposeFunction("act", (...args) => acts.perform(...args));
  let stray = [];
  const newPage = async () => {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => stray.push(error.stack ?? String(error)));
    await show(page);
    return page;
  };
  const show = async (page) => {
    await page.goto(pages.url);
    await page.waitForFunction(() => window.visitor !== undefined);
  };
  const tabs = [];
  acts.tabs = {
    open: async () => tabs.push(await newPage()) - 1,
    call: (id, verb, ...args) => tabs[id].evaluate(([v, a]) => window.visitor[v](...a), [verb, args]),
    reload: (id) => show(tabs[id]),
    close: (id) => tabs[id].close(),
    kill: (id) => kill(context, tabs[id]),
  };
  let page = await newPage();
  return {
    async tryClaim(claim, world) {
      stray = [];
      try {
        const call = page.evaluate(([p, w]) => window.tryClaim(p, w), [claim.place, world]);
        return (await within(call, "the page's verdict", patience(claim, world) + PATIENCE)) ?? stray[0] ?? null;
      } catch (error) {
        await page.close();
        page = await newPage();
        return error.stack ?? String(error);
      } finally {
        await Promise.all(tabs.splice(0).map((tab) => tab.close()));
      }
    },
    async close() {
      await browser.close();
      pages.close();
    },
  };
}
