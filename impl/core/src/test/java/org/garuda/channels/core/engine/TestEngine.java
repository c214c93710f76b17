package org.garuda.channels.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.core.access.Access;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.door.Headers;
import org.garuda.channels.core.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/** An engine on a clock of its own, with one handler for the topics {@code rooms:*} and threads as the test wants them. */
final class TestEngine implements AutoCloseable {

    static final Map<String, Integer> NOBODY = Map.of("clients", 0, "identified", 0, "topics", 0, "departing", 0);

    final TestHandler handler = new TestHandler();
    final ManualClock clock = new ManualClock();
    final ChannelEngine engine;
    final Socket socket;

    private TestEngine(Builder builder) {
        ChannelsConfig config = builder.change.apply(ChannelsConfig.builder()).build();
        engine = new ChannelEngine(
                config, new PayloadCodec(), CallContext.ofCurrentClassLoader(), builder.dispatch, clock);
        socket = engine.socket(
                config,
                List.of(new Route(
                        "TestHandler",
                        handler,
                        List.of("rooms:*"),
                        builder.nonBlocking,
                        builder.intercepted,
                        builder.access)));
    }

    /** How the engine is to be; on the test's own thread unless told otherwise. */
    static final class Builder {
        private Dispatch dispatch = Dispatch.on(Runnable::run);
        private UnaryOperator<ChannelsConfig.Builder> change = config -> config;
        private boolean nonBlocking;
        private Set<String> intercepted = Set.of();
        private Access access = Access.OPEN;

        Builder on(Executor executor) {
            dispatch = Dispatch.on(executor);
            return this;
        }

        Builder on(Dispatch threads) {
            dispatch = threads;
            return this;
        }

        Builder onRealThreads() {
            dispatch = Dispatch.start();
            return this;
        }

        Builder config(UnaryOperator<ChannelsConfig.Builder> newChange) {
            change = newChange;
            return this;
        }

        Builder nonBlocking() {
            nonBlocking = true;
            return this;
        }

        Builder intercepting(String... events) {
            intercepted = Set.of(events);
            return this;
        }

        Builder access(Access newAccess) {
            access = newAccess;
            return this;
        }

        TestEngine start() {
            return new TestEngine(this);
        }
    }

    static Builder with() {
        return new Builder();
    }

    /** Everything happens on the test's thread, at once. */
    static TestEngine start() {
        return with().start();
    }

    TestClient connect() {
        return connect("2.0.0");
    }

    TestClient connectV1() {
        return connect("1.0.0");
    }

    private TestClient connect(String vsn) {
        return new TestClient(
                assertInstanceOf(Admission.Admitted.class, knock("vsn=" + vsn)).conversation());
    }

    /** Asks at the door, and leaves it at that. */
    Admission knock(@Nullable String query, String... headers) {
        Headers lines = new Headers();
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(headers[i], headers[i + 1]);
        }
        return socket.admitWebSocket(new ConnectRequest(query, lines.toMap(), null, "192.0.2.1"));
    }

    /** Lets time pass, and the sweep look. */
    void pass(Duration time) {
        clock.advance(time);
        engine.sweepOnce();
    }

    long count(Counter counter) {
        return engine.counters().get(counter);
    }

    void assertNobodyIsLeft() {
        assertEquals(NOBODY, engine.inventory());
    }

    @Override
    public void close() {
        engine.stop(CloseReason.UNDEPLOYED);
    }
}
