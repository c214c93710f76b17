package org.garuda.channels.tck.app.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.tck.app.HttpCalls;

/** {@code POST /disconnect/{user_id}}. */
@WebServlet("/disconnect/*")
public class DisconnectServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient ChannelBroadcaster broadcaster;

    /** Made by the container. */
    public DisconnectServlet() {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String userId = Objects.requireNonNullElse(request.getPathInfo(), "/").substring(1);
        Answers.write(new HttpCalls(broadcaster).disconnect(userId), response);
    }
}
