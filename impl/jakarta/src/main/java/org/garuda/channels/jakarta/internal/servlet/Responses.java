package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.garuda.channels.core.internal.longpoll.LongPollResponse;

/** Puts answers into responses. */
final class Responses {

    private Responses() {}

    /** Writes all of an answer, on the thread of the request. */
    static void write(HttpServletResponse response, LongPollResponse answer) throws IOException {
        if (!response.isCommitted()) {
            head(response, answer.status(), answer.headers());
            response.setContentLength(answer.body().length);
        }
        response.getOutputStream().write(answer.body());
    }

    static void head(HttpServletResponse response, int status, Map<String, String> headers) {
        response.setStatus(status);
        headers.forEach((name, value) -> {
            if (name.equals("content-type")) {
                response.setContentType(value);
            } else {
                response.setHeader(name, value);
            }
        });
    }
}
