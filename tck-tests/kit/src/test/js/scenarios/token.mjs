import { about } from "../claims.mjs";
import { equal } from "../expect.mjs";
import { ask, join } from "../waiting.mjs";

const claim = about("token");

async function whoami(stage, options) {
  const [room, joins] = await join(await stage.open(options), stage.room());
  return { ...(await ask(room, "whoami")), room, joins };
}

claim("the token reaches the app, whatever its length", async (stage) => {
  for (const authToken of ["a", "ab", "abc", "abcd", "SFMyNTY.g2gDYQFuBgBQ.x_y-z~~~", "t".repeat(1500)]) {
    const { auth_token, room } = await whoami(stage, { authToken });
    equal(auth_token, authToken);
    room.socket.disconnect(); // A browser opens no more than a few connections to one server.
  }
});

claim("parameters come with the token", async (stage) => {
  const { user_id, auth_token } = await whoami(stage, { authToken: "abc", params: { user_id: "me" } });
  equal({ user_id, auth_token }, { user_id: "me", auth_token: "abc" });
});

claim("without a token the app gets none", async (stage) => {
  equal((await whoami(stage)).auth_token, null);
});

claim("only the name of the protocol is answered", { transports: ["websocket"] }, async (stage) => {
  equal((await stage.open({ authToken: "abc" })).conn.protocol, "phoenix");
  equal((await stage.open()).conn.protocol, "");
});

claim("each connection brings its own token", async (stage) => {
  const user = stage.name("user");
  let tries = 0;
  const { room, joins } = await whoami(stage, { authToken: () => `token-${++tries}`, params: { user_id: user } });
  await stage.disconnect(user);
  equal((await joins.next()).status, "ok");
  equal(await ask(room, "whoami"), { user_id: user, auth_token: "token-2" });
});
