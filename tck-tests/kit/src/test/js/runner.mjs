// Puts every claim about phoenix.js to the test, against any server that hosts the conformance app.
import { plan } from "./claims.mjs";
import { Acts } from "./node/acts.mjs";
import { findChromium, openChromium, openNode } from "./node/environments.mjs";
import { parse, USAGE } from "./node/options.mjs";
import { Owner } from "./node/owner.mjs";
import { JsonReport, TextReport } from "./node/reports.mjs";
import "./scenarios/all.mjs";

const NO_BROWSER = "there is no Chromium on the path, and CHROMIUM_PATH does not say where one is";

async function main(options) {
  const url = options.url.replace(/\/$/, "");
  const http = new URL(options.http.replace(/\/?$/, "/"));
  const owner = options.owned ? new Owner(() => process.exit(4)) : null;
  const world = {
    url,
    environment: options.environment,
    transport: options.transport,
    abilities: owner ? ["stop"] : [],
  };
  const browser = options.environment === "chromium" ? findChromium() : null;
  const lacksBrowser = options.environment === "chromium" && browser === null;
  const browserRequired = process.env.TCK_REQUIRE_BROWSER === "true";

  const report = options.json ? new JsonReport() : new TextReport();
  const chosen = new RegExp(options.only);
  const claims = plan(world)
    .map((claim, place) => ({ ...claim, place }))
    .filter((claim) => chosen.test(`${claim.version} ${claim.group}: ${claim.name}`));
  if (lacksBrowser && !browserRequired) claims.forEach((claim) => { claim.reason = NO_BROWSER; });
  report.planned(claims);

  const acts = new Acts(new URL(url), http, owner);
  let environment = null;
  const tryOne = async (claim) => {
    if (lacksBrowser) return `${NO_BROWSER}, but TCK_REQUIRE_BROWSER is true`;
    environment ??= await (browser ? openChromium(browser, acts) : openNode());
    return environment.tryClaim(claim, world, (...args) => acts.perform(...args));
  };
  for (const claim of claims.filter(({ reason }) => !reason)) {
    const started = performance.now();
    const failure = await tryOne(claim).catch((error) => error.stack);
    await acts.tidy();
    report.tried(claim, failure, performance.now() - started);
  }
  await environment?.close();
  return report.end() ? 0 : 1;
}

// The report has standard output for itself.
console.log = console.error;
let options;
try {
  options = parse(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n${USAGE}`);
  process.exit(2);
}
const status = await main(options).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  return 3;
});
process.stdout.write("", () => process.exit(status));
