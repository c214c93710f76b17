export const USAGE = `usage: node runner.mjs --url ws://HOST:PORT/socket --http http://HOST:PORT [option…]
  --environment E  where the claims are tried: node (default) or chromium
  --transport T    what the client uses: websocket (default) or longpoll
  --only REGEX     only claims whose line in the report matches
  --owned          ask on standard output for the server to be stopped and started, and read the answer on standard input
  --json           report in lines of JSON
`;

const CHOICES = { environment: ["node", "chromium"], transport: ["websocket", "longpoll"] };

/** Reads the command line. Throws an error for whoever typed it. */
export function parse(args) {
  const options = { environment: "node", transport: "websocket", only: "", owned: false, json: false };
  const rest = [...args];
  while (rest.length > 0) {
    const name = rest.shift().replace(/^--/, "");
    if (name === "owned" || name === "json") {
      options[name] = true;
    } else if (["url", "http", "environment", "transport", "only"].includes(name) && rest.length > 0) {
      options[name] = rest.shift();
    } else {
      throw new Error(`--${name} is no option, or lacks its value`);
    }
  }
  for (const [name, values] of Object.entries(CHOICES)) {
    if (!values.includes(options[name])) throw new Error(`--${name} must be one of ${values.join(", ")}`);
  }
  if (!options.url?.startsWith("ws://") || !options.http?.startsWith("http://")) {
    throw new Error("--url ws://… and --http http://… are needed");
  }
  return options;
}
