const made = [];

/** The versions of the protocol: the current one, and the one that older clients speak. */
export const V2 = "2.0.0";
export const V1 = "1.0.0";

/**
 * Lets a file make its claims.
 *
 * @param {string} group what they are about
 * @param {object} [common] options of all of them
 * @returns {(name: string, options: object|Function, body?: Function) => void} makes one claim: its options are
 *   `versions`, `transports` and `environments` where it holds (everywhere unless said otherwise), and `needs`, which
 *   ability of the runner it depends on; its body gets a {@link Stage}
 */
export function about(group, common = {}) {
  return (name, options, body) => {
    const own = body ? options : {};
    made.push({ group, name, body: body ?? options, ...common, ...own });
  };
}

/**
 * The claims that hold in one run, in the order in which they are put to the test. Node and the browser make the same list, so
 * that a claim's place is its name.
 *
 * @param {object} world `environment`, `transport`, and the `abilities` of whoever runs the server
 * @returns {object[]} group, name, version, body, and a `reason` why the claim cannot be tested in this run, else null
 */
export function plan({ environment, transport, abilities }) {
  const versions = transport === "websocket" ? [V2, V1] : [V2]; // phoenix.js encodes for long-polling itself
  return versions.flatMap((version) => made
    .filter((claim) => holds(claim.versions, version) && holds(claim.transports, transport))
    .filter((claim) => holds(claim.environments, environment))
    .map((claim) => ({ ...claim, version, reason: lacking(claim.needs, abilities) })));
}

const holds = (where, here) => !where || where.includes(here);

const lacking = (need, abilities) =>
  need && !abilities.includes(need) ? `needs to ${need} the server, which only its owner can` : null;

/** How long a claim may take, in milliseconds: those that have the server stopped and started, as long as any server takes for that. */
export const patience = (claim, { transport }) =>
  claim.needs === "stop" ? 600_000 : { websocket: 20_000, longpoll: 60_000 }[transport];
