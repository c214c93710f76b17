package org.garuda.channels.benchmarks.peer.servlet;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;

/** Undertow inside this process, with servlets and the WebSocket of Jakarta. */
public final class EmbeddedUndertow {

    /** Undertow's own choice on a machine of this size. */
    private static final int BUFFER = 16_384 - 20;

    private EmbeddedUndertow() {}

    public static int start(WebApplication application) throws ServletException {
        application.prepare();
        PathHandler paths = Handlers.path();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(paths)
                .build();
        server.start();
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(EmbeddedUndertow.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("bench")
                .addServletContextAttribute(
                        WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                        new WebSocketDeploymentInfo()
                                .setWorker(server.getWorker())
                                .setBuffers(new DefaultByteBufferPool(true, BUFFER)))
                .addListener(Servlets.listener(application.listener()));
        DeploymentManager deployment = Servlets.defaultContainer().addDeployment(info);
        deployment.deploy();
        paths.addPrefixPath("/", deployment.start());
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }
}
