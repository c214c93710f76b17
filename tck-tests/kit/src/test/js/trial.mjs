import { Stage } from "./stage.mjs";
import { patience } from "./claims.mjs";
import { waitLonger, within } from "./waiting.mjs";

/**
 * Puts a claim to the test.
 *
 * @param {object} claim one of the plan
 * @param {object} world see {@link Stage}
 * @returns {Promise<string|null>} why it does not hold, null if it does
 */
export async function trial(claim, world) {
  const stage = new Stage({ ...world, version: claim.version });
  if (world.transport === "longpoll") waitLonger();
  try {
    await within(claim.body(stage), "the end", patience(claim, world));
    return null;
  } catch (error) {
    return error.stack ?? String(error);
  } finally {
    stage.close();
  }
}
