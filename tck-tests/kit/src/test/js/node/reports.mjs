const title = ({ version, group, name }) => `${version} ${group}: ${name}`;

/** For people. */
export class TextReport {
  #failures = 0;
  #holding = 0;
  #skipped = 0;

  planned(claims) {
    const untried = claims.filter((claim) => claim.reason);
    untried.forEach((claim) => console.info(`SKIPPED  ${title(claim)}\n    ${claim.reason}`));
    this.#skipped = untried.length;
  }

  tried(claim, failure, millis) {
    console.info(`${failure ? "FAILED" : "ok    "} ${String(Math.round(millis)).padStart(6)} ms  ${title(claim)}`);
    if (failure) console.info(failure.replace(/^/gm, "    "));
    failure ? this.#failures++ : this.#holding++;
  }

  end() {
    console.info(`${this.#holding} hold, ${this.#failures} do not, ${this.#skipped} skipped`);
    return this.#failures === 0;
  }
}

/** For programs: first the plan, then a line for each claim that was tried, in the order of the plan. */
export class JsonReport {
  #failed = false;

  planned(claims) {
    const rows = claims.map(({ version, group, name, reason }) => ({ version, group, name, reason }));
    console.info(JSON.stringify({ plan: rows }));
  }

  tried(_, failure) {
    this.#failed ||= failure !== null;
    console.info(JSON.stringify({ failure }));
  }

  end() {
    return !this.#failed;
  }
}
