package org.garuda.channels.samples.chat;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.garuda.channels.ChannelBroadcaster;

/** The {@link Announcement} in a web application, where the broadcaster is injected like any bean. */
@WebServlet("/broadcast")
public class BroadcastServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient ChannelBroadcaster broadcaster;

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Announcement answer = Announcement.make(broadcaster, request.getInputStream());
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.getWriter().write(answer.text());
    }
}
