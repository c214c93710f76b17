// What the chat's page does in a browser: node page.mjs URL CHROMIUM. Prints nothing but what is wrong.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [url, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const stray = [];

async function enter(name) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  await context.addInitScript((user) => sessionStorage.setItem("user", user), name);
  const page = await context.newPage();
  page.on("pageerror", (error) => stray.push(String(error)));
  await page.goto(url);
  await page.waitForSelector('#state[data-state="connected"]');
  return page;
}

async function say(page, text) {
  await page.fill("#body", text);
  await page.press("#body", "Enter");
}

const hears = (page, text) => page.waitForSelector(`.message .said:text-is("${text}")`, { state: "attached" });
const scroll = (page, to) => page.locator("#log").evaluate((log, top) => { log.scrollTop = top; }, to);

/** Waits until the end of the log is in sight, or is not. */
const endInSight = (page, wanted) => page.waitForFunction((seen) => {
  const log = document.getElementById("log");
  return seen === (log.scrollHeight - log.scrollTop - log.clientHeight < 2);
}, wanted);

try {
  const [ada, namesake, bob] = [await enter("Ada"), await enter("Ada"), await enter("Bob")];
  await ada.waitForFunction(() => document.querySelectorAll("#present li").length === 3);
  assert.deepEqual((await ada.locator("#present li").allInnerTexts()).map((text) => text.replace(/\s+/g, " ")),
    ["Ada you", "Ada", "Bob"], "two people of one name are two, and one knows who one is");

  for (let n = 0; n < 15; n++) {
    await say(namesake, `message ${n}`);
    await hears(ada, `message ${n}`);
  }
  assert.equal(await ada.locator(".message.mine").count(), 0, "what the namesake says is not mine");
  assert.equal(await namesake.locator(".message.mine").count(), 15);
  await endInSight(ada, true);

  for (const [width, height] of [[390, 500], [1000, 700], [700, 380]]) {
    await ada.setViewportSize({ width, height });
    await endInSight(ada, true);
  }

  await scroll(ada, 0);
  await endInSight(ada, false);
  await say(bob, "further down");
  await hears(ada, "further down");
  await endInSight(ada, false); // Who reads further up is left there,
  await say(ada, "my own");
  await hears(ada, "my own");
  await endInSight(ada, true); // but sees what they say.

  await bob.context().close();
  await ada.waitForSelector('li.left:text-is("Bob left")');
  assert.deepEqual(stray, []);
} finally {
  await browser.close();
}
