package org.garuda.channels.tck.app;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.standalone.ChannelServerBuilder;
import org.garuda.channels.tck.app.HttpCalls.Answer;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** {@link HttpCalls} on the standalone server. */
final class Routes {

    private static final String BROADCAST = "/broadcast";
    private static final String DISCONNECT = "/disconnect/";
    private static final Answer NOTHING_HERE = new Answer(404, "nothing here");

    private Routes() {}

    static void add(ChannelServerBuilder server) {
        HttpCalls calls = new HttpCalls(server.broadcaster());
        server.http(BROADCAST, (request, response) -> {
            if (allowed("PUT", request, response)) {
                write(calls.broadcast(request.getInputStream()), response);
            }
        });
        server.http(DISCONNECT + "*", (request, response) -> {
            if (allowed("POST", request, response)) {
                String userId = lastSegment(request.getRequestURI());
                write(userId.isEmpty() ? NOTHING_HERE : calls.disconnect(userId), response);
            }
        });
    }

    /** The user of a path {@code /disconnect/USER}, or nothing for another path. A plus is a plus here, which Grizzly's own decoding makes a space. */
    private static String lastSegment(String path) {
        String segment = path.startsWith(DISCONNECT) ? path.substring(DISCONNECT.length()) : "";
        return segment.contains("/") ? "" : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean allowed(String method, Request request, Response response) throws IOException {
        if (request.getMethod().matchesMethod(method)) {
            return true;
        }
        response.setHeader("Allow", method);
        write(new Answer(405, "only " + method + " is understood here"), response);
        return false;
    }

    private static void write(Answer answer, Response response) throws IOException {
        response.setStatus(answer.status());
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter().write(answer.text());
    }
}
