package org.garuda.channels.core.internal.lifecycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.garuda.channels.config.SettingsSource;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.logging.Build;
import org.garuda.channels.core.internal.topic.Route;

/** What an operator wants to know at the start, in one line. */
public final class StartLine {

    private static final System.Logger LOG = System.getLogger(StartLine.class.getName());

    private StartLine() {}

    /** Warns of what looks like a setting and is none. */
    public static void warn(SettingsSource... sources) {
        for (SettingsSource source : sources) {
            source.misspelt().forEach(sentence -> LOG.log(System.Logger.Level.WARNING, sentence));
        }
    }

    /**
     * The line: version, address, and of each socket its paths, its handlers with their topics, and the settings that
     * differ from the default.
     *
     * @param where the server's address, or what else tells where the sockets are
     * @param prefix goes before each path
     */
    public static String of(String where, String prefix, List<ChannelSocket> sockets) {
        return sockets.stream()
                .map(socket -> paths(prefix, socket.settings()) + " for " + handlers(socket) + ", "
                        + settings(socket, socket == sockets.get(0)))
                .collect(Collectors.joining(
                        "; ", "Garuda Channels " + new Build().version() + " on " + where + ": ", ""));
    }

    private static String paths(String prefix, SocketSettings settings) {
        String path = prefix + settings.path();
        return settings.longPoll().enabled() ? path + "/websocket and " + path + "/longpoll" : path + "/websocket";
    }

    private static String handlers(ChannelSocket socket) {
        List<Route> routes = socket.routes();
        return routes.isEmpty()
                ? "no handler"
                : routes.stream()
                        .map(route -> route.name() + " (" + String.join(", ", route.patterns()) + ")")
                        .collect(Collectors.joining(", "));
    }

    /** Those of the node are told with the first socket. */
    private static String settings(ChannelSocket socket, boolean first) {
        Map<String, String> differences =
                new LinkedHashMap<>(first ? socket.node().differences() : Map.of());
        differences.putAll(socket.settings().differences());
        return differences.isEmpty()
                ? "all settings at their defaults"
                : differences.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", ", "settings other than the default: ", ""));
    }
}
