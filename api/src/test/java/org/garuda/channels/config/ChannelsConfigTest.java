package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChannelsConfigTest {

    @Test
    void theDefaultsAreAsDocumented() {
        ChannelsConfig config = ChannelsConfig.defaults();
        assertEquals("/socket", config.path());
        assertEquals(Origins.sameHost(), config.origins());
        assertEquals(
                "Limits[message-bytes=2097152, message-parts=16384, unfinished-bytes="
                        + Runtime.getRuntime().maxMemory() / 4
                        + ", ref-bytes=1024, topic-bytes=1024, event-bytes=255, channels-per-client=100,"
                        + " pending-messages=1000, pending-bytes=4194304, clients=100000, listener-buffer=1024,"
                        + " presence-meta-bytes=16384, presence-keys=100, head-bytes=32768, head-lines=200,"
                        + " route-body-bytes=65536]",
                config.limits().toString());
        assertEquals(
                new Timeouts(
                        Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)),
                config.timeouts());
        assertEquals(new OutboxLimits(1024 * 1024, 1000, Duration.ofSeconds(10), Map.of()), config.outbox());
    }

    @Test
    void aBuilderChangesWhatItIsToldAndNothingElse() {
        ChannelsConfig config = ChannelsConfig.builder()
                .path("/live")
                .origins(Origins.anywhere())
                .limits(limits -> limits.withClients(5).withTopicBytes(6))
                .timeouts(timeouts -> timeouts.withIdle(Duration.ofSeconds(7)))
                .outbox(outbox -> outbox.withMessages(8).withOverflow("a:*", OverflowPolicy.dropNewest()))
                .build();
        ChannelsConfig more =
                config.toBuilder().limits(limits -> limits.withEventBytes(9)).build();
        assertEquals("/live", more.path());
        assertEquals(Origins.anywhere(), more.origins());
        assertEquals(Limits.defaults().withClients(5).withTopicBytes(6).withEventBytes(9), more.limits());
        assertEquals(Timeouts.defaults().withIdle(Duration.ofSeconds(7)), more.timeouts());
        assertEquals(Map.of("a:*", OverflowPolicy.dropNewest()), more.outbox().overflow());
        assertNotEquals(config, more);
    }

    @Test
    void everyLimitHasItsOwnCopyMethod() throws ReflectiveOperationException {
        Limits limits = Limits.defaults();
        int value = 0;
        for (Limits.Name name : Limits.Name.values()) {
            String camel = Stream.of(name.setting().split("-"))
                    .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                    .collect(Collectors.joining());
            Class<?> type = name == Limits.Name.UNFINISHED_BYTES ? long.class : int.class;
            Object copy = Limits.class.getMethod("with" + camel, type).invoke(limits, ++value);
            Object read = Limits.class
                    .getMethod(Character.toLowerCase(camel.charAt(0)) + camel.substring(1))
                    .invoke(copy);
            assertEquals(value, ((Number) read).intValue(), name.setting());
            assertEquals(limits.with(name, value), copy, "changes only " + name);
        }
    }

    @Test
    void whatIsNotPositiveIsRefusedByName() {
        refused("limits.clients", () -> Limits.defaults().withClients(0));
        refused("limits.message-bytes", () -> Limits.defaults().withMessageBytes(-1));
        refused("timeouts.idle", () -> Timeouts.defaults().withIdle(Duration.ZERO));
        refused("timeouts.stop", () -> Timeouts.defaults().withStop(Duration.ofSeconds(-1)));
        refused("outbox.age", () -> OutboxLimits.defaults().withAge(Duration.ZERO));
        refused("outbox.bytes", () -> OutboxLimits.defaults().withBytes(0));
    }

    private static void refused(String name, Supplier<?> making) {
        var e = assertThrows(IllegalArgumentException.class, making::get);
        assertTrue(e.getMessage().contains(name), e.getMessage());
    }
}
