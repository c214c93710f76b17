package org.garuda.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsConfigTest {

    @Test
    void theDefaultsAreAsDocumented() {
        ChannelsConfig config = ChannelsConfig.defaults();
        assertEquals("/socket", config.path());
        assertEquals(Origins.sameHost(), config.origins());
        assertEquals(
                new Limits(2 * 1024 * 1024, 1024, 255, 100, 1000, 4 * 1024 * 1024, 100_000, 1024), config.limits());
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
    void everyLimitHasItsOwnCopyMethod() {
        assertEquals(
                new Limits(1, 2, 3, 4, 5, 6, 7, 8),
                Limits.defaults()
                        .withMessageBytes(1)
                        .withTopicBytes(2)
                        .withEventBytes(3)
                        .withChannelsPerClient(4)
                        .withPendingMessages(5)
                        .withPendingBytes(6)
                        .withClients(7)
                        .withListenerBuffer(8));
        Duration second = Duration.ofSeconds(1);
        assertEquals(
                new Timeouts(second, second.plusMillis(1), second.plusMillis(2), second.plusMillis(3)),
                Timeouts.defaults()
                        .withIdle(second)
                        .withJoin(second.plusMillis(1))
                        .withSend(second.plusMillis(2))
                        .withStop(second.plusMillis(3)));
        assertEquals(
                new OutboxLimits(1, 2, second, Map.of()),
                OutboxLimits.defaults().withBytes(1).withMessages(2).withAge(second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "socket", "/", "/a/", "/a?b", "/a*"})
    void aPathThatCannotWorkIsRefused(String path) {
        refused("path", () -> ChannelsConfig.builder().path(path).build());
    }

    @Test
    void whatIsNotPositiveIsRefusedByName() {
        refused("limits.clients", () -> Limits.defaults().withClients(0));
        refused("limits.messageBytes", () -> Limits.defaults().withMessageBytes(-1));
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
