package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.garuda.channels.config.LongPollSettings;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.Proxies;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.lifecycle.StartLine;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.jakarta.internal.cdi.CdiChannels;
import org.garuda.channels.jakarta.internal.cdi.CdiSocket;
import org.garuda.channels.jakarta.internal.cdi.JsonApis;
import org.garuda.channels.jakarta.internal.websocket.Upgrader;
import org.jspecify.annotations.Nullable;

/** The sockets of one web application, opened when it starts and closed when it stops. */
public final class Deployment {

    private static final System.Logger LOG = System.getLogger(Deployment.class.getName());

    private @Nullable ChannelEngine engine;

    /**
     * Opens them.
     *
     * @throws IllegalStateException when the application or its server lacks something; the message names the remedy
     */
    public void start(ServletContext context) {
        JsonApis.require(Thread.currentThread().getContextClassLoader());
        CdiChannels channels = channels();
        channels.captureServerContext();
        channels.readParametersOf(context);
        ChannelEngine started = channels.engine();
        engine = started;
        try {
            Upgrader upgrader = new Upgrader(container(context));
            BodyThreads bodies = new BodyThreads(started.runtime().executor());
            List<ChannelSocket> sockets = new ArrayList<>();
            for (CdiSocket wanted : channels.sockets()) {
                ChannelSocket socket = started.socket(wanted.settings(), wanted.routes());
                open(context, socket, started, upgrader, bodies);
                sockets.add(socket);
                warn(context, wanted, channels.node());
            }
            StartLine.warn(channels.sources());
            started.start();
            LOG.log(Level.INFO, StartLine.of(context.getServerInfo(), context.getContextPath(), sockets));
        } catch (DeploymentException e) {
            started.stop(CloseReason.UNDEPLOYED);
            throw new IllegalStateException("the WebSocket container refused the endpoint of Garuda Channels", e);
        } catch (RuntimeException e) {
            started.stop(CloseReason.UNDEPLOYED);
            throw e;
        }
    }

    /** Usually CDI has been told first, and this does nothing. */
    public void stop() {
        if (engine != null) {
            engine.stop(CloseReason.UNDEPLOYED);
        }
    }

    /** Every transport of a socket has a servlet of its own below the socket's path. */
    private static void open(
            ServletContext context, ChannelSocket socket, ChannelEngine engine, Upgrader upgrader, BodyThreads bodies) {
        register(
                context,
                socket.settings().path() + "/websocket",
                new WebSocketServlet(socket, upgrader, engine.runtime().executor()));
        LongPollSettings longPoll = socket.settings().longPoll();
        if (longPoll.enabled()) {
            String path = socket.settings().path() + "/longpoll";
            register(
                    context,
                    path,
                    new LongPollServlet(engine.longPoll(socket), path, socket.roles(), longPoll.window(), bodies));
        }
    }

    private static void register(ServletContext context, String path, Servlet servlet) {
        ServletRegistration.Dynamic registration = context.addServlet("Garuda Channels " + path, servlet);
        if (registration == null) {
            throw new IllegalStateException("there is a servlet named \"Garuda Channels " + path + "\" already");
        }
        registration.setAsyncSupported(true);
        Set<String> taken = registration.addMapping(path + "/*");
        if (!taken.isEmpty()) {
            throw new IllegalStateException("another servlet is mapped to " + taken
                    + "; map it elsewhere, or give the socket another path with channels.path");
        }
    }

    private static ServerContainer container(ServletContext context) {
        if (context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer container) {
            return container;
        }
        throw new IllegalStateException("this server offers the application no " + ServerContainer.class.getName()
                + "; switch its WebSocket support on");
    }

    private static CdiChannels channels() {
        try {
            return Cdi.channels()
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "CDI does not know the beans of Garuda Channels; put its jar into the application's WEB-INF/lib"));
        } catch (IllegalStateException | LinkageError e) {
            throw new IllegalStateException(
                    "Garuda Channels found no CDI; on a server without it, put Weld Servlet and a WEB-INF/beans.xml into"
                            + " the application",
                    e);
        }
    }

    private static void warn(ServletContext context, CdiSocket socket, NodeSettings node) {
        String path = context.getContextPath() + socket.settings().path();
        if (!node.http().proxies().equals(Proxies.none())) {
            LOG.log(
                    Level.WARNING,
                    "{0}: channels.proxies counts on the standalone server alone; here the server itself has to be told of"
                            + " its proxies",
                    path);
        }
        if (socket.routes().isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0} has no channel handler, so every join will be refused; annotate handlers with @Channel, and with"
                            + " Weld Servlet add a WEB-INF/beans.xml",
                    path);
        }
    }
}
