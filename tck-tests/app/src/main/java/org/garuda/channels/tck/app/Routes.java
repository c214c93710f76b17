package org.garuda.channels.tck.app;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.standalone.ChannelServerBuilder;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.tck.app.HttpCalls.Answer;

/** {@link HttpCalls} on the standalone server. */
final class Routes {

    private static final String BROADCAST = "/broadcast";
    private static final String READY = "/ready";
    private static final String DISCONNECT = "/disconnect/";
    private static final Answer NOTHING_HERE = new Answer(404, "nothing here");

    private Routes() {}

    static void add(ChannelServerBuilder server) {
        HttpCalls calls = new HttpCalls(server.broadcaster());
        server.http(
                BROADCAST,
                request -> request.method().equals("PUT")
                        ? response(calls.broadcast(new ByteArrayInputStream(request.body())))
                        : only("PUT"));
        server.http(READY, request -> request.method().equals("GET") ? response(calls.ready()) : only("GET"));
        server.http(DISCONNECT + "*", request -> {
            if (!request.method().equals("POST")) {
                return only("POST");
            }
            String userId = lastSegment(request.path());
            return response(userId.isEmpty() ? NOTHING_HERE : calls.disconnect(userId));
        });
    }

    /** The user of a path {@code /disconnect/USER}, or nothing for another path. A plus is a plus here. */
    private static String lastSegment(String path) {
        String segment = path.startsWith(DISCONNECT) ? path.substring(DISCONNECT.length()) : "";
        return segment.contains("/") ? "" : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static HttpResponse only(String method) {
        return response(new Answer(405, "only " + method + " is understood here"))
                .withHeader("Allow", method);
    }

    private static HttpResponse response(Answer answer) {
        return HttpResponse.text(answer.status(), answer.text());
    }
}
