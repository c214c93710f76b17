package org.garuda.channels.tck.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.hostile.client.HttpCall;
import org.garuda.channels.tck.hostile.client.Target;
import org.garuda.channels.tck.hostile.client.Upgrade;

/** The requests of a long-polling client. */
public final class LongPolling {

    private static final Pattern TOKEN = Pattern.compile("\"token\":\\s*\"([^\"]+)\"");

    private LongPolling() {}

    /** The token of a new session. Blocks until it is there. */
    static String session(Scene scene) throws IOException {
        HttpCall call = scene.call().send(poll(scene.target(), ""));
        scene.await("a long-polling session begins", call::isOver);
        Matcher token = TOKEN.matcher(call.body());
        if (!token.find()) {
            throw new IOException("no long-polling session: " + call.outcome() + " " + call.body());
        }
        return token.group(1);
    }

    /**
     * A poll.
     *
     * @param target whom it is for
     * @param token of the session, or empty for a new one
     * @return the request
     */
    public static String poll(Target target, String token) {
        return "GET " + path(target, token) + " HTTP/1.1\r\n" + target.hostLine() + "\r\nConnection: close\r\n\r\n";
    }

    /**
     * The head of a post.
     *
     * @param target whom it is for
     * @param token of the session
     * @param length of the body
     * @return the request without its body
     */
    public static String postHead(Target target, String token, int length) {
        return "POST " + path(target, token) + " HTTP/1.1\r\n" + target.hostLine()
                + "\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    /**
     * Posts frames, and waits for the answer.
     *
     * @param scene where
     * @param token of the session
     * @param lines frames, one a line
     * @return the answered call
     * @throws IOException when there is no answer within 30 s
     */
    public static HttpCall post(Scene scene, String token, String lines) throws IOException {
        byte[] body = lines.getBytes(StandardCharsets.UTF_8);
        HttpCall call =
                scene.call().send(postHead(scene.target(), token, body.length)).send(body);
        if (!scene.within(30_000, call::isOver)) {
            throw new IOException("a post is not answered");
        }
        return call;
    }

    private static String path(Target target, String token) {
        return target.socket("/longpoll?" + Upgrade.VERSION + (token.isEmpty() ? "" : "&token=" + token));
    }
}
