package org.garuda.channels.benchmarks.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.benchmarks.dialect.Dialects;
import org.garuda.channels.benchmarks.peer.PeerMain;

/** The servers that this module brings. */
public enum Peer implements Contender {
    GARUDA(
            "garuda",
            "Garuda Channels",
            "",
            "garuda-channels-standalone",
            "phoenix",
            JarFamily.GARUDA,
            JarFamily.JAKARTA,
            JarFamily.TYRUS),
    GARUDA_HAND_OVER(
            "garuda-hand-over",
            "Garuda Channels",
            ", handlers that may block",
            "garuda-channels-standalone",
            "phoenix",
            JarFamily.GARUDA,
            JarFamily.JAKARTA,
            JarFamily.TYRUS),
    NETTY("netty", "Netty", ", flush per frame", "netty-codec-http", "plain", JarFamily.NETTY),
    UNDERTOW("undertow", "Undertow", "", "undertow-core", "plain", JarFamily.UNDERTOW),
    TYRUS("tyrus", "Tyrus", ", `sendText`", "tyrus-server", "plain", JarFamily.TYRUS, JarFamily.JAKARTA),
    TOMCAT("tomcat", "Tomcat", ", `sendText` from a queue", "tomcat-embed-websocket", "plain", JarFamily.TOMCAT),
    SPRING_STOMP(
            "spring-stomp",
            "Spring STOMP",
            ", simple broker",
            "spring-messaging",
            "stomp",
            JarFamily.SPRING,
            JarFamily.TOMCAT),
    NETTY_SOCKETIO("netty-socketio", "netty-socketio", "", "netty-socketio", "socket.io", JarFamily.NETTY),
    TOMCAT_BY_HAND(
            "tomcat-by-hand",
            "Tomcat",
            ", `sendText` from a queue",
            "tomcat-embed-websocket",
            "phoenix",
            JarFamily.TOMCAT),
    JETTY_BY_HAND(
            "jetty-by-hand",
            "Jetty",
            ", `sendText` from a queue",
            "jetty-websocket-core-server",
            "phoenix",
            JarFamily.JETTY,
            JarFamily.JAKARTA),
    UNDERTOW_BY_HAND(
            "undertow-by-hand",
            "Undertow",
            ", `sendText` from a queue",
            "undertow-websockets-jsr",
            "phoenix",
            JarFamily.UNDERTOW,
            JarFamily.JAKARTA),
    GARUDA_TOMCAT(
            "garuda-tomcat",
            "Garuda Channels",
            " in Tomcat",
            "garuda-channels-jakarta",
            "phoenix",
            JarFamily.GARUDA,
            JarFamily.TOMCAT),
    GARUDA_JETTY(
            "garuda-jetty",
            "Garuda Channels",
            " in Jetty",
            "garuda-channels-jakarta",
            "phoenix",
            JarFamily.GARUDA,
            JarFamily.JETTY,
            JarFamily.JAKARTA),
    GARUDA_UNDERTOW(
            "garuda-undertow",
            "Garuda Channels",
            " in Undertow",
            "garuda-channels-jakarta",
            "phoenix",
            JarFamily.GARUDA,
            JarFamily.UNDERTOW,
            JarFamily.JAKARTA);

    /** The same for all: the JDK's own choices within two gigabytes. */
    private static final String HEAP = "-Xmx2g";

    private final String id;
    private final String product;
    private final String manner;
    private final String library;
    private final String dialect;
    private final Set<JarFamily> families;

    Peer(String id, String product, String manner, String library, String dialect, JarFamily... families) {
        this.id = id;
        this.product = product;
        this.manner = manner;
        this.library = library;
        this.dialect = dialect;
        this.families = Set.of(families);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return product
                + ClassPath.version(library).map(version -> " " + version).orElse("")
                + manner;
    }

    /** For the library in a servlet container: the same container with what one would write by hand. */
    public Optional<Peer> byHand() {
        return switch (this) {
            case GARUDA_TOMCAT -> Optional.of(TOMCAT_BY_HAND);
            case GARUDA_JETTY -> Optional.of(JETTY_BY_HAND);
            case GARUDA_UNDERTOW -> Optional.of(UNDERTOW_BY_HAND);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isStandalone() {
        return switch (this) {
            case TOMCAT_BY_HAND, JETTY_BY_HAND, UNDERTOW_BY_HAND, GARUDA_TOMCAT, GARUDA_JETTY, GARUDA_UNDERTOW -> false;
            default -> true;
        };
    }

    @Override
    public ServerProcess start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HEAP);
        command.add("-cp");
        command.add(ClassPath.of(families));
        command.add(PeerMain.class.getName());
        command.add(id);
        return ServerProcess.speaking(id, Dialects.of(dialect), command);
    }
}
