/** Fails unless the condition holds. */
export function check(condition, claim) {
  if (!condition) throw new Error(claim);
}

/** Fails unless both values say the same: objects by their members in any order, bytes by their content. */
export function equal(actual, expected, what = "the value") {
  const [is, should] = [text(actual), text(expected)];
  if (is !== should) throw new Error(`${what} should be ${short(should)} but is ${short(is)}`);
}

function text(value) {
  return JSON.stringify(value, (_, part) => {
    if (part === undefined) return "<undefined>";
    if (part instanceof ArrayBuffer) return { bytes: [...new Uint8Array(part)] };
    if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const short = (long) => (long.length > 500 ? `${long.slice(0, 500)}… (${long.length} characters)` : long);
