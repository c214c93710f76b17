package org.garuda.channels.tck.app.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.garuda.channels.tck.app.HttpCalls.Answer;

/** Writes {@link Answer}s to servlet responses. */
final class Answers {

    private Answers() {}

    static void write(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter().write(answer.text());
    }
}
