package org.garuda.channels.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.Dialect;
import org.garuda.channels.benchmarks.client.LoadException;
import org.garuda.channels.benchmarks.dialect.PlainDialect;
import org.garuda.channels.benchmarks.metrics.Faults;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.metrics.ServerMeter;
import org.junit.jupiter.api.Test;

class FanOutTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration NO_PATIENCE = Duration.ofMillis(400);

    /** By the clock, since a closed loop stops when a message is lost. */
    private static final FanOutPlan PLAN = FanOutPlan.of(4).openLoop(2, 200).lasting(Duration.ZERO, SHORT);

    @Test
    void anHonestServerHasNoFaults() throws IOException {
        try (FakeServer server = FakeServer.honest()) {
            LoadResult result = FanOut.run(PLAN, server.target(), NO_PATIENCE);

            assertTrue(result.faults().isNone(), result.faults()::toString);
            assertTrue(result.delivered() > 0);
            assertTrue(result.latency().max() > 0);
        }
    }

    @Test
    void aClosedLoopKeepsItsPromiseOfMessagesInFlight() throws IOException {
        Deque<String> onTheWay = new ArrayDeque<>();
        try (FakeServer server = new FakeServer((client, body) -> {
            if (client == 0) {
                onTheWay.add(body);
            }
            return List.of(body);
        })) {
            FanOutPlan plan = FanOutPlan.of(4).closedLoop(1, 3).lasting(Duration.ZERO, SHORT);
            LoadResult result = FanOut.run(plan, server.target(), NO_PATIENCE);

            assertTrue(result.faults().isNone(), result.faults()::toString);
            assertTrue(onTheWay.size() > 3, "the loop goes on after the first messages");
        }
    }

    @Test
    void aLostMessageIsTold() throws IOException {
        try (FakeServer server =
                new FakeServer((client, body) -> client == 1 && isNumber(body, 3) ? List.of() : List.of(body))) {
            assertEquals(
                    new Faults(2, 0, 0, 0, 0, null),
                    FanOut.run(PLAN, server.target(), NO_PATIENCE).faults());
        }
    }

    @Test
    void aMessageThatComesTwiceIsTold() throws IOException {
        try (FakeServer server = new FakeServer(
                (client, body) -> client == 2 && isNumber(body, 2) ? List.of(body, body) : List.of(body))) {
            assertEquals(
                    new Faults(0, 2, 0, 0, 0, null),
                    FanOut.run(PLAN, server.target(), NO_PATIENCE).faults());
        }
    }

    @Test
    void swappedMessagesAreTold() throws IOException {
        FanOutPlan plan = PLAN.openLoop(1, 200);
        Deque<String> held = new ArrayDeque<>();
        try (FakeServer server = new FakeServer((client, body) -> {
            if (client == 3 && isNumber(body, 2)) {
                held.add(body);
                return List.of();
            }
            return client == 3 && isNumber(body, 3) ? List.of(body, held.remove()) : List.of(body);
        })) {
            assertEquals(
                    new Faults(0, 0, 1, 0, 0, null),
                    FanOut.run(plan, server.target(), NO_PATIENCE).faults());
        }
    }

    @Test
    void aMessageWithoutStampIsStrange() throws IOException {
        try (FakeServer server = new FakeServer(
                (client, body) -> client == 0 && isNumber(body, 1) ? List.of(body, "what?") : List.of(body))) {
            assertEquals(
                    new Faults(0, 0, 0, 2, 0, "what?"),
                    FanOut.run(PLAN, server.target(), NO_PATIENCE).faults());
        }
    }

    @Test
    void whoComesAndGoesIsCountedAndMissesNothingMeanwhile() throws IOException {
        try (FakeServer server = FakeServer.honest()) {
            FanOutPlan plan = PLAN.churning(3).lasting(Duration.ZERO, Duration.ofMillis(500));
            LoadResult result = FanOut.run(plan, server.target(), NO_PATIENCE);

            assertTrue(result.churned() > 0, () -> "churned " + result.churned());
            assertTrue(result.faults().isNone(), result.faults()::toString);
        }
    }

    @Test
    void whatIsPublishedLateCountsFromWhenItWasDue() throws IOException {
        try (FakeServer server = FakeServer.honest()) {
            Target target = new Target(server.target().address(), new Stalling(), ServerMeter.NONE);
            FanOutPlan plan = PLAN.openLoop(1, 200).lasting(Duration.ZERO, Duration.ofSeconds(1));
            LoadResult result = FanOut.run(plan, target, Duration.ofSeconds(5));

            // One message of 200 is held up, and the 20 that were due meanwhile could not be sent: a tenth of all is
            // late.
            assertTrue(result.latency().p99() >= 50, () -> result.latency().toString());
            assertTrue(result.published() >= 150, () -> "published " + result.published());
        }
    }

    @Test
    void aServerThatLetsNobodyInIsTold() throws IOException {
        Target nobody;
        try (FakeServer server = FakeServer.honest()) {
            nobody = server.target();
        }
        assertThrows(LoadException.class, () -> FanOut.run(PLAN, nobody, NO_PATIENCE));
    }

    @Test
    void echoesComeBackInOrder() throws IOException {
        try (FakeServer server = FakeServer.honest()) {
            LoadResult result = Echo.run(new Echo.Plan("bench:", 3, 2, 10, Duration.ZERO, SHORT), server.target());

            assertTrue(result.faults().isNone(), result.faults()::toString);
            assertTrue(result.delivered() > 0);
        }
    }

    private static boolean isNumber(String body, int number) {
        return body.contains("\"s\":" + number + ",");
    }

    /** Holds up the generator itself, once. */
    private static final class Stalling implements Dialect {

        private final Dialect plain = new PlainDialect();

        @Override
        public String path() {
            return plain.path();
        }

        @Override
        public void opened(Client client) {
            plain.opened(client);
        }

        @Override
        public void heard(Client client, byte[] text, int from, int to) {
            plain.heard(client, text, from, to);
        }

        @Override
        public byte[] publish(Client client, byte[] body) {
            if (isNumber(new String(body, StandardCharsets.UTF_8), 20)) {
                try {
                    Thread.sleep(100); // To be slow is the point; nothing is waited for.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return plain.publish(client, body);
        }

        @Override
        public byte[] echo(Client client, byte[] body) {
            return plain.echo(client, body);
        }
    }
}
