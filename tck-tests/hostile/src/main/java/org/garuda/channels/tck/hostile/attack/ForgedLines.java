package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.LongPolling;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.hostile.client.Target;
import org.garuda.channels.tck.hostile.client.Upgrade;

/** Whoever may break a line in the log may write lines of it. */
public final class ForgedLines implements Attack {

    private static final String MARK = "FORGED-BY-A-CLIENT";
    private static final String ESCAPE = "\u001b";

    /** A sequence for a terminal that no console uses by itself: some servers colour their lines. */
    private static final String BLINK = "[5;45m";

    /** In JSON: a line break, the line of the attacker, a sequence for a terminal, and what does not end. */
    private static final String IN_JSON = "x\\r\\n" + MARK + "\\u001b" + BLINK + "\\u0085\\u2028" + "y".repeat(1_000);

    private static final String IN_QUERY =
            "x%0d%0a" + MARK + "%1b" + BLINK.replace("[", "%5b").replace(";", "%3b");

    /** However much a server writes before it, and however many texts of a client there are in a line. */
    private static final Pattern ENDLESS = Pattern.compile("y{4,}+");

    private static final int MOST_LENGTH = 200;

    /** An attack. */
    public ForgedLines() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "14-forged-lines",
                "line breaks and escape sequences in topics, events, refs, versions, tokens, origins and malformed frames",
                "control characters are escaped in whatever is logged, and it is cut at 200 characters",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        if (scene.output().isEmpty()) {
            scene.findings().note("where the server logs is not known: nothing can be told");
            return;
        }
        long mark = scene.output().get().mark();
        String room = "rooms:" + IN_JSON;
        for (String event : List.of("crash", IN_JSON, "stop:error")) {
            SocketClient client = scene.joined(room, "&user_id=" + IN_QUERY);
            client.push("1", "2", room, event, "{}");
            scene.within(2_000, () -> client.heard("phx_error") || client.isEnded());
        }
        SocketClient lost = scene.socket("");
        scene.await("the attacker is let in", lost::isOpen);
        lost.push("1", "1", IN_JSON, "phx_join", "{}");
        lost.push(IN_JSON, IN_JSON, "presence:" + IN_JSON, "phx_join", "{\"device\":\"" + IN_JSON + "\"}");
        lost.push(IN_JSON, "3", "presence:" + IN_JSON, IN_JSON, "{}");
        scene.pass(500);
        lost.text("{\r\n" + MARK + ESCAPE + BLINK + " no frame");
        scene.within(2_000, lost::isEnded);
        handshakes(scene);
        scene.pass(500);

        List<String> lines = scene.output().get().since(mark);
        List<String> forged = lines.stream()
                .flatMap(line -> line.lines())
                .filter(line -> line.startsWith(MARK))
                .toList();
        scene.findings().claim("no line begins with what a client sent", forged.isEmpty(), forged.size() + " do");
        long escapes =
                lines.stream().filter(line -> line.contains(ESCAPE + BLINK)).count();
        scene.findings().claim("no escape sequence of a client is written", escapes == 0, escapes + " lines have one");
        long longest = lines.stream()
                .flatMap(line -> ENDLESS.matcher(line).results())
                .mapToLong(text -> text.end() - text.start())
                .max()
                .orElse(0);
        scene.findings()
                .claim("what a client sent is cut", longest <= MOST_LENGTH, longest + " characters of 1,000 at most");
    }

    private static void handshakes(Scene scene) throws IOException {
        Target target = scene.target();
        List<SocketClient> clients = List.of(
                scene.socket("&vsn=" + IN_QUERY),
                scene.socket("&token=" + IN_QUERY),
                scene.socket(
                        Upgrade.request(target, "", "Origin: http://" + ESCAPE + BLINK + "\u0085" + MARK + "\r\n")),
                scene.socket(Upgrade.request(
                        target,
                        "",
                        "Sec-WebSocket-Protocol: phoenix, base64url.bearer.phx." + ESCAPE + BLINK + "\r\n")));
        scene.within(3_000, () -> clients.stream().allMatch(SocketClient::isAnswered));
        scene.call().send(LongPolling.poll(target, IN_QUERY));
        String token = scene.session();
        LongPolling.post(scene, token, "{\r" + MARK + ESCAPE + BLINK + "\n");
    }
}
