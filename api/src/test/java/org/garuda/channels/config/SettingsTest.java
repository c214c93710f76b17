package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SettingsTest {

    @Test
    void theDefaultsAreAsDocumented() {
        assertEquals(
                "NodeSettings[limits.clients=100000, limits.unfinished-bytes="
                        + Runtime.getRuntime().maxMemory() / 4
                        + ", limits.listener-buffer=1024, timeouts.stop=PT10S, limits.presence-meta-bytes=16384,"
                        + " limits.presence-keys=100, presence.unsafe-keys=false, hosts=any, proxies=none,"
                        + " limits.head-bytes=32768, limits.head-lines=200, limits.route-body-bytes=65536,"
                        + " bus=none, bus.name=, bus.prefix=, bus.required=false, bus.dead-after=PT2.5S, bus.user=,"
                        + " bus.password=none, bus.ca-file=, bus.certificate-file=, bus.key-file=]",
                NodeSettings.defaults().toString());
        assertEquals(
                "SocketSettings[path=/socket, origins=same-host, limits.message-bytes=2097152,"
                        + " limits.message-parts=16384, limits.ref-bytes=1024, limits.topic-bytes=1024,"
                        + " limits.event-bytes=255, limits.channels-per-client=100, limits.pending-messages=1000,"
                        + " limits.pending-bytes=4194304, timeouts.idle=PT1M, timeouts.join=PT10S, timeouts.send=PT10S,"
                        + " outbox.bytes=1048576, outbox.messages=1000, outbox.age=PT10S, outbox.overflow={},"
                        + " longpoll.enabled=true, longpoll.window=PT10S, longpoll.token-age=PT336H,"
                        + " longpoll.body-bytes=8000000, longpoll.batch-lines=100,"
                        + " longpoll.sessions-per-address=10000, longpoll.posts-per-session=64,"
                        + " longpoll.relayed-polls=1000, longpoll.relayed-bytes-per-second=1000000,"
                        + " longpoll.secret=none]",
                SocketSettings.defaults().toString());
    }

    @Test
    void aBuilderChangesWhatItIsToldAndNothingElse() {
        OverflowPolicy policy = OverflowPolicy.conflate(event -> event.event());
        SocketSettings settings = SocketSettings.builder()
                .path("/live")
                .origins(Origins.anywhere())
                .limits(limits -> limits.channelsPerClient(5).topicBytes(6))
                .timeouts(timeouts -> timeouts.idle(Duration.ofSeconds(7)))
                .outbox(outbox -> outbox.messages(8).overflow("a:*", OverflowPolicy.dropNewest()))
                .build();
        SocketSettings more = settings.toBuilder()
                .limits(limits -> limits.eventBytes(9))
                .outbox(outbox -> outbox.overflow("b:*", policy))
                .build();
        assertEquals("/live", more.path());
        assertEquals(Origins.anywhere(), more.origins());
        assertEquals(
                List.of(5, 6, 9),
                List.of(
                        more.limits().channelsPerClient(),
                        more.limits().topicBytes(),
                        more.limits().eventBytes()));
        assertEquals(Duration.ofSeconds(7), more.timeouts().idle());
        assertEquals(8, more.outbox().messages());
        assertEquals(
                Map.of("a:*", OverflowPolicy.dropNewest(), "b:*", policy),
                more.outbox().overflow());
        assertEquals(SocketSettings.defaults().longPoll(), more.longPoll());
        assertNotEquals(settings, more);
        assertEquals(255, settings.limits().eventBytes());
    }

    /** For each accessor there is one method of the builder, which sets that and nothing else. */
    @Test
    void everySettingHasItsOwnMethodInTheBuilder() {
        List<String> checked = new ArrayList<>();
        NodeSettings.Builder node = NodeSettings.builder();
        node.presence(builder -> checked.addAll(set(builder, PresenceSettings.class)))
                .http(builder -> checked.addAll(set(builder, HttpSettings.class)))
                .bus(builder -> checked.addAll(set(builder, BusSettings.class)));
        checked.addAll(set(node, NodeSettings.class));
        SocketSettings.Builder socket = SocketSettings.builder();
        socket.limits(builder -> checked.addAll(set(builder, ClientLimits.class)))
                .timeouts(builder -> checked.addAll(set(builder, Timeouts.class)))
                .outbox(builder -> checked.addAll(set(builder, OutboxLimits.class)))
                .longPoll(builder -> checked.addAll(set(builder, LongPollSettings.class)));
        NodeSettings n = node.build();
        SocketSettings s = socket.build();
        Stream.of(n, n.presence(), n.http(), n.bus(), s.limits(), s.timeouts(), s.outbox(), s.longPoll())
                .forEach(settings -> read(settings, checked));
        assertTrue(checked.size() > 25, checked.toString());
    }

    private static List<String> set(Object builder, Class<?> settings) {
        List<String> set = new ArrayList<>();
        for (Method accessor : settings.getDeclaredMethods()) {
            Class<?> type = accessor.getReturnType();
            if (accessor.getParameterCount() == 0
                    && (type == int.class || type == long.class || type == Duration.class)) {
                try {
                    Method setter = builder.getClass().getMethod(accessor.getName(), type);
                    int value = value(accessor);
                    Object given = type == int.class
                            ? (Object) value
                            : type == long.class ? (Object) (long) value : Duration.ofSeconds(value);
                    setter.invoke(builder, given);
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(accessor.toString(), e);
                }
                set.add(accessor.getName());
            }
        }
        return set;
    }

    private static void read(Object settings, List<String> checked) {
        for (Method accessor : settings.getClass().getDeclaredMethods()) {
            Class<?> type = accessor.getReturnType();
            if (checked.contains(accessor.getName()) && accessor.getParameterCount() == 0) {
                try {
                    Object value = accessor.invoke(settings);
                    long read = value instanceof Duration time ? time.toSeconds() : ((Number) value).longValue();
                    assertEquals(value(accessor), read, accessor.toString());
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(accessor + " " + type, e);
                }
            }
        }
    }

    private static int value(Method accessor) {
        return 1 + Math.floorMod((accessor.getDeclaringClass().getSimpleName() + accessor.getName()).hashCode(), 1000);
    }

    @Test
    void whatIsNotPositiveIsRefusedByName() {
        refused("limits.clients", () -> NodeSettings.builder().clients(0));
        refused("limits.message-bytes", () -> SocketSettings.builder().limits(limits -> limits.messageBytes(-1)));
        refused("timeouts.idle", () -> SocketSettings.builder().timeouts(times -> times.idle(Duration.ZERO)));
        refused("timeouts.stop", () -> NodeSettings.builder().stop(Duration.ofSeconds(-1)));
        refused("outbox.age", () -> SocketSettings.builder().outbox(outbox -> outbox.age(Duration.ZERO)));
        refused("outbox.bytes", () -> SocketSettings.builder().outbox(outbox -> outbox.bytes(0)));
        refused("longpoll.window", () -> SocketSettings.builder().longPoll(poll -> poll.window(Duration.ZERO)));
        refused("longpoll.secret", () -> SocketSettings.builder().longPoll(poll -> poll.secret("short")));
        refused("path", () -> SocketSettings.builder().path("live"));
    }

    @Test
    void aBusIsNamedByAUrlWithASchemeAndWhatIsWrongIsSaidWithoutIt() {
        for (String url :
                List.of("redis://broker:6379", "redis://a:1,b:2", "jms:java:comp/DefaultJMSConnectionFactory")) {
            assertEquals(
                    url,
                    NodeSettings.builder()
                            .bus(bus -> bus.url(url))
                            .build()
                            .bus()
                            .url());
        }
        for (String url : List.of("lonely-host", "redis://user:top secret@broker")) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> NodeSettings.builder().bus(bus -> bus.url(url)));
            assertFalse(refused.getMessage().contains(url), refused.getMessage());
            assertFalse(refused.getMessage().contains("top secret"), refused.getMessage());
        }
    }

    @Test
    void theSettingsOfABusAreRefusedByName() {
        refused("bus.prefix", () -> NodeSettings.builder().bus(bus -> bus.prefix("shop floor")));
        refused("bus.prefix", () -> NodeSettings.builder().bus(bus -> bus.prefix(".shop")));
        refused("bus.name", () -> NodeSettings.builder().bus(bus -> bus.name("n".repeat(101))));
        refused("bus.dead-after", () -> NodeSettings.builder().bus(bus -> bus.deadAfter(Duration.ofMillis(999))));
    }

    @Test
    void aRuleOfTheApplicationsOwnLetsPagesIn() {
        OriginCheck tenants = (origin, host) -> origin == null || origin.endsWith(".tenants.example");
        SocketSettings settings = SocketSettings.builder().origins(tenants).build();
        assertTrue(settings.origins().allows("https://a.tenants.example", "chat.example"));
        assertFalse(settings.origins().allows("https://a.example", "chat.example"));
        assertEquals(
                List.of("channels.origins"), List.copyOf(settings.differences().keySet()));
    }

    private static void refused(String name, Executable making) {
        var e = assertThrows(IllegalArgumentException.class, making);
        assertTrue(String.valueOf(e.getMessage()).startsWith(name), e.getMessage());
    }
}
