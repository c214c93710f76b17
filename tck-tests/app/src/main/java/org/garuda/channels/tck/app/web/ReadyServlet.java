package org.garuda.channels.tck.app.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.tck.app.HttpCalls;

/** {@code GET /ready}. */
@WebServlet("/ready")
public class ReadyServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient ChannelBroadcaster broadcaster;

    /** Made by the container. */
    public ReadyServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.write(new HttpCalls(broadcaster).ready(), response);
    }
}
