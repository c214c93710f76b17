package org.garuda.channels.tck.user;

import java.time.Duration;
import java.util.List;
import org.garuda.channels.config.BusSettings;
import org.garuda.channels.config.ClientLimits;
import org.garuda.channels.config.Hosts;
import org.garuda.channels.config.HttpSettings;
import org.garuda.channels.config.LongPollSettings;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.OriginCheck;
import org.garuda.channels.config.Origins;
import org.garuda.channels.config.OutboxLimits;
import org.garuda.channels.config.OverflowPolicy;
import org.garuda.channels.config.PresenceSettings;
import org.garuda.channels.config.Proxies;
import org.garuda.channels.config.SettingsSource;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.config.Timeouts;

/** The settings of a chat, and some of them read again. */
public final class Settings {

    private static final OriginCheck OWN_PAGES = Origins.of("https://chat.example");

    private Settings() {}

    /**
     * Those of the node.
     *
     * @return the settings, with those of the environment where none are given here
     */
    public static NodeSettings node() {
        return NodeSettings.builder()
                .clients(1_000)
                .http(Settings::behindProxy)
                .presence(Settings::shortPresences)
                .bus(Settings::lonely)
                .build()
                .orElse(SettingsSource.environment());
    }

    /**
     * Those of the socket.
     *
     * @return the settings
     */
    public static SocketSettings socket() {
        return SocketSettings.builder()
                .origins(OWN_PAGES)
                .limits(Settings::shortMessages)
                .timeouts(Settings::patient)
                .outbox(Settings::newestOnly)
                .longPoll(Settings::smallBatches)
                .build();
    }

    /**
     * What may be looked up in a log.
     *
     * @return numbers and names
     */
    public static List<Object> shown() {
        SocketSettings socket = socket();
        ClientLimits limits = socket.limits();
        Timeouts timeouts = socket.timeouts();
        LongPollSettings longPoll = socket.longPoll();
        OutboxLimits outbox = socket.outbox();
        HttpSettings http = node().http();
        BusSettings bus = node().bus();
        PresenceSettings presence = node().presence();
        return List.of(
                limits.messageBytes(),
                timeouts.idle(),
                longPoll.enabled(),
                outbox.overflow(),
                http.hosts(),
                bus.deadAfter(),
                presence.metaBytes());
    }

    private static void behindProxy(HttpSettings.Builder http) {
        http.hosts(Hosts.of("chat.example")).proxies(Proxies.of("10.0.0.1"));
    }

    private static void lonely(BusSettings.Builder bus) {
        bus.url("lonely:node").prefix("chat").required(true);
    }

    private static void shortPresences(PresenceSettings.Builder presence) {
        presence.metaBytes(512);
    }

    private static void shortMessages(ClientLimits.Builder limits) {
        limits.messageBytes(64 * 1024);
    }

    private static void patient(Timeouts.Builder timeouts) {
        timeouts.idle(Duration.ofMinutes(2));
    }

    private static void newestOnly(OutboxLimits.Builder outbox) {
        OverflowPolicy policy = OverflowPolicy.conflate(broadcast -> broadcast.event());
        if (policy.action() != OverflowPolicy.Action.DISCONNECT) {
            outbox.overflow("clock", policy);
        }
    }

    private static void smallBatches(LongPollSettings.Builder longPoll) {
        longPoll.batchLines(10);
    }
}
