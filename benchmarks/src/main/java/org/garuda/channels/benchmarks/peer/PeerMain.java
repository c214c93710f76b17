package org.garuda.channels.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.benchmarks.peer.servlet.EmbeddedJetty;
import org.garuda.channels.benchmarks.peer.servlet.EmbeddedTomcat;
import org.garuda.channels.benchmarks.peer.servlet.EmbeddedUndertow;
import org.garuda.channels.benchmarks.peer.servlet.GarudaApplication;
import org.garuda.channels.benchmarks.peer.servlet.QueueApplication;

/**
 * One server as a process of its own. It prints {@code listening PORT}, collects its garbage on the line {@code gc} and
 * prints {@code collected}, and ends with its standard input, so that none outlives whoever started it.
 */
public final class PeerMain {

    private PeerMain() {}

    /**
     * Starts the server and serves until standard input ends.
     *
     * @param args the name of the server
     * @throws Exception when the server does not start
     */
    public static void main(String[] args) throws Exception {
        System.out.println("listening " + start(args.length == 1 ? args[0] : ""));
        obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        Runtime.getRuntime().halt(0);
    }

    private static int start(String name) throws Exception {
        return switch (name) {
            case "garuda" -> GarudaPeer.start();
            case "garuda-hand-over" -> GarudaPeer.startHandingOver();
            case "tyrus" -> TyrusPeer.start();
            case "tomcat", "tomcat-by-hand" -> EmbeddedTomcat.start(new QueueApplication());
            case "garuda-tomcat" -> EmbeddedTomcat.start(new GarudaApplication());
            case "jetty-by-hand" -> EmbeddedJetty.start(new QueueApplication());
            case "garuda-jetty" -> EmbeddedJetty.start(new GarudaApplication());
            case "undertow-by-hand" -> EmbeddedUndertow.start(new QueueApplication());
            case "garuda-undertow" -> EmbeddedUndertow.start(new GarudaApplication());
            case "undertow" -> UndertowPeer.start();
            case "netty" -> NettyPeer.start();
            case "spring-stomp" -> SpringStompPeer.start();
            case "netty-socketio" -> SocketIoPeer.start();
            default -> throw new IllegalArgumentException("no server \"" + name + "\"");
        };
    }

    private static void obey(BufferedReader orders) throws IOException {
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            if (line.equals("gc")) {
                System.gc();
                System.out.println("collected");
            }
        }
    }
}
